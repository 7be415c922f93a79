"""What is done under the local contracts of a master, in the master's currency: told beside what is done under itself."""

from typing import Any

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from core.money import rounded

from .models import Invoice, Order, OrderLine, PaymentPlan
from .records.lines import COUNTED
from .selectors.order_money import YUAN, in_yuan, shipped_yuan


def execution(contract: Contract) -> list[dict[str, Any]]:
    """Ordered, shipped, invoiced and received; nothing for a contract that is no master."""
    if contract.kind != Contract.Kind.MASTER:
        return []
    orders = Order.objects.alive().filter(contract__master=contract, status__in=COUNTED)
    lines = OrderLine.objects.alive().filter(order__in=orders.values("pk"))
    bills = Invoice.objects.alive().filter(order__contract__master=contract, status__in=Invoice.POSTED)
    of = Q(contract__master=contract) | Q(contract=None, order__contract__master=contract)
    plans = PaymentPlan.objects.alive().filter(of).exclude(status=PaymentPlan.Status.VOID)
    steps = (
        (_("Ordered under local contracts"), orders, "base_amount", "order", (Order, "base_amount")),
        (_("Shipped under local contracts"), lines, shipped_yuan(), "order", (OrderLine, "gross")),
        (_("Invoiced under local contracts"), bills, "base_amount", "invoice", (Invoice, "base_amount")),
        (
            _("Received under local contracts"),
            plans,
            in_yuan("received", "rate"),
            "payment_plan",
            (PaymentPlan, "received"),
        ),
    )
    return [
        {
            "label": label,
            "amount": _in_its_currency(rows, amount, contract),
            "url": f"{reverse(f'orders:{name}_list')}?master={contract.pk}&scene=",
            "of": made_of,
        }
        for label, rows, amount, name, made_of in steps
    ]


def _in_its_currency(rows: Any, amount: Any, contract: Contract) -> Any:
    whole = rows.order_by().aggregate(sum=Coalesce(Sum(amount, output_field=YUAN), 0, output_field=YUAN))[
        "sum"
    ]
    return rounded(whole / contract.rate)
