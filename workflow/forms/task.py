"""What each action on a task or a run asks; pages and API use the same forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from records.ask_forms import AskForm, ColleagueField, ColleaguesField

from ..models import ProcessTask
from ..returning import returnable_steps
from ..structure import Step, Structure, load
from ..subjects import get as subject_of
from .answers import add_fields, answers_of

OPINION = forms.Textarea(attrs={"rows": 2, "data-autosize": "", "maxlength": 2000})


class OpinionForm(AskForm):
    opinion = forms.CharField(label=_("Opinion"), max_length=2000, required=False, widget=OPINION)


class ReasonForm(AskForm):
    opinion = forms.CharField(label=_("Reason"), max_length=2000, widget=OPINION)


class TaskForm(OpinionForm):
    """A form about a task: knows the step that it belongs to."""

    structure: Structure
    step: Step

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.structure = load(self.subject.run.version)
        self.step = self.structure.places[self.subject.node_key].step


class ApproveForm(TaskForm):
    """An opinion, and the fields of the document that this step lets one write."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opinion"].required = bool(self.step.settings.get("opinion_required"))
        add_fields(self, self.writable(), self.subject.run.snapshot_values)

    def writable(self) -> list[dict[str, Any]]:
        subject = subject_of(self.subject.run.doc_type)
        rights = self.step.settings.get("fields") or {}
        if subject is None or subject.write is None or self.subject.kind != ProcessTask.Kind.APPROVE:
            return []
        return [
            {"name": fact.name, "label": fact.label, "kind": fact.kind, "choices": fact.options()}
            for fact in subject.facts
            if rights.get(fact.name) == "writable" and fact.name in subject.editable
        ]

    @property
    def answers(self) -> dict[str, Any]:
        """Only what was changed: an untouched field is no statement of the approver's."""
        before = self.subject.run.snapshot_values
        return {
            name: value
            for name, value in answers_of(self).items()
            if str(value or "") != str(before.get(name) or "")
        }


class HandleForm(TaskForm):
    """The form that the drawing gives this work step."""

    opinion = forms.CharField(label=_("Remark"), max_length=2000, required=False, widget=OPINION)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        add_fields(self, self.step.settings.get("form") or [], self.subject.form_data)
        self.order_fields([*(name for name in self.fields if name != "opinion"), "opinion"])

    @property
    def answers(self) -> dict[str, Any]:
        return answers_of(self)


class ReturnForm(TaskForm):
    opinion = forms.CharField(label=_("Reason"), max_length=2000, widget=OPINION)
    to = forms.ChoiceField(label=_("Send back to"))
    resume = forms.ChoiceField(
        label=_("Afterwards"),
        required=False,
        choices=[
            ("", _("as the process says")),
            ("restart", _("the whole way again")),
            ("resume", _("straight back to this step")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = returnable_steps(self.structure, self.subject.run, self.subject)
        choices: list[tuple[str, Any]] = [("initiator", _("who started it"))]
        if steps:
            choices.append(("previous", _("the step before")))
        self.fields["to"].choices = [*choices, *[(step.key, step.name) for step in steps]]
        self.order_fields(["to", "opinion", "resume"])

    @property
    def resumes(self) -> bool | None:
        chosen = self.cleaned_data.get("resume")
        return None if not chosen else chosen == "resume"


class ColleagueForm(OpinionForm):
    to = ColleagueField(label=_("Colleague"))
    field_order = ["to", "opinion"]


class ReassignForm(ReasonForm):
    to = ColleagueField(label=_("Colleague"))
    field_order = ["to", "opinion"]


class SignersForm(OpinionForm):
    people = ColleaguesField(label=_("Who signs as well"))
    how = forms.ChoiceField(
        label=_("When"),
        choices=ProcessTask.Sign.choices,
        help_text=_(
            "Before me: I decide after them. After me: I agree now and they must, too. Beside me: together."
        ),
    )
    field_order = ["people", "how", "opinion"]


class CopyForm(AskForm):
    people = ColleaguesField(label=_("Colleagues"))


class CommentForm(AskForm):
    opinion = forms.CharField(label=_("Comment"), max_length=2000, widget=OPINION)
