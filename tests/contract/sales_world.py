"""A sale at the world's customer, with a person who has a part in it."""

from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from core import clock
from marketing.models import Competitor
from sales.models import OpportunityCompetitor, OpportunityContact, OpportunityProduct
from sales.services.opportunity import create_opportunity


class SalesRows:
    """Rows of sales; `customer`, `contact` and `cast` are the world's."""

    @cached_property
    def sale(self: Any) -> Any:
        return create_opportunity(
            by=self.cast.rep,
            customer=self.customer,
            name="金丝雀轴承配套",
            amount=Decimal(90_000),
            next_step="金丝雀报价",
            next_step_on=clock.today() + timedelta(days=3),
            expected_close=clock.today() + timedelta(days=30),
            competitor="金丝雀对手",
        )

    @cached_property
    def sale_product(self: Any) -> Any:
        return OpportunityProduct.objects.create(
            opportunity=self.sale, product=self.product, quantity=7, price=Decimal(12), notes="金丝雀"
        )

    @cached_property
    def sale_competitor(self: Any) -> Any:
        rival = Competitor.objects.create(name="金丝雀竞品公司", owner=self.cast.rep)
        return OpportunityCompetitor.objects.create(opportunity=self.sale, competitor=rival, offer="金丝雀")

    @cached_property
    def sale_person(self: Any) -> Any:
        return OpportunityContact.objects.create(
            opportunity=self.sale, contact=self.contact, role="sponsor", is_primary=True, notes="金丝雀"
        )
