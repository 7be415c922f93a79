"""Menu and tabs stand as administrators arranged them, for everybody and for roles; hiding is no right."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from accounts import access
from core import stamps
from core.errors import DomainError
from core.models import ActionLog
from records import arrangements, menu, tabs
from records.models import Arrangement
from records.services.arrangement import arrange, take_back
from tests.factories import make_customer, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    stamps.forget(stamps.ARRANGEMENTS)
    yield
    stamps.forget(stamps.ARRANGEMENTS)


def line(name, hidden=False, zh="", en=""):
    return {"name": name, "hidden": hidden, "zh": zh, "en": en}


def put(place, *lines, by, **whom):
    """These first, everything else behind them as it was delivered."""
    found = arrangements.PLACES[place]
    named = {given["name"] for given in lines}
    rest = [line(thing.name) for thing in found.things() if thing.name not in named]
    return arrange(found, [*lines, *rest], by=by, **whom)


def labels(user):
    access.forget(user)
    return {
        module.label: [item.label for item in module.items] for module in menu.for_user(user, "/customers/")
    }


def tab_names(user, customer, asked=""):
    access.forget(user)
    return [shown.name for shown in tabs.for_record(customer, user, asked)]


def test_modules_and_entries_stand_in_the_order_given_and_the_rest_as_delivered(cast):
    with translation.override("en"):
        before = labels(cast.rep)
        put("menu", line("processes"), line("customers"), line("contacts:contact_list"), by=cast.admin)
        after = labels(cast.rep)
    assert list(after)[:2] == ["Process centre", "Customer management"]
    assert set(after) == set(before)
    assert after["Customer management"][0] == "Contacts"
    assert sorted(after["Customer management"]) == sorted(before["Customer management"])


def test_a_new_name_stands_in_its_language_and_the_delivered_one_in_the_other(cast):
    put("menu", line("customers", zh="大客户"), by=cast.admin)
    with translation.override("zh-hans"):
        assert "大客户" in labels(cast.rep)
    with translation.override("en"):
        assert "Customer management" in labels(cast.rep)


def test_a_hidden_entry_leaves_the_menu_but_its_address_answers(cast, sign_in):
    put("menu", line("contacts:contact_list", hidden=True), by=cast.admin)
    browser = sign_in(cast.rep)
    answer = browser.get("/contacts/")
    assert answer.status_code == 200
    assert '<a class="menu-link" href="/contacts/"' not in answer.content.decode()


def test_what_an_entry_needs_is_still_asked_of_the_roles(cast):
    put("menu", line("admin:index"), by=cast.admin)
    access.forget(cast.rep)
    assert "/admin/" not in [item.url for module in menu.for_user(cast.rep, "/") for item in module.items]


def test_a_role_has_its_own_order_and_hides_for_itself_alone(cast):
    rep = make_role("rep")
    put("tabs-contacts-customer", line("team"), line("assets", hidden=True), by=cast.admin, role=rep)
    customer = make_customer(owner=cast.rep)
    assert tab_names(cast.rep, customer)[0] == "team" and "assets" not in tab_names(cast.rep, customer)
    assert tab_names(cast.manager, customer)[0] == "activity" and "assets" in tab_names(
        cast.manager, customer
    )


def test_of_several_roles_a_thing_is_hidden_only_where_all_hide_it(cast):
    from accounts.models import UserRole

    rep, process = make_role("rep"), make_role("proc")
    UserRole.objects.create(user=cast.rep, role=process)
    customer = make_customer(owner=cast.rep)
    put("tabs-contacts-customer", line("assets", hidden=True), by=cast.admin, role=rep)
    assert "assets" in tab_names(cast.rep, customer)
    put("tabs-contacts-customer", line("assets", hidden=True), by=cast.admin)
    assert "assets" not in tab_names(cast.rep, customer)


def test_a_hidden_tab_answers_who_asks_for_it(cast, sign_in):
    put("tabs-contacts-customer", line("team", hidden=True), by=cast.admin)
    customer = make_customer(owner=cast.rep)
    assert "team" not in tab_names(cast.rep, customer) and "team" in tab_names(cast.rep, customer, "team")
    page = sign_in(cast.rep).get(customer.get_absolute_url(), {"tab": "team"})
    assert page.status_code == 200 and page.context["tab"].name == "team"


def test_what_leads_back_to_the_arrangement_cannot_be_hidden_nor_everything(cast):
    for lines in (
        [line("system", hidden=True)],
        [line("admin:index", hidden=True)],
        [line("no such thing")],
        [line("customers"), line("customers")],
        [line("customers", zh="长" * 41)],
    ):
        with pytest.raises(DomainError):
            put("menu", *lines, by=cast.admin)
    place = arrangements.PLACES["tabs-contacts-contact"]
    with pytest.raises(DomainError):
        arrange(place, [line(thing.name, hidden=True) for thing in place.things()], by=cast.admin)
    with pytest.raises(DomainError):
        put("menu", by=cast.rep, user=cast.rep)
    assert not Arrangement.objects.exists()


def test_names_are_given_for_everybody_only(cast):
    row = put("menu", line("customers", zh="大客户"), by=cast.admin, role=make_role("rep"))
    assert not any(kept.get("zh") for kept in row.lines)


def test_what_an_arrangement_does_not_know_stands_behind_what_it_was_delivered_behind():
    things = [arrangements.Thing(name, name) for name in "abcd"]
    order = arrangements.merged(things, [line("d"), line("a"), line("b"), line("gone")])
    assert [thing.name for thing in order] == ["d", "a", "b", "c"]


def test_back_to_delivered_and_what_was_done_stays_in_log_and_history(cast):
    customer = make_customer(owner=cast.rep)
    delivered = tab_names(cast.rep, customer)
    put("tabs-contacts-customer", line("team"), by=cast.admin)
    assert tab_names(cast.rep, customer) != delivered
    place = arrangements.PLACES["tabs-contacts-customer"]
    assert take_back(place, by=cast.admin) and not take_back(place, by=cast.admin)
    assert tab_names(cast.rep, customer) == delivered
    assert set(ActionLog.objects.values_list("verb", flat=True)) >= {
        "records.arrangement_changed",
        "records.arrangement_taken_back",
    }
    assert list(Arrangement.history.values_list("history_type", flat=True)) == ["-", "+"]


def test_pages_cost_no_statement_more_for_an_arranged_menu(cast, sign_in):
    browser = sign_in(cast.rep)

    def statements():
        browser.get("/contacts/")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            browser.get("/contacts/")
        return len(seen)

    before = statements()
    put("menu", line("processes"), line("customers", zh="大客户"), by=cast.admin)
    assert statements() == before


def test_another_process_hears_of_a_change_with_its_next_request(cast, sign_in):
    from core.models import ChangeStamp

    browser = sign_in(cast.rep)
    put("menu", line("customers", zh="大客户", en="Key accounts"), by=cast.admin)
    assert "Key accounts" in browser.get("/", headers={"Accept-Language": "en"}).content.decode()
    Arrangement.objects.update(lines=[line("customers", en="Clients")])  # as another process would
    ChangeStamp.objects.filter(name=stamps.ARRANGEMENTS).update(stamp="another")
    assert "Clients" in browser.get("/", headers={"Accept-Language": "en"}).content.decode()
