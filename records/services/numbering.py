"""Numbers of documents: the rule is data, the serial is drawn under the row's lock, so none is given twice.

A number once drawn is not given again; a refused save may leave a gap.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from core import clock

from ..models import NumberRule


@dataclass(frozen=True)
class Default:
    """How a kind of document is numbered until an administrator says otherwise."""

    prefix: str
    digits: int = 5
    date_format: str = ""
    reset: str = NumberRule.Reset.NEVER


DEFAULTS: dict[str, Default] = {}
PERIODS = {
    NumberRule.Reset.NEVER: "",
    NumberRule.Reset.YEARLY: "%Y",
    NumberRule.Reset.MONTHLY: "%Y%m",
    NumberRule.Reset.DAILY: "%Y%m%d",
}


def declare(code: str, prefix: str, digits: int = 5, date_format: str = "", reset: str = "never") -> None:
    """Called by each app when it is ready."""
    DEFAULTS[code] = Default(prefix, digits, date_format, reset)


def next_number(code: str) -> str:
    return next_numbers(code, 1)[0]


def next_numbers(code: str, count: int) -> list[str]:
    """`count` numbers in a row, drawn at once."""
    with transaction.atomic():
        rule = _locked(code)
        day = clock.today()
        period = day.strftime(PERIODS[NumberRule.Reset(rule.reset)])
        first = 1 if period != rule.period else rule.serial + 1
        rule.period = period
        rule.serial = first + count - 1
        # A drawn number is no change of the rule, so history keeps silent about it.
        rule.skip_history_when_saving = True  # type: ignore[attr-defined]
        rule.save(update_fields=["period", "serial"])
        return [_written(rule, day, serial) for serial in range(first, first + count)]


def _locked(code: str) -> NumberRule:
    default = DEFAULTS.get(code, Default(prefix=code[:3].upper()))
    NumberRule.objects.get_or_create(
        code=code,
        defaults={
            "prefix": default.prefix,
            "digits": default.digits,
            "date_format": default.date_format,
            "reset": default.reset,
        },
    )
    return NumberRule.objects.select_for_update().get(code=code)


def _written(rule: NumberRule, day: date, serial: int) -> str:
    return (
        f"{rule.prefix}{day.strftime(rule.date_format) if rule.date_format else ''}{serial:0{rule.digits}d}"
    )
