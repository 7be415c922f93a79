"""The form of an opportunity, and what its verbs ask for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import access
from contacts.forms.ownership import AskForm, ColleagueField
from contacts.models import Contact, FollowUp, StakeholderRole
from core.errors import DomainError
from records import dictionaries, gate
from records.forms import DateInput, RecordForm, RemoteSelect

from ..models import LossReview, Opportunity, OpportunityContact, Stage
from ..services.opportunity import create_opportunity, stages_of, update_opportunity
from ..services.people import save_place
from ..services.stage import needs_review, save_review

NEW_ONLY = ("customer", "pipeline", "stage", "contact", "contact_role")


class OpportunityForm(RecordForm):
    """Enter or change a sale. Stage, end and owner change by their own verbs."""

    optional = ("pipeline", "stage")
    remote = {
        "customer": ("customers", ""),
        "unit": ("customer-units", "customer"),
        "contact": ("contacts", "customer"),
    }
    sections = [
        (_("Sale"), ["customer", "name", "unit", "contact", "contact_role", "pipeline", "stage"]),
        (_("Amount and chance"), ["amount", "currency", "rate", "expected_close"]),
        (_("Next step"), ["next_step", "next_step_on"]),
        (
            _("More"),
            ["competitor", "own_probability", "probability_reason", "description"],
        ),
    ]
    folded = {3}
    contact = forms.ModelChoiceField(
        Contact.objects.all(),
        required=False,
        label=_("main contact"),
        help_text=_("Others can be added afterwards."),
    )
    contact_role = forms.ChoiceField(
        choices=StakeholderRole.Role.choices,
        required=False,
        label=_("buying role"),
        initial=StakeholderRole.Role.USER,
    )

    class Meta:
        model = Opportunity
        fields = [
            "customer",
            "name",
            "unit",
            "pipeline",
            "stage",
            "amount",
            "currency",
            "rate",
            "expected_close",
            "next_step",
            "next_step_on",
            "competitor",
            "own_probability",
            "probability_reason",
            "description",
        ]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "rate" in self.fields:
            self.fields["rate"].required = False
        if "next_step_on" in self.fields:
            self.fields["next_step_on"].widget.attrs["data-date-quick"] = "1,3,7,30"
        if self.instance.pk:
            for name in NEW_ONLY:
                self.fields.pop(name, None)
            if "unit" in self.fields:
                self.fields["unit"].widget = RemoteSelect("customer-units", self.fields["unit"].widget.attrs)
                self.fields["unit"].widget.choices = self.fields["unit"].choices
            return
        self.fields["pipeline"].empty_label = gettext("that of the customer's market")
        self.fields["stage"].empty_label = gettext("the first one")
        self.fields["stage"].queryset = (
            Stage.objects.filter(pipeline__is_active=True, probability__lt=100)
            .select_related("pipeline")
            .order_by("pipeline__sort", "sort")
        )
        self.fields["stage"].label_from_instance = lambda stage: f"{stage.pipeline} · {stage}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if (
            cleaned.get("own_probability") is not None
            and not (cleaned.get("probability_reason") or "").strip()
        ):
            if "probability_reason" in self.fields:
                self.add_error("probability_reason", gettext("Say why it is as likely as this."))
        if "rate" in self.fields and cleaned.get("rate") is None:
            cleaned["rate"] = self.instance.rate
        return cleaned

    def perform(self, by: Any) -> Opportunity:
        data = dict(self.cleaned_data)
        contact, role = data.pop("contact", None), data.pop("contact_role", "")
        if self.instance.pk:
            return update_opportunity(self.instance, by=by, **data)
        customer = data.pop("customer")
        if not gate.holds(by, customer, "add", Opportunity):
            raise DomainError(
                gettext("You may not enter opportunities at this customer. Ask its owner."),
                code="forbidden",
                field="customer",
            )
        stage = data.get("stage")
        if stage is not None and data.get("pipeline") is None:
            data["pipeline"] = stage.pipeline
        people = [(contact, role or StakeholderRole.Role.USER)] if contact else []
        if contact is not None and contact.customer_id != customer.pk:
            raise DomainError(
                gettext("%(person)s belongs to another customer.") % {"person": contact}, "foreign", "contact"
            )
        return create_opportunity(by=by, customer=customer, people=people, **data)


class PlaceForm(RecordForm):
    remote = {"contact": ("contacts", "")}

    class Meta:
        model = OpportunityContact
        fields = ["contact", "role", "is_primary", "notes"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sale = self.instance.opportunity
        people = Contact.objects.visible_to(self.user).filter(customer=sale.customer_id)
        if "contact" in self.fields:
            self.fields["contact"] = forms.ModelChoiceField(
                people, label=self.fields["contact"].label, disabled=self.instance.pk is not None
            )

    def perform(self, by: Any) -> OpportunityContact:
        return save_place(self.save(commit=False), by=by)


class ReviewForm(RecordForm):
    class Meta:
        model = LossReview
        fields = ["findings", "cause", "actions", "wins_back", "try_again_on"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("findings", "cause", "actions")}

    def perform(self, by: Any) -> LossReview:
        return save_review(self.instance.opportunity, by=by, **self.cleaned_data)


class VersionedForm(AskForm):
    """Carries the version that was read, so that two who act at once do not undo each other's doing."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None:
            self.fields["version"].initial = self.subject.version


