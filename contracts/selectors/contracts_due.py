"""One's own contracts that want something done: to be signed, or ending within a month."""

from datetime import timedelta
from typing import Any

from django.db.models import Q

from core import clock
from core.brief import briefly

from ..models import Contract

SHOWN = 6
SOON = timedelta(days=30)


def contracts_rows(user: Any) -> Any:
    """Agreed by both and not signed, and in force till a day that is near and not renewed."""
    day = clock.today()
    renewed = Contract.objects.alive().filter(
        renews__isnull=False, status__in=[*Contract.IN_FORCE, Contract.Status.CONFIRMED]
    )
    is_ending = Q(status__in=Contract.IN_FORCE, end_on__gte=day, end_on__lte=day + SOON)
    wanted = Q(status=Contract.Status.CONFIRMED) | is_ending & ~Q(pk__in=renewed.values("renews_id"))
    return Contract.objects.mine(user).filter(wanted)


def contracts_due(user: Any) -> list[Contract]:
    return list(briefly(contracts_rows(user), "customer").order_by("end_on", "pk")[:SHOWN])
