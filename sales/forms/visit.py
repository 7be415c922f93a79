"""The form of a visit's plan, and what its verbs ask for."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import access
from contacts.forms.ownership import AskForm
from contacts.models import Contact
from core import clock
from core.errors import DomainError
from records import gate
from records.ask_forms import RowsField, askable
from records.forms import RecordForm, RemoteSelect
from records.moment_fields import MomentField, MomentInput

from ..models import Visit
from ..services.visit import change_visit, plan_visit

USUAL = timedelta(hours=1)
MOST_MINUTES = 5000


class RemoteSelectOf(RemoteSelect):
    """A select that asks for the records of one customer."""

    customer: int | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        if self.customer is not None:
            context["widget"]["attrs"]["data-remote"] += f"?customer={self.customer}"
        return context


class RemoteSelectMany(RemoteSelectOf, forms.SelectMultiple):
    """Several records found by typing; only the chosen ones are in the page."""

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        found = super().optgroups(name, value, attrs)
        return [group for group in found if any(option["value"] for option in group[1])]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return askable(super().value_from_datadict(data, files, name))


def next_half_hour() -> datetime:
    """When one would go: the coming full or half hour, tomorrow at nine where the day is over."""
    now = timezone.localtime(clock.now()).replace(second=0, microsecond=0)
    moment = now + timedelta(minutes=30 - now.minute % 30)
    if moment.hour >= 18:
        return timezone.make_aware(datetime.combine(moment.date() + timedelta(days=1), time(9)))
    return moment


class VisitForm(RecordForm):
    """Plan a visit, or change what is still to come. What happens at it and afterwards has verbs of its own."""

    remote = {
        "customer": ("customers", ""),
        "unit": ("customer-units", "customer"),
        "opportunity": ("opportunities", "customer"),
    }
    sections = [
        (
            _("Visit"),
            ["customer", "purpose", "planned_start", "planned_end", "kind", "contacts", "is_confirmed"],
        ),
        (_("More"), ["unit", "opportunity", "participants", "is_draft"]),
    ]
    folded = {1}
    planned_end = MomentField(required=False, label=_("planned until"), help_text=_("Empty: one hour later."))
    is_confirmed = forms.BooleanField(required=False, label=_("plan it all the same"))
    is_draft = forms.BooleanField(
        required=False, label=_("only a draft"), help_text=_("Nobody is told, and it counts in no rate.")
    )

    class Meta:
        model = Visit
        fields = [
            "customer",
            "purpose",
            "kind",
            "planned_start",
            "planned_end",
            "contacts",
            "unit",
            "opportunity",
            "participants",
        ]
        field_classes = {"planned_start": MomentField}
        widgets = {"planned_start": MomentInput()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "contacts" in self.fields:
            self._many("contacts", "contacts", "customer")
        if "participants" in self.fields:
            self.fields["participants"].queryset = self.fields["participants"].queryset.filter(
                is_active=True, employee__isnull=False
            )
            self._many("participants", "users")
        if self.instance.pk:
            self.fields.pop("customer", None)
            self.fields.pop("is_draft", None)
            for name in ("contacts", "unit", "opportunity"):
                if name in self.fields:
                    self._of_customer(name)
        elif not self.initial.get("planned_start"):
            self.initial["planned_start"] = next_half_hour()
        _capitalise(self)

    def _many(self, name: str, pick: str, depends: str = "") -> None:
        field = self.fields[name]
        chosen = field.queryset
        field.widget = RemoteSelectMany(pick, field.widget.attrs, depends)
        field.queryset = chosen

    def _of_customer(self, name: str) -> None:
        """The customer stands in no field of the page any more."""
        field = self.fields[name]
        kind = RemoteSelectMany if name == "contacts" else RemoteSelectOf
        widget = kind(self.remote[name][0] if name in self.remote else name, field.widget.attrs)
        widget.customer = self.instance.customer_id
        chosen = field.queryset
        field.widget = widget
        field.queryset = chosen

    @property
    def shown_sections(self) -> list[dict[str, Any]]:
        """The tick that confirms a clash stands there only once there is one."""
        shown = super().shown_sections
        for section in shown:
            section["fields"] = [
                field
                for field in section["fields"]
                if field.name != "is_confirmed" or field.errors or field.value()
            ]
        return shown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start = cleaned.get("planned_start")
        if start is not None and "planned_end" in self.fields and "planned_end" not in self.errors:
            end, known = cleaned.get("planned_end"), self.instance
            if end is None:
                cleaned["planned_end"] = start + USUAL
            elif known.pk and "planned_start" in self.changed_data and "planned_end" not in self.changed_data:
                cleaned["planned_end"] = start + (end - self.initial["planned_start"])
        return cleaned

    def perform(self, by: Any) -> Visit:
        data = dict(self.cleaned_data)
        is_confirmed = data.pop("is_confirmed", False)
        if self.instance.pk:
            fresh = Visit.objects.get(pk=self.instance.pk)
            return change_visit(fresh, by=by, is_confirmed=is_confirmed, **data)
        return plan_visit(by=by, is_confirmed=is_confirmed, **data)


def _capitalise(form: Any) -> None:
    for field in form.fields.values():
        field.label = capfirst(str(field.label)) if field.label else field.label


class VisitAsk(AskForm):
    """What a verb asks for, under labels that begin with a capital."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _capitalise(self)


