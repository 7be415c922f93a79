"""Ranges of days and of figures are asked for in one way, and an end that cannot be read is named as it was given."""

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from tests import factories

from .test_notices_api import Api

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("first", "last"), [("min", "max"), ("after", "before")])
def test_days_are_asked_for_by_either_pair_of_names(cast: Any, first: str, last: str) -> None:
    today = clock.today()
    soon = factories.make_customer(owner=cast.rep, next_follow_on=today + timedelta(days=1))
    factories.make_customer(owner=cast.rep, next_follow_on=today + timedelta(days=9))
    query = f"next_follow_on_{first}={today}&next_follow_on_{last}={today + timedelta(days=2)}"
    answer = Api(cast.rep).get(f"/api/v1/customers?{query}")
    assert [row["id"] for row in answer.json()["items"]] == [soon.pk]


@pytest.mark.parametrize("name", ["next_follow_on_min", "next_follow_on_before"])
def test_an_end_that_is_no_day_is_named_as_it_was_given(cast: Any, name: str) -> None:
    answer = Api(cast.rep).get(f"/api/v1/customers?{name}=never")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["field"] == name


def test_what_is_no_range_of_days_has_no_older_names(cast: Any) -> None:
    answer = Api(cast.rep).get("/api/v1/opportunities?base_amount_after=5")
    assert answer.status_code == 400
    assert answer.json()["code"] == "unknown_filter"
