"""Account plans as tests need them."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from contacts.models import Customer
from core.errors import DomainError
from sales.models import AccountPlan, Opportunity, PlanAction, PlanObjective
from sales.services import account_plan as service
from sales.services import plan_lines
from tests.sales.opportunities import make_opportunity

DAY = date(2026, 11, 20)


def make(cast: Any, customer: Customer, **values: Any) -> AccountPlan:
    values = {"year": 2026, "statement": "成为底盘轴承首选供应商"} | values
    return service.create_plan(by=cast.rep, customer=customer, **values)


def objective(plan: AccountPlan, by: Any, **values: Any) -> PlanObjective:
    values = {"name": "销售额", "measure": "won", "target": Decimal(12_000_000), "is_main": True} | values
    return plan_lines.save_objective(PlanObjective(plan=plan, **values), by=by)


def action(plan: AccountPlan, by: Any, **values: Any) -> PlanAction:
    values = {"name": "拜访总工", "responsible": by, "due_on": DAY + timedelta(days=10)} | values
    return plan_lines.save_action(PlanAction(plan=plan, **values), by=by)


def ready(cast: Any, customer: Customer, **values: Any) -> AccountPlan:
    plan = make(cast, customer, **values)
    objective(plan, cast.rep)
    action(plan, cast.rep)
    return service.put_in_force(plan, by=cast.rep)


def refusal(call: Any, *given: Any, **named: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*given, **named)
    return caught.value


def won_on(customer: Customer, cast: Any, amount: int, day: date) -> None:
    sale = make_opportunity(customer, cast.rep, amount=Decimal(amount))
    moment = timezone.make_aware(datetime(day.year, day.month, day.day, 10))
    Opportunity.objects.filter(pk=sale.pk).update(status="won", closed_at=moment)
