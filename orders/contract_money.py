"""What money has to say about a contract: billed and received, what is not paid yet, and what keeps it from being void."""

from decimal import Decimal
from typing import Any

from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contracts.models import Contract
from core.joining import listed

from .models import Invoice, PaymentPlan, ReceiptAllocation


def plans_of(contract: Contract) -> Any:
    """Its own plans and those of the orders under it."""
    of = Q(contract=contract) | Q(order__contract=contract)
    return PaymentPlan.objects.alive().filter(of).exclude(status=PaymentPlan.Status.VOID).order_by()


def plans_made(contract: Contract) -> list[PaymentPlan]:
    """What its signature brought."""
    return [*PaymentPlan.objects.alive().filter(contract=contract).order_by("place", "id")]


def execution(contract: Contract) -> list[dict[str, Any]]:
    """Billed and received, in the currency of the contract."""
    bills = Invoice.objects.alive().filter(order__contract=contract, status__in=Invoice.POSTED).order_by()
    billed = bills.aggregate(sum=Sum("gross_amount"))["sum"] or Decimal(0)
    received = plans_of(contract).aggregate(sum=Sum("received"))["sum"] or Decimal(0)
    return [
        {"label": _("Invoiced"), "amount": billed, "url": "", "of": (Invoice, "gross_amount")},
        {
            "label": _("received"),
            "amount": received,
            "url": f"{reverse('orders:payment_plan_list')}?under={contract.pk}",
            "of": (PaymentPlan, "received"),
        },
    ]


def unfinished(contract: Contract) -> list[str]:
    open_plans = plans_of(contract).exclude(status=PaymentPlan.Status.PAID)
    left = open_plans.aggregate(sum=Sum(F("amount") - F("received")))["sum"]
    if not left:
        return []
    return [gettext("%(amount)s are not paid yet, retention money included.") % {"amount": f"{left:,.2f}"}]


def falls(contract: Contract) -> list[str]:
    """The payments that nobody owes any more once it is void."""
    plans = plans_of(contract).exclude(status=PaymentPlan.Status.PAID)
    left = plans.aggregate(sum=Sum(F("amount") - F("received")))["sum"]
    if not left:
        return []
    return [
        gettext("Payments of %(amount)s fall with it; nobody owes them any more.")
        % {"amount": f"{contract.currency} {left:,.2f}"}
    ]


def holds(contract: Contract) -> list[str]:
    of = Q(plan__contract=contract) | Q(plan__order__contract=contract)
    rows = ReceiptAllocation.objects.alive().filter(of, reversed_at=None)
    found = [*rows.order_by("receipt__number").values_list("receipt__number", flat=True).distinct()[:3]]
    if not found:
        return []
    return [gettext("Receipts are matched with it: %(receipts)s.") % {"receipts": listed(found)}]
