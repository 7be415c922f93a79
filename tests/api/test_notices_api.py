"""The API's rules, shown on the smallest record type."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.services.token import create_token
from core import clock
from core.operation import acting_as
from reminders.models import Notice

pytestmark = pytest.mark.django_db
URL = "/api/v1/notices"


class Api:
    """A program that calls with one user's token."""

    def __init__(self, user, *, scope="write", record_types=(), language="en"):
        _token, secret = create_token(user, "test", by=user, scope=scope, record_types=record_types)
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {secret}", "Accept-Language": language}

    def call(self, method, url, body=None, **headers):
        data = body if isinstance(body, bytes | str) else json.dumps(body) if body is not None else ""
        return self.client.generic(
            method,
            url,
            data,
            content_type=headers.pop("content_type", "application/json"),
            headers={**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}},
        )

    def get(self, url, **headers):
        return self.call("GET", url, **headers)

    def post(self, url, body, **headers):
        return self.call("POST", url, body, **headers)

    def patch(self, url, body, **headers):
        return self.call("PATCH", url, body, **headers)

    def delete(self, url, **headers):
        return self.call("DELETE", url, **headers)


@pytest.fixture
def manager(cast):
    return Api(cast.manager)


@pytest.fixture
def notices(cast):
    made = []
    with acting_as(cast.manager):
        for number in range(7):
            notice = Notice(title=f"公告{number}", owner=cast.manager, is_pinned=number == 3)
            notice.published_at = clock.now() - timedelta(hours=number // 2)
            notice.save()
            made.append(notice)
    return made


def problem(response, status, code=None):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert {"type", "title", "detail", "code"} <= set(body)
    if code:
        assert body["code"] == code
    return body


def test_without_a_living_token_the_answer_is_401_with_the_way_in(cast):
    client = Client()
    response = client.get(URL)
    problem(response, 401, "unauthenticated")
    assert response["WWW-Authenticate"].startswith("Bearer")
    problem(client.get(URL, headers={"Authorization": "Bearer kam_wrong"}), 401)
    problem(client.get(URL, headers={"Authorization": "Basic abc"}), 401)
    client.force_login(cast.manager, backend="accounts.backends.RoleBackend")
    problem(client.get(URL, headers={"Authorization": "Bearer kam_wrong"}), 401)


def test_the_own_browser_reads_by_session_and_writes_only_with_the_csrf_token(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.manager, backend="accounts.backends.RoleBackend")
    assert client.get(URL).status_code == 200
    body = problem(client.post(URL, {"title": "x"}, content_type="application/json"), 403, "csrf")
    assert body["detail"]
    client.cookies["csrftoken"] = "a" * 32
    response = client.post(
        URL, {"title": "x"}, content_type="application/json", headers={"X-CSRFToken": "a" * 32}
    )
    assert response.status_code == 201


def test_pages_follow_each_other_without_gap_or_repetition_in_every_order(manager, notices):
    for sort in ("", "id", "-id", "title", "-title", "published_at", "-published_at", "expires_on", "owner"):
        whole = manager.get(f"{URL}?limit=200" + (f"&sort={sort}" if sort else "")).json()
        assert whole["total"] == 7 and whole["next"] is None
        url, seen = f"{URL}?limit=2" + (f"&sort={sort}" if sort else ""), []
        while url:
            body = manager.get(url).json()
            assert body["total"] == 7
            seen += [item["id"] for item in body["items"]]
            url = body["next"]
        assert seen == [item["id"] for item in whole["items"]], sort


def test_a_row_that_is_added_meanwhile_neither_repeats_nor_hides_another(cast, manager, notices):
    first = manager.get(f"{URL}?limit=3&sort=-id").json()
    with acting_as(cast.manager):
        Notice.objects.create(title="neu", owner=cast.manager)
    second = manager.get(first["next"]).json()
    ids = [item["id"] for item in first["items"] + second["items"]]
    assert ids == sorted(ids, reverse=True) and len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("colour=red", "colour"),
        ("sort=password", "sort"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=%D9%A3", "limit"),
        ("limit=9999999999999999999999", "limit"),
        ("cursor=abc", "cursor"),
        ("cursor=", "cursor"),
        ("published_at_min=2026-13-45", "published_at"),
        ("q=%00", "q"),
        ("q=" + "x" * 101, "q"),
        ("view=1", "view"),
        ("sort=", "sort"),
        ("is_pinned=perhaps", "is_pinned"),
        ("is_pinned=", "is_pinned"),
        ("is_pinned=true&is_pinned=false", "is_pinned"),
    ],
)
def test_a_wrong_parameter_is_named_and_never_ignored(manager, notices, query, name):
    body = problem(manager.get(f"{URL}?{query}"), 400)
    assert name in body["errors"][0]["field"]
    assert body["detail"]


def test_a_cursor_of_another_order_is_refused(manager, notices):
    following = manager.get(f"{URL}?limit=2&sort=title").json()["next"]
    problem(manager.get(following.replace("sort=title", "sort=id")), 400)


def test_filters_and_search_are_those_of_the_list(manager, notices):
    assert manager.get(f"{URL}?is_pinned=true").json()["total"] == 1
    assert manager.get(f"{URL}?q=公告").json()["total"] == 7
    assert manager.get(f"{URL}?q=公告&is_pinned=true").json()["total"] == 1
    today = clock.today().isoformat()
    assert manager.get(f"{URL}?published_at_min={today}").json()["total"] <= 7


