"""The verbs of an order's draft: write it with its lines, make it of a quote or under a contract, delete it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.selectors.priced_lines import lines_in_force, living_lines
from catalog.services.priced_lines import RECKONED_BY, add_up, set_rate, store, whole_figure, written
from contracts.models import Contract, ContractLine
from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row
from records import sources
from records.services import numbering
from records.services.deletion import delete_record
from sales.models import Quote
from sales.services.at_customer import belongs, locked, set_owner

from ..models import Order, OrderLineSchedule
from .schedule import checked, drop, write_schedules

NUMBER = "order"
USUAL_DAYS = 30
Status = Order.Status
Line = Mapping[str, Any]


def save_order(order: Order, *, by: Any, lines: Sequence[Line] | None = None) -> Order:
    """Write a draft with its lines (None: they stay as they are).

    What is empty in a line comes from the contract, then from the quote, then from the catalogue; its due day from
    the head. Refuses what is no draft any more, what belongs to another customer, and prices in another way than
    those of its contract.
    """
    is_new = order.pk is None
    with transaction.atomic():
        if not is_new:
            before = locked_row(Order, order.pk)
            require_draft(before)
            sources.require_unlocked(order)
        _check(order)
        if lines is None and not is_new and any(getattr(before, n) != getattr(order, n) for n in RECKONED_BY):
            lines = lines_in_force(order)
        if is_new:
            order.number = order.number or numbering.next_free(NUMBER)
            if order.owner_id is None:
                set_owner(order, by if getattr(by, "pk", None) else order.customer.owner)
        rows = None
        if lines is not None:
            lines = completed(order, lines)
            rows = written(order, lines)
            add_up(order, rows)
        order.save()
        if rows is not None:
            store(order, rows, lines or ())
            write_schedules(order, lines or ())
        verb = "orders.order_drafted" if is_new else "orders.order_changed"
        actions.record(verb, order, by=by, customer=order.customer_id)
    return order


def require_draft(order: Order) -> None:
    if not order.is_draft:
        raise DomainError(
            _("%(order)s is “%(status)s”. Only a draft is edited.")
            % {"order": order, "status": order.get_status_display()},
            code="not_draft",
        )


def _check(order: Order) -> None:
    order.market_type = order.customer.market_type
    belongs(order, "unit", "contact", "opportunity", "quote", "contract")
    if order.due_on < order.ordered_on:
        raise DomainError(
            _("It was ordered on %(ordered)s; it is not due before that day.")
            % {"ordered": order.ordered_on.isoformat()},
            "due_before_order",
            "due_on",
        )
    contract = order.contract
    if contract is not None:
        if order.currency != contract.currency:
            raise DomainError(
                _("%(contract)s is in %(currency)s; what is called off it is so, too.")
                % {"contract": contract.number, "currency": contract.currency},
                "other_currency",
                "currency",
            )
        if order.tax_included != contract.tax_included:
            raise DomainError(
                _("The prices of %(contract)s stand the other way round: with or without tax.")
                % {"contract": contract.number},
                "other_tax",
                "tax_included",
            )
    set_rate(order)


def completed(order: Order, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """The lines with what contract and quote say where nothing was written; the catalogue comes after them."""
    done = []
    for place, line in enumerate(attempted(order, lines), start=1):
        if isinstance(line, DomainError):
            text = _("Position %(place)d: %(message)s") % {"place": place, "message": line.message}
            raise DomainError(text, line.code, "lines")
        done.append(line)
    return done


def attempted(order: Order, lines: Sequence[Line]) -> list[dict[str, Any] | DomainError]:
    """Each line completed, or why it cannot be."""
    agreed = list(living_lines(order.contract)) if order.contract is not None else []
    offered = _offered(order)
    tried: list[dict[str, Any] | DomainError] = []
    for given in lines:
        line = dict(given)
        try:
            _complete(order, line, agreed, offered)
            tried.append(line)
        except DomainError as refusal:
            tried.append(refusal)
    return tried


def _complete(order: Order, line: dict[str, Any], agreed: list[ContractLine], offered: list[Any]) -> None:
    if line.get("schedule"):
        line["schedule"] = checked(order, line.get("quantity"), line["schedule"])
        line["due_on"] = line["schedule"][0][0]  # what comes first
    line["due_on"] = line.get("due_on") or order.due_on
    if line["due_on"] < order.ordered_on:
        raise DomainError(_("It is due before it was ordered."), "due_before_order")
    tolerance = line.get("tolerance")
    line["tolerance"] = whole_figure(tolerance if tolerance is not None else Decimal(0), 4)
    if not 0 <= line["tolerance"] <= 100:
        raise DomainError(_("Percentages lie between 0 and 100."), "bad_percent")
    wanted, product = line.get("contract_line"), line.get("product")
    key = getattr(wanted, "pk", wanted)
    if key:
        found = next((row for row in agreed if row.pk == int(key)), None)
        if found is None:
            raise DomainError(_("This position is not of the contract."), "foreign")
    else:
        found = next((row for row in agreed if product is not None and row.product_id == product.pk), None)
    line["contract_line"] = found
    source = found or next(
        (row for row in offered if product is not None and row.product_id == product.pk), None
    )
    if source is None:
        return
    line["product"] = product or source.product
    for name in ("description", "uom", "part_no", "drawing_no", "drawing_revision", "delivery_place"):
        line[name] = line.get(name) or getattr(source, name)
    if line.get("price") is None:
        line["price"] = source.price
        line["discount"] = source.discount if line.get("discount") is None else line["discount"]
    if line.get("vat_rate") is None:
        line["vat_rate"] = source.vat_rate


def _offered(order: Order) -> list[Any]:
    """The lines of its quote, where they are reckoned in the same way."""
    quote = order.quote
    if quote is None or (quote.currency, quote.tax_included) != (order.currency, order.tax_included):
        return []
    return list(living_lines(quote))


# -- of a quote, under a contract ----------------------------------------------------------------------------------
def from_quote(quote: Quote, *, by: Any, po_no: str = "", due_on: Any = None) -> Order:
    """A draft of what a customer accepted; the quote counts as turned into an order once that is placed."""
    with transaction.atomic():
        fresh = (
            Quote.objects.alive().select_for_update(of=("self",)).select_related("customer").get(pk=quote.pk)
        )
        if fresh.status != Quote.Status.ACCEPTED:
            raise DomainError(
                _("%(quote)s is “%(status)s”. An order is made of a quote that the customer accepted.")
                % {"quote": fresh, "status": fresh.get_status_display()},
                code="not_accepted",
            )
        other = Order.objects.alive().filter(quote=fresh).exclude(status=Status.CANCELLED).first()
        if other is not None:
            raise DomainError(
                _("The order %(order)s was made of it already.") % {"order": other}, code="has_order"
            )
        rows = living_lines(fresh)
        today = clock.today()
        days = max((row.lead_days or 0 for row in rows), default=0) or USUAL_DAYS
        order = Order(
            quote=fresh, po_no=po_no.strip(), ordered_on=today, due_on=due_on or today + timedelta(days=days),
            **_head_of(fresh),
        )  # fmt: skip
        lines = [
            {
                **{name: value for name, value in line.items() if name != "id"},
                "due_on": due_on or (today + timedelta(days=line["lead_days"] or days)),
            }
            for line in lines_in_force(fresh)
        ]
        return save_order(order, by=by, lines=lines)


def from_contract(contract: Contract, *, by: Any, po_no: str = "", due_on: Any = None) -> Order:
    """A draft that calls off what is left of a contract in force."""
    require_in_force(contract)
    today = clock.today()
    order = Order(
        contract=contract, quote=None, po_no=po_no.strip(), ordered_on=today,
        due_on=due_on or today + timedelta(days=USUAL_DAYS), **_head_of(contract),
    )  # fmt: skip
    lines = [
        {"contract_line": row, "product": row.product, "quantity": row.quantity - row.ordered}
        for row in living_lines(contract)
        if row.quantity > row.ordered
    ]
    return save_order(order, by=by, lines=lines)


def require_in_force(contract: Contract) -> None:
    if contract.status not in Contract.IN_FORCE or contract.end_on < clock.today():
        raise DomainError(
            _("%(contract)s is “%(status)s”, its last day is %(day)s. Only what is in force is called off.")
            % {
                "contract": contract.number,
                "status": contract.get_status_display(),
                "day": contract.end_on.isoformat(),
            },
            "contract_not_in_force",
            "contract",
        )


def _head_of(document: Any) -> dict[str, Any]:
    names = (
        "customer",
        "unit",
        "contact",
        "opportunity",
        "currency",
        "tax_included",
        "rate",
        "delivery_terms",
    )
    head = {name: getattr(document, name) for name in names}
    head["subject"] = (getattr(document, "subject", "") or getattr(document, "name", ""))[:120]
    return head


def delete_order(order: Order, *, by: Any) -> None:
    """A draft goes to the recycle bin with its lines; what was placed is cancelled instead."""
    with transaction.atomic():
        fresh = locked(order)
        require_draft(fresh)
        sources.require_unlocked(fresh)
        drop(OrderLineSchedule.objects.alive().filter(line__order=fresh))
        for line in living_lines(fresh):
            line.is_deleted = True
            line.save()
        delete_record(fresh, by=by)
