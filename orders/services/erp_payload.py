"""The content of a message read field by field; what is missing or wrong is refused by its name."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from core.errors import DomainError

LONGEST = 300
LARGEST = Decimal(10) ** 13


class Content:
    """One object of a message. `where` is how refusals call it, as “lines 2”."""

    def __init__(self, given: Any, where: str = "") -> None:
        if not isinstance(given, dict):
            raise DomainError(_("Send an object with named fields."), "invalid", where or "payload")
        self.given = given
        self.where = where
        self.read: set[str] = set()

    def text(self, name: str, *, is_required: bool = False, most: int = LONGEST) -> str:
        value = self._value(name)
        if value is None:
            value = ""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or "\x00" in value or len(value) > most:
            raise self.wrong(name, _("Write a text."))
        value = " ".join(value.split())
        if is_required and not value:
            raise self.missing(name)
        return value

    def number(self, name: str, *, is_required: bool = False) -> Decimal | None:
        value = self._value(name)
        if value is None or value == "":
            if is_required:
                raise self.missing(name)
            return None
        try:
            number = Decimal(str(value).strip()) if not isinstance(value, bool) else Decimal("NaN")
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number) >= LARGEST:
            raise self.wrong(name, _("Write a number."))
        return number

    def day(self, name: str, *, is_required: bool = False) -> date | None:
        value = self._value(name)
        if value in (None, ""):
            if is_required:
                raise self.missing(name)
            return None
        try:
            found = parse_date(value) if isinstance(value, str) else None
        except ValueError:
            found = None
        if found is None:
            raise self.wrong(name, _("Write dates as 2026-11-21 and times as 2026-11-21T09:30:00+08:00."))
        return found

    def moment(self, name: str) -> datetime | None:
        value = self._value(name)
        if value in (None, ""):
            return None
        try:
            found = parse_datetime(value) if isinstance(value, str) else None
        except ValueError:
            found = None
        if found is None:
            raise self.wrong(name, _("Write dates as 2026-11-21 and times as 2026-11-21T09:30:00+08:00."))
        return timezone.make_aware(found) if timezone.is_naive(found) else found

    def choice(self, name: str, allowed: list[str], default: str = "") -> str:
        value = self.text(name) or default
        if value not in allowed:
            raise self.wrong(name, _("Choose one of: %(expected)s.") % {"expected": ", ".join(allowed)})
        return value

    def parts(self, name: str, *, is_required: bool = False, most: int = 200) -> list["Content"]:
        value = self._value(name)
        if value is None:
            value = []
        if not isinstance(value, list) or len(value) > most:
            raise self.wrong(name, _("Write a list."))
        if is_required and not value:
            raise self.missing(name)
        return [Content(part, f"{self._path(name)} {place}") for place, part in enumerate(value, start=1)]

    def finish(self) -> None:
        """Refuse what nobody has read: a misspelt field is no field left out."""
        unknown = sorted(str(name) for name in set(self.given) - self.read)
        if unknown:
            raise self.wrong(unknown[0][:60], _("There is no such field to write."))

    def _value(self, name: str) -> Any:
        self.read.add(name)
        return self.given.get(name)

    def _path(self, name: str) -> str:
        return f"{self.where}.{name}" if self.where else name

    def missing(self, name: str) -> DomainError:
        return DomainError(_("This field is required."), "required", self._path(name))

    def wrong(self, name: str, message: str, code: str = "invalid") -> DomainError:
        return DomainError(message, code, self._path(name))
