"""Customers, units, people and follow-ups over the API: what the pages allow, no more and no less."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact, Customer, CustomerUnit, FollowUp
from records.record_type import RECORD_TYPES
from tests import factories

from .test_notices_api import Api, problem

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


def test_a_customer_with_unit_person_and_follow_up_is_written_as_by_the_forms(cast):
    api = Api(cast.rep)
    customer = api.post(f"{ROOT}customers", {"name": "东岭重卡集团有限公司"})
    assert customer.status_code == 201, customer.content
    customer = customer.json()
    assert customer["owner"] == cast.rep.pk and customer["code"].startswith("KH")
    unit = api.post(f"{ROOT}customer-units", {"customer": customer["id"], "name": "采购中心"})
    assert unit.status_code == 201, unit.content
    body = {"customer": customer["id"], "name": "李宁", "mobile": "13812345678", "unit": unit.json()["id"]}
    person = api.post(f"{ROOT}contacts", body)
    assert person.status_code == 201, person.content
    assert person.json()["customer"] == customer["id"] and person.json()["mobile"] == "13812345678"
    body = {"customer": customer["id"], "text": "电话里谈了样件", "contact": person.json()["id"]}
    said = api.post(f"{ROOT}follow-ups", body)
    assert said.status_code == 201, said.content
    assert said.json()["by"] == cast.rep.pk
    assert Customer.objects.get(pk=customer["id"]).last_follow_at is not None
    assert api.delete(f"{ROOT}follow-ups/{said.json()['id']}").status_code in {204, 403}
    problem(api.delete(f"{ROOT}customers/{customer['id']}"), 403)


def test_changing_one_field_leaves_the_others(cast):
    made = factories.make_customer("潍柴动力", owner=cast.rep, city="潍坊", usci=None, tier="vip")
    before = Customer.objects.filter(pk=made.pk).values().get()
    answer = Api(cast.rep).patch(f"{ROOT}customers/{made.pk}", {"city": "济南"})
    assert answer.status_code == 200, answer.content
    after = Customer.objects.filter(pk=made.pk).values().get()
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"city", "version", "updated_at", "updated_by_id"}


def test_the_neighbours_customer_is_absent_by_every_road(cast):
    made = factories.make_customer("别人的客户", owner=cast.other_rep)
    person = factories.make_contact(made, "秘密", mobile="13900001111")
    unit = factories.make_unit(made)
    said = factories.make_follow_up(made, cast.other_rep)
    api = Api(cast.rep)
    for name, row in (
        ("customers", made),
        ("contacts", person),
        ("customer-units", unit),
        ("follow-ups", said),
    ):
        assert api.get(f"{ROOT}{name}").json()["total"] == 0
        assert api.get(f"{ROOT}{name}?q=秘密").json()["total"] == 0
        problem(api.get(f"{ROOT}{name}/{row.pk}"), 404)
        problem(api.patch(f"{ROOT}{name}/{row.pk}", {}), 404)
        problem(api.delete(f"{ROOT}{name}/{row.pk}"), 404)
    answer = problem(
        api.post(f"{ROOT}contacts", {"customer": made.pk, "name": "x", "mobile": "13812345678"}), 422
    )
    assert answer["errors"][0]["field"] == "customer"
    problem(api.get(f"{ROOT}contacts?customer={made.pk}"), 400)


def test_numbers_stay_masked_for_those_who_may_not_reveal_them(cast):
    made = factories.make_customer(owner=cast.other_rep)
    person = factories.make_contact(
        made,
        "李宁",
        mobile="13812345678",
        email="lining@x.cn",
        wechat="lining88",
        hobbies="钓鱼",
        notes="私事",
    )
    factories.make_team_member(made, cast.rep)
    seen = Api(cast.rep).get(f"{ROOT}contacts/{person.pk}")
    assert seen.status_code == 200
    text = seen.content.decode()
    full = Api(cast.other_rep).get(f"{ROOT}contacts/{person.pk}").content.decode()
    assert "13812345678" in full
    for secret in ("钓鱼", "hobbies"):
        assert secret not in full
    agent = Api(cast.finance)
    answer = agent.get(f"{ROOT}contacts/{person.pk}")
    if answer.status_code == 200:
        for secret in ("13812345678", "lining@x.cn", "lining88", "私事", "钓鱼"):
            assert secret not in answer.content.decode(), secret
    assert "钓鱼" not in text


def test_query_counts_do_not_grow_for_any_record_type(cast):
    def fill(number):
        made = factories.make_customer(owner=cast.rep)
        unit = factories.make_unit(made)
        person = factories.make_contact(made, unit=unit)
        for _ in range(number):
            factories.make_follow_up(made, cast.rep, contact=person, unit=unit)

    api = Api(cast.rep)
    for _ in range(3):
        fill(1)
    names = ["customers", "customer-units", "contacts", "follow-ups"]
    counts = {}
    for name in names:
        api.get(f"{ROOT}{name}")
        with CaptureQueriesContext(connection) as queries:
            assert len(api.get(f"{ROOT}{name}?limit=100").json()["items"]) == 3
        counts[name] = len(queries)
    for _ in range(30):
        fill(1)
    for name in names:
        with CaptureQueriesContext(connection) as queries:
            assert len(api.get(f"{ROOT}{name}?limit=100").json()["items"]) == 33
        assert len(queries) == counts[name] <= 12, name


def test_every_declared_order_and_sort_pages_without_gap(cast):
    for number in range(7):
        made = factories.make_customer(
            owner=cast.rep, city="南宁" if number % 2 else "", tier="vip" if number < 3 else ""
        )
        factories.make_contact(made)
        factories.make_follow_up(made, cast.rep)
        factories.make_unit(made)
    api = Api(cast.rep)
    for name in ("customers", "contacts", "customer-units", "follow-ups"):
        record = RECORD_TYPES[name]
        sorts = [""] + [sign + column.name for column in record.columns if column.sort for sign in ("", "-")]
        for sort in sorts:
            url, seen = f"{ROOT}{name}?limit=3" + (f"&sort={sort}" if sort else ""), []
            while url:
                answer = api.get(url)
                assert answer.status_code == 200, (name, sort, answer.content)
                seen += [item["id"] for item in answer.json()["items"]]
                url = answer.json()["next"]
            assert len(seen) == len(set(seen)) == 7, (name, sort)


def test_a_database_of_models_is_reached_only_as_declared():
    assert {"customers", "customer-units", "contacts", "follow-ups", "employees", "departments"} <= set(
        RECORD_TYPES
    )
    assert Contact and CustomerUnit and FollowUp


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "x"])
@pytest.mark.parametrize("end", ["min", "max"])
def test_a_range_that_is_none_is_refused_by_the_name_of_its_parameter(cast, day, end):
    answer = Api(cast.rep).get(f"{ROOT}customers?created_at_{end}={day}")
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [f"created_at_{end}"]


def test_a_word_that_is_no_choice_is_answered_by_the_words_that_are(cast):
    answer = Api(cast.rep).post(f"{ROOT}customers", {"name": "甲", "industry": "no-such-industry"})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["field"]) == (422, "industry")
    assert "shipping" in error["message"], error
