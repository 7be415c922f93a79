from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from core.day_fields import DayField
from records import gate
from records.forms import DateInput, RecordForm
from records.moment_fields import MomentInput

from ..models import Customer, FollowUp
from ..services.follow_up import edit_follow_up, log_follow_up, set_next_contact


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; each is checked like one."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(file, initial) for file in given]


class FollowUpForm(RecordForm):
    """The one box: what happened, how, with whom, when to speak again, and files."""

    remote = {
        "customer": ("customers", ""),
        "contact": ("contacts", "customer"),
        "unit": ("customer-units", "customer"),
    }
    files = FilesField(label=_("files"), required=False)
    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    class Meta:
        model = FollowUp
        fields = ["customer", "text", "kind", "contact", "unit", "at", "next_contact_on", "next_action"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3, "maxlength": 5000, "data-autosize": ""}),
            "at": MomentInput(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["at"].required = False
        self.fields["text"].max_length = 5000
        if "next_contact_on" in self.fields:
            self.fields["next_contact_on"].widget.attrs["data-date-quick"] = "1,3,7,30"
        if "next_action" in self.fields:
            self.fields["next_action"].widget.attrs["placeholder"] = _("What will you do next?")

    def clean_at(self) -> Any:
        return self.cleaned_data["at"] or clock.now()

    def perform(self, by: Any) -> FollowUp:
        given = self.cleaned_data
        facts = {name: given[name] for name in self._meta.fields if name in given and name != "customer"}
        files = given.get("files") or []
        if self.instance.pk:
            if "next_contact_on" in facts and "next_contact_on" not in self.changed_data:
                del facts["next_contact_on"]  # an old promise may lie in the past by now
            return edit_follow_up(by=by, follow_up=self.instance, files=files, **facts)
        return log_follow_up(
            by=by, customer=given["customer"], files=files, key=given.get("key") or "", **facts
        )


class VoidForm(forms.Form):
    reason = forms.CharField(label=_("reason"), max_length=100)

    def __init__(self, *args: Any, user: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class NextContactForm(forms.Form):
    """Only the date: put off, or handled when empty."""

    next_contact_on = DayField(label=_("next contact"), required=False)

    def clean_next_contact_on(self) -> Any:
        day = self.cleaned_data["next_contact_on"]
        if day is not None and day < clock.today():
            raise forms.ValidationError(_("The next contact lies in the past. Choose today or later."))
        return day


class NextContactCell(RecordForm):
    """The next contact of a customer in his list: for whoever may log what was said to him."""

    next_contact_on = DayField(label=_("next contact"), required=False)

    class Meta:
        model = Customer
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["next_contact_on"]
        field.initial = self.instance.next_follow_on
        field.widget = DateInput()
        under = Customer.objects.filter(gate.parent_condition(self.user, FollowUp), pk=self.instance.pk)
        field.disabled = not (gate.allowed(self.user, FollowUp, "add") and under.exists())

    def perform(self, by: Any) -> Customer:
        set_next_contact(by=by, customer=self.instance, on=self.cleaned_data["next_contact_on"])
        self.instance.refresh_from_db()
        return self.instance
