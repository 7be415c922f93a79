"""The kinds of parameters: how a value is typed, kept as JSON, handed to code and written for a reader."""

from datetime import time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.joining import listed

MINUTES = {"minutes": 1, "hours": 60, "days": 24 * 60}
UNITS = {"minutes": gettext_lazy("minutes"), "hours": gettext_lazy("hours"), "days": gettext_lazy("days")}
LONGEST = 4000


class Kind:
    """A value in four forms; `read` and `load` raise ValueError for what is none."""

    type: Any = str
    control = "text"

    def read(self, typed: str) -> Any:
        return self.load(typed.replace("\x00", "").strip())

    def fits(self, value: Any) -> bool:
        return isinstance(value, self.type) and (self.type is bool or not isinstance(value, bool))

    def store(self, value: Any) -> Any:
        return value

    def load(self, stored: Any) -> Any:
        if not self.fits(stored):
            raise ValueError(stored)
        return stored

    def write(self, value: Any) -> str:
        """As it stands in the control."""
        return str(value)

    def show(self, value: Any) -> str:
        return self.write(value)

    def wanted(self) -> str:
        """What the refusal asks for, without bounds."""
        return _("a text")


class Integer(Kind):
    type = int
    control = "number"

    def read(self, typed: str) -> int:
        typed = typed.strip()
        if not typed.isascii() or len(typed) > 18:
            raise ValueError(typed)
        return int(typed)

    def show(self, value: Any) -> str:
        return formats.number_format(value, force_grouping=True)

    def wanted(self) -> str:
        return _("a whole number")


class Number(Kind):
    type = Decimal
    control = "decimal"

    def fits(self, value: Any) -> bool:
        return isinstance(value, Decimal) and value.is_finite()

    def store(self, value: Any) -> str:
        return str(value)

    def load(self, stored: Any) -> Decimal:
        try:
            found = Decimal(str(stored).strip())
        except InvalidOperation:
            raise ValueError(stored) from None
        if not found.is_finite() or abs(found) >= 10**15:
            raise ValueError(stored)
        return found

    def write(self, value: Any) -> str:
        return f"{value:f}"

    def show(self, value: Any) -> str:
        return formats.number_format(value, force_grouping=True)

    def wanted(self) -> str:
        return _("a number")


class Percent(Number):
    def read(self, typed: str) -> Decimal:
        return super().read(typed.strip().removesuffix("%").removesuffix("％"))

    def show(self, value: Any) -> str:
        return f"{super().show(value)}%"

    def wanted(self) -> str:
        return _("a percentage")


class Duration(Kind):
    """Kept in minutes, typed as a figure and a unit."""

    type = timedelta
    control = "duration"

    def read(self, typed: str) -> timedelta:
        figure, _space, unit = typed.strip().partition(" ")
        if unit not in MINUTES or not figure.isascii() or len(figure) > 7:
            raise ValueError(typed)
        return timedelta(minutes=int(figure) * MINUTES[unit])

    def store(self, value: Any) -> int:
        return int(value.total_seconds() // 60)

    def load(self, stored: Any) -> timedelta:
        if not isinstance(stored, int) or isinstance(stored, bool):
            raise ValueError(stored)
        return timedelta(minutes=stored)

    def write(self, value: Any) -> str:
        minutes = self.store(value)
        unit = next(
            (name for name in ("days", "hours") if minutes and minutes % MINUTES[name] == 0), "minutes"
        )
        return f"{minutes // MINUTES[unit]} {unit}"

    def show(self, value: Any) -> str:
        figure, _space, unit = self.write(value).partition(" ")
        return f"{figure} {UNITS[unit]}"

    def wanted(self) -> str:
        return _("a whole number of minutes, hours or days")


class Flag(Kind):
    type = bool
    control = "flag"

    def read(self, typed: str) -> bool:
        if typed not in {"", "1"}:
            raise ValueError(typed)
        return bool(typed)

    def write(self, value: Any) -> str:
        return "1" if value else ""

    def show(self, value: Any) -> str:
        return _("yes") if value else _("no")

    def wanted(self) -> str:
        return _("yes or no")


class Time(Kind):
    type = time
    control = "time"

    def store(self, value: Any) -> str:
        return f"{value:%H:%M}"

    def load(self, stored: Any) -> time:
        return time.fromisoformat(stored).replace(second=0, microsecond=0, tzinfo=None)

    def write(self, value: Any) -> str:
        return f"{value:%H:%M}"

    def wanted(self) -> str:
        return _("a time of day such as 08:30")


class Lines(Kind):
    """Several texts, typed one a line."""

    type = list
    control = "list"

    def read(self, typed: str) -> list[str]:
        return [line.strip() for line in typed.replace("\x00", "").splitlines() if line.strip()]

    def fits(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)

    def write(self, value: Any) -> str:
        return "\n".join(value)

    def show(self, value: Any) -> str:
        return listed(value)

    def wanted(self) -> str:
        return _("a list, one a line")


class Choice(Kind):
    control = "choice"

    def wanted(self) -> str:
        return _("one of the choices")


KINDS: dict[str, Kind] = {
    "integer": Integer(),
    "decimal": Number(),
    "percent": Percent(),
    "duration": Duration(),
    "flag": Flag(),
    "choice": Choice(),
    "time": Time(),
    "text": Kind(),
    "list": Lines(),
}
