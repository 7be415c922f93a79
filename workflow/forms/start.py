"""What starting a work process asks: its subject, the record it is about, the start step's fields, people to choose."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records import gate
from records.ask_forms import AskForm, ColleaguesField
from records.forms import RemoteSelect
from records.record_type import RECORD_TYPES

from ..structure import load
from .answers import add_fields, answers_of

CHOICE = "people_"


class StartForm(AskForm):
    """`subject` is the published version."""

    title = forms.CharField(label=_("Subject"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        structure = load(self.subject)
        record = RECORD_TYPES.get(self.subject.settings.get("about", ""))
        if record is not None:
            self.fields["about"] = forms.ModelChoiceField(
                gate.rows(self.user, record.model),
                label=record.label,
                widget=RemoteSelect(record.name),
            )
            self.fields["title"].help_text = _("Empty: the name of the process and what it is about.")
        else:
            self.fields["title"].required = True
        self.order_fields(["about", "title"])
        first = structure.steps[0] if structure.steps else None
        if first is not None and first.kind == "start":
            add_fields(self, first.settings.get("fields") or [])
        for place in structure.walk():
            rules = place.step.settings.get("assignees") or []
            if any(rule.get("rule") == "initiator_choice" for rule in rules):
                self.fields[CHOICE + place.step.key] = ColleaguesField(
                    label=place.step.name, help_text=_("Who is asked at this step.")
                )

    @property
    def answers(self) -> dict[str, Any]:
        return answers_of(self)

    @property
    def choices(self) -> dict[str, list[int]]:
        return {
            name.removeprefix(CHOICE): [user.pk for user in value]
            for name, value in self.cleaned_data.items()
            if name.startswith(CHOICE)
        }
