"""What the world's customer asks for: an inquiry, a sample, an expense, an account plan."""

from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from core import clock
from sales.models import InquiryLine
from sales.services.expense import create_expense
from sales.services.inquiry import create_inquiry
from sales.services.sample import create_sample


class RequestRows:
    """Rows of requests and plans; `customer`, `contact`, `sale` and `cast` are the world's."""

    @cached_property
    def inquiry(self: Any) -> Any:
        return create_inquiry(
            by=self.cast.rep,
            customer=self.customer,
            name="金丝雀尾轴密封询价",
            kind="new_product",
            contact=self.contact,
            opportunity=self.sale,
            answer_by=clock.today() + timedelta(days=5),
            requirements="金丝雀工况",
        )

    @cached_property
    def inquiry_line(self: Any) -> Any:
        return InquiryLine.objects.create(
            inquiry=self.inquiry, description="金丝雀新型轴承", part_no="金丝雀-77", quantity=Decimal(12)
        )

    @cached_property
    def sample(self: Any) -> Any:
        return create_sample(
            by=self.cast.rep,
            customer=self.customer,
            name="金丝雀尾轴密封样件",
            contact=self.contact,
            opportunity=self.sale,
            part_no="金丝雀-78",
            quantity=Decimal(2),
            purpose="金丝雀台架试验",
        )

    @cached_property
    def expense(self: Any) -> Any:
        return create_expense(
            by=self.cast.rep,
            customer=self.customer,
            opportunity=self.sale,
            kind="travel",
            amount=Decimal("860.50"),
            spent_on=clock.today(),
            purpose="金丝雀出差",
        )
