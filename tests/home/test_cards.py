"""The cards of my homepage: arranged for a role, rearranged by each for himself, and taken back."""

import pytest
from django.urls import reverse

from core import stamps
from home.cards import CARDS
from records import arrangements
from records.models import Arrangement
from records.services.arrangement import arrange
from tests.factories import make_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    stamps.forget(stamps.ARRANGEMENTS)
    yield
    stamps.forget(stamps.ARRANGEMENTS)


def names(browser, column):
    return [card.name for card in browser.get("/").context["columns"][column]]


def lines(*first, hidden=()):
    rest = [card.name for card in CARDS if card.name not in first]
    return [{"name": name, "hidden": name in hidden} for name in (*first, *rest)]


def test_a_role_finds_the_cards_as_an_administrator_arranged_them(cast, sign_in):
    place = arrangements.PLACES["home"]
    arrange(place, lines("quiet", hidden={"birthdays"}), by=cast.admin, role=make_role("rep"))
    browser, other = sign_in(cast.rep), sign_in(cast.manager)
    assert names(browser, "main")[0] == "quiet" and "birthdays" not in names(browser, "side")
    assert names(other, "main")[0] == "approvals" and "birthdays" in names(other, "side")


def test_everybody_arranges_his_own_and_goes_back(cast, sign_in):
    browser, other = sign_in(cast.rep), sign_in(cast.other_rep)
    delivered = names(browser, "main")
    order = ["log", *(name for name in delivered if name != "log"), "later", "birthdays", "notices", "recent"]
    shown = [name for name in order if name != "quiet"]
    answer = browser.post(reverse("home:cards"), {"order": order, "shown": shown})
    assert answer.status_code == 302
    assert names(browser, "main") == ["log", *(name for name in delivered if name not in ("log", "quiet"))]
    assert names(other, "main") == delivered
    browser.post(reverse("home:cards"), {"do": "default"})
    assert names(browser, "main") == delivered and not Arrangement.objects.exists()


def test_an_arrow_moves_a_card_without_a_script(cast, sign_in):
    browser = sign_in(cast.rep)
    page = browser.get(reverse("home:cards"))
    order = [row.thing.name for block in page.context["blocks"] for row in block.rows]
    browser.post(reverse("home:cards"), {"order": order, "shown": order, "move": f"up {order[1]}"})
    assert names(browser, "main")[:2] == [order[1], order[0]]


def test_nonsense_arranges_nothing(cast, sign_in):
    browser = sign_in(cast.rep)
    assert (
        browser.post(reverse("home:cards"), {"order": ["secrets"], "shown": ["secrets"]}).status_code == 409
    )
    assert browser.post(reverse("home:cards"), {}).status_code in (302, 409)
    assert names(browser, "main")


def test_those_who_see_no_customers_arrange_their_own_cards_only(cast, sign_in):
    browser = sign_in(cast.admin)
    page = browser.get(reverse("home:cards"))
    offered = {row.thing.name for block in page.context["blocks"] for row in block.rows}
    assert offered == {"approvals", "work", "pages", "notices", "recent"}
    body = {"order": ["pages", "approvals", "recent", "notices"], "shown": ["pages", "approvals", "recent"]}
    browser.post(reverse("home:cards"), body)
    assert names(browser, "main") == ["pages", "approvals", "work"] and names(browser, "side") == ["recent"]


def test_a_hidden_card_is_not_asked_for(cast, sign_in, django_assert_max_num_queries):
    browser = sign_in(cast.rep)
    place = arrangements.PLACES["home"]
    hidden = {card.name for card in CARDS if card.name != "agenda"}
    arrange(place, lines(hidden=hidden), by=cast.rep, user=cast.rep)
    page = browser.get("/")
    assert "quiet" not in page.context and "birthdays" not in page.context
    part = browser.get("/?part=agenda", headers={"HX-Request": "true"}).content.decode()
    assert 'id="later"' not in part


def test_an_administrator_is_told_of_years_without_holidays(cast, sign_in):
    from datetime import date

    from core import clock
    from core.models import WorkCalendarDay

    WorkCalendarDay.objects.filter(date__gte=date(2027, 1, 1)).delete()
    with clock.at(date(2026, 11, 23)):
        tasks = sign_in(cast.admin).get("/").context["tasks"]
    told = {task["url"]: task["value"] for task in tasks}
    assert told["/admin/core/workcalendarday/"] == 1
