"""Moments as a person types them; the browser's own control where it has one."""

from typing import Any

from django import forms

from core.day_fields import require_reckonable


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    widget = MomentInput
    default_validators = [require_reckonable]  # noqa: RUF012
