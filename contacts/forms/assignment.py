from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from records.forms import DateInput, RecordForm

from ..models import Assignment, Customer
from ..services.assignment import propose_assignment
from .ownership import AskForm


class AssignmentForm(RecordForm):
    """Lend a customer: chosen among those of which one may propose it."""

    remote = {"customer": ("customers", ""), "to_user": ("users", "")}
    start = forms.DateField(required=False, label=_("From"), help_text=_("Empty: from now on."))
    expires_at = forms.DateField(label=_("Until"), help_text=_("The last day, included."))

    class Meta:
        model = Assignment
        fields = ["customer", "to_user", "purpose", "start", "expires_at", "on_expiry"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["customer"].queryset = Customer.objects.visible_to(self.user, "lend")
        self.fields["to_user"].queryset = User.objects.filter(employee__isnull=False, is_active=True)
        if self.instance.pk:  # what was agreed changes by its verbs only
            for field in self.fields.values():
                field.disabled = True

    def clean_start(self) -> datetime | None:
        day = self.cleaned_data.get("start")
        return (
            timezone.make_aware(datetime.combine(day, time.min))
            if day and not isinstance(day, datetime)
            else day
        )

    def clean_expires_at(self) -> datetime:
        day = self.cleaned_data["expires_at"]
        return (
            day if isinstance(day, datetime) else timezone.make_aware(datetime.combine(day, time(23, 59, 59)))
        )

    def perform(self, by: Any) -> Assignment:
        if self.instance.pk:
            raise DomainError(
                gettext("What was agreed is not edited; recall it, or extend it."), code="not_editable"
            )
        data = self.cleaned_data
        return propose_assignment(
            data["customer"],
            by=by,
            to=data["to_user"],
            purpose=data["purpose"],
            start=data["start"],
            expires_at=data["expires_at"],
            on_expiry=data["on_expiry"] or Assignment.OnExpiry.OWNER,
        )


class ExtendForm(AskForm):
    until = forms.DateField(widget=DateInput, label=_("New end"))

    def clean_until(self) -> datetime | None:
        return self.end_of("until")


class ReasonForm(AskForm):
    reason = forms.CharField(max_length=200, label=_("Reason"))


class MayReasonForm(AskForm):
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))
