"""A form that breaks a constraint of its table says which field, and in words; never the constraint's own name."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from orders.models import Order, PaymentPlan, RollingForecast
from records.constraint_words import told
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


def test_what_must_be_there_and_what_disagrees_is_named(cast: Any) -> None:
    def said(model: Any, **facts: Any) -> dict[str, list[str]]:
        fields = [field.name for field in model._meta.fields]
        with override("en"):
            with pytest.raises(ValidationError) as caught:
                model(**facts).validate_constraints()
            return told(caught.value, model, fields).message_dict

    customer = factories.make_customer(owner=cast.rep)
    month = date(2026, 12, 1)
    facts = {"customer": customer, "edition": month, "month": month, "quantity": 1}
    assert "Fill in at least one of" in said(RollingForecast, **facts)["product"][0]
    assert "above 0" in said(Order, rate=0, gross_amount=0, net_amount=0, tax_amount=0)["rate"][0]
    assert "do not fit together" in said(PaymentPlan, customer=customer, amount=1)["contract"][0]


def test_a_wrong_word_is_answered_by_the_right_ones(cast: Any) -> None:
    customer = factories.make_customer(owner=cast.rep)
    contact = factories.make_contact(customer)
    body = {"customer": customer.pk, "contact": contact.pk, "role": "=1+1", "influence": 3, "support": 0}
    assert refused(Api(cast.rep), "stakeholder-roles", body)[0] == ["role"]
