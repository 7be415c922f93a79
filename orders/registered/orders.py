"""Orders, shipments, acceptances and returns: what they announce to the floors below."""

from typing import Any

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import sources as account_sources
from contracts import sources as contract_sources
from contracts.models import Contract
from core import actions
from core.joining import listed
from core.schedule import scheduled
from core.tables import choice_label
from records import dictionaries, menu, record_type, sources, tabs
from records.menu import Entry
from records.services import numbering
from records.sources import TimelineItem, TimelineSource
from sales import sources as sales_sources
from sales.registered.announcing import goes_with_customer

from .. import approval, order_tabs, roles, shipment_tabs
from ..banners import banners
from ..models import Acceptance, Order, OrderLine, ReturnOrder, Shipment
from ..records.order import ORDERS
from ..records.shipment import ACCEPTANCES, RETURNS, SHIPMENTS
from ..selectors.order_money import value_of
from ..services.order import NUMBER
from ..services.reminding import remind_of_orders

OPEN = ("draft", "approving", *(str(status) for status in Order.OPEN))
UNDER_WAY = ("preparing", *(str(status) for status in Shipment.UNDER_WAY))
VERBS = {
    "orders.order_drafted": _("drafted the order"),
    "orders.order_changed": _("changed the order"),
    "orders.order_submitted": _("submitted the order for approval"),
    "orders.order_returned": _("gave the order back to be mended"),
    "orders.order_placed": _("placed the order"),
    "orders.production_started": _("started production"),
    "orders.order_held": _("put the order on hold"),
    "orders.order_rescheduled": _("rescheduled the delivery"),
    "orders.order_resumed": _("took the order up again"),
    "orders.order_cancelled": _("cancelled the order"),
    "orders.order_closed": _("closed the order"),
    "orders.order_transferred": _("gave the order to a colleague"),
    "orders.progress_noted": _("noted how far production has come"),
    "orders.credit_limit_set": _("set the credit limit"),
    "orders.shipment_prepared": _("prepared a shipment"),
    "orders.shipment_shipped": _("shipped the goods"),
    "orders.shipment_tracked": _("noted where the goods are"),
    "orders.shipment_rescheduled": _("noted a new expected arrival"),
    "orders.shipment_signed": _("noted that the customer received the goods"),
    "orders.shipment_in_trouble": _("noted trouble on the way"),
    "orders.shipment_sent_back": _("noted that the goods were sent back"),
    "orders.shipment_cancelled": _("cancelled the shipment"),
    "orders.shipment_transferred": _("gave the shipment to a colleague"),
    "orders.goods_accepted": _("noted what the customer accepts"),
    "orders.acceptance_voided": _("called the acceptance void"),
    "orders.return_drafted": _("drafted a return"),
    "orders.return_agreed": _("agreed to the return"),
    "orders.return_done": _("noted that the goods came back"),
    "orders.return_voided": _("called the return void"),
}


def evidence(sale: Any) -> list[str]:
    """An order that is placed proves that a sale was won."""
    rows = Order.objects.alive().filter(opportunity=sale, status__in=[*Order.OPEN, Order.Status.CLOSED])
    return [*rows.order_by("pk").values_list("number", flat=True)]


def placed_under(contract: Contract) -> Any:
    return Order.objects.alive().filter(contract=contract, status__in=[*Order.OPEN, Order.Status.CLOSED])


def holds(contract: Contract) -> list[str]:
    found = [*placed_under(contract).order_by("pk").values_list("number", flat=True)[:3]]
    return [str(_("Orders were placed under it: %(orders)s.") % {"orders": listed(found)})] if found else []


def unfinished(contract: Contract) -> list[str]:
    rows = placed_under(contract).exclude(status=Order.Status.CLOSED)
    found = [*rows.order_by("pk").values_list("number", flat=True)[:3]]
    return [str(_("Orders under it are open: %(orders)s.") % {"orders": listed(found)})] if found else []


def execution(contract: Contract) -> list[dict[str, Any]]:
    """Ordered, shipped and accepted, each with tax in the currency of the contract."""
    address = f"{reverse('orders:order_list')}?contract={contract.pk}&scene="
    orders = placed_under(contract)
    ordered = orders.aggregate(sum=Sum("gross_amount"))["sum"] or 0
    lines = list(OrderLine.objects.alive().filter(order__in=orders.values("pk")))
    return [
        {"label": _("Ordered"), "amount": ordered, "url": address, "of": (Order, "gross_amount")},
        {
            "label": _("Shipped"),
            "amount": sum(value_of(line, line.shipped) for line in lines),
            "url": address,
            "of": (OrderLine, "gross"),
        },
        {
            "label": _("Accepted"),
            "amount": sum(value_of(line, line.accepted) for line in lines),
            "url": address,
            "of": (OrderLine, "gross"),
        },
    ]


def orders_told(customer: Any, user: Any) -> Any:
    return Order.objects.visible_to(user).filter(customer=customer)


