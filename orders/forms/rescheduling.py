"""When the rest of a placed order is to come: a day and a quantity for each part, and why it changes."""

import re
from typing import Annotated, Any

import pydantic
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.forms.priced_lines import MOST_LINES
from catalog.selectors.priced_lines import living_lines
from core.errors import DomainError
from records.ask_forms import AskForm

from ..schedule import parts_in, parts_of, written_out
from ..selectors.schedule import parts_of_lines
from ..services.rescheduling import gone_of

FIELD = re.compile(r"^line_(\d+)$")


class RescheduleForm(AskForm):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(max_length=200, label=_("Reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is None:
            return
        self.fields["version"].initial = self.subject.version
        lines = living_lines(self.subject)
        schedules = parts_of_lines([line.pk for line in lines])
        for line in lines:
            gone = gone_of(line)
            if gone >= line.quantity:
                continue
            hint = gettext("A day and a quantity on each line, together %(quantity)s.") % {
                "quantity": f"{line.quantity.normalize():f}"
            }
            if gone > 0:
                hint += " " + gettext("%(quantity)s have gone already.") % {
                    "quantity": f"{gone.normalize():f}"
                }
            self.fields[f"line_{line.pk}"] = forms.CharField(
                label=f"{line.place} · {line.what}",
                initial=written_out(schedules.get(line.pk) or [(line.due_on, line.quantity)]),
                widget=forms.Textarea(attrs={"rows": 2, "data-autosize": True, "class": "tabular"}),
                max_length=4000,
                help_text=hint,
                required=False,
            )
        self.order_fields(["version", *(name for name in self.fields if FIELD.match(name)), "reason"])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        lines = {}
        for name in [name for name in data if FIELD.match(name)]:
            try:
                lines[int(name.removeprefix("line_"))] = parts_in(data.pop(name))
            except DomainError as refusal:
                self.add_error(None if name not in self.fields else name, refusal.message)
        return {**data, "lines": lines}


class SchedulesField(forms.JSONField):
    """What programs send: lines by id, each with its parts."""

    api_kind = Annotated[
        list[dict[str, int | list[dict[str, str | int | float]]]], pydantic.Field(max_length=MOST_LINES)
    ]


class ApiRescheduleForm(AskForm):
    """The same for programs: `lines` is a list of {"line": id, "schedule": [{"due_on", "quantity"}]}."""

    reason = forms.CharField(max_length=200)
    version = forms.IntegerField(required=False)
    lines = SchedulesField()

    def clean_lines(self) -> dict[int, Any]:
        given = self.cleaned_data["lines"]
        shape = {"line", "schedule"}
        if not isinstance(given, list) or any(
            not isinstance(row, dict) or set(row) != shape for row in given
        ):
            raise forms.ValidationError(gettext("Give a list of lines, each with “line” and “schedule”."))
        found: dict[int, Any] = {}
        for row in given:
            if (
                not isinstance(row["line"], int)
                or not isinstance(row["schedule"], list)
                or row["line"] in found
            ):
                raise forms.ValidationError(gettext("Give a list of lines, each with “line” and “schedule”."))
            try:
                found[row["line"]] = parts_of(row["schedule"])
            except DomainError as refusal:
                raise forms.ValidationError(refusal.message)
        return found
