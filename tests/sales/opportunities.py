"""Opportunities as tests need them."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from core import clock
from sales.models import Opportunity, Pipeline, Stage
from sales.services.opportunity import create_opportunity
from tests import factories


def stage(code: str, pipeline: str = "oem") -> Stage:
    return Stage.objects.select_related("pipeline").get(pipeline__code=pipeline, code=code)


def pipeline(code: str = "oem") -> Pipeline:
    return Pipeline.objects.get(code=code)


def make_opportunity(customer: Any, by: Any, name: str = "", **values: Any) -> Opportunity:
    """Through the service: a sale with all that its stage wants."""
    values.setdefault("next_step", "送样品")
    values.setdefault("next_step_on", clock.today() + timedelta(days=5))
    values.setdefault("expected_close", clock.today() + timedelta(days=40))
    if "amount" not in values:
        values["amount"] = Decimal(100_000)
    code = values.pop("at", "")
    chosen = values.get("pipeline") or pipeline("oem")
    if code:
        values["stage"] = Stage.objects.select_related("pipeline").get(pipeline=chosen, code=code)
        if "contacts" in values["stage"].required_fields and "people" not in values:
            values["people"] = [(factories.make_contact(customer), "economic_buyer")]
    values["pipeline"] = chosen
    return create_opportunity(by=by, customer=customer, name=name or "轴承年度配套", **values)
