"""The forms of an account plan, of its lines, and what its verbs ask for."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from contacts.models import Contact
from core import clock
from records.ask_forms import AskForm
from records.forms import DateInput, RecordForm

from .. import measures
from ..models import AccountAssessment, AccountPlan, PlanAction, PlanChoice, PlanObjective, PlanReview
from ..services.account_plan import CHARTER, ENVIRONMENT, FIELDS, create_plan, update_plan
from ..services.assessment import proposed_scores, save_assessment
from ..services.plan_lines import save_action, save_choice, save_objective

SHORT = {"rows": 3, "data-autosize": ""}


class AccountPlanForm(RecordForm):
    """Charter, environment and pyramid; objectives, choices and actions have forms of their own."""

    remote = {"customer": ("customers", "")}
    optional = ("year", "level")
    sections = [
        (_("Charter"), ["customer", "year", "name", "statement", "vision", "win_win"]),
        (_("Environment"), ["trends", "perception", "opportunities", "threats", "strengths", "weaknesses",
                            "achilles_heel"]),
        (_("Business pyramid"), ["level", "level_target", "rival_level", "level_evidence"]),
        (_("Reviews"), ["review_days"]),
    ]  # fmt: skip

    class Meta:
        model = AccountPlan
        fields = ["customer", *FIELDS]
        widgets = {name: forms.Textarea(attrs=SHORT) for name in (*CHARTER, *ENVIRONMENT, "level_evidence")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("customer", None)
        elif "year" in self.fields:
            self.fields["year"].initial = clock.today().year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "year" in self.fields and cleaned.get("year") is None and "year" not in self.errors:
            cleaned["year"] = self.instance.year or clock.today().year
        if "level" in self.fields and cleaned.get("level") is None and "level" not in self.errors:
            cleaned["level"] = self.instance.level
        return cleaned

    def perform(self, by: Any) -> AccountPlan:
        if self.instance.pk:
            return update_plan(self.instance, by=by, **self.cleaned_data)
        return create_plan(by=by, **self.cleaned_data)


class LineForm(RecordForm):
    """A line of a plan; on the plan's page the plan is given, over the API it is named."""

    save_line: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.plan_id is not None:
            self.fields.pop("plan", None)

    def perform(self, by: Any) -> Any:
        return type(self).save_line(self.save(commit=False), by=by)


class MonthsField(forms.CharField):
    """Twelve amounts, parted by spaces or commas; empty: twelfths of the target."""

    def prepare_value(self, value: Any) -> Any:
        return " ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return [str(part) for part in value]
        parts = [part for part in re.split(r"[\s,，;；、]+", super().clean(value)) if part]
        try:
            return [str(Decimal(part)) for part in parts]
        except InvalidOperation:
            raise ValidationError(gettext("Write numbers, parted by spaces."), code="no_number")


