"""One field in many rows: each row by its own rules, each refusal told, all in one operation."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import UserRole
from contacts.models import Contact, Customer
from core import jobs
from core.models import ActionLog, Job
from records.models import BulkRun
from records.services import bulk_change
from reminders.models import Notification
from tests import factories

UPDATE = "/lists/customers/update/"
WAITING = 'hx-target="#bulk-run"'


def body(response: Any) -> str:
    return response.content.decode()


@pytest.fixture
def customers(cast: Any) -> list[Customer]:
    return [factories.make_customer(owner=cast.rep, city="上海") for _number in range(3)]


def given(rows: Any, field: str, value: str, **more: Any) -> dict[str, Any]:
    return {
        "ids": [row.pk for row in rows],
        "field": field,
        "shown": field,
        field: value,
        "confirmed": "1",
        **more,
    }


def test_it_asks_for_the_field_then_for_the_value_and_says_how_many(
    cast: Any, sign_in: Any, customers: Any
) -> None:
    client = sign_in(cast.rep)
    ids = [row.pk for row in customers]
    first = body(client.post(UPDATE, {"ids": ids}))
    assert 'value="industry"' in first and 'name="industry"' not in first
    second = body(client.post(UPDATE, {"ids": ids, "field": "industry", "confirmed": "1", "shown": ""}))
    assert 'name="industry"' in second and not BulkRun.objects.exists()


def test_all_rows_get_the_value_by_their_service_in_one_operation(
    cast: Any, sign_in: Any, customers: Any
) -> None:
    answer = sign_in(cast.rep).post(UPDATE, given(customers, "city", "广州"))
    run = BulkRun.objects.get()
    assert answer.status_code == 302 and answer.url == reverse("records:bulk_run", args=[run.pk])
    assert (run.changed, run.unchanged, run.refused) == (3, 0, 0) and run.ended_at
    assert set(Customer.objects.values_list("city", flat=True)) == {"广州"}
    last = [row.history.first() for row in customers]
    assert len({row.operation_id for row in last}) == 1 and all(row.history_user == cast.rep for row in last)
    assert ActionLog.objects.filter(verb="contacts.customer_changed").count() == 3


def test_rows_that_refuse_are_named_with_the_reason_and_stay(cast: Any, sign_in: Any, customers: Any) -> None:
    readable = factories.make_customer("只读重工有限公司", owner=cast.other_rep)
    factories.make_team_member(readable, cast.rep)
    hidden = factories.make_customer("隐藏重工有限公司", owner=cast.other_rep)
    client = sign_in(cast.rep)
    answer = client.post(UPDATE, given([*customers, readable, hidden], "city", "广州"))
    run = BulkRun.objects.get()
    assert (run.changed, run.refused) == (3, 1)
    page = body(client.get(answer.url))
    assert "只读重工" in page and "隐藏重工" not in page
    assert not Customer.objects.filter(pk__in=[readable.pk, hidden.pk], city="广州").exists()


def test_a_value_that_the_field_refuses_is_asked_again(cast: Any, sign_in: Any, customers: Any) -> None:
    answer = sign_in(cast.rep).post(UPDATE, given(customers, "kind", "nonsense"))
    assert answer.status_code == 422 and not BulkRun.objects.exists()


@pytest.mark.parametrize("field", ["tier", "owner", "credit", "lifecycle", "name", "is_deleted", "version"])
def test_fields_with_rules_of_their_own_are_not_offered(
    cast: Any, sign_in: Any, customers: Any, field: str
) -> None:
    answer = sign_in(cast.manager).post(UPDATE, given(customers, field, "vip"))
    assert answer.status_code == 200 and not BulkRun.objects.exists()
    assert f'<option value="{field}"' not in body(answer)


def test_who_may_not_change_customers_is_not_asked(cast: Any, sign_in: Any, customers: Any) -> None:
    assert sign_in(cast.executive).post(UPDATE, given(customers, "city", "广州")).status_code == 403
    assert "/update/" not in body(sign_in(cast.executive).get("/customers/"))


def test_all_results_means_the_rows_of_the_list_s_filters(cast: Any, sign_in: Any, customers: Any) -> None:
    vip = factories.make_customer(owner=cast.rep, tier="vip")
    posted = given([], "city", "广州", all="1", query="tier=vip")
    sign_in(cast.rep).post(UPDATE, posted)
    assert list(Customer.objects.filter(city="广州")) == [vip]


def test_many_rows_are_done_by_a_worker_who_goes_on_where_another_stopped(
    cast: Any, sign_in: Any, customers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_change, "AT_ONCE", 2)
    monkeypatch.setattr(bulk_change, "BATCH", 1)
    client = sign_in(cast.rep)
    answer = client.post(UPDATE, given(customers, "city", "广州"))
    run = BulkRun.objects.get()
    assert run.job is not None and run.changed == 0
    assert WAITING in body(client.get(answer.url))

    real = bulk_change._change_batch

    def dies_at_the_second(run: Any, record: Any, ids: list[int]) -> None:
        if run.place == 1:
            raise RuntimeError("power cut")
        real(run, record, ids)

    monkeypatch.setattr(bulk_change, "_change_batch", dies_at_the_second)
    assert jobs.run(run.job_id)
    run.refresh_from_db()
    assert (run.place, run.changed) == (1, 1)
    monkeypatch.setattr(bulk_change, "_change_batch", real)
    Job.objects.filter(pk=run.job_id).update(status=Job.Status.WAITING)
    assert jobs.run(run.job_id)
    run.refresh_from_db()
    assert (run.place, run.changed, run.refused) == (3, 3, 0) and run.ended_at
    assert all(row.history.count() == 2 for row in customers)
    assert WAITING not in body(client.get(answer.url))
    assert Notification.objects.get(recipient=cast.rep).url == answer.url


def test_rights_are_asked_again_by_the_worker(
    cast: Any, sign_in: Any, customers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_change, "AT_ONCE", 0)
    sign_in(cast.rep).post(UPDATE, given(customers, "city", "广州"))
    UserRole.objects.filter(user=cast.rep).delete()
    run = BulkRun.objects.get()
    jobs.run(run.job_id)
    run.refresh_from_db()
    assert (run.changed, run.refused, run.results) == (0, 3, [])


def test_a_result_is_for_who_started_it_alone(cast: Any, sign_in: Any, customers: Any) -> None:
    answer = sign_in(cast.rep).post(UPDATE, given(customers, "city", "广州"))
    assert sign_in(cast.manager).get(answer.url).status_code == 404


def test_other_bulk_actions_name_who_was_refused_too(cast: Any, sign_in: Any, customers: Any) -> None:
    factories.make_contact(customers[0])
    client = sign_in(cast.manager)
    ids = [row.pk for row in customers]
    url = reverse("records:bulk", args=["customers", "delete"])
    answer = client.post(url, {"ids": ids, "confirmed": "1"}, follow=True)
    assert str(customers[0]) in body(answer) and Customer.objects.alive().count() == 1
    run = BulkRun.objects.get()
    assert (run.changed, run.refused) == (2, 1)


def test_people_get_a_field_too(cast: Any, sign_in: Any, customers: Any) -> None:
    people = [factories.make_contact(customers[0]) for _number in range(2)]
    posted = given(people, "preferred_channel", "wechat")
    sign_in(cast.rep).post("/lists/contacts/update/", posted)
    assert set(Contact.objects.values_list("preferred_channel", flat=True)) == {"wechat"}
