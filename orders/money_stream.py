"""Money in the stream of a customer: what was invoiced, what came in, what is late, and what was settled."""

from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from core.addresses import row_address
from core.midnight import Midnight
from core.tables import choice_label
from records.sources import TimelineItem, TimelineSource

from .models import CollectionStep, Invoice, PaymentPlan, Receipt, Statement


def _amount(row: Any, value: Any) -> str:
    return f"{row.currency} {value:,.2f}"


def invoices(customer: Any, user: Any) -> Any:
    return Invoice.objects.visible_to(user).filter(customer=customer, issued_on__isnull=False)


def of_invoice(row: Invoice) -> TimelineItem:
    return TimelineItem(
        icon="file-invoice",
        title=_("Invoice %(number)s") % {"number": row},
        body=choice_label(row, "status"),
        amount=_amount(row, row.gross_amount),
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


def receipts(customer: Any, user: Any) -> Any:
    rows = Receipt.objects.visible_to(user).filter(customer=customer)
    return rows.filter(status__in=[*Receipt.COUNTS, Receipt.Status.BOUNCED])


def of_receipt(row: Receipt) -> TimelineItem:
    return TimelineItem(
        icon="cash",
        title=_("Receipt %(number)s") % {"number": row},
        body=f"{choice_label(row, 'status')} · {choice_label(row, 'method')}",
        amount=_amount(row, row.amount),
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


def late_plans(customer: Any, user: Any) -> Any:
    rows = PaymentPlan.objects.visible_to(user).filter(customer=customer)
    return rows.filter(status=PaymentPlan.Status.OVERDUE, due_on__isnull=False)


def of_plan(row: PaymentPlan) -> TimelineItem:
    return TimelineItem(
        icon="calendar-dollar",
        title=_("Payment due: %(number)s") % {"number": row},
        body=choice_label(row, "status"),
        amount=_amount(row, row.amount - row.received),
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


def steps(customer: Any, user: Any) -> Any:
    plans = PaymentPlan.objects.visible_to(user).filter(customer=customer).order_by()
    return CollectionStep.objects.filter(plan__in=plans.values("pk"))


def of_step(row: CollectionStep) -> TimelineItem:
    return TimelineItem(
        icon="phone",
        title=_("Collection of %(plan)s: %(stage)s") % {"plan": row.plan, "stage": row.get_stage_display()},
        body=row.text,
        actor=str(row.by or ""),
        url=row_address("orders:payment_plan_detail", row.plan_id),
    )


def statements(customer: Any, user: Any) -> Any:
    return Statement.objects.visible_to(user).filter(customer=customer, sent_at__isnull=False)


def of_statement(row: Statement) -> TimelineItem:
    return TimelineItem(
        icon="receipt-2",
        title=_("Statement %(number)s") % {"number": row},
        body=" · ".join(filter(None, [choice_label(row, "status"), row.answer])),
        amount=_amount(row, row.closing),
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


OF_CUSTOMER = (
    TimelineSource(
        "orders.invoice",
        invoices,
        of_invoice,
        Midnight("issued_on"),
        amount="gross_amount",
        reads=("currency", "gross_amount"),
    ),
    TimelineSource(
        "orders.receipt",
        receipts,
        of_receipt,
        Midnight("received_on"),
        amount="amount",
        reads=("currency", "amount", "method"),
    ),
    TimelineSource(
        "orders.paymentplan",
        late_plans,
        of_plan,
        Midnight("due_on"),
        amount="amount",
        reads=("currency", "amount", "received"),
    ),
    TimelineSource(
        "orders.paymentplan", steps, of_step, F("at"), related=("plan", "by"), of="orders.collectionstep"
    ),
    TimelineSource(
        "orders.statement", statements, of_statement, Coalesce("answered_at", "sent_at"), amount="closing"
    ),
)
