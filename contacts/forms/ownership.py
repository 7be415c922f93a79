"""What transferring, sharing and staffing ask for; the same forms serve one customer and many."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Department
from core import clock
from records import ask_forms
from records.ask_forms import ColleagueField
from records.forms import DateInput, RemoteSelect

from ..models import AccountTeamMember, PublicPool


class AskForm(ask_forms.AskForm):
    """A form of an action that may end on a day."""

    def end_of(self, name: str) -> datetime | None:
        """The last moment of the chosen day."""
        day = self.cleaned_data.get(name)
        if day is None:
            return None
        if day < clock.today():
            raise ValidationError(gettext("The end lies in the past."), code="past")
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


class TransferForm(AskForm):
    to = ColleagueField(label=_("New owner"))
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))
    keep_old_as_member = forms.BooleanField(required=False, label=_("The former owner may still read it"))


class RecallForm(AskForm):
    """To which pool, and why; without a pool the first one that takes the owner's customers."""

    pool = forms.ModelChoiceField(
        PublicPool.objects.filter(is_active=True),
        required=False,
        label=_("Public pool"),
        empty_label=_("the pool of its department"),
    )
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))


class ReleaseForm(RecallForm):
    reason = forms.CharField(max_length=200, label=_("Reason"))


class AssignForm(AskForm):
    to = ColleagueField(label=_("Colleague"))
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))


class LockForm(AskForm):
    until = forms.DateField(widget=DateInput, label=_("Until"), help_text=_("Ninety days at most."))
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))

    def clean_until(self) -> datetime | None:
        return self.end_of("until")


class ShareForm(AskForm):
    with_user = ColleagueField(label=_("Colleague"), required=False)
    department = forms.ModelChoiceField(
        Department.objects.filter(is_active=True),
        required=False,
        label=_("or department"),
        widget=RemoteSelect("departments"),
    )
    rights = forms.ChoiceField(
        choices=[("view", _("read")), ("change", _("read and write"))], label=_("Rights"), initial="view"
    )
    expires_at = forms.DateField(required=False, widget=DateInput, label=_("Until"))

    def clean_expires_at(self) -> datetime | None:
        return self.end_of("expires_at")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("with_user")) == bool(cleaned.get("department")):
            self.add_error("with_user", gettext("Choose a colleague or a department, one of the two."))
        return cleaned


class TeamMemberForm(AskForm):
    member = ColleagueField(label=_("Colleague"))
    role = forms.ChoiceField(choices=AccountTeamMember.Role.choices, label=_("Team role"))
    rights = forms.ChoiceField(choices=AccountTeamMember.Rights.choices, label=_("Rights"))
    region = forms.CharField(max_length=40, required=False, label=_("Region"))
    expires_at = forms.DateField(required=False, widget=DateInput, label=_("Until"))

    def clean_expires_at(self) -> datetime | None:
        return self.end_of("expires_at")


class TeamChangeForm(TeamMemberForm):
    """The person of a place does not change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["member"]
        place = self.subject
        until = timezone.localtime(place.expires_at).date() if place.expires_at else None
        self.initial = {
            "role": place.role,
            "rights": place.rights,
            "region": place.region,
            "expires_at": until,
            **self.initial,
        }


class LifecycleForm(AskForm):
    to = forms.ChoiceField(label=_("Lifecycle"))
    reason = forms.CharField(max_length=200, required=False, label=_("Reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from .. import states
        from ..models import Customer

        allowed = states.LIFECYCLE[self.subject.lifecycle]
        self.fields["to"].choices = [row for row in Customer.Lifecycle.choices if row[0] in allowed]
