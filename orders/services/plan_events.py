"""What happens to an order, told to the plans that wait for it; called in the transaction of the deed."""

from datetime import date
from decimal import Decimal
from typing import Any

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
    plans_of_order(order, by)
    document = order.contract if carried_by_contract(order) else order
    of = "order" if document is order else "contract"
    rows = PaymentPlan.objects.alive().filter(
        **{of: document}, status=PaymentPlan.Status.WAITING, event=event
    )
    return put_in_force(rows.select_for_update(of=("self",)).order_by("pk"), document, event, on, by, amount)


def plans_of_cancelled(order: Order, *, by: Any) -> int:
    """An order that will not be: its plans are void; refused while money is matched with one of them."""
    rows = PaymentPlan.objects.alive().filter(order=order)
    return void_all(rows, by, _("the order was cancelled"))
