from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Customer
from core import clock
from messaging.models import MailMessage, MailTemplate
from records import gate
from records.ask_forms import AskForm, RemoteSelectMultiple, RowsField
from records.forms import RecordForm, RemoteSelect

from ..models import Campaign, CampaignCost, CampaignMember
from ..selectors.campaigns import open_for, result_of
from ..services.campaign import save_campaign, save_cost, save_member

ROWS = {"rows": 3}


class CampaignForm(RecordForm):
    sections = [
        ("", ["name", "kind", "starts_on", "ends_on", "place", "budget", "expected"]),
        (_("What for, and how"), ["goal", "plan"]),
    ]

    class Meta:
        model = Campaign
        fields = ["name", "kind", "starts_on", "ends_on", "place", "budget", "expected", "goal", "plan"]
        widgets = {"goal": forms.Textarea(attrs=ROWS), "plan": forms.Textarea(attrs=ROWS)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_on"), cleaned.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", gettext("It ends before it begins."))
        return cleaned

    def perform(self, by: Any) -> Campaign:
        return save_campaign(self.save(commit=False), by=by)


class MemberForm(RecordForm):
    remote = {
        "campaign": ("campaigns", ""),
        "customer": ("customers", ""),
        "contact": ("contacts", "customer"),
    }

    class Meta:
        model = CampaignMember
        fields = ["campaign", "customer", "contact", "status", "rating", "feedback"]
        widgets = {"feedback": forms.Textarea(attrs=ROWS)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            for name in ("campaign", "customer", "contact"):
                if name in self.fields:
                    self.fields[name].disabled = True

    def perform(self, by: Any) -> CampaignMember:
        return save_member(self.save(commit=False), by=by)


class CostForm(RecordForm):
    remote = {"campaign": ("campaigns", "")}
    optional = ("spent_on",)

    class Meta:
        model = CampaignCost
        fields = ["campaign", "kind", "amount", "spent_on", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "spent_on" in self.fields:
            self.fields["spent_on"].help_text = _("Empty: today.")
        if self.instance.pk is not None and "campaign" in self.fields:
            self.fields["campaign"].disabled = True

    def clean_spent_on(self) -> Any:
        return self.cleaned_data["spent_on"] or clock.today()

    def perform(self, by: Any) -> CampaignCost:
        return save_cost(self.save(commit=False), by=by)

    def warnings(self, saved: CampaignCost) -> list[str]:
        over = result_of(saved.campaign).cost - saved.campaign.budget
        if over <= 0:
            return []
        return [gettext("The campaign has cost %(over)s yuan more than its budget.") % {"over": over}]


class InviteForm(AskForm):
    template = forms.ModelChoiceField(
        MailTemplate.objects.none(),
        required=False,
        label=_("Letter"),
        empty_label=_("none: it is only noted"),
        help_text=_(
            "Goes to each of them by mail, in your name, with a link by which its reader gets no more of such letters."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if gate.allowed(self.user, MailMessage, "add"):
            rows = MailTemplate.objects.visible_to(self.user).filter(is_active=True)
            self.fields["template"].queryset = rows.order_by("name")
        else:
            del self.fields["template"]


class CloseForm(AskForm):
    summary = forms.CharField(max_length=5000, label=_("Summary"), widget=forms.Textarea(attrs={"rows": 5}))
    attributed_profit = forms.DecimalField(
        max_digits=18,
        decimal_places=2,
        required=False,
        label=_("Gross profit attributed (yuan)"),
        help_text=_("Empty: what was won through it, as far as the system knows."),
    )


class MembersForm(AskForm):
    """Customers and people for the list of one campaign, among those that one sees."""

    customers = RowsField(
        Customer.objects.none(),
        required=False,
        label=_("Customers"),
        widget=RemoteSelectMultiple("customers"),
    )
    contacts = RowsField(
        Contact.objects.none(), required=False, label=_("Contacts"), widget=RemoteSelectMultiple("contacts")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["customers"].queryset = Customer.objects.visible_to(self.user)
        self.fields["contacts"].queryset = Contact.objects.visible_to(self.user)


class IntoCampaignForm(AskForm):
    """Into which campaign a selection goes."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.none(), label=_("Campaign"), widget=RemoteSelect("campaigns")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campaign"].queryset = open_for(self.user)
