"""Anonymous → sign-in, no role → refused, another department → not there; and a refusal changes nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.services.share import share_customer

from .routes import PAGES, PRIVATE, ROUTES, Route
from .statements import statements, written
from .tables import digest
from .world import CANARY, World

pytestmark = pytest.mark.slow


def asked(route: Route, client: Client, world: World, **headers: str) -> Iterator[tuple[str, Any]]:
    """The answers to each method that the page has."""
    url = route.url(world)
    for method in route.takes:
        data = route.data(world) if method == "post" else None
        yield method, getattr(client, method)(url, data, headers=headers)


def body_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode(errors="replace")


def bound_to_a_row() -> list[Route]:
    return [route for route in PRIVATE if route.stranger is not None]


def test_who_is_not_signed_in_is_sent_to_sign_in(world: World) -> None:
    wrong = []
    client = Client(raise_request_exception=False)
    start = reverse("accounts:sign_in")
    for route in PRIVATE:
        for method, response in asked(route, client, world):
            if response.status_code != 302 or not response["Location"].startswith(start):
                wrong.append((route.id, method, response.status_code))
    assert not wrong


def test_public_pages_open_to_anybody_and_show_nothing(world: World) -> None:
    client = Client(raise_request_exception=False)
    wrong = []
    for route in ROUTES:
        if route.is_public:
            for method, response in asked(route, client, world):
                if response.status_code >= 500 or CANARY in response.content.decode():
                    wrong.append((route.id, method, response.status_code))
    assert not wrong


@pytest.mark.parametrize("who", ["nobody", "stranger"])
def test_a_refusal_is_the_promised_one_and_changes_nothing(world: World, browser: Callable, who: str) -> None:
    """Without any role 403 (404 where the row itself is private); of another department's row one knows nothing."""
    people = {"nobody"} if who == "nobody" else {f"other_{route.opens}" for route in bound_to_a_row()}
    for person in people:
        browser(person)
    before = digest()
    wrong = []
    for route in PRIVATE:
        promised = route.nobody if who == "nobody" else route.stranger
        if promised is None or promised < 400:
            continue
        client = browser("nobody" if who == "nobody" else f"other_{route.opens}")
        with statements() as sent:
            answers = list(asked(route, client, world))
        for method, response in answers:
            if response.status_code != promised:
                wrong.append((route.id, method, response.status_code, promised))
            if CANARY in response.content.decode(errors="replace"):
                wrong.append((route.id, method, "shows the row"))
        if written(sent):
            wrong.append((route.id, "wrote", written(sent)))
    assert not wrong
    assert digest() == before


def test_a_page_opens_to_whom_it_is_for_and_reading_writes_nothing(world: World, browser: Callable) -> None:
    """Only what was lately seen is noted, and what must be logged because somebody read it."""
    wrong = []
    for route in PRIVATE:
        if "get" not in route.takes:
            continue
        client, url = browser(route.opens), route.url(world)
        with statements() as sent:
            response = client.get(url)
        if response.status_code != route.answer:
            wrong.append((route.id, route.opens, response.status_code, route.answer))
        tables = written(sent) - READING_MAY_WRITE.get(route.name, set()) - {"records_recentview"}
        if tables:
            wrong.append((route.id, "wrote", tables))
        body_of(response)
    assert not wrong


# Exports and unmasking are logged because somebody read; setting up a second step begins with its secret.
READING_MAY_WRITE = {
    "records:export": {"core_actionlog"},
    "records:export_file": {"core_actionlog"},
    "contacts:contact_vcard": {"core_actionlog", "contacts_unmasklog"},
    "contacts:customer_vcards": {"core_actionlog", "contacts_unmasklog"},
    "accounts:two_factor": {"otp_totp_totpdevice"},
}


def test_what_only_posts_refuses_to_be_read(world: World, browser: Callable) -> None:
    wrong = []
    for route in PRIVATE:
        if route.takes == ("post",):
            response = browser(route.opens).get(route.url(world))
            if response.status_code not in {405, 302}:
                wrong.append((route.id, response.status_code))
    assert not wrong


def test_a_post_without_the_form_token_is_refused(world: World, cast: Any) -> None:
    wrong = []
    clients: dict[str, Client] = {}
    for route in PRIVATE:
        if "post" not in route.takes:
            continue
        if route.opens not in clients:
            clients[route.opens] = Client(enforce_csrf_checks=True, raise_request_exception=False)
            clients[route.opens].force_login(
                getattr(cast, route.opens), backend="accounts.backends.RoleBackend"
            )
        response = clients[route.opens].post(route.url(world), route.data(world))
        if response.status_code != 403:
            wrong.append((route.id, response.status_code))
    assert not wrong


def test_an_empty_post_is_answered_not_crashed(world: World, browser: Callable) -> None:
    """By whom the page is for: refused input, a redirect, or done; never a crash."""
    wrong = []
    for route in PRIVATE:
        if "post" in route.takes and route.name not in {"accounts:sign_out", "accounts:sessions_end"}:
            response = browser(route.opens).post(route.url(world), {})
            if response.status_code >= 500:
                wrong.append((route.id, response.status_code))
    assert not wrong


def test_no_list_or_search_of_another_department_shows_the_row(world: World, browser: Callable) -> None:
    wrong = []
    for route in PRIVATE:
        if "get" not in route.takes or route.stranger is not None or route.opens not in {"rep", "manager"}:
            continue
        response = browser(f"other_{route.opens}").get(route.url(world))
        text = body_of(response).replace("q=金丝雀", "").replace('value="金丝雀', "")
        if f"{CANARY}重工" in text or f"{CANARY}甲" in text or f"{CANARY}谈话" in text:
            wrong.append(route.id)
    assert not wrong


def test_pages_are_counted() -> None:
    """The table has not been emptied by accident."""
    assert len(PAGES) > 60 and len(PRIVATE) > 100


# What seeing a row is enough for: to follow it, to look at a number (logged), to note what one promised.
READER_MAY = {"records:star", "contacts:contact_unmask", "contacts:customer_next_contact"}


def test_who_may_only_read_a_row_changes_nothing_of_it(world: World, browser: Callable, cast: Any) -> None:
    """A customer shared to read shows its pages to colleagues who could change customers of their own."""
    for user in (cast.other_rep, cast.other_manager):
        share_customer(world.customer, by=cast.manager, user=user)
        browser(user.username)
    before = digest()
    wrong = []
    read = 0
    for route in bound_to_a_row():
        client = browser(f"other_{route.opens}")
        for method, response in asked(route, client, world):
            if method == "get" and route.takes == ("get",):
                read += response.status_code in {200, 302}
            elif route.name not in READER_MAY and response.status_code not in {403, 404}:
                wrong.append((route.id, method, response.status_code))
            body_of(response)
        if route.name in READER_MAY:
            before = digest()
    assert not wrong
    assert read >= 6, "the share opens what may be read"
    assert {table for table, now in digest().items() if now != before[table]} <= {"records_recentview"}
