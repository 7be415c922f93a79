"""Orders on their way to the ERP, and its word that it has taken one over."""

from datetime import timedelta
from typing import Any

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from contacts.models import Customer
from contracts.models import Contract
from core import actions, clock
from core.brief import briefly
from core.errors import DomainError
from core.locking import locked_row

from ..models import ErpMessage, Order, OrderLine
from ..schedule import Part
from ..selectors.schedule import parts_of_lines
from .erp import KINDS, Kind, made
from .erp_payload import Content

SALT = "orders.erp"
MOST = 200
SETTLES = timedelta(
    seconds=10
)  # what is being written just now is told next time, so that nothing slips through


def order_of(content: Content, by: Any, name: str = "order") -> Order:
    """The order by our number, or by the key under which the ERP took it over."""
    text = content.text(name, is_required=True)
    rows = Order.objects.visible_to(by).filter(Q(number=text) | Q(external_key=text))
    found: Order | None = rows.order_by("pk").first()
    if found is None:
        raise content.wrong(name, _("There is no order %(number)s.") % {"number": text}, "unknown")
    return found


def line_of(content: Content, by: Any) -> OrderLine:
    """A position of an order: `order` and `line`, its place there."""
    order = order_of(content, by)
    place = content.number("line", is_required=True)
    is_place = place is not None and place == place.to_integral_value() and 0 < place < 10**6
    rows = OrderLine.objects.alive().filter(order=order)
    found = rows.filter(place=int(place)).first() if place is not None and is_place else None
    if found is None:
        raise content.wrong(
            "line",
            _("%(order)s has no position %(place)s.") % {"order": order.number, "place": place},
            "unknown",
        )
    found.order = order
    return found


def acknowledge(content: Content, key: str, by: Any) -> dict[str, Any]:
    """The ERP keeps the order under the key of the message from now on; one key for good."""
    order = order_of(content, by)
    content.finish()
    with transaction.atomic():
        fresh = locked_row(Order, order.pk)
        if fresh.placed_at is None:
            raise DomainError(_("%(order)s is not placed yet.") % {"order": fresh}, "not_placed", "order")
        if fresh.external_key not in ("", key):
            raise DomainError(
                _("%(order)s is kept in the ERP as %(key)s already.")
                % {"order": fresh, "key": fresh.external_key},
                "taken_over",
                "order",
            )
        if fresh.external_key != key:
            fresh.external_key = key
            fresh.save()
            actions.record("orders.order_taken_over", fresh, by=by, key=key)
    return made("orders", fresh)


def placed(user: Any, cursor: str = "", limit: int = MOST) -> dict[str, Any]:
    """Orders that were placed and have changed since the cursor, oldest change first, with where to go on from."""
    rows = Order.objects.visible_to(user).filter(
        placed_at__isnull=False, updated_at__lte=clock.now() - SETTLES
    )
    if cursor:
        moment, pk = _read(cursor)
        rows = rows.filter(Q(updated_at__gt=moment) | Q(updated_at=moment, pk__gt=pk))
    limit = max(1, min(limit, MOST))
    found = list(rows.order_by("updated_at", "pk")[: limit + 1])
    shown, is_more = found[:limit], len(found) > limit
    customers = {order.customer_id for order in shown}
    codes = dict(Customer.objects.filter(pk__in=customers).values_list("pk", "code"))
    contracts = {order.contract_id for order in shown if order.contract_id}
    # The number of a contract only where its holder reads contracts.
    numbers = dict(Contract.objects.visible_to(user).filter(pk__in=contracts).values_list("pk", "number"))
    lines: dict[int, list[OrderLine]] = {}
    positions = OrderLine.objects.alive().filter(order__in=[order.pk for order in shown])
    for line in briefly(positions, "product").order_by("order", "place"):
        lines.setdefault(line.order_id, []).append(line)
    schedules = parts_of_lines(positions.values("pk"))
    if shown:
        cursor = signing.dumps([shown[-1].updated_at.isoformat(), shown[-1].pk], salt=SALT)
    return {
        "items": [
            _told(
                order,
                codes[order.customer_id],
                numbers.get(order.contract_id, ""),
                lines.get(order.pk, []),
                schedules,
            )
            for order in shown
        ],
        "cursor": cursor,
        "more": is_more,
    }


def _read(cursor: str) -> tuple[Any, int]:
    try:
        text, pk = signing.loads(cursor, salt=SALT)
        moment = parse_datetime(text)
        if moment is None:
            raise ValueError(text)
    except (signing.BadSignature, ValueError, TypeError):
        raise DomainError(_("Take the cursor from the answer before."), "invalid", "cursor") from None
    return moment, int(pk)


def _told(
    order: Order, customer: str, contract: str, lines: list[OrderLine], schedules: dict[int, list[Part]]
) -> dict[str, Any]:
    return {
        "id": order.pk,
        "number": order.number,
        "external_key": order.external_key,
        "status": order.status,
        "changed_at": timezone.localtime(order.updated_at).isoformat(),
        "customer": customer,
        "contract": contract,
        "po_no": order.po_no,
        "currency": order.currency,
        "tax_included": order.tax_included,
        "net_amount": str(order.net_amount),
        "tax_amount": str(order.tax_amount),
        "gross_amount": str(order.gross_amount),
        "ordered_on": order.ordered_on.isoformat(),
        "due_on": order.due_on.isoformat(),
        "delivery_place": order.delivery_place,
        "delivery_terms": order.delivery_terms,
        "lines": [
            {
                "line": line.place,
                "product": line.product.code if line.product is not None else "",
                "description": line.description,
                "part_no": line.part_no,
                "drawing_no": line.drawing_no,
                "drawing_revision": line.drawing_revision,
                "quantity": str(line.quantity),
                "uom": line.uom,
                "price": str(line.price),
                "discount": str(line.discount),
                "vat_rate": str(line.vat_rate),
                "due_on": line.due_on.isoformat(),
                "schedule": [
                    {"due_on": day.isoformat(), "quantity": str(quantity)}
                    for day, quantity in schedules.get(line.pk, [])
                ],
                "shipped": str(line.shipped),
                "delivered": str(line.delivered),
            }
            for line in lines
        ],
    }


KINDS["order"] = Kind(Order, "change", acknowledge, ErpMessage.Direction.OUT)
