"""The tabs on the pages of this app's records, and the one on a customer's page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from contacts.tabs import changes, files
from records import gate, masking
from records.ordering import by_names
from records.tabs import Tab

from .models import (
    Campaign,
    CampaignCost,
    CampaignMember,
    Competitor,
    CompetitorProduct,
    CompetitorSighting,
    Lead,
    LeadTouch,
    MarketInfo,
    ResourceFile,
)
from .selectors.campaigns import result_of
from .selectors.leads import lead_hits
from .selectors.resources import shared_with, taken_out, versions_of
from .selectors.shown import shown_fields

LEAD_FACTS = (
    "company", "contact_name", "job_title", "phone", "email", "region", "industry", "product_interest", "est_amount",
    "source", "channel", "source_tag", "rule", "assigned_at", "touched_at", "consent", "consent_at", "converted_at",
    "ended_reason", "created_at", "created_by", "details",
)  # fmt: skip

# Said only once there is something to say.
IF_ANY = {"source_tag", "rule", "touched_at", "consent", "consent_at", "converted_at", "ended_reason"}


def lead_overview(lead: Lead, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    is_working = lead.status in {Lead.Status.ASSIGNED, Lead.Status.FOLLOWING}
    hits = (
        lead_hits(user, company=lead.company, phone=lead.phone, email=lead.email, besides=lead.pk)
        if lead.is_open
        else []
    )
    names = [name for name in LEAD_FACTS if name not in IF_ANY or getattr(lead, name) not in (None, "")]
    fields = shown_fields(lead, user, *names)
    if masking.closed_channels(user, lead) and gate.holds(user, lead, "unmask"):
        for field in fields:
            if field["name"] in Lead.CHANNELS and getattr(lead, field["name"]):
                field["masked_url"] = (
                    f"{reverse('marketing:lead_unmask', args=[lead.pk])}?field={field['name']}"
                )
    return {
        "fields": fields,
        "touches": LeadTouch.objects.alive().filter(lead=lead).select_related("by"),
        "hits": hits,
        "may_touch": is_working and gate.holds(user, lead, "change"),
    }


def own_files(subject: Any, request: HttpRequest) -> dict[str, Any]:
    subject.may_change = gate.holds(request.user, subject, "change")
    return files(subject, request)


FILES = Tab(name="files", label=_("Files"), template="contacts/tabs/files.html", context=own_files, order=90)
CHANGES = Tab(
    name="history", label=_("Changes"), template="contacts/tabs/history.html", context=changes, order=95
)
LEAD_TABS = (
    Tab(
        name="overview",
        label=_("Overview"),
        template="marketing/tabs/lead.html",
        context=lead_overview,
        order=10,
    ),
    FILES,
    CHANGES,
)
SHOWN = 50
LARGEST = ("-share_percent", "-seen_on", "-pk")
INFO_FACTS = (
    "kind", "source", "heard_on", "credibility", "created_at", "reviewer", "reviewed_at", "opinion", "is_shared",
    "body",
)  # fmt: skip
COMPETITOR_FACTS = (
    "name", "short_name", "country", "city", "site", "price_level", "threat", "created_at", "products", "strength",
    "weakness", "strategy",
)  # fmt: skip


def linked(label: Any, target: Any, user: Any) -> list[dict[str, Any]]:
    """The record that is named, with its link where the reader may open it; else that there is one."""
    if target is None:
        return []
    is_seen = gate.holds(user, target, "view")
    value = str(target) if is_seen else _("outside your scope")
    return [{"label": label, "value": value, "url": target.get_absolute_url() if is_seen else ""}]


def info_overview(info: MarketInfo, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return {
        "fields": [
            *linked(_("customer"), info.customer, user),
            *linked(_("competitor"), info.competitor, user),
            *shown_fields(info, user, *INFO_FACTS),
        ],
        "leads": Lead.objects.visible_to(user).filter(market_info=info)[:SHOWN],
    }


def competitor_overview(competitor: Competitor, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    infos = MarketInfo.objects.visible_to(user).filter(competitor=competitor)
    return {
        "fields": shown_fields(competitor, user, *COMPETITOR_FACTS),
        "infos": infos.select_related("owner").order_by("-created_at", "-pk")[:SHOWN],
    }


def products(competitor: Competitor, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    rows = CompetitorProduct.objects.under(competitor, user).with_may(user, "change", "delete")
    return {
        "products": rows.select_related("ours").order_by("name", "pk")[:200],
        "may_add": gate.holds(user, competitor, "add", CompetitorProduct),
    }


def sightings(competitor: Competitor, request: HttpRequest) -> dict[str, Any]:
    rows = CompetitorSighting.objects.visible_to(request.user).filter(competitor=competitor)
    return {
        "sightings": rows.select_related("customer").order_by(*by_names(CompetitorSighting, LARGEST))[:200],
        "may_add": gate.allowed(request.user, CompetitorSighting, "add"),
    }


def at_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    """What the resource library knows of a customer: rivals, information, where it came from."""
    user = request.user
    seen = CompetitorSighting.objects.under(customer, user).with_may(user, "change", "delete")
    infos = MarketInfo.objects.visible_to(user).filter(customer=customer)
    return {
        "customer": customer,
        "sightings": seen.select_related("competitor").order_by(*by_names(CompetitorSighting, LARGEST))[
            :SHOWN
        ],
        "infos": infos.select_related("owner").order_by("-created_at", "-pk")[:SHOWN],
        "leads": Lead.objects.visible_to(user)
        .filter(customer=customer)
        .select_related("owner")
        .order_by("-pk")[:SHOWN],
        "campaigns": CampaignMember.objects.visible_to(user)
        .filter(customer=customer)
        .select_related("campaign", "contact")
        .order_by("-campaign__starts_on", "-pk")[:SHOWN],
        "may_add_sighting": gate.holds(user, customer, "add", CompetitorSighting),
        "may_add_info": gate.allowed(user, MarketInfo, "add"),
    }


CAMPAIGN_FACTS = ("code", "kind", "place", "expected", "created_at", "created_by", "goal", "plan", "summary")


def campaign_overview(campaign: Campaign, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return {
        "fields": shown_fields(campaign, user, *CAMPAIGN_FACTS),
        "result": result_of(campaign),
        "sees_cost": gate.allowed(user, CampaignCost) and gate.reads(user, CampaignCost, "amount"),
        "sees_profit": gate.reads(user, Campaign, "attributed_profit"),
        "sees_lead_amount": gate.reads(user, Lead, "est_amount"),
        "leads": Lead.objects.visible_to(user).filter(campaign=campaign).order_by("-pk")[:SHOWN],
    }


def members(campaign: Campaign, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    rows = CampaignMember.objects.under(campaign, user).with_may(user, "change", "delete")
    return {
        "members": rows.select_related("customer", "contact").order_by("customer__pinyin", "pk")[:500],
        "may_add": gate.holds(user, campaign, "change")
        and campaign.status in {Campaign.Status.PLANNED, Campaign.Status.RUNNING},
    }


def costs(campaign: Campaign, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    rows = CampaignCost.objects.under(campaign, user).with_may(user, "change", "delete")
    is_open = campaign.status in {Campaign.Status.RUNNING, Campaign.Status.REVIEW}
    return {
        "costs": rows.order_by("-spent_on", "-pk")[:500],
        "may_add": is_open and gate.holds(user, campaign, "add", CampaignCost),
    }


RESOURCE_FACTS = (
    "title",
    "kind",
    "folder",
    "valid_until",
    "created_at",
    "created_by",
    "is_shared",
    "description",
)


def resource_overview(resource: ResourceFile, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    may_change = gate.holds(user, resource, "change")
    return {
        "fields": [
            *shown_fields(resource, user, *RESOURCE_FACTS),
            *shared_with(resource),
        ],
        "versions": versions_of(resource),
        "may_change": may_change,
        "taken": taken_out(resource) if may_change else [],
    }


RESOURCE_TABS = (
    Tab(
        name="overview",
        label=_("Overview"),
        template="marketing/tabs/resource.html",
        context=resource_overview,
        order=10,
    ),
    CHANGES,
)
INFO_TABS = (
    Tab(
        name="overview",
        label=_("Overview"),
        template="marketing/tabs/market_info.html",
        context=info_overview,
        order=10,
    ),
    FILES,
    CHANGES,
)
COMPETITOR_TABS = (
    Tab(
        name="overview",
        label=_("Overview"),
        template="marketing/tabs/competitor.html",
        context=competitor_overview,
        order=10,
    ),
    Tab(
        name="products",
        label=_("Products"),
        template="marketing/tabs/products.html",
        context=products,
        permission="marketing.view_competitorproduct",
        order=20,
    ),
    Tab(
        name="customers",
        label=_("Seen at customers"),
        template="marketing/tabs/sightings.html",
        context=sightings,
        permission="marketing.view_competitorsighting",
        order=30,
    ),
    FILES,
    CHANGES,
)
CAMPAIGN_TABS = (
    Tab(
        name="overview",
        label=_("Overview"),
        template="marketing/tabs/campaign.html",
        context=campaign_overview,
        order=10,
    ),
    Tab(
        name="members",
        label=_("Members"),
        template="marketing/tabs/members.html",
        context=members,
        permission="marketing.view_campaignmember",
        order=20,
    ),
    Tab(
        name="costs",
        label=_("Costs"),
        template="marketing/tabs/costs.html",
        context=costs,
        permission="marketing.view_campaigncost",
        order=30,
    ),
    FILES,
    CHANGES,
)
CUSTOMER_TAB = Tab(
    name="market",
    label=_("Market"),
    template="marketing/tabs/customer.html",
    context=at_customer,
    permission="marketing.view_marketinfo",
    order=65,
)
