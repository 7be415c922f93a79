"""Making one person of two."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from records import bulk, sources

from ..models import (
    Contact,
    ContactFamily,
    ContactPosition,
    ContactRelation,
    Customer,
    CustomerUnit,
    FollowUp,
    PersonCustomerRelation,
    StakeholderRole,
)
from .contact import clean_contact
from .merge_customers import check_pair
from .moving import earliest, latest, lead_on, move_generic, repoint

CHOICES = (
    "name",
    "gender",
    "job_title",
    "mobile",
    "phone",
    "email",
    "wechat",
    "address",
    "preferred_channel",
    "status",
    *Contact.PERSONAL,
    "notes",
)
BIRTHDAY = ("birth_year", "birth_month", "birth_day", "birthday_calendar", "is_leap_month")


def merge_contacts(
    kept: Contact, merged: Contact, *, by: Any, take: Iterable[str] = ()
) -> tuple[Contact, dict[str, int]]:
    """Move all of `merged` to `kept`, as `merge_customers` does; `birthday` in `take` means all its parts."""
    take = set(take)
    if take - set(CHOICES) - {"birthday"}:
        raise DomainError(_("One of the chosen fields cannot be chosen."), code="unknown_field")
    with transaction.atomic():
        locked = Contact.objects.select_for_update().filter(pk__in=[kept.pk, merged.pk]).order_by("pk")
        rows = {row.pk: row for row in locked}
        check_pair(rows.get(kept.pk), rows.get(merged.pk), by=by)
        kept, merged = rows[kept.pk], rows[merged.pk]
        counts = _move_all(kept, merged, by)
        for source in sources.MERGE.get("contacts.contact", ()):
            counts |= source(kept, merged)
        _join_values(kept, merged, take)
        lead_on(merged, kept, by)
        merged.is_deleted = True
        merged.merged_into = kept
        merged.save()
        clean_contact(kept)
        kept.save()
        counts = {kind: count for kind, count in counts.items() if count}
        actions.record(
            "contacts.contacts_merged", kept, by=by, merged=merged.pk, label=merged.name, moved=counts
        )
        actions.record("contacts.contacts_merged", merged, by=by, into=kept.pk, label=kept.name)
    return kept, counts


def _move_all(kept: Contact, merged: Contact, by: Any) -> dict[str, int]:
    facts: dict[str, Any] = {"old": merged, "new": kept, "by": by}
    counts = {"positions": _move_positions(kept, merged, by)}
    counts["family"] = repoint(ContactFamily, ["contact"], **facts)
    counts["relations"] = repoint(ContactRelation, ["a", "b"], same=("a_id", "b_id", "type_id"), **facts)
    counts["company_relations"] = repoint(
        PersonCustomerRelation, ["contact"], same=("contact_id", "customer_id", "type_id"), **facts
    )
    counts["stakeholders"] = repoint(
        StakeholderRole, ["contact"], same=("customer_id", "contact_id", "role"), **facts
    )
    counts["follow_ups"] = repoint(FollowUp, ["contact"], **facts)
    repoint(CustomerUnit, ["head"], **facts)
    repoint(Customer, ["primary_contact"], **facts)
    return counts | move_generic(merged, kept, by)


def _move_positions(kept: Contact, merged: Contact, by: Any) -> int:
    """Posts go on: at another customer than the kept one's they end; two in one unit are the same post."""
    held = list(ContactPosition.objects.alive().filter(contact=kept, to_on=None))
    units = {position.unit_id for position in held}
    has_primary = any(position.is_primary for position in held)
    theirs = list(ContactPosition.objects.alive().filter(contact=merged).select_related("unit"))
    moving = []
    for position in theirs:
        if position.to_on is None and position.unit_id in units:
            position.is_deleted = True
            position.save()
            continue
        position.contact = kept
        if position.to_on is None and position.unit.customer_id != kept.customer_id:
            position.to_on = max(clock.today(), position.from_on or clock.today())
        position.is_primary = position.is_primary and position.to_on is None and not has_primary
        has_primary = has_primary or position.is_primary
        if position.reports_to_id == kept.pk:
            position.reports_to = None
        moving.append(position)
    bulk.update(moving, ["contact", "to_on", "is_primary", "reports_to"], by)
    repoint(ContactPosition, ["reports_to"], old=merged, new=kept, by=by, adapt=_no_self_report)
    return len(theirs)


def _no_self_report(position: ContactPosition) -> None:
    if position.reports_to_id == position.contact_id:
        position.reports_to = None


def _join_values(kept: Contact, merged: Contact, take: set[str]) -> None:
    for name in CHOICES:
        if name in take or getattr(kept, name) in (None, ""):
            setattr(kept, name, getattr(merged, name))
    if "birthday" in take or (kept.birth_month is None and kept.birth_year is None):
        for name in BIRTHDAY:
            setattr(kept, name, getattr(merged, name))
    kept.last_follow_at = latest(kept.last_follow_at, merged.last_follow_at)
    kept.next_follow_on = earliest(kept.next_follow_on, merged.next_follow_on)
