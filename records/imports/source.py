"""The file of an import: its heading, its rows, and how many there are."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from core.spreadsheets import MAX_ROWS, SpreadsheetError, open_rows, sheet_names

from .mapping import headings

MOST_ROWS = MAX_ROWS
MOST_COLUMNS = 200


@dataclass
class Source:
    """`header` names the columns; `rows` gives (row number as Excel counts, cells) below it, once."""

    header: list[str]
    rows: Iterator[tuple[int, list[str]]]


def open_source(path: str | Path, sheet: str = "") -> Source:
    """Raises SpreadsheetError where the file is none, or holds nothing below a heading."""
    rows = open_rows(path, sheet=sheet, max_rows=MOST_ROWS + 1, max_columns=MOST_COLUMNS)
    first = next(rows, None)
    if first is None:
        raise SpreadsheetError(_("The file holds no row. Its first row must name the columns."))
    return Source(headings(first[1]), rows)


@dataclass(frozen=True)
class Outline:
    """What a file is before anything of it is used: its heading and how many rows stand below."""

    header: list[str]
    total: int


def outline(path: str | Path, sheet: str = "") -> Outline:
    """Reads to the end, so a file broken in its middle is refused at once."""
    source = open_source(path, sheet)
    total = sum(1 for _row in source.rows)
    if total == 0:
        raise SpreadsheetError(_("The file has a heading but no row below it."))
    return Outline(source.header, total)


def samples(
    path: str | Path, sheet: str = "", count: int = 5
) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The heading and the first rows, to show beside each column."""
    source = open_source(path, sheet)
    rows = [row for row, _place in zip(source.rows, range(count), strict=False)]
    close = getattr(source.rows, "close", None)
    if close is not None:
        close()
    return source.header, rows


__all__ = ["Outline", "Source", "open_source", "outline", "samples", "sheet_names"]
