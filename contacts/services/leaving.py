"""What a colleague who leaves still has at customers goes to others: one service behind the one hand-over page."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError

from ..models import AccountTeamMember, Assignment, Customer
from .assignment import recall_assignment, refuse_assignment
from .ownership import Outcome, hand_over
from .team import remove_team_member


@dataclass
class HandedOver:
    moved: int = 0
    refused: list[tuple[Customer, str]] = field(default_factory=list)
    submitted: int = 0
    assignments: int = 0
    places: int = 0


def hand_over_all(
    leaver: Any, receivers: dict[int, Any], *, rows: Any, by: Any, reason: str = "", is_last: bool = False
) -> HandedOver:
    """Give each customer of `rows` to the colleague that `receivers` names for it.

    Where nothing is left afterwards (`is_last`), what was lent to the leaver comes back and his places in teams end.
    """
    done = HandedOver()
    with transaction.atomic():
        by_receiver: dict[Any, list[Customer]] = {}
        for customer in rows:
            to = receivers.get(customer.pk)
            if to is None:
                continue
            if to.pk == leaver.pk:
                raise DomainError(_("Nobody hands over to himself."), code="same", field="to")
            by_receiver.setdefault(to, []).append(customer)
        for to in sorted(by_receiver, key=lambda user: user.pk):
            outcome: Outcome = hand_over(by_receiver[to], to=to, by=by, reason=reason)
            done.moved += len(outcome.moved)
            done.refused += outcome.refused
            done.submitted += len(outcome.submitted)
        if is_last and not Customer.objects.alive().filter(owner=leaver).exists():
            done.assignments = _end_loans(leaver, by, reason)
            done.places = _end_places(leaver, by)
    return done


def _end_loans(leaver: Any, by: Any, reason: str) -> int:
    loans = list(open_loans(leaver))
    for loan in loans:
        if loan.status == Assignment.Status.PENDING:
            refuse_assignment(loan, by=by, reason=reason)
        else:
            recall_assignment(loan, by=by, reason=reason)
    return len(loans)


def open_loans(user: Any) -> Any:
    return Assignment.objects.alive().filter(
        to_user=user, status__in=(Assignment.Status.PENDING, Assignment.Status.EFFECTIVE)
    )


def _end_places(leaver: Any, by: Any) -> int:
    places = list(AccountTeamMember.objects.alive().filter(user=leaver))
    for place in places:
        remove_team_member(place, by=by)
    return len(places)
