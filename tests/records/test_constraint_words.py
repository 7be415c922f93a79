"""A form that breaks a constraint of its table says which field, and in words; never the constraint's own name."""

from typing import Any

import pytest

from tests import factories
from tests.api.test_notices_api import Api

pytestmark = pytest.mark.django_db


def refused(api: Api, name: str, body: dict[str, Any]) -> tuple[list[str], str]:
    answer = api.post(f"/api/v1/{name}", body)
    assert answer.status_code in {409, 422}, answer.content
    text = answer.content.decode()
    assert "Constraint" not in text and "约束" not in text, text
    return [error["field"] for error in answer.json()["errors"]], text


def test_days_the_wrong_way_round_are_named(cast: Any) -> None:
    marketing = Api(factories.make_employee("mkt"))
    body = {"name": "展会", "kind": "fair", "starts_on": "2026-12-10", "ends_on": "2026-12-01"}
    assert refused(marketing, "campaigns", body)[0] == ["ends_on"]
    body = {"name": "表", "valid_from": "2026-12-10", "valid_to": "2026-12-01"}
    assert refused(marketing, "price-lists", body)[0] == ["valid_to"]


def test_a_rule_that_its_service_tells_keeps_the_service_s_words(cast: Any) -> None:
    marketing = Api(factories.make_employee("mkt"))
    body = {"name": "表", "mode": "global", "tax_included": True, "valid_from": "2026-12-10"}
    assert refused(marketing, "price-lists", body)[0] == ["tax_included"]


def test_what_there_is_already_is_named_by_its_field(cast: Any) -> None:
    marketing = Api(factories.make_employee("mkt"))
    body = {"name": "轴承"}
    assert marketing.post("/api/v1/product-categories", body).status_code == 201
    assert "name" in refused(marketing, "product-categories", body)[0]


def test_a_visit_ends_after_it_starts(cast: Any) -> None:
    customer = factories.make_customer(owner=cast.rep)
    body = {
        "customer": customer.pk,
        "kind": "onsite",
        "purpose": "核对用量",
        "planned_start": "2026-11-30T15:00:00+08:00",
        "planned_end": "2026-11-30T14:00:00+08:00",
    }
    assert refused(Api(cast.rep), "visits", body)[0] == ["planned_end"]
