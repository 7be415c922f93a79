"""Which terms of payment hold for a contract and for an order, and who of the two carries them."""

from decimal import Decimal
from typing import Any

from contracts.models import Contract, PaymentTerm, TermFields

from ..models import Order, OrderPaymentTerm, PaymentPlan
from ..terms import split

Event = TermFields.Event
# Called off by orders: what is counted from deliveries belongs to these, each with its own amount.
CALLED_OFF = (Contract.Kind.MASTER, Contract.Kind.LOCAL, Contract.Kind.FRAMEWORK)
OF_CONTRACT = (Event.SIGNING, Event.DAY)
# Where nobody has agreed on anything: all of it, thirty days after acceptance.
DEFAULT_TERM = OrderPaymentTerm(
    kind=TermFields.Kind.ACCEPTANCE, percent=Decimal(100), event=Event.ACCEPTANCE, days=30
)


def is_carrying(contract: Contract) -> bool:
    """It brings its money itself, whatever is ordered under it: a single contract that has an amount."""
    return contract.kind not in CALLED_OFF and contract.gross_amount > 0


def carried_by_contract(order: Order) -> bool:
    contract = order.contract
    return contract is not None and is_carrying(contract)


def _own(contract: Contract) -> list[PaymentTerm]:
    return [*PaymentTerm.objects.alive().filter(contract=contract).order_by("place", "id")]


def terms_of_contract(contract: Contract) -> list[Any]:
    """The terms that become plans of the contract itself."""
    if contract.gross_amount <= 0:
        return []
    own = _own(contract)
    if is_carrying(contract):
        return own or [DEFAULT_TERM]
    return [term for term in own if term.event in OF_CONTRACT]


def terms_of_order(order: Order) -> list[Any]:
    """Its own terms, else those of its contract (a local one without any has its master's) that it has to carry."""
    own = [*OrderPaymentTerm.objects.alive().filter(order=order).order_by("place", "id")]
    if own or order.contract is None:
        return own or [DEFAULT_TERM]
    contract = order.contract
    found = _own(contract)
    if not found and contract.master is not None:
        contract = contract.master
        found = _own(contract)
    if contract.gross_amount > 0 and contract.kind in CALLED_OFF:
        carried = [term for term in found if term.event not in OF_CONTRACT]
        return carried if found else [DEFAULT_TERM]
    return found or [DEFAULT_TERM]


def planned(document: Any) -> Decimal:
    """What its plans come to."""
    of = "contract" if isinstance(document, Contract) else "order"
    rows = PaymentPlan.objects.alive().filter(**{of: document}).exclude(status=PaymentPlan.Status.VOID)
    return sum(rows.values_list("amount", flat=True), Decimal(0))


def off_by(document: Any) -> Decimal:
    """By how much the plans are more (or less, below zero) than the terms bring: shown as a warning."""
    if isinstance(document, Order):
        terms = [] if carried_by_contract(document) else terms_of_order(document)
        # Its own terms must be everything; what its contract carries is not missing here.
        wanted = split(document.gross_amount, [term.percent for term in terms])
        whole = sum(wanted, Decimal(0))
        if terms and isinstance(terms[0], OrderPaymentTerm):
            whole = document.gross_amount
    else:
        terms = terms_of_contract(document)
        whole = sum(split(document.gross_amount, [term.percent for term in terms]), Decimal(0))
        if is_carrying(document):
            whole = document.gross_amount
    return planned(document) - whole
