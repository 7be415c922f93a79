"""Campaigns with their members and costs as record types, and the action that puts a selection on their lists."""

from dataclasses import asdict
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.tables import badge, choice, link, money, related, text
from records.record_type import ApiVerb, BulkAction, RecordType, Scene, SearchText

from ..filters.campaign import CampaignFilterSet
from ..forms.campaign import CampaignForm, CloseForm, CostForm, IntoCampaignForm, MemberForm
from ..models import Campaign, CampaignCost, CampaignMember
from ..services.campaign import add_members, close_campaign, review_campaign, submit_campaign
from ..services.invitation import invite

TONES = {
    "planned": "gray",
    "approving": "blue",
    "running": "green",
    "review": "orange",
    "closed": "secondary",
}


def running_today(user: Any) -> Q:
    today = clock.today()
    return Q(status="running", starts_on__lte=today, ends_on__gte=today)


CAMPAIGNS = RecordType(
    name="campaigns",
    model=Campaign,
    prefix="marketing:campaign",
    icon="speakerphone",
    columns=[
        link("name", _("campaign")),
        text("code", _("number")),
        choice("kind", _("kind"), edit="kind"),
        badge("status", _("status"), TONES),
        text("starts_on", _("from")),
        text("ends_on", _("until")),
        text("place", _("place"), edit="place"),
        money("budget", _("budget (yuan)")),
        related("owner", _("owner"), sort="owner__pinyin"),
        text("expected", _("expected participants"), is_default=False),
        money("attributed_profit", _("gross profit attributed (yuan)"), is_default=False),
        related("department", _("owning department"), sort="department__sort", is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["-starts_on", "-pk"],
    filterset=CampaignFilterSet,
    form=CampaignForm,
    quick_filters=["kind", "owner"],
    scenes=[
        Scene("today", _("On today"), running_today),
        Scene("open", _("Not closed"), lambda user: ~Q(status="closed")),
        Scene("mine", _("Mine"), lambda user: Q(owner=user)),
    ],
    search=lambda row: SearchText(name=row.name, others=[row.code, row.place]),
    hint=lambda row: row.code,
    api_fields=[
        "code",
        "name",
        "kind",
        "starts_on",
        "ends_on",
        "place",
        "budget",
        "expected",
        "goal",
        "plan",
        "status",
        "summary",
        "attributed_profit",
        "owner",
    ],
    api_verbs=[
        ApiVerb(
            "submit",
            "submit the campaign",
            "change",
            lambda row, by, data: {"status": submit_campaign(row, by=by).status},
        ),
        ApiVerb(
            "invite",
            "note everybody on the list as invited, but those who want no letters",
            "change",
            lambda row, by, data: {"campaign": row.pk, **asdict(invite(row, by=by))},
        ),
        ApiVerb(
            "finish",
            "say that the campaign is over",
            "change",
            lambda row, by, data: {"status": review_campaign(row, by=by).status},
        ),
        ApiVerb(
            "close",
            "sum the campaign up",
            "change",
            lambda row, by, data: {"status": close_campaign(row, by=by, **data).status},
            CloseForm,
        ),
    ],
    actions=("change", "delete"),
)
MEMBERS = RecordType(
    name="campaign-members",
    model=CampaignMember,
    prefix="marketing:campaign_member",
    icon="users-group",
    columns=[
        related("campaign", _("campaign"), href=True),
        related("customer", _("customer"), sort="customer__pinyin"),
        related("contact", _("contact"), sort="contact__pinyin"),
        choice("status", _("participation")),
        text("rating", _("rating (1–5)")),
        text("feedback", _("feedback")),
    ],
    order=("id",),
    form=MemberForm,
    has_detail=False,
    has_list=False,
    api_fields=("campaign", "customer", "contact", "status", "invited_at", "rating", "feedback"),
    api_filters=("campaign", "customer", "status"),
)
COSTS = RecordType(
    name="campaign-costs",
    model=CampaignCost,
    prefix="marketing:campaign_cost",
    icon="coin",
    columns=[
        related("campaign", _("campaign"), href=True),
        choice("kind", _("kind")),
        money("amount", _("amount (yuan)")),
        text("spent_on", _("spent on")),
        text("note", _("note")),
    ],
    order=("-spent_on", "-id"),
    form=CostForm,
    has_detail=False,
    has_list=False,
    api_fields=("campaign", "kind", "amount", "spent_on", "note"),
    api_filters=("campaign", "kind"),
)


def customers_in(rows: Any, by: Any, data: dict[str, Any]) -> int:
    return add_members(data["campaign"], by=by, customers=rows)


def contacts_in(rows: Any, by: Any, data: dict[str, Any]) -> int:
    return add_members(data["campaign"], by=by, contacts=rows)


def into_campaign(perform: Any) -> BulkAction:
    return BulkAction(
        "campaign",
        _("Into a campaign"),
        "view",
        perform,
        IntoCampaignForm,
        icon="speakerphone",
        permission="marketing.change_campaign",
    )
