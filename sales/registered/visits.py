"""What visits announce to the floors below."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import sources as account_sources
from accounts.sources import HandOverItem
from contacts import reach as customer_reach
from contacts import sources as customer_sources
from contacts.models import Customer
from contacts.services.moving import repoint
from core import actions
from records import menu, record_type, sources, tabs
from records.menu import Entry
from records.sources import ReachSource, TimelineItem, TimelineSource

from .. import jobs, visit_parameters, visit_states, visit_tabs
from ..models import Visit
from ..records.visit import VISITS
from ..services.visit import call_off, follow_customer
from . import work_plans

VERBS = {
    "sales.visit_planned": _("planned a visit"),
    "sales.visit_changed": _("changed the plan of a visit"),
    "sales.visit_rescheduled": _("moved a visit to another time"),
    "sales.visit_cancelled": _("called a visit off"),
    "sales.visit_checked_in": _("checked in to a visit"),
    "sales.visit_checked_out": _("checked out of a visit"),
    "sales.visit_submitted": _("handed in the minutes of a visit"),
    "sales.visit_returned": _("sent the minutes of a visit back"),
    "sales.visit_reviewed": _("reviewed a visit"),
    "sales.visit_exempted": _("let a visit count without its place"),
    "sales.visit_exemption_refused": _("did not let a visit count without its place"),
    "sales.visit_missed": _("missed a visit"),
}


OWN = "add change delete"


def _role(sees: str, more: str = "") -> dict[str, str]:
    """One plans and holds his own visits; how far he sees those of others, and what he does there, differs."""
    own = {f"sales.{action}_visit": "self" for action in OWN.split()}
    return {"sales.view_visit": sees, **own, **{f"sales.{action}_visit": sees for action in more.split()}}


COUNTS = "sales.count_visit"
ROLE_GRANTS: dict[str, dict[str, str]] = {
    "rep": {**_role("team"), "sales.import_visit": "self", COUNTS: "self"},
    "sm": _role("below", "review export import count"),
    "rm": _role("region", "review count"),
    "ag": {**_role("self"), COUNTS: "self"},
    "am": _role("below", "review count"),
    "mkt": {**_role("self"), COUNTS: "self"},
    "exe": {"sales.view_visit": "all", COUNTS: "all"},
    # Human resources know how many there were and how many counted, not where and with whom.
    "hr": {COUNTS: "all"},
    "dlr": {**_role("self"), COUNTS: "self"},
}


def reading(action: str) -> str:
    """By way of its customer a visit is read, never changed: it stays that of whoever made it."""
    return "read" if action in customer_reach.READING else ""


def of_own_customers(user: Any, word: str) -> QuerySet[Any, Any]:
    """Whoever has a customer reads who else was there."""
    return Customer.objects.filter(owner=user).values("pk")


def taken_along(user: Any, word: str) -> QuerySet[Any, Any]:
    return Visit.participants.through.objects.filter(user=user).values("visit_id")


REACH = (
    *customer_reach.by_customer(reading),
    ReachSource(
        of_own_customers, needs_team=True, label=_("owner of the customer"), word=reading, through="customer"
    ),
    ReachSource(taken_along, label=_("taken along"), word=reading),
)


def held_here(user: Any) -> list[HandOverItem]:
    count = Visit.objects.alive().filter(owner=user, status__in=visit_states.LIVE).count()
    url = f"{reverse('sales:visit_list')}?owner={user.pk}&scene=open"
    return [HandOverItem(_("Visits"), count, url)] if count else []


def merge_customer(kept: Any, merged: Any) -> dict[str, int]:
    return {"visits": repoint(Visit, ["customer"], old=merged, new=kept, by=None)}


def merge_contact(kept: Any, merged: Any) -> dict[str, int]:
    """People to meet and people met: the kept one takes the place of the other, once."""
    moved = set()
    for links in (Visit.contacts.through, Visit.met.through):
        known = set(links.objects.filter(contact=kept).values_list("visit_id", flat=True))
        rows = links.objects.filter(contact=merged)
        moved |= set(rows.values_list("visit_id", flat=True))
        rows.filter(visit_id__in=known).delete()
        links.objects.filter(contact=merged).update(contact=kept)
    return {"visits": len(moved)}


def told(customer: Any, user: Any) -> Any:
    """Visits that left no minutes: what was said stands there as a follow-up."""
    rows = Visit.objects.visible_to(user).filter(customer=customer, follow_up=None)
    return rows.exclude(status__in=["draft", "rescheduled"])


def in_stream(row: Visit) -> TimelineItem:
    state = row.get_status_display()
    return TimelineItem(
        icon="map-pin",
        title=row.purpose,
        body=f"{state} · {row.end_reason}" if row.end_reason else state,
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


ENTRIES = [
    Entry("customers", _("Visits"), "sales:visit_list", "map-pin", "sales.view_visit", 26),
    Entry("customers", _("Map of visits"), "sales:visit_map", "map", "sales.view_visit", 27),
    Entry("customers", _("Visit counts"), "sales:visit_counts", "chart-bar", COUNTS, 28),
]
QUICK_CREATE = [
    Entry("customers", _("Visit"), "sales:visit_create", "map-pin", "sales.add_visit", 6),
    Entry("customers", _("Check in now"), "sales:visit_now", "map-pin", "sales.add_visit", 7),
]


def announce() -> None:
    work_plans.announce()
    record_type.register(VISITS)
    tabs.add("sales.visit", *visit_tabs.VISIT_TABS)
    tabs.arrangeable("sales.visit", _("Tabs of a visit"))
    tabs.add("contacts.customer", visit_tabs.OF_CUSTOMER)
    tabs.add("contacts.contact", visit_tabs.OF_CONTACT)
    tabs.add("sales.opportunity", visit_tabs.OF_OPPORTUNITY)
    menu.add(*ENTRIES)
    menu.add_quick_create(*QUICK_CREATE)
    account_sources.add_role_grants(ROLE_GRANTS)
    visit_parameters.declare()
    jobs.schedule_visits()
    actions.VERBS.update(VERBS)
    for source in REACH:
        sources.add_reach("sales.visit", source)
    sources.add_limit("sales.visit", customer_reach.unless_pooled("customer__"))
    account_sources.add_hand_over(held_here)
    customer_sources.add_transfer_part(
        customer_sources.TransferPart(
            "visits",
            _("Visits to come"),
            lambda customers: int(Visit.objects.alive().coming().filter(customer__in=customers).count()),
            lambda customer, by: None,
            take=follow_customer,
        )
    )
    customer_sources.add_pool_entry(call_off)
    sources.add_merge("contacts.customer", merge_customer)
    sources.add_merge("contacts.contact", merge_contact)
    sources.add_timeline(
        "contacts.customer",
        TimelineSource("sales.visit", told, in_stream, Coalesce("checked_in_at", "planned_start")),
    )
