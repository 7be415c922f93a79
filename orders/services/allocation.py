"""Matching receipts with what is owed: capped by the balance of the plan or invoice and by the rest of the receipt.

Never capped by the amount of a contract: what is paid beyond it stays the customer's credit. Rows are locked plans
first, then the receipt, then invoices, each by ascending id, so that two clerks wait for each other and never for good.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.money import amount_text
from sales.services.at_customer import locked

from ..models import Invoice, PaymentPlan, Receipt, ReceiptAllocation
from .cents import whole_cents
from .payment_plan import state_of
from .period import require_open

Status = Receipt.Status


@dataclass(frozen=True)
class Share:
    """So much of a receipt for a plan, an invoice, or both."""

    amount: Decimal
    plan: PaymentPlan | None = None
    invoice: Invoice | None = None


def allocate(receipt: Receipt, shares: Iterable[Share], *, by: Any) -> list[ReceiptAllocation]:
    """All of them or none."""
    shares = [*shares]
    if not shares:
        raise DomainError(_("Say how much is matched with what."), "required", "amount")
    with transaction.atomic():
        plans = _lock(PaymentPlan, (share.plan for share in shares))
        fresh: Receipt = locked(receipt)
        invoices = _lock(Invoice, (share.invoice for share in shares))
        if fresh.status not in Receipt.COUNTS:
            raise DomainError(
                _("%(receipt)s is “%(state)s”: finance has to confirm it first.")
                % {"receipt": fresh, "state": fresh.get_status_display()},
                code="not_confirmed",
            )
        require_open(clock.today())
        made = [
            pay(
                fresh,
                share.amount,
                plans[share.plan.pk] if share.plan else None,
                invoices[share.invoice.pk] if share.invoice else None,
            )
            for share in shares
        ]
        _settle(fresh, plans.values(), invoices.values())
        for row in made:
            row.save()
        actions.record(
            "orders.receipt_matched",
            fresh,
            by=by,
            customer=fresh.customer_id,
            amount=str(sum((row.amount for row in made), Decimal(0))),
            to=[str(row.plan or row.invoice) for row in made],
        )
    return made


def _lock(model: Any, wanted: Iterable[Any]) -> dict[int, Any]:
    ids = {row.pk for row in wanted if row is not None}
    if not ids:
        return {}
    rows = model.objects.alive().filter(pk__in=ids).select_for_update(of=("self",)).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) < len(ids):
        raise DomainError(_("This record does not exist any more."), code="gone")
    return found


def pay(
    receipt: Receipt, amount: Decimal, plan: PaymentPlan | None, invoice: Invoice | None
) -> ReceiptAllocation:
    """Move the figures of locked rows, within the balances; nothing is written."""
    amount = whole_cents(amount)
    if plan is None and invoice is None:
        raise DomainError(_("Name a payment plan or an invoice."), "required", "plan")
    if amount > receipt.rest:
        raise _too_much(receipt, amount, receipt.rest)
    documents = [document for document in (plan, invoice) if document is not None]
    if plan is not None and invoice is not None:
        _check_pair(plan, invoice)
    for document in documents:
        _check_document(receipt, document)
        if amount > document.open_amount:
            raise _too_much(document, amount, document.open_amount)
    for document in documents:
        document.received += amount
    receipt.allocated += amount
    return ReceiptAllocation(receipt=receipt, plan=plan, invoice=invoice, amount=amount)


def _too_much(document: Any, asked: Decimal, left: Decimal) -> DomainError:
    return DomainError(
        _(
            "%(asked)s asked, but of %(document)s only %(left)s are open. Match that, and leave the rest as credit."
        )
        % {"asked": amount_text(asked), "document": document, "left": amount_text(left)},
        code="too_much",
        field="amount",
    )


def _check_pair(plan: PaymentPlan, invoice: Invoice) -> None:
    """What pays a plan pays an invoice of the same order, or of an order under the plan's contract."""
    order = invoice.order
    if order is None or plan.order_id == order.pk:
        return
    if plan.order_id is not None or plan.contract_id not in {None, order.contract_id}:
        raise DomainError(
            _("%(invoice)s bills another order than %(plan)s is for. Match them one by one.")
            % {"invoice": invoice, "plan": plan},
            "foreign",
            "invoice",
        )


def _check_document(receipt: Receipt, document: Any) -> None:
    if document.customer_id != receipt.customer_id:
        raise DomainError(_("%(record)s belongs to another customer.") % {"record": document}, "foreign")
    if document.currency != receipt.currency:
        raise DomainError(
            _("%(record)s is in %(currency)s, the receipt in %(other)s.")
            % {"record": document, "currency": document.currency, "other": receipt.currency},
            code="other_currency",
        )
    takes = PaymentPlan.OWED if isinstance(document, PaymentPlan) else (*Invoice.POSTED[:2],)
    # A plan that is paid in full, and a red invoice, have nothing open: the amount says so.
    if document.status not in takes and document.status != PaymentPlan.Status.PAID:
        raise DomainError(
            _(
                "%(record)s is “%(state)s”: nothing is matched with it now. The money stays the customer's credit."
            )
            % {"record": document, "state": document.get_status_display()},
            code="not_owed",
        )


