"""The fields that a file may fill: how a cell's text becomes a value, and why it does not."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from core.joining import listed

EMPTY = {"", "NULL", "\\N", "#N/A", "#N/A N/A"}
YES = {"1", "y", "yes", "true", "t", "x", "是", "√", "有", "真"}
NO = {"0", "n", "no", "false", "f", "否", "×", "无", "假"}
_DAY = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?|(\d{2})(\d{2}))(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
)
_NOT_PRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


class CellError(ValueError):
    """Why a cell cannot be used, and what to do, in the reader's language."""


@dataclass(frozen=True)
class ImportField:
    """One thing that a column may hold.

    `kind` says how text is read: text, long, date, number, integer, yes_no, choice, or reference (kept as text: the
    importer finds the record). `model_field` adds the column's own checks. `is_required` is asked of new records.
    `permission` hides the field from who does not hold it; `policy_field` names the field whose policy rules it.
    """

    name: str
    label: Any
    kind: str = "text"
    aliases: tuple[str, ...] = ()
    is_required: bool = False
    note: Any = ""
    example: str = ""
    choices: Callable[[], dict[str, Any]] | None = None
    model_field: Any = None
    permission: str = ""
    part: str = ""
    check: Callable[[Any], Any] | None = None
    is_percent: bool = False  # “30%” means 30
    synonyms: tuple[tuple[str, str], ...] = ()  # further ways to write a choice: (as written, as stored)

    def read(self, text: str) -> Any:
        """The value of a cell; None for an empty one. Raises CellError."""
        text = clean(text, keep_lines=self.kind == "long")
        if text in EMPTY:
            return None
        try:
            value = _READERS[self.kind](self, text)
            if self.model_field is not None and self.kind != "reference":
                self.model_field.run_validators(value)
            return self.check(value) if self.check is not None else value
        except ValidationError as refusal:
            raise CellError(" ".join(str(message) for message in refusal.messages))

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Every way to write a choice: its stored word and its label in each language."""
        ways: dict[str, str] = {}
        given = self.choices() if self.choices else {}
        for code, _language in settings.LANGUAGES:
            with translation.override(code):
                for stored, label in given.items():
                    ways.setdefault(folded(str(label)), stored)
        for stored in given:
            ways[folded(str(stored))] = stored
        for written, stored in self.synonyms:
            ways.setdefault(folded(written), stored)
        return ways

    def labels(self) -> list[str]:
        """The choices in the reader's words, for the template's list."""
        return [str(label) for label in (self.choices() if self.choices else {}).values()]


def from_model(model: type[models.Model], name: str, aliases: str = "", **facts: Any) -> ImportField:
    """A field that fills the model's column of that name; `aliases` are further headings, divided by `|`."""
    column = model._meta.get_field(name)
    kind = "text"
    choices = None
    if column.choices:
        kind, choices = "choice", lambda: dict(column.flatchoices)
    elif isinstance(column, models.BooleanField):
        kind = "yes_no"
    elif isinstance(column, models.DateField):
        kind = "date"
    elif isinstance(column, models.DecimalField):
        kind = "number"
    elif isinstance(column, models.IntegerField):
        kind = "integer"
    elif isinstance(column, models.TextField):
        kind = "long"
    facts.setdefault("label", column.verbose_name)
    facts.setdefault("kind", kind)
    made = ImportField(
        name=facts.pop("as_name", name),
        aliases=tuple(part for part in aliases.split("|") if part),
        model_field=column,
        choices=facts.pop("choices", choices),
        **facts,
    )
    return made


def renamed(field: ImportField, **facts: Any) -> ImportField:
    return replace(field, **facts)


def clean(text: str, *, keep_lines: bool = False) -> str:
    """Text without invisible characters and outer blanks; inner runs of blanks become one."""
    text = _NOT_PRINTED.sub("", text)
    if keep_lines:
        return text.strip()
    return " ".join(text.split())


def folded(text: str) -> str:
    """A heading or choice as it is compared: width, case, blanks and punctuation do not matter."""
    plain = unicodedata.normalize("NFKC", str(text)).casefold()
    return "".join(c for c in plain if c.isalnum() or c in "+√×")


def _read_text(field: ImportField, text: str) -> str:
    return text


def _read_date(field: ImportField, text: str) -> date:
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        raise CellError(_("“%(value)s” is no date. Write it as 2026-03-31.") % {"value": text[:40]})
    year, month, day = int(found[1]), int(found[2] or found[4] or 1), int(found[3] or found[5] or 1)
    try:
        return date(year, month, day)
    except ValueError:
        raise CellError(_("There is no day “%(value)s” in the calendar.") % {"value": text[:40]})


def _read_number(field: ImportField, text: str) -> Decimal:
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").lstrip("¥$€")
    if field.is_percent:
        plain = plain.removesuffix("%")
    factor = Decimal(1)
    for unit, size in (("亿元", 10**8), ("万元", 10**4), ("亿", 10**8), ("万", 10**4), ("元", 1)):
        if plain.endswith(unit):
            plain, factor = plain[: -len(unit)], Decimal(size)
            break
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise CellError(_("“%(value)s” is no number.") % {"value": text[:40]})
    if not value.is_finite():
        raise CellError(_("“%(value)s” is no number.") % {"value": text[:40]})
    value *= factor
    places = getattr(field.model_field, "decimal_places", None)
    if places is not None and value == value.to_integral_value() and abs(value) < 10**24:
        value = value.quantize(Decimal(1))
    return value


def _read_integer(field: ImportField, text: str) -> int:
    value = _read_number(field, text)
    if value != value.to_integral_value():
        raise CellError(_("“%(value)s” is no whole number.") % {"value": text[:40]})
    return int(value)


def _read_yes_no(field: ImportField, text: str) -> bool:
    word = folded(text)
    if word in YES:
        return True
    if word in NO:
        return False
    raise CellError(_("“%(value)s” is neither yes nor no.") % {"value": text[:40]})


def _read_choice(field: ImportField, text: str) -> str:
    stored = field.spellings.get(folded(text))
    if stored is None:
        raise CellError(
            _("“%(value)s” is not among the choices: %(choices)s.")
            % {"value": text[:40], "choices": listed(field.labels()[:20])}
        )
    return stored


_READERS: dict[str, Callable[[ImportField, str], Any]] = {
    "text": _read_text,
    "long": _read_text,
    "reference": _read_text,
    "date": _read_date,
    "number": _read_number,
    "integer": _read_integer,
    "yes_no": _read_yes_no,
    "choice": _read_choice,
}

__all__ = ["CellError", "ImportField", "clean", "folded", "from_model", "renamed"]
