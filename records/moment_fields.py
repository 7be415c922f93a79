"""Days and hours as a person types them; the browser's own control where it has one."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1900, 9000  # of moments, which are reckoned across time zones
FIRST_YEAR_OF_DAYS = 1000  # a company may be older than a calendar's time zones


def require_reckonable(day: date) -> None:
    """Refuses years that nobody means and nothing can be reckoned with: half a year typed is the year 20."""
    first = FIRST_YEAR if hasattr(day, "hour") else FIRST_YEAR_OF_DAYS
    if not first <= day.year <= LAST_YEAR:
        raise ValidationError(_("Write the year with four digits, such as 2026."), code="invalid")


def guard_days(fields: dict[str, forms.Field]) -> None:
    """Give each day and moment of a form this rule; `RecordForm` and `AskForm` do."""
    for field in fields.values():
        if (
            isinstance(field, forms.DateField | forms.DateTimeField)
            and require_reckonable not in field.validators
        ):
            field.validators.append(require_reckonable)


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    widget = MomentInput
    default_validators = [require_reckonable]  # noqa: RUF012
