"""Days as a person types them: years that nobody means are refused, wherever a form asks for a day."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 9000  # of moments, which are reckoned across time zones
FIRST_YEAR_OF_DAYS = 1000  # a company may be older than a calendar's time zones


def require_reckonable(day: date) -> None:
    """Refuses years that nobody means and nothing can be reckoned with: half a year typed is the year 20."""
    first = FIRST_YEAR if hasattr(day, "hour") else FIRST_YEAR_OF_DAYS
    if not first <= day.year <= LAST_YEAR:
        # a code of its own: under "invalid" the field would put its own words in the place of these
        raise ValidationError(_("Write the year with four digits, such as 2026."), code="year")


def asked_day(text: str) -> date | None:
    """The day written in an address; None where that is none, or lies in a year that nobody means."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def guard_days(fields: dict[str, forms.Field]) -> None:
    """Give each day and moment of a form this rule; `RecordForm` and `AskForm` do."""
    for field in fields.values():
        if (
            isinstance(field, forms.DateField | forms.DateTimeField)
            and require_reckonable not in field.validators
        ):
            field.validators.append(require_reckonable)


class DayField(forms.DateField):
    """The day of a form that is neither of these."""

    default_validators = [require_reckonable]  # noqa: RUF012
