"""The homepage names what one has promised: replies, samples, actions and reviews, the most urgent first."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from core import clock
from sales.models import SampleRequest
from sales.selectors.promised import promised_by
from sales.services.account_plan import put_in_force
from sales.services.inquiry import create_inquiry
from sales.services.sample import create_sample, reply_to_sample, submit_sample
from tests import factories
from tests.sales.plans import action, make, objective
from workflow.models import ProcessVersion

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def test_what_is_due_within_a_week_is_named_until_it_is_kept(cast: Any) -> None:
    ProcessVersion.objects.filter(definition__doc_type="sample_request").update(status="retired")
    customer = factories.make_customer("东岭重卡", cast.rep)
    with clock.at(DAY):
        create_inquiry(by=cast.rep, customer=customer, name="询价")
        sample = create_sample(by=cast.rep, customer=customer, name="样件", quantity=Decimal(1))
        submit_sample(sample, by=cast.rep)
        plan = make(cast, customer)
        objective(plan, cast.rep)
        action(plan, cast.rep, name="近的", due_on=DAY + timedelta(days=2))
        action(plan, cast.rep, name="远的", due_on=DAY + timedelta(days=30))
        action(plan, cast.rep, name="别人的", responsible=cast.colleague, due_on=DAY)
        assert {promise.kind for promise in promised_by(cast.rep)} == {
            "inquiry",
            "sample",
        }  # a draft binds nobody
        put_in_force(plan, by=cast.rep)
        mine = promised_by(cast.rep)
        assert [promise.text for promise in mine if promise.kind == "action"] == ["近的"]
        assert [promise.text for promise in promised_by(cast.colleague)] == ["别人的"]
        assert [promise.due_on for promise in mine] == sorted(promise.due_on for promise in mine)
        client = Client()
        client.force_login(cast.rep)
        assert "近的" in client.get("/?part=whole").content.decode()
        reply_to_sample(
            sample, by=cast.rep, text="已排产，按期发出，附检验报告", promised_on=DAY + timedelta(days=3)
        )
        (delivery,) = [promise for promise in promised_by(cast.rep) if promise.kind == "delivery"]
        assert delivery.due_on == DAY + timedelta(days=3)
        SampleRequest.objects.update(status="shipped")
        assert not [promise for promise in promised_by(cast.rep) if promise.kind in {"sample", "delivery"}]
    with clock.at(DAY + timedelta(days=85)):
        kinds = [promise.kind for promise in promised_by(cast.rep)]
        assert "review" in kinds
