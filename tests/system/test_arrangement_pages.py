"""Menu and layouts in the administration site: arranged by administrators, looked at and changed by nobody else."""

import pytest
from django.urls import reverse

from core import stamps
from records.models import Arrangement
from tests.factories import make_customer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    stamps.forget(stamps.ARRANGEMENTS)
    yield
    stamps.forget(stamps.ARRANGEMENTS)


def address(place="menu", role=""):
    return reverse("admin:arrangement", args=[place]) + (f"?role={role}" if role else "")


def form_of(page):
    """What the page would send if nothing were touched."""
    rows = [row for block in page.context["blocks"] for row in block.rows]
    rows = [one for row in rows for one in (row, *row.below)]
    sent = {
        "version": page.context["version"],
        "order": [row.thing.name for row in rows],
        "shown": [row.thing.name for row in rows if row.is_shown and not row.thing.is_fixed],
    }
    for row in rows:
        sent |= {f"zh {row.thing.name}": row.zh, f"en {row.thing.name}": row.en}
    return sent


def test_an_administrator_names_orders_and_hides_and_everybody_sees_it(cast, sign_in):
    browser = sign_in(cast.admin)
    page = browser.get(address())
    assert page.status_code == 200
    sent = form_of(page)
    sent["zh customers"] = "大客户"
    sent["shown"].remove("contacts:unit_list")
    sent["order"].remove("processes")
    sent["order"].insert(0, "processes")
    assert browser.post(address(), sent).status_code == 302
    home = sign_in(cast.rep).get("/", headers={"Accept-Language": "zh-CN"}).content.decode()
    assert "大客户" in home and 'class="menu-link" href="/units/"' not in home
    assert home.index('data-module="route"') < home.index('data-module="buildings"')
    again = browser.get(address())
    assert again.context["changes"][0]["renamed"] == [("客户管理", "大客户")]
    assert form_of(again)["order"][0] == "processes"


def test_a_role_is_arranged_from_what_holds_for_everybody_and_taken_back(cast, sign_in):
    browser = sign_in(cast.admin)
    sent = form_of(browser.get(address("tabs-contacts-customer")))
    sent["shown"].remove("assets")
    browser.post(address("tabs-contacts-customer"), sent)
    of_role = form_of(browser.get(address("tabs-contacts-customer", "rep")))
    assert "assets" not in of_role["shown"]
    browser.post(address("tabs-contacts-customer", "rep"), {**of_role, "move": f"down {of_role['order'][0]}"})
    row = Arrangement.objects.get(role__code="rep")
    assert [line["name"] for line in row.lines][:2] == [of_role["order"][1], of_role["order"][0]]
    fresh = form_of(browser.get(address("tabs-contacts-customer", "rep")))
    browser.post(address("tabs-contacts-customer", "rep"), {**fresh, "do": "default"})
    assert not Arrangement.objects.filter(role__code="rep").exists()


def test_a_refusal_keeps_what_was_typed(cast, sign_in):
    browser = sign_in(cast.admin)
    sent = form_of(browser.get(address("tabs-contacts-contact")))
    answer = browser.post(address("tabs-contacts-contact"), {**sent, "shown": []})
    assert answer.status_code == 422 and answer.context["refusal"]
    assert not Arrangement.objects.exists()


def test_only_system_administrators_arrange(cast, sign_in):
    for who in (cast.rep, cast.manager, cast.auditor, cast.security):
        browser = sign_in(who)
        assert browser.get(address()).status_code == 403
        assert browser.post(address(), {"order": ["customers"]}).status_code == 403
        assert browser.get(reverse("admin:arrangements")).status_code == 403
    assert not Arrangement.objects.exists()


def test_unknown_places_and_roles_are_not_found(cast, sign_in):
    browser = sign_in(cast.admin)
    assert browser.get(address("nowhere")).status_code == 404
    assert browser.get(address("menu", "nobody")).status_code == 404


def test_of_two_who_arrange_at_once_the_second_is_told_and_loses_nothing_he_did(cast, sign_in):
    first, second = sign_in(cast.admin), sign_in(cast.admin)
    page = first.get(address())
    sent = form_of(page)
    assert first.post(address(), sent | {"zh customers": "大客户"}).status_code == 302
    late = second.post(address(), sent | {"zh customers": "重点客户"})
    assert late.status_code == 409 and form_of(late)["zh customers"] == "重点客户"
    assert form_of(first.get(address()))["zh customers"] == "大客户"
    assert second.post(address(), sent | {"do": "default"}).status_code == 409


def test_a_renamed_entry_has_its_new_name_wherever_it_is_named(cast, sign_in):
    browser = sign_in(cast.admin)
    sent = form_of(browser.get(address())) | {"zh customers": "大客户", "zh contacts:contact_list": "人脉"}
    browser.post(address(), sent)
    rep = sign_in(cast.rep)
    page = rep.get(make_customer(owner=cast.rep).get_absolute_url(), headers={"Accept-Language": "zh-CN"})
    assert page.context["breadcrumbs"][0]["label"] == "大客户"
    assert "人脉" in [line.label for line in page.context["phone_bar"]]
