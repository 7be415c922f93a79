"""Visits in figures: how many each person held and how many counted; and what a visit has cost."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import clock
from sales.services.expense import create_expense
from sales.services.visit import cancel_visit
from tests import factories
from tests.sales.visits import hold, make_visit, placed_customer

pytestmark = pytest.mark.django_db


def page(user: Any, address: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(address)


@pytest.fixture
def held(cast: Any) -> Any:
    """An effective visit and one that the customer called off without proof, both of the rep, in one month."""
    with clock.at(timezone.localtime(clock.now()).replace(hour=17)):  # all of it lies in one day, at any hour
        day = clock.now() - timedelta(hours=5)
        visit = hold(make_visit(placed_customer(cast.rep), cast.rep, day), cast.rep)
        with clock.at(day - timedelta(hours=3)):
            off = make_visit(placed_customer(cast.rep), cast.rep, day - timedelta(hours=2))
            cancel_visit(off, whose="customer", reason="停产", by=cast.rep)
        yield visit


def test_human_resources_read_counts_and_no_visit(cast: Any, held: Any) -> None:
    shown = page(cast.hr, reverse("sales:visit_counts"))
    assert shown.status_code == 200
    line = shown.context["lines"][0]
    assert line["person"] == cast.rep and line["url"] == ""
    assert (line["rate"].planned, line["rate"].effective, line["rate"].percent) == (2, 1, Decimal("50.00"))
    assert held.purpose not in shown.content.decode()
    assert page(cast.hr, reverse("sales:visit_list")).status_code == 403
    assert page(cast.hr, held.get_absolute_url()).status_code in {403, 404}


def test_each_counts_as_far_as_his_role_reaches(cast: Any, held: Any) -> None:
    make_visit(placed_customer(cast.other_rep), cast.other_rep, clock.now() - timedelta(hours=5))
    seen = {
        user: [line["person"] for line in page(user, reverse("sales:visit_counts")).context["lines"]]
        for user in (cast.rep, cast.other_rep, cast.manager, cast.executive)
    }
    assert seen[cast.rep] == seen[cast.manager] == [cast.rep]
    assert seen[cast.other_rep] == [cast.other_rep]
    assert set(seen[cast.executive]) == {cast.rep, cast.other_rep}
    assert page(cast.finance, reverse("sales:visit_counts")).status_code == 403


@pytest.mark.parametrize("month", ["", "2026-13", "2999-01", "x", "2026-01", "0000-00"])
def test_any_month_is_answered(cast: Any, month: str) -> None:
    assert page(cast.hr, f"{reverse('sales:visit_counts')}?month={month}").status_code == 200


def test_a_visit_shows_what_it_cost_by_kind(cast: Any, held: Any) -> None:
    for kind, amount in (("travel", "860"), ("travel", "40"), ("entertainment", "300")):
        create_expense(
            by=cast.rep, customer=held.customer, visit=held, kind=kind, amount=Decimal(amount), purpose="到厂",
            spent_on=clock.today(), people="李工",
        )  # fmt: skip
    shown = page(cast.rep, f"{held.get_absolute_url()}?tab=expenses")
    kinds = {row["label"]: row["waiting"] for row in shown.context["sums"]["kinds"]}
    assert sorted(kinds.values()) == [Decimal(300), Decimal(900)]
    assert f"visit={held.pk}" in shown.content.decode()


def test_an_expense_begun_from_a_visit_knows_its_customer_day_and_visit(cast: Any, held: Any) -> None:
    shown = page(cast.rep, f"{held.get_absolute_url()}?tab=expenses")
    form = page(cast.rep, f"{reverse('sales:expense_create')}?{shown.context['prefill']}").context["form"]
    assert str(form["visit"].value()) == str(held.pk) and str(form["customer"].value()) == str(
        held.customer_id
    )
    assert str(form["spent_on"].value()) == clock.today().isoformat()


def test_the_expenses_of_others_stay_theirs(cast: Any, held: Any) -> None:
    factories.make_employee("mkt", cast.east, "唐糖", username="tang")
    assert page(cast.agent, f"{held.get_absolute_url()}?tab=expenses").status_code in {403, 404}