def test_a_record_is_created_read_changed_and_deleted(cast, manager):
    response = manager.post(URL, {"title": "停电通知", "audience": [cast.east.pk]})
    assert response.status_code == 201
    made = response.json()
    assert response["Location"].endswith(f"/api/v1/notices/{made['id']}")
    assert made["owner"] == cast.manager.pk and made["owner_label"] == "张建国"
    assert made["audience"] == [cast.east.pk]
    url = f"{URL}/{made['id']}"
    read = manager.get(url)
    assert read.json() == made
    assert manager.get(url, If_None_Match=read["ETag"]).status_code == 304
    changed = manager.patch(url, {"is_pinned": True}).json()
    assert changed["is_pinned"] is True and changed["title"] == "停电通知"
    assert changed["audience"] == [cast.east.pk]
    assert changed["version"] == made["version"] + 1
    assert manager.delete(url).status_code == 204
    problem(manager.get(url), 404)
    problem(manager.delete(url), 404)


def test_a_lost_update_is_refused_by_version_and_by_etag(manager, notices):
    url = f"{URL}/{notices[0].pk}"
    read = manager.get(url)
    assert manager.patch(url, {"title": "neu"}, If_Match=read["ETag"]).status_code == 200
    problem(manager.patch(url, {"title": "anders"}, If_Match=read["ETag"]), 412, "changed")
    problem(manager.delete(url, If_Match=read["ETag"]), 412)
    body = problem(
        manager.patch(url, {"title": "anders", "version": read.json()["version"]}), 409, "conflict"
    )
    assert "title" in [error["field"] for error in body["errors"]]
    assert manager.get(url).json()["title"] == "neu"
    for header in ("", "abc", '"x"', 'W/"1"'):
        problem(manager.patch(url, {"title": "x"}, If_Match=header), 400)
    assert manager.patch(url, {"title": "stern"}, If_Match="*").status_code == 200


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "title"),
        ({"title": ""}, "title"),
        ({"title": "   "}, "title"),
        ({"title": None}, "title"),
        ({"title": 5}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"title": "x", "is_pinned": "yes"}, "is_pinned"),
        ({"title": "x", "expires_on": "tomorrow"}, "expires_on"),
        ({"title": "x", "expires_on": "2020-01-01"}, "expires_on"),
        ({"title": "x", "audience": [987654321]}, "audience"),
        ({"title": "x", "audience": [10**30]}, "audience"),
        ({"title": "x", "audience": 3}, "audience"),
        ({"title": "x", "owner": 3}, "owner"),
        ({"title": "a\x00b"}, "title"),
    ],
)
def test_a_wrong_value_names_its_field_and_saves_nothing(manager, body, field):
    answer = problem(manager.post(URL, body), 422)
    assert [error["field"] for error in answer["errors"]] == [field]
    assert answer["errors"][0]["message"]
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '"x"', b"\xff\xfe", "[" * 5000, '{"title": "\\ud800"}']
)
def test_a_body_that_is_no_object_is_refused(manager, body):
    assert manager.call("POST", URL, body).status_code in {400, 415, 422}


def test_form_posts_and_big_bodies_are_refused_in_their_own_words(manager):
    problem(manager.call("POST", URL, "title=x", content_type="application/x-www-form-urlencoded"), 415)
    problem(manager.post(URL, {"title": "x", "body": "x" * 1_100_000}), 413)
    problem(manager.post(URL, {"title": "x", "body": "x" * 6_000_000}), 413)


def test_a_read_token_reads_and_a_narrow_one_opens_only_its_types(cast, notices):
    reader = Api(cast.manager, scope="read")
    assert reader.get(URL).status_code == 200
    problem(reader.post(URL, {"title": "x"}), 403, "token_scope")
    problem(reader.delete(f"{URL}/{notices[0].pk}"), 403, "token_scope")
    narrow = Api(cast.manager, record_types=["customers"])
    problem(narrow.get(URL), 403, "token_scope")
    problem(narrow.get(f"{URL}/{notices[0].pk}"), 403, "token_scope")


def test_not_visible_is_404_visible_but_not_allowed_is_403(cast, notices):
    rep = Api(cast.rep)
    assert rep.get(f"{URL}/{notices[0].pk}").status_code == 200
    problem(rep.patch(f"{URL}/{notices[0].pk}", {"title": "x"}), 403)
    problem(rep.post(URL, {"title": "x"}), 403)
    notices[0].audience.set([cast.south])
    problem(rep.get(f"{URL}/{notices[0].pk}"), 404)
    problem(rep.patch(f"{URL}/{notices[0].pk}", {"title": "x"}), 404)
    assert notices[0].pk not in [item["id"] for item in rep.get(URL).json()["items"]]
    problem(Api(cast.nobody).get(URL), 403)
    problem(rep.get(f"{URL}/{10**30}"), 404)


def test_methods_and_addresses_that_do_not_exist_are_said_to_in_json(manager):
    response = manager.call("PUT", URL, {})
    problem(response, 405)
    assert "GET" in response["Allow"]
    problem(manager.get("/api/v1/nothing"), 404)
    problem(manager.get(f"{URL}/abc"), 404)


def test_messages_come_in_the_callers_language(cast):
    english = problem(Api(cast.manager, language="en").post(URL, {}), 422)
    assert english["errors"][0]["message"] == "This field is required."


def test_the_number_of_queries_does_not_grow_with_the_rows(cast, manager, notices):
    manager.get(URL)
    with CaptureQueriesContext(connection) as few:
        manager.get(f"{URL}?limit=3")
    with acting_as(cast.manager):
        for number in range(60):
            notice = Notice.objects.create(title=f"mehr{number}", owner=cast.manager)
            notice.audience.set([cast.east])
    with CaptureQueriesContext(connection) as many:
        assert len(manager.get(f"{URL}?limit=60").json()["items"]) == 60
    assert len(many) == len(few) <= 12
