from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core import clock
from records.forms import RecordForm

from ..models import WorkPlan
from ..services.work_plan import change_plan, make_plan
from .visit import VisitAsk

NEW_ONLY = ("span", "starts_on", "lines", "takes_over")


class WorkPlanForm(RecordForm):
    """Make a plan, or sum one up."""

    sections = [(_("Plan"), ["span", "starts_on", "goal", "lines", "takes_over", "summary"])]
    lines = forms.CharField(
        required=False,
        max_length=20_000,
        label=_("Items"),
        widget=forms.Textarea(attrs={"rows": 6, "data-autosize": ""}),
        help_text=_("One a line."),
    )
    takes_over = forms.BooleanField(
        required=False, initial=True, label=_("take over the visits planned and the tasks due in this time")
    )

    class Meta:
        model = WorkPlan
        fields = ["span", "starts_on", "goal", "summary"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4, "maxlength": 5000, "data-autosize": ""})}
        help_texts = {"starts_on": _("Any day of the week or month.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in NEW_ONLY:
                self.fields.pop(name, None)
            return
        self.fields.pop("summary", None)
        if not self.initial.get("starts_on"):
            self.initial["starts_on"] = clock.today()

    def perform(self, by: Any) -> WorkPlan:
        data = dict(self.cleaned_data)
        if self.instance.pk:
            return change_plan(self.instance, by=by, **data)
        return make_plan(by=by, lines=(data.pop("lines", "") or "").splitlines(), **data)


class ItemsForm(VisitAsk):
    lines = forms.CharField(
        required=False,
        max_length=20_000,
        label=_("Items"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line."),
    )
    takes_over = forms.BooleanField(
        required=False, label=_("take over the visits planned and the tasks due in this time")
    )


class CommentForm(VisitAsk):
    comment = forms.CharField(
        max_length=500, label=_("leader's comment"), widget=forms.Textarea(attrs={"rows": 3})
    )
