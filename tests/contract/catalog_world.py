"""The catalogue's part of the world: products are everybody's and carry no mark, what is the customer's does."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from catalog.models import CustomerPartNumber
from catalog.services.deal import note_deal_price
from core import clock
from tests.catalog import things

CANARY = "金丝雀"


class CatalogRows:
    cast: Any
    customer: Any

    @cached_property
    def category(self) -> Any:
        return things.make_category("滚动轴承")

    @cached_property
    def product(self) -> Any:
        return things.make_product("调心滚子轴承", list_price="100", category=self.category)

    @cached_property
    def price_list(self) -> Any:
        """A draft for the customer of the east."""
        return things.make_price_list(
            name=f"{CANARY}协议价", customer=self.customer, status="draft", created_by=self.cast.marketing
        )

    @cached_property
    def price(self) -> Any:
        return things.make_price(self.price_list, self.product, "95", 1, "100")

    @cached_property
    def part_number(self) -> Any:
        return CustomerPartNumber.objects.create(
            customer=self.customer, product=self.product, part_no=f"{CANARY}-1", drawing_no=CANARY
        )

    @cached_property
    def deal(self) -> Any:
        return note_deal_price(
            by=self.cast.manager,
            customer=self.customer,
            product=self.product,
            price=Decimal(98),
            quantity=Decimal(10),
            document="order",
            document_no=f"{CANARY}-DD1",
            agreed_on=clock.today(),
        )

    @cached_property
    def fx_rate(self) -> Any:
        return things.make_rate("7.1", day=clock.today())

    @cached_property
    def stock(self) -> Any:
        return things.report_stock(self.product, 10, 3)

    @cached_property
    def production(self) -> Any:
        return things.report_batch(self.product, 5, clock.today())
