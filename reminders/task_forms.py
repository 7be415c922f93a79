from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records import gate
from records.forms import RecordForm
from records.record_type import RECORD_TYPES

from .models import Task
from .services.task import change_task, give_task


class TaskForm(RecordForm):
    """Give a task, or change one that one has given."""

    remote = {"owner": ("users", "")}
    sections = [(_("Task"), ["title", "owner", "due_on", "priority", "details"])]
    about = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    class Meta:
        model = Task
        fields = ["title", "owner", "due_on", "priority", "details"]
        widgets = {"details": forms.Textarea(attrs={"rows": 4, "maxlength": 5000, "data-autosize": ""})}
        labels = {"owner": _("Who does it")}
        help_texts = {"owner": _("Empty: you yourself.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "due_on" in self.fields:
            self.fields["due_on"].widget.attrs["data-date-quick"] = "0,1,3,7"
        if self.instance.pk:
            self.fields.pop("owner", None)
            self.fields.pop("about", None)

    def clean_about(self) -> Any:
        """“customers:17”: the record that the task is about, as far as its giver sees it."""
        name, _colon, pk = self.cleaned_data["about"].partition(":")
        record = RECORD_TYPES.get(name)
        if record is None or not pk.isdecimal() or len(pk) > 18:
            return None
        return gate.rows(self.user, record.model).filter(pk=int(pk)).first()

    def perform(self, by: Any) -> Task:
        data = dict(self.cleaned_data)
        if self.instance.pk:
            return change_task(self.instance, by=by, **data)
        return give_task(by=by, **data)


class Asked(forms.Form):
    """A form of a verb: `subject` is the task."""

    def __init__(self, *args: Any, user: Any, subject: Any = None, **kwargs: Any) -> None:
        self.user = user
        self.subject = subject
        super().__init__(*args, **kwargs)


class ProgressForm(Asked):
    progress = forms.IntegerField(
        min_value=0,
        max_value=100,
        label=_("Progress (%)"),
        help_text=_("100 hands the task in."),
        widget=forms.NumberInput(attrs={"step": 5, "inputmode": "numeric"}),
    )
    report = forms.CharField(
        required=False, max_length=5000, label=_("What was done"), widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None and not self.is_bound:
            self.initial = {"progress": self.subject.progress, "report": self.subject.report, **self.initial}


class AcceptForm(Asked):
    decision = forms.ChoiceField(
        choices=[("accept", _("accept")), ("return", _("send back for more"))],
        widget=forms.RadioSelect,
        initial="accept",
        label=_("Decision"),
    )
    comment = forms.CharField(
        required=False, max_length=500, label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3})
    )


class CancelTaskForm(Asked):
    reason = forms.CharField(max_length=200, label=_("Reason"))
