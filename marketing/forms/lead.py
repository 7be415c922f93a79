from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from contacts.models import Customer
from core import operation
from core.errors import DomainError
from records import gate
from records.ask_forms import AskForm, ColleagueField
from records.forms import RecordForm, RemoteSelect

from .. import sources
from ..models import Lead, LeadTouch
from ..services.lead import clean_lead, update_lead
from ..services.lead_intake import default_owner, take_in


class LeadForm(RecordForm):
    remote = {"owner": ("users", ""), "campaign": ("campaigns", "")}
    dictionaries = {"industry": "industry", "source": "customer_source"}
    sections = [
        ("", ["title", "company", "contact_name", "phone", "email", "product_interest", "est_amount"]),
        (_("More"), ["job_title", "region", "industry", "source", "campaign", "owner", "details"]),
    ]

    class Meta:
        model = Lead
        fields = [
            "title",
            "company",
            "contact_name",
            "phone",
            "email",
            "product_interest",
            "est_amount",
            "job_title",
            "region",
            "industry",
            "source",
            "campaign",
            "owner",
            "details",
        ]
        widgets = {"details": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None or not self.user.has_perm("marketing.assign_lead"):
            self.fields.pop("owner", None)
        elif "owner" in self.fields:
            self.fields["owner"].queryset = User.objects.filter(employee__isnull=False, is_active=True)
            self.fields["owner"].help_text = (
                _("Empty: yourself.")
                if default_owner(self.user)
                else _("Empty: as the assignment rules say.")
            )
        if self.instance.pk is not None and not gate.holds(self.user, self.instance, "reveal"):
            self.fields.pop("email", None)
            self.hide_unread("phone")
        for name in ("company", "phone", "email"):
            if name in self.fields:
                self.fields[name].widget.attrs |= {
                    "data-duplicates-url": reverse("marketing:lead_known"),
                    "data-duplicates-with": "#id_company, #id_phone, #id_email",
                    "autocomplete": "off",
                }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        self.keep_unread(cleaned)
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            try:
                clean_lead(self.instance)
            except DomainError as refusal:
                field = refusal.field if refusal.field in self.fields else None
                self.add_error(field, ValidationError(refusal.message, code=refusal.code))

    def perform(self, by: Any) -> Lead:
        names = [name for name in self._meta.fields if name in self.fields]
        if self.instance.pk is not None:
            changed = {name: self.cleaned_data[name] for name in names if name in self.changed_data}
            return update_lead(self.instance, by=by, **changed)
        is_api = operation.current().channel == "api"
        return take_in(
            by=by,
            channel=Lead.Channel.API if is_api else Lead.Channel.MANUAL,
            **{name: getattr(self.instance, name) for name in names},
        )


class AssignForm(AskForm):
    to = ColleagueField(label=_("Colleague"))
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))


class ReasonForm(AskForm):
    reason = forms.CharField(max_length=200, label=_("Reason"))


class TouchForm(AskForm):
    kind = forms.ChoiceField(choices=LeadTouch.Kind.choices, label=_("How"))
    text = forms.CharField(
        max_length=5000, label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 3})
    )


class ConvertForm(AskForm):
    """A known customer, or a new one by this name; its person; and what upper apps make of it."""

    customer = forms.ModelChoiceField(
        Customer.objects.none(),
        required=False,
        label=_("Known customer"),
        widget=RemoteSelect("customers"),
        help_text=_("Empty: a new customer is created."),
    )
    name = forms.CharField(max_length=120, required=False, label=_("Name of the new customer"))
    with_contact = forms.BooleanField(required=False, label=_("Enter the contact, too"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customer"].queryset = Customer.objects.visible_to(self.user)
        if self.subject is not None:
            self.fields["name"].initial = self.subject.company
            self.fields["with_contact"].initial = bool(self.subject.contact_name)
            if not self.subject.contact_name:
                del self.fields["with_contact"]
        self.parts = sources.parts_for(self.user)
        for part in self.parts:
            self.fields[f"make_{part.code}"] = forms.BooleanField(
                required=False, label=part.label, initial=part.is_default
            )

    def chosen(self) -> dict[str, Any]:
        """What the service is told."""
        data = self.cleaned_data
        return {
            "customer": data["customer"],
            "name": data["name"],
            "with_contact": data.get("with_contact", False),
            "parts": [part.code for part in self.parts if data.get(f"make_{part.code}")],
        }