def _settle(receipt: Receipt, plans: Iterable[PaymentPlan], invoices: Iterable[Invoice]) -> None:
    """Write what the figures have become, and the states that follow from them."""
    for plan in plans:
        plan.status = state_of(plan)
        plan.save()
    if receipt.allocated == 0:
        receipt.status = Status.CONFIRMED
    else:
        receipt.status = Status.MATCHED if receipt.rest == 0 else Status.PARTLY
    receipt.save()
    for invoice in invoices:
        invoice.save()


def take_back(row: ReceiptAllocation, *, by: Any, reason: str) -> ReceiptAllocation:
    """The matching was wrong: the amount is the receipt's again, and the document is open again."""
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    with transaction.atomic():
        plans, fresh, invoices = _locked_for(row.receipt, [row])
        again = ReceiptAllocation.objects.alive().select_for_update(of=("self",)).get(pk=row.pk)
        if again.reversed_at is not None:
            raise DomainError(
                _("%(name)s has taken it back already.") % {"name": again.reversed_by or _("somebody")},
                "reversed",
            )
        require_open(clock.today())
        _reverse(again, fresh, plans, invoices, by, reason)
        _settle(fresh, plans.values(), invoices.values())
        actions.record(
            "orders.matching_taken_back",
            fresh,
            by=by,
            customer=fresh.customer_id,
            amount=str(again.amount),
            reason=reason.strip()[:200],
        )
    return again


def take_back_all(receipt: Receipt, *, by: Any, reason: str) -> Receipt:
    """All matchings of a receipt; gives the locked receipt. Inside the caller's transaction."""
    rows = [*ReceiptAllocation.objects.alive().filter(receipt=receipt, reversed_at=None).order_by("pk")]
    plans, fresh, invoices = _locked_for(receipt, rows)
    live = ReceiptAllocation.objects.alive().filter(receipt=receipt, reversed_at=None)
    found = [*live.select_for_update(of=("self",)).order_by("pk")]
    if {row.pk for row in found} != {row.pk for row in rows}:
        raise DomainError(_("Somebody is matching this receipt right now. Try again."), code="conflict")
    for row in found:
        _reverse(row, fresh, plans, invoices, by, reason)
    if found:
        _settle(fresh, plans.values(), invoices.values())
    return fresh


def _locked_for(
    receipt: Receipt, rows: list[ReceiptAllocation]
) -> tuple[dict[int, PaymentPlan], Receipt, dict[int, Invoice]]:
    plans = _lock(PaymentPlan, (row.plan for row in rows))
    fresh: Receipt = locked(receipt, None, "customer", "owner")
    return plans, fresh, _lock(Invoice, (row.invoice for row in rows))


def undo(amount: Decimal, receipt: Receipt, plan: PaymentPlan | None, invoice: Invoice | None) -> None:
    receipt.allocated -= amount
    if plan is not None:
        plan.received -= amount
    if invoice is not None:
        invoice.received -= amount


def _reverse(
    row: ReceiptAllocation,
    receipt: Receipt,
    plans: dict[int, PaymentPlan],
    invoices: dict[int, Invoice],
    by: Any,
    reason: str,
) -> None:
    undo(
        row.amount,
        receipt,
        plans[row.plan_id] if row.plan_id is not None else None,
        invoices[row.invoice_id] if row.invoice_id is not None else None,
    )
    row.reversed_at, row.reversed_by, row.reason = clock.now(), by, reason.strip()[:200]
    row.save()


def proposed(receipt: Receipt) -> list[Share]:
    """What the rest of a receipt would pay, the oldest due day first; with the open invoices of the same order."""
    asked, rest = [], receipt.rest
    for plan in open_plans(receipt):
        due = min(plan.open_amount, rest)
        if due <= 0:
            break
        asked.append((plan, due))
        rest -= due
    return with_invoices(receipt, asked)


def open_plans(receipt: Receipt) -> Any:
    rows = PaymentPlan.objects.alive().filter(status__in=PaymentPlan.OWED)
    return rows.filter(customer=receipt.customer_id, currency=receipt.currency).order_by("due_on", "pk")


def open_invoices(receipt: Receipt) -> list[Invoice]:
    rows = Invoice.objects.alive().filter(
        customer=receipt.customer_id,
        currency=receipt.currency,
        status__in=Invoice.POSTED[:2],
        red_of=None,
    )
    return [bill for bill in rows.order_by("issued_on", "pk") if bill.open_amount > 0]


def matchable(receipt: Receipt) -> list[Any]:
    """What may be paid by hand: open plans, and the open invoices that no open plan speaks for."""
    plans = [*open_plans(receipt)]
    orders = {plan.order_id for plan in plans if plan.order_id}
    return [*plans, *(bill for bill in open_invoices(receipt) if bill.order_id not in orders)]


def with_invoices(receipt: Receipt, asked: list[tuple[Any, Decimal]]) -> list[Share]:
    """The shares of plans and invoices; what pays a plan pays the open invoices of its order, too."""
    bills: dict[int, list[list[Any]]] = {}
    for bill in open_invoices(receipt):
        if bill.order_id:
            bills.setdefault(bill.order_id, []).append([bill, bill.open_amount])
    shares = []
    for document, amount in asked:
        if isinstance(document, Invoice):
            shares.append(Share(amount, invoice=document))
            continue
        due = amount
        for pair in bills.get(document.order_id, ()) if document.order_id else ():
            paid = min(due, pair[1])
            if paid > 0:
                shares.append(Share(paid, document, pair[0]))
                pair[1] -= paid
                due -= paid
        if due > 0:
            shares.append(Share(due, document))
    return shares
