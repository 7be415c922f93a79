"""Visits on their pages, in lists, over the API, from a file; who sees, changes and reviews them."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from contacts.models import Customer
from core import clock
from records.models import Attachment
from sales.models import Visit
from tests import factories
from tests.sales.visits import MINUTES, here, hold, make_visit, placed_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return placed_customer(cast.rep, "东岭重卡")


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(page: str, visit: Any) -> str:
    return reverse(f"sales:visit_{page}", args=[visit.pk])


def at(moment: Any) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def a_photo() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, "JPEG")
    return SimpleUploadedFile("现场.jpg", out.getvalue(), "image/jpeg")


def soon() -> Any:
    """Tomorrow at ten or, where that is a day off, whenever it is: the form is told to plan it all the same."""
    return (clock.now() + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)


def test_a_rep_plans_checks_in_writes_up_and_his_leader_reviews_on_pages(cast: Any, customer: Any) -> None:
    client = signed_in(cast.rep)
    person = factories.make_contact(customer, "李工")
    given = {
        "customer": customer.pk,
        "purpose": "谈二季度用量",
        "kind": "onsite",
        "planned_start": at(clock.now() + timedelta(minutes=5)),
        "contacts": [person.pk],
        "is_confirmed": "on",
    }
    answer = client.post(reverse("sales:visit_create"), given)
    visit = Visit.objects.get()
    assert answer.status_code == 302 and answer.url == visit.get_absolute_url()
    assert visit.planned_end - visit.planned_start == timedelta(hours=1)
    assert list(visit.contacts.all()) == [person] and visit.owner == cast.rep

    position = {"latitude": "22.001", "longitude": "108.6", "accuracy": "9.6"}
    answer = client.post(url("check_in", visit), {**position, "photo": a_photo()})
    assert answer.status_code == 302
    visit.refresh_from_db()
    assert visit.is_within_radius and visit.photo.content_kind in {"", "image/jpeg"}
    shown = client.get(url("photo", visit))
    assert shown["Content-Type"] == "image/jpeg" and Image.open(BytesIO(shown.getvalue())).size == (60, 40)

    with clock.at(visit.checked_in_at + timedelta(minutes=30)):
        answer = client.post(url("check_out", visit), position)
        assert answer.url == url("write", visit)
        page = client.get(answer.url)
        assert f'<option value="{person.pk}" selected>' in page.content.decode()
        minutes = {
            "summary": MINUTES,
            "result": "同意试装",
            "next_action": "送件",
            "next_on": (clock.today() + timedelta(days=3)).isoformat(),
            "met": [person.pk],
            "key": "k1",
        }
        assert client.post(url("write", visit), minutes).status_code == 302
        assert (
            client.post(url("write", visit), minutes).status_code == 302
        )  # sent again by a phone that lost the answer
        assert client.post(url("write", visit), {**minutes, "key": "k2"}).status_code == 409
    visit.refresh_from_db()
    assert visit.is_effective
    customer.refresh_from_db()
    assert customer.next_follow_on == visit.next_on
    leader = signed_in(cast.manager)
    assert leader.post(url("review", visit), {"decision": "accept", "comment": "好"}).status_code == 302
    visit.refresh_from_db()
    assert visit.status == "reviewed" and visit.reviewed_by == cast.manager


def test_far_away_the_page_asks_why_and_keeps_the_position(cast: Any, customer: Any) -> None:
    client = signed_in(cast.rep)
    visit = make_visit(customer, cast.rep)
    far = {"latitude": "22.1", "longitude": "108.6", "accuracy": "20"}
    answer = client.post(url("check_in", visit), far)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="22.1"' in text and "11 公里" in text
    answer = client.post(url("check_in", visit), {**far, "reason": "在分厂"})
    visit.refresh_from_db()
    assert answer.status_code == 302 and visit.exemption == "asked" and visit.is_within_radius is False


def test_a_file_that_is_no_picture_comes_back_as_a_refusal(cast: Any, customer: Any) -> None:
    visit = make_visit(customer, cast.rep)
    fake = SimpleUploadedFile("photo.jpg", b"GIF89a not really", "image/jpeg")
    answer = signed_in(cast.rep).post(
        url("check_in", visit), {"latitude": "22", "longitude": "108.6", "photo": fake}
    )
    visit.refresh_from_db()
    assert answer.status_code == 422 and visit.status == "planned" and not Attachment.objects.exists()


def test_a_clash_is_listed_and_planned_once_it_is_confirmed(cast: Any, customer: Any) -> None:
    client = signed_in(cast.rep)
    first = make_visit(customer, cast.rep, soon())
    given = {
        "customer": customer.pk,
        "purpose": "第二场",
        "kind": "onsite",
        "planned_start": at(first.planned_start + timedelta(minutes=30)),
    }
    answer = client.post(reverse("sales:visit_create"), given)
    assert answer.status_code == 422 and 'name="is_confirmed"' in answer.content.decode()
    assert client.post(reverse("sales:visit_create"), {**given, "is_confirmed": "on"}).status_code == 302
    assert 'name="is_confirmed"' not in client.get(reverse("sales:visit_create")).content.decode()


def test_who_sees_changes_and_reviews_a_visit(cast: Any, customer: Any) -> None:
    visit = make_visit(customer, cast.rep)
    seen = lambda user: signed_in(user).get(visit.get_absolute_url()).status_code  # noqa: E731
    assert (seen(cast.rep), seen(cast.manager), seen(cast.executive)) == (200, 200, 200)
    assert (seen(cast.other_rep), seen(cast.other_manager), seen(cast.colleague)) == (404, 404, 404)
    assert signed_in(cast.manager).post(url("check_in", visit), {}).status_code == 403
    assert signed_in(cast.rep).post(url("review", visit), {"decision": "accept"}).status_code == 403
    factories.make_team_member(customer, cast.colleague)
    assert seen(cast.colleague) == 200
    assert (
        signed_in(cast.colleague).post(url("cancel", visit), {"whose": "us", "reason": "x"}).status_code
        == 403
    )


def test_the_owner_of_a_customer_reads_who_else_was_there_and_who_is_taken_along_reads_it(
    cast: Any, customer: Any
) -> None:
    visit = make_visit(customer, cast.manager, participants=[cast.other_rep])
    assert signed_in(cast.rep).get(visit.get_absolute_url()).status_code == 200
    assert signed_in(cast.other_rep).get(visit.get_absolute_url()).status_code == 200
    assert signed_in(cast.rep).post(url("check_in", visit), {}).status_code == 403


def test_a_customer_in_a_pool_takes_no_visit(cast: Any) -> None:
    pool = factories.make_pool(users=[cast.rep])
    pooled = factories.make_customer("公海客户", None, pool=pool)
    given = {"customer": pooled.pk, "purpose": "x", "kind": "onsite", "planned_start": at(soon())}
    assert signed_in(cast.rep).post(reverse("sales:visit_create"), given).status_code == 422
    assert not Visit.objects.exists()


def test_tabs_of_customers_people_and_sales_show_their_visits(cast: Any, customer: Any) -> None:
    from tests.sales.opportunities import make_opportunity

    person = factories.make_contact(customer, "李工")
    sale = make_opportunity(customer, cast.rep)
    visit = make_visit(customer, cast.rep, contacts=[person], opportunity=sale, purpose="看试装")
    client = signed_in(cast.rep)
    for page in (customer, person, sale):
        shown = client.get(f"{page.get_absolute_url()}?tab=visits").content.decode()
        assert visit.get_absolute_url() in shown and "看试装" in shown


def test_over_the_api_a_program_plans_checks_in_submits_and_reviews(cast: Any, customer: Any) -> None:
    client = signed_in(cast.rep)
    person = factories.make_contact(customer)

    def send(path: str, by: Client = client, **body: Any) -> Any:
        return by.post(f"/api/v1/visits{path}", json.dumps(body), content_type="application/json")

    made = send(
        "",
        customer=customer.pk,
        purpose="接口计划",
        planned_start=(clock.now() + timedelta(minutes=1)).isoformat(),
        contacts=[person.pk],
        is_confirmed=True,
    )
    assert made.status_code == 201, made.content
    pk = made.json()["id"]
    assert send(f"/{pk}/submit", summary="早").status_code in {409, 422}
    answer = send(f"/{pk}/check_in", latitude="22", longitude="108.6", accuracy="5")
    assert answer.status_code == 200, answer.content
    assert answer.json()["status"] == "checked_in" and answer.json()["distance_m"] == 0
    assert send(f"/{pk}/check_out").json()["status"] == "checked_out"
    day = (clock.today() + timedelta(days=2)).isoformat()
    answer = send(
        f"/{pk}/submit", summary=MINUTES, result="好", next_action="报价", next_on=day, met=[person.pk]
    )
    assert answer.json()["ineffective_reasons"] == ["short"]
    assert send(f"/{pk}/review", decision="accept").status_code == 403
    answer = send(f"/{pk}/review", signed_in(cast.manager), decision="accept")
    assert answer.status_code == 200 and answer.json()["status"] == "reviewed"
    listed = client.get("/api/v1/visits?status=reviewed").json()
    assert [row["id"] for row in listed["items"]] == [pk] and listed["items"][0]["met"] == [person.pk]


def test_the_list_of_unfinished_visits_and_the_export(cast: Any, customer: Any) -> None:
    visit = make_visit(customer, cast.rep, purpose="待办的")
    done = hold(
        make_visit(customer, cast.rep, clock.now() - timedelta(minutes=1), purpose="做完的"), cast.rep
    )
    client = signed_in(cast.manager)
    text = client.get("/visits/?scene=open").content.decode()
    assert "待办的" in text and "做完的" not in text
    exported = b"".join(client.get("/lists/visits/export/?format=csv")).decode("utf-8-sig")
    assert "待办的" in exported and done.purpose in exported
    assert signed_in(cast.rep).get("/lists/visits/export/?format=csv").status_code == 403
    assert visit.get_absolute_url() in text


def test_an_unplanned_visit_begins_on_its_page(cast: Any, customer: Any) -> None:
    client = signed_in(cast.rep)
    assert (
        f'value="{customer.pk}" selected'
        in client.get(f"/visits/now/?customer={customer.pk}").content.decode()
    )
    position = {"latitude": "22", "longitude": "108.6"}
    assert client.post("/visits/now/", {**position, "purpose": "路过"}).status_code == 422
    assert client.post("/visits/now/", {"customer": customer.pk, "purpose": "路过"}).status_code == 422
    answer = client.post("/visits/now/", {**position, "customer": customer.pk, "purpose": "路过"})
    visit = Visit.objects.get()
    assert answer.url == visit.get_absolute_url() and visit.status == "checked_in" and not visit.is_planned


def test_points_stay_with_the_visit_and_are_on_no_page(cast: Any, customer: Any) -> None:
    visit = hold(make_visit(customer, cast.rep), cast.rep, position=here())
    for address in (
        visit.get_absolute_url(),
        f"{visit.get_absolute_url()}?tab=history",
        f"/api/v1/visits/{visit.pk}",
    ):
        assert "22.001" not in signed_in(cast.executive).get(address).content.decode()
