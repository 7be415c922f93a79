"""The order as a document that processes decide about."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.selectors.priced_lines import living_lines
from contacts.approval import team_members
from contacts.models import AccountTeamMember, Customer
from contracts.services.call_off import beyond
from workflow.subjects import Fact, Subject, register

from .models import Order
from .services.order_placing import DOCUMENT, again, is_over_credit, put_placed, reopen

Status = Order.Status


def positions(order: Order) -> str:
    return "\n".join(
        f"{line.place}. {line.what} × {line.quantity.normalize():f}, {line.price.normalize():f} = {line.amount:,.2f}, "
        f"{line.due_on.isoformat()}"
        for line in living_lines(order)
    )


def over_contract(order: Order) -> str:
    return " ".join(beyond(order.contract, order.gross_amount)) if order.contract is not None else ""


FACTS = [
    Fact("number", _("order number"), "text", str),
    Fact("customer", _("customer"), "text", lambda row: str(row.customer)),
    Fact("customer_tier", _("tier"), "choice", lambda row: row.customer.tier, choices=Customer.Tier.choices),
    Fact("contract", _("contract"), "text", lambda row: str(row.contract or "")),
    Fact("positions", _("positions"), "text", positions),
    Fact("currency", _("currency"), "text", lambda row: row.currency),
    Fact("gross_amount", _("amount with tax"), "money", lambda row: row.gross_amount),
    Fact("amount", _("amount in yuan"), "money", lambda row: row.base_amount),
    Fact("is_over_credit", _("beyond the credit limit"), "bool", is_over_credit),
    Fact("is_over_contract", _("beyond the contract"), "bool", lambda row: bool(over_contract(row))),
    Fact("over_contract", _("what the contract allows"), "text", over_contract),
    Fact("due_on", _("due"), "date", lambda row: row.due_on),
    Fact("po_no", _("the customer's order number"), "text", lambda row: row.po_no),
    Fact("owner", _("owner"), "person", lambda row: row.owner),
]


def asked(order: Order, run: Any, by: Any) -> None:
    if order.status == Status.DRAFT:  # mended and submitted again within its process
        again(order, by=by)


def agreed(order: Order, run: Any, by: Any) -> None:
    put_placed(order, by=by)


def back(order: Order, run: Any, by: Any) -> None:
    reopen(order, by=by, reason=run.number)


def register_subject() -> None:
    register(
        Subject(
            key=DOCUMENT,
            model=Order,
            label=_("Order"),
            icon="shopping-cart",
            facts=FACTS,
            amount=lambda row: row.base_amount,
            customer=lambda row: row.customer,
            team_role=team_members,
            team_roles=AccountTeamMember.Role.choices,
            is_money=True,
            on_started=asked,
            on_resubmitted=asked,
            on_approved=agreed,
            on_rejected=back,
            on_withdrawn=back,
            on_returned=back,
        )
    )
