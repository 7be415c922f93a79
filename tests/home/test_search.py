"""Global search finds what people type, within the gate, with a constant number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.services.recent import note_view
from tests import factories

pytestmark = pytest.mark.django_db


def found(client, text, **headers):
    response = client.get("/search/", {"q": text}, headers=headers)
    assert response.status_code == 200
    return {hit.text for group in response.context["groups"] for hit in group.hits if "/new/" not in hit.url}


@pytest.fixture
def world(cast):
    customer = factories.make_customer("广西新力机械有限公司", owner=cast.rep, code="KH20260012", usci=None)
    contact = factories.make_contact(customer, "单小勇", mobile="13878885555")
    return customer, contact


@pytest.mark.parametrize("text", ["新力", "广西新力", "xinli", "gxxl", "KH20260012", "20260012", "0012"])
def test_a_customer_is_found_by_what_people_type(cast, sign_in, world, text):
    assert str(world[0]) in found(sign_in(cast.rep), text)


@pytest.mark.parametrize("text", ["单小勇", "小勇", "单", "shanxiaoyong", "sxy", "5555", "13878885555"])
def test_a_person_is_found_by_name_sound_initials_and_last_digits(cast, sign_in, world, text):
    assert "单小勇" in found(sign_in(cast.rep), text)


def test_nobody_finds_what_he_may_not_see(cast, sign_in, world):
    for text in ("新力", "小勇", "5555", "0012"):
        assert not found(sign_in(cast.other_rep), text) & {str(world[0]), "单小勇"}


def test_the_exact_name_comes_first_and_the_rest_has_a_link(cast, sign_in):
    for number in range(9):
        factories.make_customer(f"东岭重卡{number}号", owner=cast.rep)
    exact = factories.make_customer("东岭", owner=cast.rep)
    response = sign_in(cast.rep).get("/search/?q=东岭")
    group = response.context["groups"][0]
    assert group.hits[0].text == str(exact) and len(group.hits) == 6
    assert group.count == "10" and group.all_url.startswith("/customers/?q=")


def test_nothing_typed_shows_what_was_opened_last_and_is_still_visible(cast, sign_in, world):
    other = factories.make_customer(owner=cast.other_rep)
    note_view(cast.rep, other)
    note_view(cast.rep, world[0])
    assert str(world[0]) in found(sign_in(cast.rep), "")
    assert str(other) not in found(sign_in(cast.rep), "")


def test_the_palette_gets_a_fragment_and_may_create_what_it_did_not_find(cast, sign_in, htmx):
    response = sign_in(cast.rep).get("/search/?q=全新客户", headers=htmx)
    text = response.content.decode()
    assert "<html" not in text and "/customers/new/?name=" in text


@pytest.mark.parametrize(
    "text", ["\x00", "%", "'\"\\", "(" * 100, "x" * 5000, "*:*", "AND", "'; DROP TABLE", "单\u200b", "😀"]
)
def test_strange_words_break_nothing(cast, sign_in, world, text):
    found(sign_in(cast.rep), text)


def test_the_number_of_queries_does_not_grow_with_the_hits(cast, sign_in, world):
    client = sign_in(cast.rep)

    def statements(numbers: range) -> int:
        for number in numbers:
            made = factories.make_customer(f"新力分厂{number}", owner=cast.rep)
            factories.make_contact(made, f"新力{number}")
            factories.make_unit(made, name=f"新力车间{number}")
        found(client, "新力")
        with CaptureQueriesContext(connection) as asked:
            found(client, "新力", **{"HX-Request": "true"})
        return len(asked)

    few = statements(range(3))
    assert statements(range(3, 30)) == few <= 25