class PositionForm(VisitAsk):
    """Where the phone is, put in by a script; empty where it does not say."""

    latitude = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    longitude = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    accuracy = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        from ..services.visit_presence import position_of

        cleaned = super().clean() or {}
        try:
            cleaned["position"] = position_of(
                *(cleaned.pop(name, "") for name in ("latitude", "longitude", "accuracy"))
            )
        except DomainError as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from refusal
        return cleaned


class CheckInForm(PositionForm):
    reason = forms.CharField(
        required=False,
        max_length=200,
        label=_("why not at the place"),
        help_text=_("Only where you are not at the customer's place, or your phone gives no position."),
    )
    photo = forms.FileField(
        required=False,
        label=_("photo"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    field_order = ["photo", "reason"]


class UnplannedForm(CheckInForm):
    """Whom one is with at this moment, and why."""

    customer = forms.ModelChoiceField(None, label=_("customer"))
    purpose = forms.CharField(max_length=200, label=pgettext_lazy("visit", "purpose"))
    field_order = ["customer", "purpose", "photo", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from contacts.models import Customer

        super().__init__(*args, **kwargs)
        field = self.fields["customer"]
        field.widget = RemoteSelect("customers")
        field.queryset = Customer.objects.visible_to(self.user)
        field.widget.choices = field.choices


class MinutesForm(VisitAsk):
    """What was spoken about, what came of it, and what follows when."""

    met = RowsField(Contact.objects.none(), required=False, label=_("people met"))
    summary = forms.CharField(
        label=pgettext_lazy("visit", "minutes"),
        max_length=MOST_MINUTES,
        widget=forms.Textarea(attrs={"rows": 4, "data-autosize": "", "data-counter": ""}),
    )
    result = forms.CharField(label=_("result"), max_length=200, required=False)
    next_action = forms.CharField(label=_("next step"), max_length=200, required=False)
    next_on = forms.DateField(label=_("next contact"), required=False)
    cost = forms.DecimalField(
        label=_("cost (yuan)"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        max_digits=12,
        decimal_places=2,
    )
    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visit = self.subject
        self.fields["next_on"].widget = forms.DateInput(
            attrs={"type": "date", "data-date-quick": "1,3,7,30"}, format="%Y-%m-%d"
        )
        met = self.fields["met"]
        met.widget = RemoteSelectMany("contacts")
        met.widget.customer = visit.customer_id if visit else None
        if visit is None:
            return
        if gate.allowed(self.user, Contact):
            met.queryset = Contact.objects.visible_to(self.user).filter(customer=visit.customer_id)
        met.widget.choices = met.choices
        for name, field in self.fields.items():
            if name not in {"met", "key"}:
                css = "form-control is-invalid" if self.is_bound and name in self.errors else "form-control"
                field.widget.attrs["class"] = css
        met.widget.attrs["class"] = "form-select"
        if not self.is_bound:
            written = {
                name: getattr(visit, name) for name in ("summary", "result", "next_action", "next_on", "cost")
            }
            people = visit.met.all() if visit.summary else visit.contacts.all()
            self.initial = {
                **written,
                "met": [person.pk for person in people if not person.is_deleted],
                "key": uuid4().hex,
                **self.initial,
            }
        if not access.may_write(self.user, "sales.visit", "cost"):
            self.fields.pop("cost")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "cost" not in self.fields:  # what he does not read stays as it is
            cleaned["cost"] = self.subject.cost
        return cleaned


class ReviewForm(VisitAsk):
    ACCEPT, REJECT, RETURN = "accept", "reject", "return"
    decision = forms.ChoiceField(
        choices=[
            (ACCEPT, _("accept")),
            (RETURN, _("send back for more")),
            (REJECT, _("reject: it does not count")),
        ],
        widget=forms.RadioSelect,
        initial=ACCEPT,
        label=_("decision"),
    )
    comment = forms.CharField(
        required=False, max_length=500, label=_("comment"), widget=forms.Textarea(attrs={"rows": 3})
    )


class ExemptionForm(VisitAsk):
    decision = forms.ChoiceField(
        choices=[("approve", _("let it count")), ("refuse", _("do not let it count"))],
        widget=forms.RadioSelect,
        initial="approve",
        label=_("decision"),
    )
    remembers_place = forms.BooleanField(
        required=False,
        label=_("remember this place for the next visits"),
        help_text=_("Only where the customer, or the unit that was visited, has none of its own yet."),
    )


class CancelForm(VisitAsk):
    whose = forms.ChoiceField(
        choices=Visit.CancelledBy.choices, widget=forms.RadioSelect, label=_("cancelled")
    )
    reason = forms.CharField(max_length=200, label=_("reason"))
    proof = forms.FileField(
        required=False,
        label=_("proof"),
        help_text=_("A letter or a picture of the customer's message: with it the visit leaves the rate."),
    )


class RescheduleForm(VisitAsk):
    start = MomentField(label=_("planned from"))
    end = MomentField(
        label=_("planned until"),
        required=False,
        help_text=_("Empty: as long as before."),
    )
    reason = forms.CharField(max_length=200, label=_("reason"))
    is_confirmed = forms.BooleanField(required=False, label=_("plan it all the same"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start = cleaned.get("start")
        if start is not None and cleaned.get("end") is None and self.subject is not None:
            cleaned["end"] = start + (self.subject.planned_end - self.subject.planned_start)
        return cleaned
