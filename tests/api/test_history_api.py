"""The history of a record over the API: what the caller reads, before and after, and nothing else."""

import json
from typing import Any

import pytest

from contacts.services.contact import update_contact
from core.operation import acting_as
from tests import factories

pytestmark = pytest.mark.django_db


def test_changes_are_told_with_who_and_both_values(cast: Any, sign_in: Any) -> None:
    customer = factories.make_customer("东岭重卡", cast.rep)
    client = sign_in(cast.rep)
    amount = json.dumps({"annual_revenue": "1200.50", "kind": "government"})
    client.patch(f"/api/v1/customers/{customer.pk}", amount, content_type="application/json")
    body = json.dumps({"city": "柳州"})
    client.patch(f"/api/v1/customers/{customer.pk}", body, content_type="application/json")
    items = client.get(f"/api/v1/customers/{customer.pk}/history").json()["items"]
    assert (items[0]["kind"], items[0]["by"]) == ("changed", str(cast.rep))
    assert [(change["before"], change["after"]) for change in items[0]["changes"]] == [("", "柳州")]
    told = {str(change["after"]) for change in items[1]["changes"]}
    assert "1200.50" in told and len(told) == 2  # an amount and a choice
    assert items[-1]["kind"] == "created"


def test_what_lies_beyond_reach_has_no_history(cast: Any, sign_in: Any) -> None:
    customer = factories.make_customer("东岭重卡", cast.rep)
    assert sign_in(cast.other_rep).get(f"/api/v1/customers/{customer.pk}/history").status_code == 404
    assert sign_in(cast.auditor).get(f"/api/v1/customers/{customer.pk}/history").status_code == 403


def test_masked_and_guarded_fields_stay_so_in_the_past(cast: Any, sign_in: Any) -> None:
    person = factories.make_contact(factories.make_customer("东岭重卡", cast.rep), mobile="13812345678")
    with acting_as(cast.rep):
        update_contact(person, by=cast.rep, mobile="13912345678", notes="爱喝茶", job_title="科长")
    road = f"/api/v1/contacts/{person.pk}/history"
    mine, theirs = (sign_in(user).get(road).content.decode() for user in (cast.rep, cast.finance))
    assert all(word in mine for word in ("13812345678", "13912345678", "爱喝茶", "科长"))
    assert "科长" in theirs and not any(word in theirs for word in ("13812345678", "13912345678", "爱喝茶"))
