"""Campaigns: list, the single one, its steps, its members and its costs."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.tables import show
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.campaign import CloseForm, InviteForm, MembersForm
from ..models import Campaign
from ..records.campaign import CAMPAIGNS, COSTS, MEMBERS
from ..services.campaign import (
    add_members,
    close_campaign,
    review_campaign,
    submit_campaign,
)
from ..services.invitation import Outcome, invite

Status = Campaign.Status


class CampaignList(ListPage):
    record = CAMPAIGNS


class CampaignCreate(CreatePage):
    record = CAMPAIGNS


class CampaignEdit(EditPage):
    record = CAMPAIGNS


class CampaignDelete(DeletePage):
    record = CAMPAIGNS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("Only a campaign without members and costs can be deleted.")


class CampaignDetail(DetailPage):
    record = CAMPAIGNS
    template = "marketing/campaign_detail.html"
    related = ("owner", "department")

    def context(self, obj: Campaign) -> dict[str, Any]:
        known = super().context(obj)
        may = known["may"]
        is_open = obj.status != Status.CLOSED
        return {
            **known,
            "facts": [
                {"label": _("Status"), "value": obj.get_status_display()},
                {"label": _("From"), "value": show(obj.starts_on)},
                {"label": _("Until"), "value": show(obj.ends_on)},
                {"label": _("Budget (yuan)"), "value": show(obj.budget), "of": ("budget",)},
                {"label": _("Owner"), "value": show(obj.owner)},
            ],
            "may": {**may, "change": may["change"] and is_open and obj.status != Status.APPROVING},
            "may_submit": may["change"] and obj.status == Status.PLANNED,
            "may_invite": may["change"] and obj.status == Status.RUNNING,
            "may_finish": may["change"] and obj.status == Status.RUNNING,
            "may_close": may["change"] and obj.status == Status.REVIEW,
        }


class CampaignStep(ActionPage):
    record = CAMPAIGNS
    action = "change"


class CampaignSubmit(CampaignStep):
    verb = gettext_lazy("Submit")
    question = gettext_lazy("Once it is agreed it may invite people and cost money; its budget stays.")

    def perform(self, obj: Campaign, form: Any) -> str:
        done = submit_campaign(obj, by=self.request.user)
        return _("%(record)s is now: %(state)s.") % {"record": done, "state": done.get_status_display()}


class CampaignInvite(CampaignStep):
    verb = gettext_lazy("Invite all")
    question = gettext_lazy("All on the list who were not asked yet are noted as invited today.")
    form_class = InviteForm

    def perform(self, obj: Campaign, form: Any) -> str:
        host = self.request.build_absolute_uri("/").rstrip("/")
        done = invite(obj, by=self.request.user, template=form.cleaned_data.get("template"), host=host)
        return " ".join(told_of(done))


def told_of(done: Outcome) -> list[str]:
    """How many were invited, and why others were not."""
    count = done.invited
    told = [
        ngettext("%(count)d member was invited.", "%(count)d members were invited.", count) % {"count": count}
    ]
    if done.unwilling:
        told.append(_("Left out, as they want no letters: %(count)d.") % {"count": done.unwilling})
    if done.without_address:
        told.append(
            _("Left out, as they have no mail address that you may read: %(count)d.")
            % {"count": done.without_address}
        )
    if done.left:
        told.append(_("Still to be asked: %(count)d. Invite again.") % {"count": done.left})
    return told


class CampaignFinish(CampaignStep):
    verb = gettext_lazy("It is over")
    question = gettext_lazy(
        "Participation, feedback and costs can still be noted; nobody is invited any more."
    )

    def perform(self, obj: Campaign, form: Any) -> str:
        review_campaign(obj, by=self.request.user)
        return _("Now sum it up.")


class CampaignClose(CampaignStep):
    verb = gettext_lazy("Close the campaign")
    question = gettext_lazy("Nothing changes any more afterwards.")
    form_class = CloseForm

    def perform(self, obj: Campaign, form: Any) -> str:
        close_campaign(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s was closed.") % {"record": obj}


class CampaignMembers(CampaignStep):
    verb = gettext_lazy("Add members")
    question = gettext_lazy("Or tick rows in the list of customers or contacts and choose “Into a campaign”.")
    form_class = MembersForm

    def perform(self, obj: Campaign, form: Any) -> str:
        count = add_members(obj, by=self.request.user, **form.cleaned_data)
        return ngettext("%(count)d member was added.", "%(count)d members were added.", count) % {
            "count": count
        }

    def target(self, obj: Campaign) -> str:
        return f"{obj.get_absolute_url()}?tab=members"


class MemberEdit(EditPage):
    record = MEMBERS


class ChildDelete(DeletePage):
    verb = gettext_lazy("Remove")
    question = gettext_lazy("It stays in the history.")

    def target(self, obj: Any) -> str:
        return str(obj.get_absolute_url())


class MemberDelete(ChildDelete):
    record = MEMBERS


class CostCreate(CreatePage):
    record = COSTS


class CostEdit(EditPage):
    record = COSTS


class CostDelete(ChildDelete):
    record = COSTS
