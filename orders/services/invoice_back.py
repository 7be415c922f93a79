"""Taking an invoice back: a request withdrawn, a paper invoice void in its month, a red invoice for whole or part."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from contacts.states import require_move
from core import actions, clock
from core.errors import DomainError
from core.money import amount_text, rounded
from core.vat import split_vat
from records import sources
from records.services import numbering
from sales.services.at_customer import locked

from ..models import Invoice, InvoiceLine, OrderLine, PaymentPlan
from ..money_states import INVOICE
from .invoice import NUMBER, check_posting, number_taken_once
from .payment_plan import state_of
from .period import first_of, require_open

Status = Invoice.Status


def void_invoice(invoice: Invoice, *, by: Any, reason: str) -> Invoice:
    """A request that is not wanted any more; or a paper invoice within the month of its issue. A digital one never."""
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    with transaction.atomic():
        _lock_lines(invoice)
        fresh: Invoice = locked(invoice)
        if fresh.status == Status.ISSUED:
            _check_void(fresh)
        require_move(INVOICE, fresh.status, Status.VOID, dict(Status.choices))
        sources.require_unlocked(fresh)
        for line in InvoiceLine.objects.alive().filter(invoice=fresh, order_line__isnull=False):
            _give_back(line, line.quantity)
        fresh.status, fresh.end_reason = Status.VOID, reason.strip()[:200]
        fresh.save()
        actions.record(
            "orders.invoice_voided", fresh, by=by, customer=fresh.customer_id, reason=fresh.end_reason
        )
    return fresh


def _check_void(invoice: Invoice) -> None:
    if invoice.is_digital:
        raise DomainError(
            _("A fully digital invoice is never void. Take it back by a red invoice."), "digital"
        )
    if invoice.issued_on is None or first_of(invoice.issued_on) != first_of(clock.today()):
        raise DomainError(
            _("It was issued in another month. Take it back by a red invoice."), code="another_month"
        )
    require_open(invoice.issued_on)
    _check_unpaid(invoice, Decimal(0))
    if invoice.taken_back:
        raise DomainError(_("A red invoice has taken back part of it."), code="red")


def _check_unpaid(invoice: Invoice, stays: Decimal) -> None:
    if invoice.received > stays:
        raise DomainError(
            _("%(received)s are matched with %(invoice)s: take %(least)s of these matchings back first.")
            % {
                "received": amount_text(invoice.received),
                "invoice": invoice,
                "least": amount_text(invoice.received - stays),
            },
            code="has_receipts",
        )


def _lock_lines(invoice: Invoice) -> dict[int, OrderLine]:
    ids = InvoiceLine.objects.alive().filter(invoice=invoice).values("order_line")
    rows = OrderLine.objects.alive().filter(pk__in=ids).select_for_update(of=("self",)).order_by("pk")
    return {line.pk: line for line in rows}


def _give_back(position: InvoiceLine, quantity: Decimal) -> None:
    line = OrderLine.objects.get(invoice_lines=position)
    line.invoiced -= quantity
    line.save()


def red_invoice(
    invoice: Invoice,
    *,
    by: Any,
    reason: str,
    invoice_no: str,
    issued_on: date,
    quantities: Mapping[int, Decimal] | None = None,
    reduces: bool = False,
) -> Invoice:
    """A red invoice for all that is left of one, or for `quantities` of its lines (by id of the line).

    With `reduces` the customer does not owe it any more (goods came back): the open plans of the order shrink by it,
    the last due first. Without, it is billed anew and what is owed stays.
    """
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    with transaction.atomic():
        lines = _lock_lines(invoice)
        plans = _lock_plans(invoice) if reduces else []
        fresh: Invoice = locked(invoice)
        if fresh.red_of_id is not None:
            raise DomainError(_("A red invoice is not taken back; issue a new one."), "is_red")
        if fresh.status != Status.RED:
            require_move(INVOICE, fresh.status, Status.RED, dict(Status.choices))
        check_posting(invoice_no, issued_on)
        if fresh.issued_on is not None and issued_on < fresh.issued_on:
            raise DomainError(_("It was issued later than that."), "too_early", "issued_on")
        positions = _red_positions(fresh, quantities, lines)
        red = _red(fresh, positions, by, reason, invoice_no, issued_on)
        _check_unpaid(fresh, fresh.gross_amount - fresh.taken_back + red.gross_amount)
        fresh.taken_back -= red.gross_amount
        if fresh.taken_back == fresh.gross_amount:
            fresh.status, fresh.end_reason = Status.RED, reason.strip()[:200]
        fresh.save()
        if reduces:
            _reduce(plans, -red.gross_amount, by, red)
        actions.record(
            "orders.invoice_red",
            fresh,
            by=by,
            customer=fresh.customer_id,
            red=str(red),
            amount=str(red.gross_amount),
            reason=reason.strip()[:200],
        )
    return red


def _red_positions(
    invoice: Invoice, quantities: Mapping[int, Decimal] | None, lines: dict[int, OrderLine]
) -> list[InvoiceLine]:
    made = []
    for line in InvoiceLine.objects.alive().filter(invoice=invoice).order_by("place", "pk"):
        before = _already_red(invoice, line)
        left = line.quantity - before.quantity
        asked = left if quantities is None else quantities.get(line.pk, Decimal(0))
        if asked == 0:
            continue
        if asked < 0 or asked > left:
            raise DomainError(
                _("Position %(place)d: %(asked)s asked, %(left)s are left to take back.")
                % {"place": line.place, "asked": f"{asked.normalize():f}", "left": f"{left.normalize():f}"},
                code="too_much",
                field="lines",
            )
        # The parts of a line add up to it: the last takes the tail.
        part = before.quantity + asked
        gross = line.gross if part == line.quantity else rounded(line.gross * part / line.quantity)
        net = line.net if part == line.quantity else split_vat(gross, line.vat_rate).net
        made.append(_negative(line, asked, net - before.net, gross - before.gross))
        if line.order_line_id is not None:
            lines[line.order_line_id].invoiced -= asked
            lines[line.order_line_id].save()
    if not made:
        raise DomainError(_("Say how much is taken back."), "required", "lines")
    return made


def _already_red(invoice: Invoice, line: InvoiceLine) -> InvoiceLine:
    """What earlier red invoices have taken of a line; they name the same place."""
    rows = InvoiceLine.objects.alive().filter(invoice__red_of=invoice, place=line.place)
    found = rows.aggregate(quantity=Sum("quantity"), net=Sum("net"), gross=Sum("gross"))
    nothing = Decimal(0)
    return InvoiceLine(
        quantity=rounded(-(found["quantity"] or nothing), 4),
        net=rounded(-(found["net"] or nothing)),
        gross=rounded(-(found["gross"] or nothing)),
    )


def _negative(line: InvoiceLine, quantity: Decimal, net: Decimal, gross: Decimal) -> InvoiceLine:
    return InvoiceLine(
        place=line.place,
        order_line_id=line.order_line_id,
        product_id=line.product_id,
        description=line.description,
        quantity=-quantity,
        price=line.price,
        vat_rate=line.vat_rate,
        net=-net,
        tax=-(gross - net),
        gross=-gross,
    )


def _red(
    invoice: Invoice, positions: list[InvoiceLine], by: Any, reason: str, invoice_no: str, issued_on: date
) -> Invoice:
    names = (
        "customer_id", "order_id", "kind", "title", "tax_no", "bank", "address", "currency", "rate", "owner_id",
        "department_id",
    )  # fmt: skip
    red = Invoice(red_of=invoice, status=Status.ISSUED, notes=reason.strip()[:200])
    for name in names:
        setattr(red, name, getattr(invoice, name))
    red.number = numbering.next_free(NUMBER)
    red.invoice_no, red.issued_on = invoice_no.strip(), issued_on
    red.requested_by = by if getattr(by, "pk", None) else None
    red.net_amount = sum((line.net for line in positions), Decimal(0))
    red.tax_amount = sum((line.tax for line in positions), Decimal(0))
    red.gross_amount = red.net_amount + red.tax_amount
    red.base_amount = rounded(red.gross_amount * red.rate)
    with number_taken_once(red.invoice_no):
        red.save()
    for line in positions:
        line.invoice = red
        line.save()
    return red


def _lock_plans(invoice: Invoice) -> list[PaymentPlan]:
    """What the order, or the contract that carries its payment, still demands; the last due first."""
    rows = (
        PaymentPlan.objects.alive().filter(order=invoice.order_id)
        if invoice.order_id
        else PaymentPlan.objects.none()
    )
    if invoice.order is not None and invoice.order.contract_id and not rows.exists():
        rows = PaymentPlan.objects.alive().filter(contract=invoice.order.contract_id)
    waiting_or_owed = [PaymentPlan.Status.WAITING, *PaymentPlan.OWED]
    found = [*rows.filter(status__in=waiting_or_owed).select_for_update(of=("self",)).order_by("pk")]
    return sorted(
        found, key=lambda plan: (plan.due_on is not None, plan.due_on or date.max, plan.pk), reverse=True
    )


def _reduce(plans: list[PaymentPlan], amount: Decimal, by: Any, red: Invoice) -> None:
    for plan in plans:
        taken = min(plan.open_amount, amount)
        if taken <= 0:
            continue
        amount -= taken
        if taken == plan.amount:
            plan.status, plan.end_reason = PaymentPlan.Status.VOID, str(red)[:200]
        else:
            plan.amount -= taken
            plan.status = state_of(plan)
        plan.save()
        actions.record(
            "orders.plan_reduced", plan, by=by, customer=plan.customer_id, amount=str(taken), red=str(red)
        )
    if amount > 0:
        raise DomainError(
            _(
                "Only what is open can be reduced; %(amount)s have been paid already. Take those matchings back first."
            )
            % {"amount": amount_text(amount)},
            code="has_receipts",
        )
