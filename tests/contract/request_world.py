"""What the world's customer asks for: an inquiry, a sample, an expense, an account plan."""

from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from core import clock
from sales.models import (
    AccountAssessment,
    InquiryLine,
    PlanAction,
    PlanChoice,
    PlanObjective,
    PlanReview,
)
from sales.services.account_plan import create_plan
from sales.services.assessment import save_assessment
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

    @cached_property
    def plan(self: Any) -> Any:
        return create_plan(
            by=self.cast.rep,
            customer=self.customer,
            year=clock.today().year,
            name="金丝雀大客户计划",
            statement="金丝雀首选供应商",
            strengths="金丝雀强项",
        )

    @cached_property
    def plan_objective(self: Any) -> Any:
        return PlanObjective.objects.create(
            plan=self.plan, name="金丝雀销售额", measure="won", target=Decimal(5_000_000), is_main=True
        )

    @cached_property
    def plan_choice(self: Any) -> Any:
        return PlanChoice.objects.create(plan=self.plan, what="金丝雀联合研发", why="金丝雀")

    @cached_property
    def plan_action(self: Any) -> Any:
        return PlanAction.objects.create(
            plan=self.plan,
            name="金丝雀拜访总工",
            responsible=self.cast.rep,
            due_on=clock.today() + timedelta(days=9),
        )

    @cached_property
    def plan_review(self: Any) -> Any:
        return PlanReview.objects.create(
            plan=self.plan, health="amber", findings="金丝雀回顾", by=self.cast.rep, snapshot={"level": 1}
        )

    @cached_property
    def assessment(self: Any) -> Any:
        scores = {name: 70 for name in AccountAssessment.SCORES}
        return save_assessment(
            AccountAssessment(customer=self.customer, reasons="金丝雀理由", **scores), by=self.cast.rep
        )
