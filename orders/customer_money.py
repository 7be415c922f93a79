"""What money adds to the page of a customer: receivable and overdue in the head, payments and invoices in tabs."""

from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Customer
from core import clock
from core.money import money_text, rounded
from records import gate
from records.hanging import hangs
from records.ordering import by_names
from records.tabs import Tab

from .models import CreditLimit, Invoice, PaymentPlan, Receipt, Statement
from .records.invoice import TONES as INVOICE_TONES
from .records.payment_plan import TONES as PLAN_TONES
from .records.receipt import TONES as RECEIPT_TONES
from .records.statement import TONES as STATEMENT_TONES
from .selectors.credit import credit_of, sees_credit
from .selectors.order_money import open_yuan

MOST = 50
NEWEST_DUE = ("-due_on", "-pk")


def owed(customer: Customer, user: Any) -> dict[str, Decimal]:
    """What the customer owes in yuan, and what of it is overdue: the sum of the rows behind it, to the cent."""
    if not hangs(customer, PaymentPlan):
        return {"all": Decimal(0), "late": Decimal(0)}
    rows = PaymentPlan.objects.visible_to(user).filter(customer=customer, status__in=PaymentPlan.OWED)
    late = Q(due_on__lt=clock.today())
    found = rows.order_by().aggregate(all=Sum(open_yuan()), late=Sum(open_yuan(), filter=late))
    return {name: rounded(value or Decimal(0)) for name, value in found.items()}


def facts(customer: Customer, user: Any) -> list[dict[str, Any]]:
    if not gate.allowed(user, PaymentPlan) or not gate.reads(user, PaymentPlan, "open_amount"):
        return []
    found = owed(customer, user)
    url = f"{customer.get_absolute_url()}?tab=payments"
    shown = [
        {
            "name": "receivable",
            "label": gettext("receivable"),
            "value": money_text(found["all"], "large"),
            "url": url,
        }
    ]
    if found["late"]:
        value = money_text(found["late"], "large")
        shown.append({"name": "overdue_money", "label": gettext("overdue"), "value": value, "url": url})
    return shown


def _toned(rows: Any, tones: dict[str, str]) -> list[dict[str, Any]]:
    return [{"row": row, "tone": tones[row.status]} for row in rows[:MOST]]


def payments(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    plans = PaymentPlan.objects.visible_to(user).filter(customer=customer).exclude(status="void")
    receipts = Receipt.objects.visible_to(user).filter(customer=customer)
    statements = Statement.objects.visible_to(user).filter(customer=customer)
    shows_credit = sees_credit(user, customer)
    return {
        "credit": credit_of(customer) if shows_credit else None,
        "credit_of": customer,
        "may_set_credit": shows_credit and gate.holds(user, customer, "change", CreditLimit),
        "plans": _toned(plans.order_by(*by_names(PaymentPlan, NEWEST_DUE)), PLAN_TONES),
        "receipts": _toned(receipts.order_by("-received_on", "-pk"), RECEIPT_TONES),
        "statements": _toned(statements.order_by("-month", "-pk"), STATEMENT_TONES),
        "may_add_receipt": gate.holds(user, customer, "add", Receipt),
        "prefill": f"customer={customer.pk}",
    }


def of_contact(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    """What is to be paid for the orders and contracts he stands for, and the money that came in for it."""
    user = request.user
    his = Q(order__contact=contact) | Q(contract__contact=contact)
    plans = PaymentPlan.objects.visible_to(user).filter(his).exclude(status="void")
    paid = {"allocations__plan__in": plans.order_by().values("pk"), "allocations__reversed_at": None}
    receipts = Receipt.objects.visible_to(user).filter(**paid).distinct()
    return {
        "plans": _toned(plans.order_by(*by_names(PaymentPlan, NEWEST_DUE)), PLAN_TONES),
        "receipts": _toned(receipts.order_by("-received_on", "-pk"), RECEIPT_TONES),
    }


def invoices(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    rows = Invoice.objects.visible_to(user).filter(customer=customer).order_by("-created_at", "-pk")
    return {
        "invoices": _toned(rows, INVOICE_TONES),
        "may_add_invoice": gate.holds(user, customer, "add", Invoice),
    }


OF_CUSTOMER = (
    Tab(
        name="payments",
        label=_("Payments and settlement"),
        template="orders/tabs/payments.html",
        context=payments,
        permission="orders.view_paymentplan",
        order=37,
    ),
    Tab(
        name="invoices",
        label=_("Invoices"),
        template="orders/tabs/invoices.html",
        context=invoices,
        permission="orders.view_invoice",
        order=55,
    ),
)
OF_CONTACT = Tab(
    name="payments",
    label=_("Payments and settlement"),
    template="orders/tabs/payments.html",
    context=of_contact,
    permission="orders.view_paymentplan",
    order=54,
)
