"""My homepage counts truly, ranks by urgency, and costs the same however much there is."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contacts.models import Customer
from core import clock
from reminders.models import Notice, Task
from sales.services.visit import plan_visit
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def that_day():
    with clock.at(TODAY):
        yield


def customer(owner, due=None, last=None, **facts):
    moment = (
        timezone.make_aware(datetime.combine(TODAY - timedelta(days=last), datetime.min.time()))
        if last is not None
        else None
    )
    made = factories.make_customer(owner=owner, **facts)
    Customer.objects.filter(pk=made.pk).update(
        next_follow_on=TODAY + timedelta(days=due) if due is not None else None, last_follow_at=moment
    )
    made.refresh_from_db()
    return made


def home(client, query=""):
    response = client.get(f"/{query or '?'}&part=whole", headers={"Accept-Language": "en"})
    assert response.status_code == 200
    return response.context


def test_the_sentence_counts_what_is_due_and_who_is_silent(cast, sign_in):
    customer(cast.rep, due=-3, last=31)
    customer(cast.rep, due=0, last=30)
    customer(cast.rep, due=1, last=29)
    customer(cast.rep, last=200, lifecycle="lost")
    customer(cast.colleague, due=-3, last=90)
    context = home(sign_in(cast.rep))
    assert (context["counts"]["due"], context["counts"]["quiet_30"], context["counts"]["later"]) == (2, 2, 1)
    assert "2" in context["sentence"]


def test_the_sentence_counts_visits_tasks_and_approvals_that_wait_today(cast, sign_in):
    client = sign_in(cast.rep)
    assert home(client)["sentence"].startswith("No contact, visit, task or approval is due today")
    at = timezone.make_aware(datetime.combine(TODAY, time(15)))
    plan_visit(
        by=cast.rep,
        customer=customer(cast.rep),
        purpose="看样",
        planned_start=at,
        planned_end=at + timedelta(hours=1),
    )
    Task.objects.create(owner=cast.rep, assigner=cast.rep, title="备样", due_on=TODAY)
    Task.objects.create(owner=cast.rep, assigner=cast.rep, title="以后", due_on=TODAY + timedelta(days=4))
    assert home(client)["sentence"].startswith("2 things wait for you today")
    part = client.get("/?part=agenda", headers={"HX-Request": "true", "Accept-Language": "en"})
    assert part.context["sentence"].startswith("2 things wait for you today")


def test_the_most_urgent_is_on_top_weighed_by_key_account_and_tier(cast, sign_in):
    small = customer(cast.rep, due=-6, name="小客户", tier="small")
    key = customer(cast.rep, due=-2, name="大客户", tier="vip", is_key_account=True)
    today = customer(cast.rep, due=0, name="今天")
    context = home(sign_in(cast.rep))
    assert context["top"].customer == key
    assert [item.customer for item in context["due"]] == [small, today]


def test_a_tile_opens_the_list_of_exactly_what_it_counts(cast, sign_in):
    customer(cast.rep, due=-3, last=31)
    customer(cast.rep, due=-1, last=30)
    customer(cast.rep, due=0, last=8, is_key_account=True)
    customer(cast.rep, due=5, last=7)
    customer(cast.rep, due=9, last=45, lifecycle="blacklisted")
    customer(cast.colleague, due=-3)
    client = sign_in(cast.rep)
    context = home(client)
    figures = [*context["tiles"], *({**chip, "value": chip["count"]} for chip in context["quiet_chips"])]
    assert len(figures) == 9
    for tile in figures:
        assert tile["url"], tile["label"]
        listing = client.get(tile["url"]).context["listing"]
        assert not listing.errors
        assert listing.total == tile["value"], (tile["label"], tile["url"])


def test_a_manager_switches_between_his_own_his_people_and_the_department(cast, sign_in):
    customer(cast.manager, due=-1)
    customer(cast.rep, due=-1)
    customer(cast.colleague, due=-1)
    loner = factories.make_employee("rep", cast.east, "独行")
    customer(loner, due=-1)
    customer(cast.other_rep, due=-1)
    client = sign_in(cast.manager)
    assert home(client)["scope"].name == "me"
    found = {name: home(client, f"?scope={name}")["counts"]["due"] for name in ("me", "people", "department")}
    assert found == {"me": 1, "people": 2, "department": 4}
    people = home(client, "?scope=department")["people"]
    assert {person.user for person, _url in people} == {cast.manager, cast.rep, cast.colleague, loner}


def test_a_rep_has_no_switch_and_cannot_ask_for_one(cast, sign_in):
    customer(cast.colleague, due=-1)
    context = home(sign_in(cast.rep), "?scope=department")
    assert context["scope"].choices == ["me"]
    assert context["counts"]["due"] == 0


def test_a_manager_who_owns_nothing_starts_with_the_department(cast, sign_in):
    customer(cast.rep, due=-1)
    assert home(sign_in(cast.manager))["scope"].name == "department"


def test_solar_and_lunar_birthdays_with_the_day_to_prepare(cast, sign_in):
    mine = customer(cast.rep)
    factories.make_contact(mine, "阳历", birth_month=12, birth_day=1)
    # 2026-12-01 is the 23rd of the tenth lunar month.
    factories.make_contact(mine, "农历", birth_month=10, birth_day=23, birthday_calendar="lunar")
    factories.make_contact(mine, "今天", birth_month=11, birth_day=23)
    factories.make_contact(mine, "太远", birth_month=12, birth_day=8)
    factories.make_contact(mine, "离职", birth_month=12, birth_day=1, status="left")
    factories.make_contact(customer(cast.other_rep), "别人", birth_month=12, birth_day=1)
    found = home(sign_in(cast.rep))["birthdays"]
    assert [birthday.contact.name for birthday in found] == ["今天", "农历", "阳历"]
    assert found[0].days_left == 0 and found[0].prepare_on is None
    assert [birthday.on for birthday in found[1:]] == [date(2026, 12, 1)] * 2
    assert found[1].prepare_on == date(2026, 11, 24)
    assert found[1].label and not found[2].label


def test_notices_reach_those_they_are_for_while_they_last(cast, sign_in):
    everybody = Notice.objects.create(title="全体", owner=cast.executive)
    for_east = Notice.objects.create(title="东部", owner=cast.executive)
    for_east.audience.set([cast.east_region])
    for_south = Notice.objects.create(title="南部", owner=cast.executive)
    for_south.audience.set([cast.south])
    Notice.objects.create(title="过期", owner=cast.executive, expires_on=TODAY - timedelta(days=1))
    assert set(home(sign_in(cast.rep))["notices"]) == {everybody, for_east}


def test_the_day_s_work_comes_first_and_the_other_cards_by_one_request(cast, sign_in, htmx):
    factories.make_contact(customer(cast.rep, due=-1), "阳历", birth_month=12, birth_day=1)
    client = sign_in(cast.rep)
    page = client.get("/", headers={"Accept-Language": "en"})
    assert "birthdays" not in page.context and page.context["top"]
    assert 'hx-get="?part=after&amp;scope=me"' in page.content.decode()
    after = client.get("/?part=after&scope=me", headers=htmx).content.decode()
    assert "阳历" in after and "<html" not in after and 'id="home-agenda"' not in after
    assert "<html" in client.get("/?part=after").content.decode()  # opened as a page it is one


def test_the_number_of_queries_is_small_and_does_not_grow(cast, sign_in):
    def many(start, stop):
        for number in range(start, stop):
            made = customer(cast.rep, due=number % 12 - 6, last=number % 40)
            customer(cast.rep, last=60 + number)
            person = factories.make_contact(made, birth_month=12, birth_day=1 + number % 5)
            factories.make_follow_up(made, cast.rep, contact=person, next_contact_on=TODAY)
            Notice.objects.create(title=f"公告{number}", owner=cast.manager)

    many(0, 3)
    rep, manager = sign_in(cast.rep), sign_in(cast.manager)
    for client in (rep, manager):
        client.get("/customers/")
        client.get("/")
    counts = []
    for stop in (4, 30):
        many(stop - 1, stop) if stop == 4 else many(4, stop)
        row = []
        for client, scope in ((rep, "me"), (manager, "department")):
            for part in ("", "whole"):
                with CaptureQueriesContext(connection) as queries:
                    assert client.get(f"/?scope={scope}&part={part}").status_code == 200
                row.append(len(queries))
        counts.append(row)
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 26 and max(counts[1][::2]) <= 18, counts


@pytest.mark.parametrize(
    "name", ["admin", "security", "auditor", "hr", "nobody", "agent", "finance", "executive", "dealer"]
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_role_has_a_homepage_in_both_languages(cast, sign_in, name, language):
    response = sign_in(getattr(cast, name)).get("/", headers={"Accept-Language": language})
    assert response.status_code == 200


def test_an_administrator_gets_tasks_and_sees_no_customer(cast, sign_in):
    customer(cast.rep, due=-1, name="秘密客户")
    response = sign_in(cast.admin).get("/")
    assert "秘密客户" not in response.content.decode()
    assert response.context["tasks"]


def test_logging_from_the_homepage_stays_there_and_renews_the_queue(cast, sign_in, htmx):
    due = customer(cast.rep, due=-1)
    client = sign_in(cast.rep)
    box = client.get(f"/log/{due.pk}/", headers=htmx)
    assert box.status_code == 200 and b"<html" not in box.content
    assert client.get(f"/log/{due.pk}/").status_code == 200
    data = {"box": "home", "customer": due.pk, "text": "谈了备件交期和下季度的计划", "kind": "phone"}
    answer = client.post("/follow-ups/new/", data, headers=htmx)
    assert answer.status_code == 200 and "#stream" in answer["HX-Trigger"]
    part = client.get("/?part=agenda", headers=htmx)
    assert b"<html" not in part.content
    assert part.context["counts"]["due"] == 0


def test_the_box_of_an_invisible_customer_is_not_found(cast, sign_in):
    other = customer(cast.other_rep)
    assert sign_in(cast.rep).get(f"/log/{other.pk}/").status_code == 404
    assert sign_in(cast.rep).get(f"/log/{2**70}/").status_code == 404
