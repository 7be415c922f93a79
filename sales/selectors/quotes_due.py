"""One's own quotes that want attention: to be asked after, or about to expire."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q

from core import clock
from core.brief import briefly

from ..models import Quote

SHOWN = 6
SOON = timedelta(days=7)


def about_to_expire() -> Q:
    today = clock.today()
    return Q(status__in=["approved", "sent"], valid_until__gte=today, valid_until__lte=today + SOON)


def to_follow_up() -> Q:
    return Q(status__in=["approved", "sent", "bargaining"], follow_up_on__lte=clock.today())


@dataclass(frozen=True)
class DueQuote:
    quote: Quote
    is_asking: bool
    is_ending: bool


def rows_due(user: Any) -> Any:
    return Quote.objects.mine(user).filter(to_follow_up() | about_to_expire())


def quotes_due(user: Any) -> list[DueQuote]:
    """The most urgent first: what ends soonest."""
    today = clock.today()
    found = briefly(rows_due(user), "customer").order_by("valid_until", "pk")[:SHOWN]
    return [
        DueQuote(
            row,
            row.follow_up_on is not None and row.follow_up_on <= today,
            row.status != Quote.Status.BARGAINING and row.valid_until <= today + SOON,
        )
        for row in found
    ]