def order_in_stream(row: Order) -> TimelineItem:
    return TimelineItem(
        icon="shopping-cart",
        title=str(row),
        body=choice_label(row, "status"),
        amount=f"{row.currency} {row.gross_amount:,.2f}",
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


def shipments_told(customer: Any, user: Any) -> Any:
    return Shipment.objects.visible_to(user).filter(customer=customer, shipped_at__isnull=False)


def shipment_in_stream(row: Shipment) -> TimelineItem:
    return TimelineItem(
        icon="truck-delivery",
        title=str(row),
        body=f"{choice_label(row, 'status')} · {row.to_place}",
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


RETURN_REASONS = [
    ("defect", "质量不合格", "Defective"),
    ("wrong", "发错货", "Wrong goods"),
    ("damaged", "运输损坏", "Damaged on the way"),
    ("surplus", "多发或多订", "Too many"),
    ("warranty", "三包退回", "Warranty"),
    ("other", "其他", "Other"),
]
ENTRIES = [
    Entry("customers", _("Orders"), "orders:order_list", "shopping-cart", "orders.view_order", 52),
    Entry("customers", _("Shipments"), "orders:shipment_list", "truck-delivery", "orders.view_shipment", 53),
    Entry("customers", _("Goods in transit"), "orders:transit", "route", "orders.view_shipment", 54),
    Entry("customers", _("Acceptances"), "orders:acceptance_list", "checklist", "orders.view_acceptance", 55),
    Entry("customers", _("Returns"), "orders:return_list", "truck-return", "orders.view_returnorder", 56),
]
QUICK_CREATE = [
    Entry("customers", _("Order"), "orders:order_create", "shopping-cart", "orders.add_order", 36),
    Entry("customers", _("Shipment"), "orders:shipment_create", "truck-delivery", "orders.add_shipment", 37),
]


def show() -> None:
    """Lists, tabs, menu and streams."""
    record_type.register(ORDERS, SHIPMENTS, ACCEPTANCES, RETURNS)
    tabs.add("orders.order", *order_tabs.ORDER_TABS)
    tabs.arrangeable("orders.order", _("Tabs of an order"))
    tabs.add("orders.shipment", *shipment_tabs.SHIPMENT_TABS)
    tabs.arrangeable("orders.shipment", _("Tabs of a shipment"))
    tabs.add("orders.acceptance", *shipment_tabs.ACCEPTANCE_TABS)
    tabs.add("orders.returnorder", *shipment_tabs.RETURN_TABS)
    tabs.add("contacts.customer", order_tabs.OF_CUSTOMER, shipment_tabs.OF_CUSTOMER)
    tabs.add("contacts.contact", order_tabs.OF_CONTACT)
    tabs.add("sales.opportunity", order_tabs.OF_OPPORTUNITY)
    tabs.add("contracts.contract", order_tabs.OF_CONTRACT)
    menu.add(*ENTRIES)
    menu.add_quick_create(*QUICK_CREATE)
    sources.add_timeline(
        "contacts.customer",
        TimelineSource(
            "orders.order",
            orders_told,
            order_in_stream,
            Coalesce("placed_at", "created_at"),
            amount="gross_amount",
            reads=("currency", "gross_amount"),
        ),
    )
    sources.add_timeline(
        "contacts.customer",
        TimelineSource(
            "orders.shipment",
            shipments_told,
            shipment_in_stream,
            Coalesce("signed_at", "shipped_at"),
            reads=("to_place",),
        ),
    )


def announce() -> None:
    dictionaries.declare("return_reason", "退货原因", RETURN_REASONS, "Reason of return")
    for code, prefix, label, holder in (
        (NUMBER, "DD", _("Orders"), "orders.Order.number"),
        ("shipment", "FH", _("Shipments"), "orders.Shipment.number"),
        ("acceptance", "YS", _("Acceptances"), "orders.Acceptance.number"),
        ("return", "TH", _("Returns"), "orders.ReturnOrder.number"),
    ):
        numbering.declare(code, prefix, 4, "%Y%m", "monthly", label=label, holder=holder)
    account_sources.add_role_grants(roles.ROLE_GRANTS)
    actions.VERBS.update(VERBS)
    goes_with_customer(Order, "orders", _("Orders in progress"), "orders:order_list", OPEN)
    goes_with_customer(Shipment, "shipments", _("Shipments under way"), "orders:shipment_list", UNDER_WAY)
    goes_with_customer(
        Acceptance, "acceptances", _("Acceptances in preparation"), "orders:acceptance_list", ("draft",)
    )
    goes_with_customer(
        ReturnOrder, "returns", _("Returns in progress"), "orders:return_list", ("draft", "agreed")
    )
    approval.register_subject()
    sales_sources.add_evidence(evidence)
    sources.add_banner(banners)
    contract_sources.add_hold(holds)
    contract_sources.add_unfinished(unfinished)
    contract_sources.add_execution(execution)
    scheduled("remind_of_orders", _("Remind of orders that are due"), hour="7", minute="35")(remind_of_orders)
    show()
