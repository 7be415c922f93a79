"""Making one customer of two: everything of the duplicate goes on under the kept one, nothing is lost."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from records import gate, sources

from ..models import (
    AccountTeamMember,
    Contact,
    Customer,
    CustomerGroupShare,
    CustomerRelation,
    CustomerUserShare,
    FollowUp,
    InstalledAsset,
    OwnershipRecord,
    PartnerRole,
    PersonCustomerRelation,
    StakeholderRole,
)
from .customer import check_unique, clean_customer
from .merge_units import merge_units
from .moving import earliest, latest, lead_on, move_generic, repoint

# What the page lets one choose; owner, number and dates follow their own rules.
CHOICES = (
    "name",
    "short_name",
    "usci",
    "kind",
    "industry",
    "market_type",
    "region_type",
    "country",
    "city",
    "legal_person",
    "reg_address",
    "biz_scope",
    "main_business",
    "site",
    "email",
    "phone",
    "fax",
    "reg_capital",
    "founded",
    "scale",
    "annual_revenue",
    "source",
    "tier",
    "is_key_account",
    "notes",
)


def merge_customers(
    kept: Customer, merged: Customer, *, by: Any, take: Iterable[str] = ()
) -> tuple[Customer, dict[str, int]]:
    """Move all of `merged` under `kept` and count it by kind; fields named in `take` are those of `merged`.

    An empty field of the kept one is filled from the other. The duplicate goes to the recycle bin and leads
    to the kept one.
    """
    take = set(take)
    if take - set(CHOICES):
        raise DomainError(_("One of the chosen fields cannot be chosen."), code="unknown_field")
    with transaction.atomic():
        rows = {row.pk: row for row in _locked(kept, merged)}
        check_pair(rows.get(kept.pk), rows.get(merged.pk), by=by)
        kept, merged = rows[kept.pk], rows[merged.pk]
        counts = _move_all(kept, merged, by)
        for source in sources.MERGE.get("contacts.customer", ()):
            counts |= source(kept, merged)
        _join_values(kept, merged, take)
        # The duplicate goes first, so that its name and code are free for the kept one.
        lead_on(merged, kept, by)
        merged.is_deleted = True
        merged.merged_into = kept
        merged.primary_contact = None
        merged.save()
        clean_customer(kept)
        check_unique(kept, by=by)
        kept.save()
        counts = {kind: count for kind, count in counts.items() if count}
        actions.record(
            "contacts.customers_merged", kept, by=by, merged=merged.pk, label=merged.name, moved=counts
        )
        actions.record("contacts.customers_merged", merged, by=by, into=kept.pk, label=kept.name)
    return kept, counts


def check_pair(kept: Any, merged: Any, *, by: Any) -> None:
    """Two different living records, both within the reach of `by` for merging."""
    if kept is None or merged is None or kept.is_deleted or merged.is_deleted:
        raise DomainError(_("One of the two does not exist any more."), code="gone")
    if kept.pk == merged.pk:
        raise DomainError(_("A record cannot be merged with itself."), code="same", field="other")
    if not (gate.may(by, kept, "merge") and gate.may(by, merged, "merge")):
        raise DomainError(
            _("To merge, you must be allowed to merge both records."), code="not_allowed", field="other"
        )


def _locked(kept: Any, merged: Any) -> list[Any]:
    """Both rows, always locked in the same order."""
    return list(type(kept).objects.select_for_update().filter(pk__in=[kept.pk, merged.pk]).order_by("pk"))


def _move_all(kept: Customer, merged: Customer, by: Any) -> dict[str, int]:
    facts: dict[str, Any] = {"old": merged, "new": kept, "by": by}
    counts = {"units": merge_units(kept, merged, by=by)}
    codes = set(Contact.objects.alive().filter(customer=kept).values_list("code", flat=True)) - {""}

    def free_code(contact: Contact) -> set[str]:
        """A number that the kept customer's people already have would name two of them."""
        if contact.code in codes:
            contact.code = ""
        return {"code"}

    counts["contacts"] = repoint(Contact, ["customer"], adapt=free_code, **facts)
    counts["follow_ups"] = repoint(FollowUp, ["customer"], **facts)
    counts["assets"] = repoint(InstalledAsset, ["customer"], **facts)
    counts["stakeholders"] = repoint(
        StakeholderRole, ["customer"], same=("customer_id", "contact_id", "role"), **facts
    )
    counts["partner_roles"] = repoint(PartnerRole, ["customer"], same=("customer_id", "role"), **facts)
    counts["person_relations"] = repoint(
        PersonCustomerRelation, ["customer"], same=("customer_id", "contact_id", "type_id"), **facts
    )
    counts["company_relations"] = repoint(
        CustomerRelation, ["a", "b"], same=("a_id", "b_id", "type_id"), **facts
    )
    counts["team"] = _move_team(kept, merged, by)
    counts["shares"] = _move_shares(kept, merged)
    OwnershipRecord.objects.filter(customer=merged, to_at=None).update(to_at=clock.now())
    return counts | move_generic(merged, kept, by)


def _move_team(kept: Customer, merged: Customer, by: Any) -> int:
    """Places go on; a second global or regional manager goes on as a commercial member with his rights."""
    role = AccountTeamMember.Role
    # Everybody's place in the kept team is his own; a taken unique one is not.
    taken = set(AccountTeamMember.objects.alive().filter(customer=kept).values_list("role", "region"))
    global_taken = any(name == role.GRM for name, _region in taken)

    def adapt(member: AccountTeamMember) -> set[str]:
        if (member.role == role.GRM and global_taken) or (
            member.role == role.RRM and (role.RRM, member.region) in taken
        ):
            member.role = role.COMMERCIAL
        if member.user_id == kept.owner_id:
            member.is_deleted = True
        return {"role"}

    count = repoint(
        AccountTeamMember,
        ["customer"],
        old=merged,
        new=kept,
        by=by,
        same=("customer_id", "user_id", "role"),
        adapt=adapt,
    )
    former = merged.owner
    members = AccountTeamMember.objects.alive().filter(customer=kept, user=former)
    if former is not None and former.pk != kept.owner_id and not members.exists():
        AccountTeamMember(
            customer=kept, user=former, role=role.COMMERCIAL, rights=AccountTeamMember.Rights.WRITE
        ).save()
        count += 1
    return count


def _move_shares(kept: Customer, merged: Customer) -> int:
    count = 0
    for model, who in ((CustomerUserShare, "user_id"), (CustomerGroupShare, "group_id")):
        have = set(model.objects.filter(content_object=kept).values_list(who, "permission_id"))
        for share in model.objects.filter(content_object=merged):
            if (getattr(share, who), share.permission_id) in have or (
                who == "user_id" and getattr(share, who) == kept.owner_id
            ):
                share.delete()
                continue
            share.content_object = kept
            share.save()
            count += 1
    return count


def _join_values(kept: Customer, merged: Customer, take: set[str]) -> None:
    for name in CHOICES:
        if name in take or getattr(kept, name) in (None, ""):
            setattr(kept, name, getattr(merged, name))
    kept.primary_contact = kept.primary_contact or merged.primary_contact
    kept.last_follow_at = latest(kept.last_follow_at, merged.last_follow_at)
    kept.next_follow_on = earliest(kept.next_follow_on, merged.next_follow_on)
    kept.last_effective_follow_on = latest(kept.last_effective_follow_on, merged.last_effective_follow_on)
    if Customer.Deal.DEALT in (kept.deal_status, merged.deal_status):
        kept.deal_status = Customer.Deal.DEALT
