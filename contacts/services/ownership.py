"""Handing customers from owner to owner: every change is a transfer, and every transfer leaves its record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import operation
from core.errors import DomainError

from .. import sources, states
from ..models import AccountTeamMember, Customer, FollowUp, OwnershipRecord, OwnershipRequest
from .asking import ask_first
from .follow_up import OPEN, end_promises
from .handover import ask_for_note
from .holding import check_cap, lock_holder
from .ownership_record import hand_to
from .telling import tell


def _open_promises(rows: Any) -> int:
    return int(FollowUp.objects.alive().filter(OPEN, customer__in=rows).count())


sources.add_transfer_part(
    sources.TransferPart(
        "next_contacts",
        gettext_lazy("Open next contacts"),
        _open_promises,
        lambda customer, by: end_promises(customer, by=by),
    )
)


@dataclass
class Outcome:
    """What became of a transfer: those that changed hands, and those that did not with the reason."""

    moved: list[Customer] = field(default_factory=list)
    refused: list[tuple[Customer, str]] = field(default_factory=list)
    submitted: list[Customer] = field(default_factory=list)  # key accounts: a process decides
    same: int = 0


def transfer_customers(
    rows: Iterable[Customer], *, to: Any, by: Any, reason: str = "", keep_old_as_member: bool = False
) -> int:
    """Give the customers to `to`; counts those that changed hands. The department follows the new owner.

    Refuses where not one of them could be given.
    """
    outcome = hand_over(rows, to=to, by=by, reason=reason, keep_old_as_member=keep_old_as_member)
    if outcome.refused and not outcome.moved and not outcome.submitted:
        raise DomainError(outcome.refused[0][1], code="refused", field="to")
    return len(outcome.moved)


def hand_over(
    rows: Iterable[Customer],
    *,
    to: Any,
    by: Any,
    reason: str = "",
    keep_old_as_member: bool = False,
    leave: Sequence[str] = (),
    ask_note: bool = False,
    is_trial: bool = False,
    is_approved: bool = False,
) -> Outcome:
    """Give the customers to `to` one by one; what cannot be given stays as it is and is named with the reason.

    `leave` names the parts that stay behind (see `sources.TransferPart`); `ask_note` asks each former owner for a
    hand-over note. A trial writes nothing: the preview.
    """
    check_can_own(to)
    reason = reason.strip()
    outcome = Outcome()
    with transaction.atomic(), operation.because(reason or operation.current().reason):
        lock_holder(to)
        for pk in sorted(row.pk for row in rows):
            locked = Customer.objects.select_for_update(of=("self",)).select_related("owner", "department")
            customer = locked.get(pk=pk)
            if customer.owner_id == to.pk or customer.is_deleted:
                outcome.same += 1
                continue
            before = customer.owner
            try:
                with transaction.atomic():
                    check_transfer(customer, to)
                    if not is_approved and ask_first(
                        customer,
                        OwnershipRequest.Kind.TRANSFER,
                        by=by,
                        to=to,
                        reason=reason,
                        keep_old_as_member=keep_old_as_member,
                        leave=list(leave),
                        ask_note=ask_note,
                    ):
                        outcome.submitted.append(customer)
                        continue
                    _transfer(customer, to, by, reason, keep_old_as_member, leave)
                    if ask_note and before is not None and before.is_active:
                        ask_for_note(customer, of=before, to=to, by=by)
            except DomainError as refusal:
                outcome.refused.append((locked.get(pk=pk), refusal.message))
            else:
                outcome.moved.append(customer)
        if is_trial:
            transaction.set_rollback(True)
        else:
            _tell(outcome.moved, to, by)
    return outcome


def check_can_own(user: Any) -> None:
    employee = getattr(user, "employee", None)
    if not user.is_active or employee is None or not employee.is_working:
        raise DomainError(
            _("%(name)s does not work here any more. Choose somebody in service.") % {"name": user},
            code="not_working",
            field="to",
        )


def check_transfer(customer: Customer, to: Any) -> None:
    now = states.ownership_of(customer)
    states.require_move(states.OWNERSHIP, now, states.OWNED, states.OWNERSHIP_LABELS, field="to")
    check_cap(to, customer=customer)


def _transfer(
    customer: Customer, to: Any, by: Any, reason: str, keep_old: bool, leave: Sequence[str]
) -> None:
    before = customer.owner
    for code in leave:
        sources.TRANSFER_PARTS[code].leave(customer, by)
    hand_to(customer, kind=OwnershipRecord.Kind.TRANSFERRED, by=by, owner=to, reason=reason, leave=leave)
    for place in AccountTeamMember.objects.alive().filter(customer=customer, user=to):
        place.is_deleted = True  # the owner needs no place in his own team
        place.save()
    if keep_old and before is not None:
        _keep_as_member(customer, before)


def _tell(moved: list[Customer], to: Any, by: Any) -> None:
    if len(moved) == 1:
        words = {"name": by, "customer": moved[0]}
        tell(to, lambda: _("%(name)s gave you %(customer)s.") % words, moved[0].get_absolute_url(), by=by)
    elif moved:
        words = {"name": by, "count": len(moved)}
        url = f"{reverse('contacts:customer_list')}?scene=mine"
        tell(to, lambda: _("%(name)s gave you %(count)d customers.") % words, url, by=by)


def _keep_as_member(customer: Customer, user: Any) -> None:
    if not AccountTeamMember.objects.in_force().filter(customer=customer, user=user).exists():
        AccountTeamMember.objects.create(
            customer=customer,
            user=user,
            role=AccountTeamMember.Role.COMMERCIAL,
            rights=AccountTeamMember.Rights.READ,
        )
