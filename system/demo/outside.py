"""What comes in from outside: forecasts of key accounts, a stock report of the ERP."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.models import User
from catalog.models import CustomerPartNumber, Product
from contacts.models import Customer
from core import clock
from core.operation import acting_as
from orders.services import erp
from orders.services.forecast import take_edition
from orders.services.forecast_reading import Line

from .chance import Chance

ACCOUNTS = 4
EDITIONS = 3
MONTHS = 6
THINGS = 5


def build_outside(chance: Chance, people: dict[str, Any]) -> None:
    products = list(
        Product.objects.filter(list_price__isnull=False).exclude(status="stopped").order_by("code")
    )
    rows = Customer.objects.filter(is_key_account=True, owner__is_active=True, is_deleted=False)
    for customer in rows.select_related("owner").order_by("code")[:ACCOUNTS]:
        _forecasts(chance, customer, products)
    _messages(chance, people["E023"].user, products)


def _forecasts(chance: Chance, customer: Customer, products: list[Product]) -> None:
    """Each month he says again what he needs of some of our products: the near months firm, the far ones less so."""
    rng = chance.of("forecast", customer.code)
    numbers = dict(
        CustomerPartNumber.objects.alive().filter(customer=customer).values_list("product", "part_no")
    )
    chosen = rng.sample(products, min(THINGS, len(products)))
    need = {product.pk: rng.randrange(2, 40) * 10 for product in chosen}
    for back in reversed(range(EDITIONS)):
        day = chance.workday(chance.as_of - timedelta(days=30 * back + 2))
        lines = []
        for product in chosen:
            for ahead in range(MONTHS):
                month = _month(day, ahead)
                firm = chance.of("forecast", f"{customer.code}:{product.code}:{month}")
                quantity = need[product.pk] * firm.choice([8, 9, 10, 10, 11, 12]) // 10
                if ahead > 1:
                    quantity += rng.choice([-10, 0, 0, 0, 10, 20])
                part_no = numbers.get(product.pk, "")
                lines.append(Line(0, product.code, part_no, month, Decimal(max(quantity, 0))))
        with acting_as(customer.owner), clock.at(day):
            take_edition(
                customer, lines, day, by=customer.owner, source=f"{customer.code}滚动预测{day:%Y%m}.xlsx"
            )


def _month(day: date, ahead: int) -> date:
    place = day.year * 12 + day.month - 1 + ahead
    return date(place // 12, place % 12 + 1, 1)


def _messages(chance: Chance, by: User, products: list[Product]) -> None:
    """A morning's stock report; one line names a product that nobody has entered yet."""
    moment = chance.moment(chance.workday(chance.as_of - timedelta(days=1)), chance.of("erp", "stock"))
    codes = [product.code for product in products[:6]] + ["HL-NEU-01"]
    with acting_as(by, channel="api"), clock.at(moment):
        for place, code in enumerate(codes, start=1):
            on_hand = chance.of("erp", code).randrange(0, 400)
            payload = {
                "product": code,
                "warehouse": "ERP总仓",
                "on_hand": on_hand,
                "as_of": moment.isoformat(),
            }
            erp.take(
                [{"kind": "stock", "external_key": f"STK-{moment:%Y%m%d}-{place:03d}", "payload": payload}],
                by=by,
            )
