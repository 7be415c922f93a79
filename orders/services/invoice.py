"""From the request to the delivery of an invoice: what was accepted and not billed yet, approved by somebody else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from catalog.models.fx import HOME_CURRENCY
from catalog.selectors.fx import require_rate
from contacts import validation
from contacts.services.telling import tell
from contacts.states import require_move
from contracts.models import TermFields
from core import actions
from core.errors import DomainError
from core.money import rounded
from core.vat import split_vat
from records import sources
from records.services import numbering
from sales.services.at_customer import locked, may_enter
from workflow.services.start import start_where_taken

from ..models import Invoice, InvoiceLine, Order, OrderLine
from ..money_states import INVOICE
from ..selectors.order_money import part_value
from .period import require_open
from .plan_events import happened

DOCUMENT = "invoice"
NUMBER = "invoice"
TEXTS = ("kind", "title", "tax_no", "bank", "address", "notes")
Status = Invoice.Status


def billable(line: OrderLine) -> Decimal:
    """Accepted and not billed yet."""
    return max(line.accepted - line.invoiced, Decimal(0))


def proposed_lines(order: Order) -> dict[int, Decimal]:
    rows = OrderLine.objects.alive().filter(order=order).order_by("place", "pk")
    return {line.pk: billable(line) for line in rows if billable(line) > 0}


# -- request -------------------------------------------------------------------------------------------
def request_invoice(
    *,
    by: Any,
    order: Order,
    quantities: Mapping[int, Decimal] | None = None,
    invoice: Invoice | None = None,
    **texts: Any,
) -> Invoice:
    """Ask finance to bill what was accepted (`quantities` by id of the order's line; none: all of it).

    `invoice` is a new one as a form filled it.
    """
    may_enter(by, order.customer, Invoice)
    with transaction.atomic():
        rows = OrderLine.objects.alive().filter(order=order).select_for_update(of=("self",)).order_by("pk")
        lines = {line.pk: line for line in rows}
        asked = (
            dict(quantities) if quantities is not None else {pk: billable(line) for pk, line in lines.items()}
        )
        asked = {pk: quantity for pk, quantity in asked.items() if quantity}
        if not asked:
            raise DomainError(
                _("Nothing of %(order)s is accepted and not billed yet.") % {"order": order},
                "nothing",
                "lines",
            )
        if order.status in {Order.Status.DRAFT, Order.Status.APPROVING, Order.Status.CANCELLED}:
            raise DomainError(_("%(order)s is not placed.") % {"order": order}, "not_placed", "order")
        invoice = invoice or Invoice()
        invoice.customer_id, invoice.order = order.customer_id, order
        invoice.currency, invoice.rate = order.currency, order.rate
        for name in TEXTS:
            setattr(invoice, name, texts.get(name) or getattr(invoice, name))
        _fill(invoice, order)
        invoice.number = numbering.next_free(NUMBER)
        invoice.requested_by = by if getattr(by, "pk", None) else None
        positions = [_bill(lines, pk, quantity) for pk, quantity in asked.items()]
        _add_up(invoice, positions)
        invoice.save()
        _store(invoice, positions)
        actions.record(
            "orders.invoice_requested",
            invoice,
            by=by,
            customer=invoice.customer_id,
            amount=f"{invoice.currency} {invoice.gross_amount}",
        )
    return invoice


def change_invoice(invoice: Invoice, *, by: Any) -> Invoice:
    """Mend what a request says of the receiver; what it bills stays, and past the request nothing is changed."""
    with transaction.atomic():
        fresh = Invoice.objects.alive().select_for_update().filter(pk=invoice.pk).first()
        if fresh is None or fresh.status != Invoice.Status.REQUESTED or fresh.red_of_id is not None:
            raise DomainError(
                _("Only a request is edited. Give it back, or take the invoice back by a red one."),
                "not_editable",
            )
        sources.require_unlocked(fresh)
        for name in (*TEXTS, "ext"):
            setattr(fresh, name, getattr(invoice, name))
        if fresh.order is not None:
            _fill(fresh, fresh.order)
        fresh.save()
        actions.record("orders.invoice_changed", fresh, by=by, customer=fresh.customer_id)
    return fresh


def _fill(invoice: Invoice, order: Order) -> None:
    """What the form leaves empty comes from the customer."""
    customer = order.customer
    invoice.owner_id, invoice.department_id = order.owner_id, order.department_id
    invoice.title = (invoice.title or customer.name).strip()
    invoice.tax_no = (invoice.tax_no or customer.usci or "").strip()
    special = (Invoice.Kind.SPECIAL, Invoice.Kind.E_SPECIAL)
    if invoice.kind in special and not invoice.tax_no:
        raise DomainError(_("A special VAT invoice needs the customer's tax number."), "required", "tax_no")


def _bill(lines: dict[int, OrderLine], pk: int, quantity: Decimal) -> InvoiceLine:
    line = lines.get(pk)
    if line is None:
        raise DomainError(_("This position is not of that order."), "foreign", "lines")
    left = billable(line)
    if quantity <= 0 or quantity > left:
        raise DomainError(
            _("Position %(place)d: %(asked)s asked, %(left)s accepted and not billed yet. Bill that.")
            % {"place": line.place, "asked": f"{quantity.normalize():f}", "left": f"{left.normalize():f}"},
            code="too_much",
            field="lines",
        )
    gross = part_value(line, line.invoiced, line.invoiced + quantity)
    line.invoiced += quantity
    line.save()
    return _position(line.place, line, quantity, gross)


def _position(place: int, line: OrderLine, quantity: Decimal, gross: Decimal) -> InvoiceLine:
    net, tax, whole = split_vat(gross, line.vat_rate)
    return InvoiceLine(
        place=place,
        order_line=line,
        product_id=line.product_id,
        description=line.description,
        quantity=quantity,
        price=rounded(line.gross / line.quantity, 6),
        vat_rate=line.vat_rate,
        net=net,
        tax=tax,
        gross=whole,
    )


def _add_up(invoice: Invoice, positions: list[InvoiceLine]) -> None:
    """The head is the sum of the lines: 3 × 33.33 at 13 % is 88.50 + 11.49."""
    invoice.net_amount = sum((line.net for line in positions), Decimal(0))
    invoice.tax_amount = sum((line.tax for line in positions), Decimal(0))
    invoice.gross_amount = invoice.net_amount + invoice.tax_amount
    invoice.base_amount = rounded(invoice.gross_amount * invoice.rate)


def _store(invoice: Invoice, positions: list[InvoiceLine]) -> None:
    for place, line in enumerate(positions, 1):
        line.invoice, line.place = invoice, place
        line.save()


# -- approval ------------------------------------------------------------------------------------------
def submit_invoice(invoice: Invoice, *, by: Any) -> Invoice:
    """To its process; where none is published a holder of `approve_invoice` decides who did not ask for it."""
    with transaction.atomic():
        fresh: Invoice = locked(invoice, None, "customer", "order", "owner")
        require_move(INVOICE, fresh.status, Status.APPROVING, dict(Status.choices))
        sources.require_unlocked(fresh)
        _move(fresh, Status.APPROVING)
        actions.record("orders.invoice_submitted", fresh, by=by, customer=fresh.customer_id)
        start_where_taken(DOCUMENT, fresh, by=by)
        fresh.refresh_from_db()
    return fresh


def asked_again(invoice: Invoice, *, by: Any) -> None:
    fresh = locked(invoice)
    if fresh.status == Status.REQUESTED:
        _move(fresh, Status.APPROVING)


def approve_invoice(invoice: Invoice, *, by: Any) -> Invoice:
    """Approve where no process has it in hand; never one's own request."""
    sources.require_unlocked(invoice)
    if by.pk in {invoice.requested_by_id, invoice.created_by_id}:
        raise DomainError(
            _("Nobody approves his own invoice. Ask a colleague who may approve."), code="own_document"
        )
    return put_approved(invoice, by=by)


def put_approved(invoice: Invoice, *, by: Any) -> Invoice:
    """Approved: the call of a process, or of `approve_invoice`."""
    with transaction.atomic():
        fresh: Invoice = locked(invoice, None, "owner")
        fresh.approved_by = by if getattr(by, "pk", None) else None
        _move(fresh, Status.APPROVED)
        actions.record("orders.invoice_approved", fresh, by=by, customer=fresh.customer_id)
    return fresh


def hand_back(invoice: Invoice, *, by: Any, reason: str) -> Invoice:
    """Refused, returned or withdrawn: a request again."""
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    with transaction.atomic():
        fresh: Invoice = locked(invoice)
        fresh.approved_by = None
        _move(fresh, Status.REQUESTED)
        actions.record(
            "orders.invoice_returned", fresh, by=by, customer=fresh.customer_id, reason=reason.strip()[:200]
        )
    return fresh


def _move(invoice: Invoice, to: str) -> None:
    require_move(INVOICE, invoice.status, to, dict(Status.choices))
    invoice.status = to
    invoice.save()


# -- issued and delivered ------------------------------------------------------------------------------
def issue_invoice(invoice: Invoice, *, by: Any, invoice_no: str, issued_on: date) -> Invoice:
    """The tax system has given its number: it is posted, and what waits for an invoice is due."""
    with transaction.atomic():
        if invoice.order is not None:  # plans are locked before invoices
            happened(invoice.order, TermFields.Event.INVOICE, issued_on, by=by, amount=invoice.gross_amount)
        fresh: Invoice = locked(invoice, None, "customer", "owner")
        if fresh.status != Status.APPROVED:
            require_move(INVOICE, fresh.status, Status.ISSUED, dict(Status.choices))
        check_posting(invoice_no, issued_on)
        if fresh.order is not None and issued_on < fresh.order.ordered_on:
            raise DomainError(
                _("%(order)s was ordered on %(day)s; it is not billed before.")
                % {"order": fresh.order, "day": f"{fresh.order.ordered_on:%Y-%m-%d}"},
                "too_early",
                "issued_on",
            )
        fresh.invoice_no, fresh.issued_on = invoice_no.strip(), issued_on
        if fresh.currency != HOME_CURRENCY:
            fresh.rate = require_rate(fresh.currency, HOME_CURRENCY, issued_on)
            fresh.base_amount = rounded(fresh.gross_amount * fresh.rate)
        with number_taken_once(fresh.invoice_no):
            _move(fresh, Status.ISSUED)
        actions.record(
            "orders.invoice_issued", fresh, by=by, customer=fresh.customer_id, invoice_no=fresh.invoice_no
        )
        if fresh.owner is not None:
            words = {"invoice": fresh, "customer": fresh.customer}
            tell(
                fresh.owner,
                lambda: _("The invoice %(invoice)s to %(customer)s is issued.") % words,
                fresh.get_absolute_url(),
                by=by,
            )
    return fresh


def _taken(invoice_no: str) -> DomainError:
    words = {"number": invoice_no.strip()}
    return DomainError(_("There is an invoice %(number)s already.") % words, "taken", "invoice_no")


@contextmanager
def number_taken_once(invoice_no: str) -> Iterator[None]:
    """Write an invoice with its number: a colleague may have written the same one a moment ago."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        if not Invoice.objects.filter(invoice_no=invoice_no).exists():
            raise
        raise _taken(invoice_no) from None


def check_posting(invoice_no: str, issued_on: date) -> None:
    if not invoice_no.strip():
        raise DomainError(_("Give the number of the invoice."), "required", "invoice_no")
    if Invoice.objects.filter(invoice_no=invoice_no.strip()).exists():
        raise _taken(invoice_no)
    validation.check_not_future(issued_on, "issued_on")
    require_open(issued_on, "issued_on")


def deliver_invoice(invoice: Invoice, *, by: Any, delivered_on: date, sent_to: str = "") -> Invoice:
    with transaction.atomic():
        fresh: Invoice = locked(invoice)
        require_move(INVOICE, fresh.status, Status.DELIVERED, dict(Status.choices))
        validation.check_not_future(delivered_on, "delivered_on")
        if fresh.issued_on is not None and delivered_on < fresh.issued_on:
            raise DomainError(_("It was issued later than that."), "too_early", "delivered_on")
        fresh.delivered_on, fresh.sent_to = delivered_on, sent_to.strip()[:200]
        _move(fresh, Status.DELIVERED)
        actions.record("orders.invoice_delivered", fresh, by=by, customer=fresh.customer_id)
    return fresh
