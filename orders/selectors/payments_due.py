"""The payments of one's own customers that are late, or due within a week."""

from datetime import timedelta
from typing import Any

from core import clock
from core.brief import briefly

from ..models import PaymentPlan

SHOWN = 6
SOON = timedelta(days=7)


def payments_rows(user: Any) -> Any:
    return PaymentPlan.objects.mine(user).filter(
        status__in=PaymentPlan.OWED, due_on__lte=clock.today() + SOON
    )


def payments_due(user: Any) -> list[PaymentPlan]:
    return list(briefly(payments_rows(user), "customer").order_by("due_on", "pk")[:SHOWN])
