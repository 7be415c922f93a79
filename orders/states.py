"""Which moves of orders, shipments, acceptances and returns are allowed; what is not listed is refused."""

from typing import Any

from contacts.states import require_move

from .models import Acceptance, Order, ReturnOrder, Shipment

PLACING, WAY = Order.Status, Shipment.Status
JUDGED, BACK = Acceptance.Status, ReturnOrder.Status

# From approval it goes back to a draft when it is refused, returned or withdrawn. What is partly shipped, shipped,
# delivered, accepted or paid is no state: it follows from the lines.
ORDER: dict[str, frozenset[str]] = {
    PLACING.DRAFT: frozenset({PLACING.APPROVING, PLACING.PLACED}),
    PLACING.APPROVING: frozenset({PLACING.PLACED, PLACING.DRAFT}),
    PLACING.PLACED: frozenset({PLACING.PRODUCING, PLACING.HELD, PLACING.CLOSED, PLACING.CANCELLED}),
    PLACING.PRODUCING: frozenset({PLACING.HELD, PLACING.CLOSED}),
    PLACING.HELD: frozenset({PLACING.PLACED, PLACING.PRODUCING}),
    PLACING.CLOSED: frozenset(),
    PLACING.CANCELLED: frozenset(),
}
SHIPMENT: dict[str, frozenset[str]] = {
    WAY.PREPARING: frozenset({WAY.SHIPPED, WAY.CANCELLED}),
    WAY.SHIPPED: frozenset({WAY.IN_TRANSIT, WAY.ARRIVED, WAY.DELIVERING, WAY.SIGNED, WAY.TROUBLE}),
    WAY.IN_TRANSIT: frozenset({WAY.ARRIVED, WAY.DELIVERING, WAY.SIGNED, WAY.TROUBLE}),
    WAY.ARRIVED: frozenset({WAY.DELIVERING, WAY.SIGNED, WAY.TROUBLE}),
    WAY.DELIVERING: frozenset({WAY.SIGNED, WAY.TROUBLE}),
    WAY.TROUBLE: frozenset({WAY.IN_TRANSIT, WAY.SENT_BACK}),
    WAY.SIGNED: frozenset(),
    WAY.SENT_BACK: frozenset(),
    WAY.CANCELLED: frozenset(),
}
ACCEPTANCE: dict[str, frozenset[str]] = {
    JUDGED.DRAFT: frozenset({JUDGED.DONE, JUDGED.VOID}),
    JUDGED.DONE: frozenset({JUDGED.VOID}),
    JUDGED.VOID: frozenset(),
}
RETURN: dict[str, frozenset[str]] = {
    BACK.DRAFT: frozenset({BACK.AGREED, BACK.VOID}),
    BACK.AGREED: frozenset({BACK.DONE, BACK.VOID}),
    BACK.DONE: frozenset(),
    BACK.VOID: frozenset(),
}
_TABLES: dict[type, tuple[dict[str, frozenset[str]], Any]] = {
    Order: (ORDER, PLACING),
    Shipment: (SHIPMENT, WAY),
    Acceptance: (ACCEPTANCE, JUDGED),
    ReturnOrder: (RETURN, BACK),
}


def require_status(document: Any, to: str) -> None:
    table, states = _TABLES[type(document)]
    require_move(table, document.status, to, dict(states.choices))


def may_become(document: Any, to: str) -> bool:
    return to in _TABLES[type(document)][0][document.status]
