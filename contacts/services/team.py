"""The account team of a customer: who works on it beside its owner."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row

from ..models import AccountTeamMember, Customer
from .telling import tell


def add_team_member(
    customer: Customer,
    *,
    by: Any,
    user: Any,
    role: str,
    rights: str = AccountTeamMember.Rights.READ,
    region: str = "",
    expires_at: datetime | None = None,
) -> AccountTeamMember:
    """A place in the team; one global manager, one regional manager a region, each role once a person."""
    with transaction.atomic():
        customer = locked_row(Customer, customer.pk)
        if customer.owner_id == user.pk:
            raise DomainError(
                _("%(name)s owns this customer and needs no place in its team.") % {"name": user},
                code="is_owner",
                field="user",
            )
        member = AccountTeamMember(
            customer=customer,
            user=user,
            role=role,
            rights=rights,
            region=region.strip(),
            expires_at=expires_at,
        )
        _clear_expired(member)
        _check_place(member)
        member.save()
        actions.record(
            "contacts.team_member_added", customer, by=by, member=str(user), role=role, rights=rights
        )
        words = {"name": by, "customer": customer}
        url = customer.get_absolute_url()
        tell(user, lambda: _("%(name)s took you into the team of %(customer)s.") % words, url, by=by)
    return member


def change_team_member(member: AccountTeamMember, *, by: Any, **values: Any) -> AccountTeamMember:
    """Change role, rights, region or end of a place; the person stays."""
    with transaction.atomic():
        locked_row(Customer, member.customer_id)
        fresh = AccountTeamMember.objects.get(pk=member.pk)
        for name in ("role", "rights", "region", "expires_at"):
            if name in values:
                setattr(fresh, name, values[name])
        _check_place(fresh)
        fresh.save()
        actions.record(
            "contacts.team_member_changed",
            fresh.customer,
            by=by,
            member=str(fresh.user),
            role=fresh.role,
            rights=fresh.rights,
        )
    return fresh


def remove_team_member(member: AccountTeamMember, *, by: Any) -> None:
    with transaction.atomic():
        fresh = locked_row(AccountTeamMember, member.pk)
        if fresh.is_deleted:
            return
        fresh.is_deleted = True
        fresh.save()
        actions.record("contacts.team_member_removed", fresh.customer, by=by, member=str(fresh.user))


def _clear_expired(member: AccountTeamMember) -> None:
    """An expired place of the same kind does not stand in the way of a new one."""
    ended = AccountTeamMember.objects.alive().filter(customer=member.customer, expires_at__lte=clock.now())
    for row in ended:
        row.is_deleted = True
        row.save()


def _check_place(member: AccountTeamMember) -> None:
    if member.expires_at is not None and member.expires_at <= clock.now():
        raise DomainError(_("The end lies in the past."), code="past", field="expires_at")
    others = AccountTeamMember.objects.alive().filter(customer=member.customer).exclude(pk=member.pk)
    if others.filter(user=member.user, role=member.role).exists():
        raise DomainError(
            _("%(name)s already has this role in the team.") % {"name": member.user},
            code="duplicate",
            field="user",
        )
    if member.role == AccountTeamMember.Role.GRM:
        holder = others.filter(role=member.role).select_related("user").first()
        if holder is not None:
            raise DomainError(
                _("The global relationship manager is %(name)s; there is only one.") % {"name": holder.user},
                code="one_grm",
                field="role",
            )
    if member.role == AccountTeamMember.Role.RRM:
        holder = others.filter(role=member.role, region=member.region).select_related("user").first()
        if holder is not None:
            raise DomainError(
                _("The relationship manager of this region is %(name)s; there is only one.")
                % {"name": holder.user},
                code="one_rrm",
                field="region",
            )
