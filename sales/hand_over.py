"""What an employee still holds here, what goes along with a customer, and what keeps one where it is."""

from typing import Any

from django.db.models import DateField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.sources import HandOverItem
from contacts import sources as customer_sources
from contacts.models import PoolRule
from contacts.services.moving import repoint
from records import sources
from records.sources import TimelineItem, TimelineSource

from . import states
from .models import Opportunity, OpportunityContact, StageChange
from .services.opportunity import follow_customer, lose_owner

LIVE = (states.OPEN, states.SHELVED)


def held_here(user: Any) -> list[HandOverItem]:
    count = Opportunity.objects.alive().filter(owner=user, status__in=LIVE).count()
    url = f"{reverse('sales:opportunity_list')}?owner={user.pk}&status=open&status=shelved"
    return [HandOverItem(_("Opportunities"), count, url)] if count else []


def live_at(customers: Any) -> int:
    return int(Opportunity.objects.alive().filter(customer__in=customers, status__in=LIVE).count())


def with_open_sale() -> Q:
    rows = Opportunity.objects.alive().in_progress().order_by()
    return Q(pk__in=rows.values("customer_id"))


def last_opened() -> Any:
    """The day of the newest opportunity, else the day from which its owner has the customer."""
    newest = Opportunity.objects.alive().filter(customer=OuterRef("pk")).order_by("-created_at")
    day = Subquery(newest.annotate(day=TruncDate("created_at")).values("day")[:1], output_field=DateField())
    return Coalesce(day, TruncDate("owner_since"), output_field=DateField())


def merge_customer(kept: Any, merged: Any) -> dict[str, int]:
    return {"opportunities": repoint(Opportunity, ["customer"], old=merged, new=kept, by=None)}


def merge_contact(kept: Any, merged: Any) -> dict[str, int]:
    same = ("opportunity_id", "contact_id", "role")
    return {
        "opportunities": repoint(OpportunityContact, ["contact"], old=merged, new=kept, by=None, same=same)
    }


def moves(customer: Any, user: Any) -> Any:
    """The moves of the sales at a customer."""
    mine = Opportunity.objects.visible_to(user).filter(customer=customer).order_by().values("pk")
    return StageChange.objects.filter(opportunity__in=mine)


def in_stream(row: StageChange) -> TimelineItem:
    is_end = row.to_status != states.OPEN
    return TimelineItem(
        icon="trophy",
        title=row.opportunity.name,
        body=row.get_to_status_display() if is_end else str(row.to_stage),
        actor=str(row.by or ""),
        url=row.opportunity.get_absolute_url(),
    )


MOVES = TimelineSource(
    "sales.opportunity",
    moves,
    in_stream,
    F("at"),
    related=("opportunity", "to_stage", "by"),
    of="sales.stagechange",
)


def register() -> None:
    customer_sources.add_transfer_part(
        customer_sources.TransferPart(
            "opportunities",
            _("Opportunities in progress"),
            live_at,
            lambda customer, by: None,
            take=lambda customer, before, by: follow_customer(customer, before, by),
        )
    )
    customer_sources.add_pool_entry(lose_owner)
    customer_sources.add_pool_hold(
        customer_sources.PoolHold("open_opportunity", _("opportunity in progress"), with_open_sale)
    )
    customer_sources.add_pool_base(PoolRule.Trigger.NO_NEW_OPPORTUNITY, last_opened)
    sources.add_merge("contacts.customer", merge_customer)
    sources.add_merge("contacts.contact", merge_contact)
    sources.add_timeline("contacts.customer", MOVES)