class MoveForm(VersionedForm):
    """The next stage, and what it may want."""

    stage = forms.ModelChoiceField(Stage.objects.none(), label=_("Stage"))
    next_step = forms.CharField(required=False, max_length=200, label=_("Next step"))
    next_step_on = forms.DateField(required=False, widget=DateInput, label=_("Next step on"))
    amount = forms.DecimalField(
        required=False, min_value=0, max_digits=16, decimal_places=2, label=_("Amount")
    )
    reason = forms.CharField(
        required=False, max_length=200, label=_("Reason"), help_text=_("Needed where it goes back.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sale = self.subject
        stages = [row for row in stages_of(sale.pipeline) if not row.is_final and row.pk != sale.stage_id]
        self.fields["stage"].queryset = Stage.objects.filter(pk__in=[row.pk for row in stages])
        following = next((row for row in stages if row.sort > sale.stage.sort), None)
        self.initial = {
            "stage": following.pk if following else None,
            "next_step": sale.next_step,
            "next_step_on": sale.next_step_on,
            "amount": sale.amount,
            **self.initial,
        }
        without_closed(self)

    def facts(self) -> dict[str, Any]:
        """What was given along the way; an empty field leaves what is there."""
        return {
            name: self.cleaned_data[name]
            for name in ("next_step", "next_step_on", "amount")
            if self.cleaned_data.get(name) not in (None, "")
        }


def without_closed(form: Any) -> None:
    """An amount that its asker may not read or write is not asked for."""
    if not access.may_write(form.user, "sales.opportunity", "amount"):
        form.fields.pop("amount")


class WinForm(VersionedForm):
    document = forms.CharField(max_length=60, label=_("Number of the contract or order"))
    amount = forms.DecimalField(
        required=False, min_value=0, max_digits=16, decimal_places=2, label=_("Amount")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"amount": self.subject.amount, **self.initial}
        without_closed(self)


class LoseForm(VersionedForm):
    loss_reason = forms.ChoiceField(label=_("Why"))
    competitor = forms.CharField(
        required=False,
        max_length=120,
        label=_("Lost to"),
        help_text=_("Empty only where the customer gave the whole thing up."),
    )
    note = forms.CharField(required=False, max_length=200, label=_("Note"))
    findings = forms.CharField(
        required=False, label=_("What happened"), widget=forms.Textarea(attrs={"rows": 3})
    )
    cause = forms.CharField(required=False, label=_("Root cause"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["loss_reason"].choices = [("", "---------"), *dictionaries.choices("loss_reason")]
        self.initial = {"competitor": self.subject.competitor, **self.initial}
        if needs_review(self.subject):
            for name in ("findings", "cause"):
                self.fields[name].required = True


class ReasonForm(VersionedForm):
    reason = forms.CharField(max_length=200, label=_("Reason"))


class TakeUpForm(AskForm):
    next_step = forms.CharField(max_length=200, label=_("Next step"))
    next_step_on = forms.DateField(widget=DateInput, label=_("Next step on"))
    expected_close = forms.DateField(required=False, widget=DateInput, label=_("Expected close"))
    reason = forms.CharField(required=False, max_length=200, label=_("Reason"))


class TransferForm(AskForm):
    to = ColleagueField(label=_("New owner"))
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))


class TalkForm(AskForm):
    """A follow-up about this sale."""

    text = forms.CharField(
        max_length=5000,
        label=_("What happened"),
        widget=forms.Textarea(attrs={"rows": 3, "data-autosize": ""}),
    )
    kind = forms.ChoiceField(choices=FollowUp.Kind.choices, label=_("Kind"))
    next_contact_on = forms.DateField(required=False, widget=DateInput, label=_("Next contact"))
