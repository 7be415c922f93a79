"""Orders of the last months, from just placed to closed; what is on its way today, three of it later than it is due."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from catalog.models import Product
from contacts.models import Contact, Customer
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from orders.models import Order, OrderLine, ReturnOrder, Shipment, ShipmentLine
from orders.services.acceptance import accept
from orders.services.credit_limit import set_credit_limit
from orders.services.order import save_order
from orders.services.order_deeds import note_progress, start_production
from orders.services.order_placing import submit_order
from orders.services.return_order import agree_return, finish_return, save_return
from orders.services.shipment import prepare, ship
from orders.services.shipment_way import expect, sign, track

from .chance import Chance
from .ownership import before_processes
from .past import Past

HOW_MANY = 80
OF_THE_PAST = 340
UNDER_WAY = 18  # the newest of them are on their way today
LATE = 3
AGEING_AT = "KH06"  # shows the example of the ageing and nothing else
CARRIERS = [
    ("road", "德邦物流"),
    ("road", "顺丰快运"),
    ("rail", "中铁快运"),
    ("sea", "中远海运"),
    ("air", "南航货运"),
]
PLACES = ["南宁分拨中心", "武汉中转站", "上海洋山港", "广州黄埔港", "青岛前湾港"]
STEPS = ["锻造", "车加工", "热处理", "磨削", "装配"]
SUBJECTS = ["季度补货", "新机型配套", "备件订单", "坞修备件", "年度框架下单"]
LIMITS = {"KH01": 60_000_000, "KH02": 30_000_000, "KH03": 20_000_000, "KH05": 25_000_000, "KH06": 8_000_000}


def build_orders(chance: Chance, people: dict[str, Any]) -> int:
    rows = Customer.objects.filter(owner__isnull=False, owner__is_active=True, is_deleted=False)
    customers = list(rows.select_related("owner").order_by("-is_key_account", "code"))
    products = list(
        Product.objects.filter(list_price__isnull=False).exclude(status="stopped").order_by("code")
    )
    finance = people["E023"].user if "E023" in people else None
    for customer in customers:
        if customer.code in LIMITS and finance is not None:
            with acting_as(finance), clock.at(chance.as_of - timedelta(days=300)):
                set_credit_limit(
                    customer, by=finance, amount=Decimal(LIMITS[customer.code]), reason="年度授信"
                )
    made = OF_THE_PAST
    if finance is not None:
        at_home = [
            row for row in customers if row.region_type != "overseas" and row.market_type != "internal"
        ]
        Past(chance, [row for row in at_home if row.code != AGEING_AT], products, finance).build(OF_THE_PAST)
    customers = [row for row in customers if row.code != AGEING_AT]
    with before_processes():
        for place in range(HOW_MANY):
            with suppress(DomainError):
                made += _order(chance, customers, products, place)
    return made


def _order(chance: Chance, customers: list[Customer], products: list[Product], place: int) -> int:
    """The oldest first, as numbers are drawn; its place says how far it has come."""
    rng = chance.of("order", place)
    customer = customers[place % min(len(customers), 24)]
    owner = customer.owner
    ago = 110 - place * 90 // HOW_MANY
    day = chance.workday(max(chance.as_of - timedelta(days=ago), customer.created_at.date()))
    due = day + timedelta(days=30)
    if HOW_MANY - place <= UNDER_WAY + 12:
        due = max(due, chance.as_of + timedelta(days=9 + place % 5))  # what is on its way arrives in time
    with acting_as(owner), clock.at(day):
        order = Order(
            customer=customer,
            contact=Contact.objects.filter(customer=customer, is_deleted=False, status="active").first(),
            subject=rng.choice(SUBJECTS),
            po_no=f"PO{day:%y%m}{place:03d}",
            ordered_on=day,
            due_on=due,
            delivery_place=f"{customer.city or '客户'}工厂收货处",
            tax_included=customer.region_type != "overseas",
        )
        lines = [
            {
                "product": product,
                "quantity": (product.moq or Decimal(1)) * rng.choice([1, 2, 4, 6]),
                "due_on": due + timedelta(days=rng.choice([0, 0, 5])),
            }
            for product in rng.sample(products, rng.choice([1, 2, 3]))
        ]
        order = save_order(order, by=owner, lines=lines)
        if place % 24 == 23:
            return 1
        order = submit_order(order, by=owner)
        if order.status != Order.Status.PLACED:
            return 1
        start_production(order, by=owner)
    rows = list(OrderLine.objects.filter(order=order).order_by("place"))
    with acting_as(owner), clock.at(chance.workday(min(day + timedelta(days=7), chance.as_of))):
        for step in STEPS[: 1 + place % 4]:
            note_progress(rows[0], by=owner, step=step, planned_on=day + timedelta(days=20))
    is_recent = HOW_MANY - place <= UNDER_WAY + 12
    if HOW_MANY - place <= 10:
        return 1  # still being made
    _goods(chance, order, rows, place, day, rng, is_on_its_way=is_recent)
    return 1


def _goods(
    chance: Chance,
    order: Order,
    rows: list[OrderLine],
    place: int,
    day: date,
    rng: Any,
    *,
    is_on_its_way: bool,
) -> None:
    owner, customer = order.owner, order.customer
    left = chance.workday(
        chance.as_of - timedelta(days=1 + place % 4) if is_on_its_way else day + timedelta(days=20)
    )
    if left >= chance.as_of:
        return
    mode, carrier = rng.choice(CARRIERS)
    part = Decimal("0.5") if place % 3 == 0 else Decimal(1)
    wanted = [
        {
            "order_line": row,
            "quantity": max((row.quantity * part).quantize(Decimal(1)), Decimal(1)),
            "batches": [
                {"batch_no": f"B{left:%y%m}{place:03d}", "certificate_no": f"MTC{left:%y%m}{place:03d}"}
            ],
        }
        for row in rows
    ]
    with acting_as(owner), clock.at(left):
        shipment = Shipment(
            customer=customer, receiver=order.contact, to_place=order.delivery_place, from_place="钦州工厂 2 号库",
            mode=mode, carrier=carrier, waybill=f"{left:%Y%m%d}{place:04d}", etd=left, eta=left + timedelta(days=7),
        )  # fmt: skip
        shipment = ship(prepare(shipment, wanted, by=owner), by=owner)
    if is_on_its_way:
        then = min(left + timedelta(days=1), chance.as_of)
        with acting_as(owner), clock.at(then):
            if place % 2:
                track(shipment, by=owner, place=rng.choice(PLACES), text="已到中转站")
            if HOW_MANY - 10 - place <= LATE:
                due = shipment.due_on or chance.as_of
                expect(shipment, by=owner, eta=max(due, chance.as_of) + timedelta(days=4), text="台风影响")
        return
    arrived = chance.workday(left + timedelta(days=6), forward=True)
    if arrived >= chance.as_of:
        return
    with acting_as(owner), clock.at(arrived):
        sign(shipment, by=owner, signed_by=str(order.contact or "收货员"))
    if place % 8 == 5:
        return
    with (
        acting_as(owner),
        clock.at(chance.workday(min(arrived + timedelta(days=2), chance.as_of), forward=False)),
    ):
        first = ShipmentLine.objects.filter(shipment=shipment).order_by("place").first()
        if place % 9 == 4 and first is not None and first.quantity > 2:
            given = {
                row.pk: {"accepted": row.quantity - (2 if row.pk == first.pk else 0),
                         "refused": Decimal(2 if row.pk == first.pk else 0), "reason": "表面划伤"}
                for row in ShipmentLine.objects.filter(shipment=shipment)
            }  # fmt: skip
            accept(shipment, by=owner, lines=given, document_no=f"YS{place:04d}")
            document = ReturnOrder(
                customer=customer, reason="defect", disposition="replace", returned_on=clock.today()
            )
            document = save_return(
                document, {first.pk: {"quantity": Decimal(2), "defect": "表面划伤"}}, by=owner
            )
            if place % 2 == 0:
                finish_return(agree_return(document, by=owner), by=owner)
        else:
            accept(shipment, by=owner, document_no=f"YS{place:04d}")