class ObjectiveForm(LineForm):
    remote = {"plan": ("account-plans", "")}
    save_line = staticmethod(save_objective)
    measure = forms.ChoiceField(required=False, label=_("measured by"))
    monthly = MonthsField(
        required=False,
        max_length=400,
        label=_("target of each month"),
        help_text=_("Twelve numbers parted by spaces; empty: the same each month."),
    )

    class Meta:
        model = PlanObjective
        fields = [
            "plan",
            "name",
            "kind",
            "measure",
            "target",
            "monthly",
            "is_main",
            "baseline",
            "reported",
            "note",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "measure" in self.fields:
            self.fields["measure"].choices = [("", gettext("told by hand")), *measures.choices()]
        if "kind" in self.fields:
            self.fields["kind"].required = False

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or self.instance.kind


class ChoiceForm(LineForm):
    remote = {"plan": ("account-plans", "")}
    save_line = staticmethod(save_choice)

    class Meta:
        model = PlanChoice
        fields = ["plan", "side", "what", "why", "hours", "amount", "decided_on"]
        widgets = {"why": forms.Textarea(attrs=SHORT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("side", "decided_on"):
            if name in self.fields:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("side", "decided_on"):
            if name in self.fields and not cleaned.get(name):
                cleaned[name] = getattr(self.instance, name)
        return cleaned


class ActionForm(LineForm):
    remote = {"plan": ("account-plans", ""), "responsible": ("users", ""), "contact": ("contacts", "")}
    save_line = staticmethod(save_action)

    class Meta:
        model = PlanAction
        fields = ["plan", "name", "responsible", "due_on", "objective", "side", "contact", "is_milestone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = self.instance.responsible_id
        if "side" in self.fields:
            self.fields["side"].required = False
        if "responsible" in self.fields:
            self.fields["responsible"].queryset = User.objects.filter(employee__isnull=False, is_active=True)
        if "due_on" in self.fields:
            self.fields["due_on"].widget.attrs["data-date-quick"] = "7,30,90"
        plan = self.instance.plan if self.instance.plan_id is not None else None
        if plan is None:
            return
        if "objective" in self.fields:
            rows = PlanObjective.objects.alive().filter(plan=plan)
            self.fields["objective"].queryset = rows
        if "contact" in self.fields:
            people = Contact.objects.visible_to(self.user).filter(customer=plan.customer_id)
            self.fields["contact"] = forms.ModelChoiceField(
                people, required=False, label=self.fields["contact"].label
            )

    def clean_side(self) -> str:
        return self.cleaned_data["side"] or self.instance.side

    def perform(self, by: Any) -> PlanAction:
        return save_action(self.save(commit=False), by=by, responsible_before=self.before)


class ProgressForm(AskForm):
    progress = forms.IntegerField(min_value=0, max_value=100, label=_("Progress (%)"))
    effect = forms.CharField(
        required=False,
        label=_("Effect"),
        help_text=_("What it brought about; needed when it is done."),
        widget=forms.Textarea(attrs=SHORT),
    )
    is_done = forms.BooleanField(required=False, label=_("It is done"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None:
            self.initial = {"progress": self.subject.progress, "effect": self.subject.effect, **self.initial}


class ReasonForm(AskForm):
    reason = forms.CharField(max_length=200, label=_("Reason"))


class ResultForm(AskForm):
    result = forms.CharField(max_length=5000, label=_("What came of it"), widget=forms.Textarea(attrs=SHORT))


class CopyForm(AskForm):
    year = forms.IntegerField(min_value=2000, max_value=2100, label=_("Year"))
    with_choices = forms.BooleanField(required=False, initial=True, label=_("Invest and stop decisions, too"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None:
            self.initial = {"year": self.subject.year + 1, **self.initial}


class ReviewForm(AskForm):
    """What the review found; the figures of the day are frozen with it."""

    health = forms.ChoiceField(choices=PlanReview.Health.choices, label=_("Judgement"))
    findings = forms.CharField(
        max_length=5000, label=_("What we learned"), widget=forms.Textarea(attrs={"rows": 4})
    )
    decisions = forms.CharField(
        required=False, max_length=5000, label=_("What we change"), widget=forms.Textarea(attrs={"rows": 3})
    )
    next_review_on = forms.DateField(
        required=False, widget=DateInput, label=_("Next review"), help_text=_("Empty: by the usual rhythm.")
    )


class CommentForm(AskForm):
    comment = forms.CharField(max_length=5000, label=_("Comment"), widget=forms.Textarea(attrs={"rows": 3}))


class AssessmentForm(RecordForm):
    """Six scores; sales and credit are proposed from the data where the customer is given."""

    remote = {"customer": ("customers", "")}
    sections = [
        (_("Customer"), ["customer", "assessed_on"]),
        (_("Scores from 0 to 100"), ["sales", "quality", "strength", "ability", "credit", "potential"]),
        (_("Conclusion"), ["service_mode", "reasons"]),
    ]

    class Meta:
        model = AccountAssessment
        fields = ["customer", "assessed_on", *AccountAssessment.SCORES, "service_mode", "reasons"]
        widgets = {"reasons": forms.Textarea(attrs=SHORT)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("assessed_on", "service_mode"):
            if name in self.fields:
                self.fields[name].required = False
        if "quality" in self.fields:
            self.fields["quality"].help_text = gettext("Low where goods are diverted or prices are pressed.")
        if self.instance.pk:
            self.fields.pop("customer", None)
            return
        asked = str(self.initial.get("customer", ""))
        if asked.isdecimal() and not self.is_bound and "customer" in self.fields:
            customer = self.fields["customer"].queryset.filter(pk=int(asked)).first()
            if customer is not None:
                self.initial = {**proposed_scores(customer), **self.initial}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("assessed_on", "service_mode"):
            if name in self.fields and not cleaned.get(name):
                cleaned[name] = getattr(self.instance, name)
        return cleaned

    def perform(self, by: Any) -> AccountAssessment:
        return save_assessment(self.save(commit=False), by=by)
