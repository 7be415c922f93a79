"""What happens to an order, told to the plans that wait for it; called in the transaction of the deed."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ..models import Order, PaymentPlan
from ..selectors.payment_terms import carried_by_contract
from .payment_plan import plans_of_order, put_in_force, void_all


def happened(
    order: Order, event: str, on: date, *, by: Any, amount: Decimal | None = None
) -> list[PaymentPlan]:
    """Make the order's plans if there are none yet, and put those that wait for `event` in force with their due day.

    `event` is a value of TermFields.Event; `amount` what the event concerns, with tax, where it is a part of the order.
    """
    _made(order, by)
    document = order.contract if carried_by_contract(order) else order
    of = "order" if document is order else "contract"
    plans = PaymentPlan.objects.alive().filter(**{of: document}).order_by("pk")
    # All of them first: an event of another part may just be leaving a rest that waits, and this one must see it.
    list(plans.select_for_update(of=("self",)).values_list("pk"))
    rows = plans.filter(status=PaymentPlan.Status.WAITING, event=event)
    return put_in_force(rows.select_for_update(of=("self",)), document, event, on, by, amount)


def _made(order: Order, by: Any) -> None:
    """The order's plans are there: made now, or by who does something with the same order at this moment."""
    try:
        with transaction.atomic():
            plans_of_order(order, by)
    except IntegrityError:
        if not PaymentPlan.objects.filter(order=order).exists():
            raise


def plans_of_cancelled(order: Order, *, by: Any) -> int:
    """An order that will not be: its plans are void; refused while money is matched with one of them."""
    rows = PaymentPlan.objects.alive().filter(order=order)
    return void_all(rows, by, _("the order was cancelled"))
