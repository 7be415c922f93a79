"""Visits as tests need them."""

from datetime import datetime, timedelta
from typing import Any

from core import clock
from sales.models import Visit
from sales.services.visit import plan_visit
from sales.services.visit_minutes import submit_visit
from sales.services.visit_presence import Position, check_in, check_out, position_of
from tests import factories

PLACE = {"latitude": "22.000000", "longitude": "108.600000"}
MINUTES = (
    "与采购科李工核对了二季度用量，对方确认轴承外圈磨损来自装配应力而不是材料本身；"
    "双方同意本月内安排一次联合试装，并把新的公差写进图纸。"
)


def here() -> Position:
    found = position_of("22.0010", "108.6000", 12)
    assert found is not None
    return found


def placed_customer(owner: Any, name: str = "") -> Any:
    return factories.make_customer(name, owner, **PLACE)


def make_visit(customer: Any, by: Any, start: datetime | None = None, **facts: Any) -> Visit:
    start = start or clock.now() + timedelta(hours=1)
    facts.setdefault("planned_end", start + timedelta(hours=1))
    facts.setdefault("purpose", "谈二季度用量")
    facts.setdefault("is_confirmed", True)
    return plan_visit(by=by, customer=customer, planned_start=start, **facts)


def hold(
    visit: Visit, by: Any, *, minutes: int = 30, position: Position | None = None, **facts: Any
) -> Visit:
    """Checked in to at its planned start, left after `minutes`, written up an hour later."""
    with clock.at(visit.planned_start):
        visit = check_in(visit, by=by, position=position or here())
    with clock.at(visit.planned_start + timedelta(minutes=minutes)):
        visit = check_out(visit, by=by)
    return write(visit, by, **facts)


def write(visit: Visit, by: Any, after: timedelta = timedelta(hours=1), **facts: Any) -> Visit:
    start = visit.checked_out_at or visit.planned_end
    with clock.at(start + after):
        facts.setdefault("next_on", clock.today() + timedelta(days=7))
        facts.setdefault("met", [factories.make_contact(visit.customer)])
        given = {"summary": MINUTES, "result": "同意试装", "next_action": "送试装件", **facts}
        return submit_visit(visit, by=by, **given)
