"""A customer's forecast out of his own workbook: months as columns, or one month in each row."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from core.errors import DomainError

SEARCHED = 15  # rows among which the heading is looked for: titles and addresses often stand above it
OURS = {
    "产品", "产品编码", "产品编号", "物料编码", "供方料号", "我方料号", "product", "productcode", "productnumber",
    "ourpartno", "sku",
}  # fmt: skip
THEIRS = {
    "客户料号", "零件号", "零件编号", "图号", "料号", "物料号", "part", "partno", "partnumber", "material", "materialno",
    "customerpartno", "customerpartnumber", "itemno", "item",
}  # fmt: skip
MONTHS = {"月份", "月", "需求月份", "month", "period"}
QUANTITIES = {"数量", "需求数量", "需求量", "预测数量", "预测量", "quantity", "qty", "demand", "forecast"}
NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YEAR_FIRST = re.compile(r"(20\d\d)[-/.年](\d{1,2})(?:月|(?:[-/.]\d{1,2})(?:[ T].*)?)?")
COMPACT = re.compile(r"(20\d\d)(0[1-9]|1[0-2])")
MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](20\d\d)")
NAMED = re.compile(r"([a-z]{3})[a-z]*[-/. ']*(20\d\d|\d\d)")
LONE = re.compile(r"(\d{1,2})月(?:份)?")
EMPTY = {"", "-", "–", "—", "/", "NULL"}


@dataclass(frozen=True)
class Line:
    """What one cell says: so many of this in that month. `row` is counted as Excel does."""

    row: int
    product: str
    part_no: str
    month: date
    quantity: Decimal


@dataclass(frozen=True)
class Heading:
    product: int | None
    part_no: int | None
    months: dict[int, date]
    month: int | None
    quantity: int | None


def month_of(text: str, edition: date) -> date | None:
    """The first day of the month that a heading or cell names; a bare “3月” is the next one from the edition on."""
    word = " ".join(text.split()).lower()
    year, month = 0, 0
    if found := YEAR_FIRST.fullmatch(word) or COMPACT.fullmatch(word):
        year, month = int(found[1]), int(found[2])
    elif found := MONTH_FIRST.fullmatch(word):
        year, month = int(found[2]), int(found[1])
    elif (found := NAMED.fullmatch(word)) and found[1] in NAMES:
        year, month = int(found[2]) % 100 + 2000, NAMES.index(found[1]) + 1
    elif found := LONE.fullmatch(word):
        month = int(found[1])
        year = edition.year + (month < edition.month - 1)
    return date(year, month, 1) if 1 <= month <= 12 else None


def read(rows: Iterable[tuple[int, list[str]]], edition: date) -> tuple[list[Line], list[tuple[int, str]]]:
    """The lines of the sheet, and what could not be read: (row, why)."""
    found = list(rows)
    place, heading = _heading(found, edition)
    lines: list[Line] = []
    refused: list[tuple[int, str]] = []
    last = ("", "")
    for number, cells in found[place + 1 :]:
        names = (_cell(cells, heading.product), _cell(cells, heading.part_no))
        if not any(names) and heading.month is not None:
            names = last  # one name above the rows of its months
        if not any(names) or _is_total(names):
            continue
        last = names
        for text, amount in _amounts(cells, heading):
            month = text if isinstance(text, date) else month_of(text, edition)
            quantity = _quantity(amount)
            if amount.strip() in EMPTY:
                continue
            if month is None:
                refused.append((number, _("“%(value)s” is no month.") % {"value": str(text)[:40]}))
            elif quantity is None:
                refused.append((number, _("“%(value)s” is no quantity.") % {"value": amount[:40]}))
            else:
                lines.append(Line(number, names[0], names[1], month, quantity))
    return lines, refused


def _heading(rows: Sequence[tuple[int, list[str]]], edition: date) -> tuple[int, Heading]:
    for place, (_number, cells) in enumerate(rows[:SEARCHED]):
        words = [re.sub(r"[\s_.#:：()（）/-]+", "", cell).lower() for cell in cells]
        months = {column: month for column, cell in enumerate(cells) if (month := month_of(cell, edition))}
        heading = Heading(
            _first(words, OURS),
            _first(words, THEIRS),
            months,
            _first(words, MONTHS),
            _first(words, QUANTITIES),
        )
        has_name = heading.product is not None or heading.part_no is not None
        if has_name and (months or (heading.month is not None and heading.quantity is not None)):
            return place, heading
    raise DomainError(
        _(
            "No heading was found. It names the product or part number, and the months: each as a column "
            "(2026-12) or in a column “month” beside “quantity”."
        ),
        "no_heading",
        "file",
    )


def _first(words: Sequence[str], known: set[str]) -> int | None:
    return next((place for place, word in enumerate(words) if word in known), None)


def _cell(cells: Sequence[str], place: int | None) -> str:
    return " ".join(cells[place].split()) if place is not None and place < len(cells) else ""


def _amounts(cells: Sequence[str], heading: Heading) -> list[tuple[date | str, str]]:
    if heading.months:
        return [(month, _cell(cells, column)) for column, month in heading.months.items()]
    return [(_cell(cells, heading.month), _cell(cells, heading.quantity))]


def _quantity(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "").replace("，", "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() and 0 <= found < Decimal(10) ** 13 else None


def _is_total(names: tuple[str, str]) -> bool:
    return any(name.lower() in {"合计", "总计", "小计", "total", "sum"} for name in names)
