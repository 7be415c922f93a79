"""What account plans measure from the data, and who deserves the effort of a key account."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from contacts.models import Customer
from contacts.services.follow_up import log_follow_up
from core import clock
from core.operation import acting_as
from records import parameters
from sales import measures
from sales.models import (
    AccountAssessment,
    Opportunity,
    PlanObjective,
)
from sales.request_parameters import WEIGHTS
from sales.selectors.account_plan import overview_of
from sales.selectors.plan_progress import curve_of, nice_top, progress_of, spread
from sales.services.assessment import save_assessment
from tests import factories
from tests.sales.opportunities import make_opportunity
from tests.sales.plans import DAY, make, objective, refusal, won_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_november() -> Any:
    with clock.at(DAY):
        yield


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep, industry="automaker")


# -- figures ----------------------------------------------------------------------------------------------------
def test_target_to_date_actual_forecast_and_gap_come_from_the_sales(cast: Any, customer: Customer) -> None:
    """12 million: ten months and twenty days of thirty make 10.6667; 4.2 won; 5.0 × 45 % + 2.0 × 60 % = 3.45."""
    won_on(customer, cast, 3_000_000, date(2026, 3, 10))
    won_on(customer, cast, 1_200_000, date(2026, 11, 5))
    won_on(customer, cast, 9_000_000, date(2025, 12, 31))  # last year's
    make_opportunity(
        customer, cast.rep, at="sample", amount=Decimal(5_000_000), expected_close=date(2026, 12, 20)
    )
    make_opportunity(
        customer, cast.rep, at="quote", amount=Decimal(2_000_000), expected_close=date(2026, 12, 31)
    )
    make_opportunity(
        customer, cast.rep, at="quote", amount=Decimal(8_000_000), expected_close=date(2027, 1, 1)
    )
    plan = make(cast, customer)
    objective(plan, cast.rep)
    (found,) = progress_of(plan, list(plan.objectives.all()))
    assert found.to_date == Decimal("10666666.67")
    assert found.actual == Decimal(4_200_000)
    assert found.forecast == Decimal(7_650_000)
    assert found.gap == Decimal(4_350_000)
    assert (found.percent, found.tone) == (35, "red")
    curve = curve_of(found, 2026)
    assert [row.actual for row in curve.months][:3] == [0, 0, Decimal(3_000_000)]
    assert curve.months[10].actual == Decimal(4_200_000) and curve.months[11].actual is None
    assert curve.months[11].forecast == Decimal(7_650_000) and curve.months[11].target == Decimal(12_000_000)
    sure = overview_of(plan, cast.rep).certainty
    assert sure is not None
    assert {part["name"]: part["text"] for part in sure.parts} == {
        "won": "420.00",
        "committed": "0.00",
        "likely": "200.00",
        "possible": "500.00",
    }


def test_what_is_overdue_is_expected_in_the_present_month(cast: Any, customer: Customer) -> None:
    sale = make_opportunity(customer, cast.rep, at="quote", amount=Decimal(1_000_000))
    Opportunity.objects.filter(pk=sale.pk).update(expected_close=date(2026, 8, 1))
    months = measures.MEASURES["won"].expected(customer.pk, 2026)  # type: ignore[misc]
    assert months[10] == Decimal(600_000) and sum(value or 0 for value in months) == Decimal(600_000)


@pytest.mark.parametrize(
    ("target", "expected_first", "expected_last"),
    [
        (Decimal(12_000_000), Decimal(1_000_000), Decimal(1_000_000)),
        (Decimal(100), Decimal("8.33"), Decimal("8.37")),
        (Decimal("0.05"), Decimal("0.00"), Decimal("0.05")),
    ],
)
def test_twelfths_add_up_to_the_target(
    target: Decimal, expected_first: Decimal, expected_last: Decimal
) -> None:
    months = spread(PlanObjective(target=target))
    assert (months[0], months[-1], sum(months)) == (expected_first, expected_last, target)


def test_months_of_ones_own_make_the_target(cast: Any, customer: Customer) -> None:
    plan = make(cast, customer)
    months = [50] * 2 + [100] * 10
    row = objective(plan, cast.rep, target=Decimal(1100), monthly=months)
    assert sum(spread(row)) == Decimal(1100) and spread(row)[0] == 50
    assert refusal(objective, plan, cast.rep, target=Decimal(1000), monthly=months).code == "wrong_sum"
    assert refusal(objective, plan, cast.rep, monthly=[1, 2]).code == "not_twelve"
    assert refusal(objective, plan, cast.rep, target=Decimal(0)).field == "target"
    assert refusal(objective, plan, cast.rep, measure="moon").field == "measure"
    assert refusal(objective, plan, cast.rep, measure="win_rate", target=Decimal(120)).field == "target"


def test_counts_and_shares_are_measured_too(cast: Any, customer: Customer) -> None:
    won_on(customer, cast, 100, date(2026, 5, 5))
    lost = make_opportunity(customer, cast.rep)
    Opportunity.objects.filter(pk=lost.pk).update(
        status="lost", loss_reason="price", closed_at=timezone.make_aware(datetime(2026, 6, 1))
    )
    person = factories.make_contact(customer)
    log_follow_up(
        by=cast.rep,
        customer=customer,
        contact=person,
        text="与总工谈了二期台架试验的安排和时间，约定下周去现场看设备",
    )
    plan = make(cast, customer)
    for code, target in (
        ("win_rate", 60),
        ("won_count", 4),
        ("people_met", 2),
        ("talks", 10),
        ("new_sales", 2),
    ):
        objective(plan, cast.rep, name=code, measure=code, target=Decimal(target), is_main=False)
    hand = objective(
        plan, cast.rep, name="份额", measure="", target=Decimal(30), reported=Decimal(24), is_main=False
    )
    found = {row.objective.name: row for row in progress_of(plan, list(plan.objectives.all()))}
    assert {name: row.actual for name, row in found.items()} == {
        "win_rate": 50, "won_count": 1, "people_met": 1, "talks": 1, "new_sales": 2, "份额": 24,
    }  # fmt: skip
    assert found["win_rate"].actual_text == "50 %" and found["win_rate"].tone == "orange"
    assert found["new_sales"].tone == "green"
    assert found[hand.name].forecast is None
    pace = found["won_count"]
    assert pace.forecast is not None and Decimal("1.1") < pace.forecast < Decimal(
        "1.2"
    )  # one in 10.67 months


@pytest.mark.parametrize(("highest", "top"), [(0, 1), (7, 8), (11, 20), (1999, 2000), (2100, 2500), (10, 10)])
def test_the_axis_ends_at_a_round_number(highest: int, top: int) -> None:
    assert nice_top(Decimal(highest)) == top


def test_one_objective_is_drawn(cast: Any, customer: Customer) -> None:
    plan = make(cast, customer)
    first = objective(plan, cast.rep)
    second = objective(plan, cast.rep, name="毛利")
    first.refresh_from_db()
    assert second.is_main and not first.is_main


# -- who deserves the effort --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("scores", "total", "verdict"),
    [
        ((80, 80, 80, 80, 80, 80), "80.00", "key"),
        ((100, 60, 70, 50, 80, 90), "80.00", "key"),  # 30 + 9 + 10.5 + 5 + 12 + 13.5
        ((99, 60, 70, 50, 80, 90), "79.70", "develop"),
        ((40, 40, 40, 40, 40, 40), "40.00", "keep"),
        ((20, 50, 30, 40, 60, 10), "32.50", "reduce"),
        ((0, 0, 0, 0, 0, 0), "0.00", "reduce"),
    ],
)
def test_scores_are_weighed_by_the_settings(
    cast: Any, customer: Customer, scores: tuple[int, ...], total: str, verdict: str
) -> None:
    given = dict(zip(AccountAssessment.SCORES, scores, strict=True))
    usual = {name: weight for name, (_code, weight) in WEIGHTS.items()}
    row = save_assessment(AccountAssessment(customer=customer, **given), by=cast.rep)
    assert (str(row.total), row.verdict, row.weights) == (total, verdict, usual)
    assert (
        refusal(save_assessment, AccountAssessment(customer=customer, **given), by=cast.rep).code
        == "duplicate"
    )


def test_a_changed_weight_concerns_later_assessments_alone(cast: Any, customer: Customer) -> None:
    given = {name: 50 for name in AccountAssessment.SCORES} | {"sales": 100}
    first = save_assessment(AccountAssessment(customer=customer, **given), by=cast.rep)
    assert first.total == Decimal("65.00")
    with acting_as(cast.admin):
        parameters.set_value(WEIGHTS["sales"][0], 70, by=cast.admin)
    second = AccountAssessment(customer=customer, assessed_on=DAY - timedelta(days=1), **given)
    assert save_assessment(second, by=cast.rep).total == Decimal("75.00")
    first.reasons = "补充理由"
    assert save_assessment(first, by=cast.rep).total == Decimal("65.00")
    wrong = AccountAssessment(
        customer=customer, assessed_on=DAY - timedelta(days=2), **(given | {"credit": 101})
    )
    assert refusal(save_assessment, wrong, by=cast.rep).field == "credit"
