"""Lists, forms, masks and moves of people and units as people use them in the browser."""

import pytest
from django.urls import reverse

from accounts.models import UnmaskLog
from contacts.models import Contact, CustomerUnit
from core import clock
from records import parameters
from tests.factories import make_contact, make_customer, make_unit


@pytest.fixture
def ours(cast):
    return make_customer("东岭重卡集团有限公司", owner=cast.rep)


@pytest.fixture
def person(ours):
    return make_contact(
        ours, "李伟", unit=make_unit(ours, name="采购中心"), mobile="13812345678", email="liwei@dongling.cn"
    )


@pytest.fixture
def foreign(cast):
    return make_contact(make_customer("南海航运", owner=cast.other_rep), "陈海生", mobile="13987654321")


def body(response):
    return response.content.decode()


def form_data(browser, url):
    form = browser.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_the_list_shows_people_with_unit_and_number_to_those_who_may_read_it(cast, sign_in, person, foreign):
    page = body(sign_in(cast.rep).get(reverse("contacts:contact_list")))
    assert "李伟" in page and "采购中心" in page and "13812345678" in page and "陈海生" not in page


@pytest.mark.parametrize("who", ["agent", "finance", "agent_manager"])
def test_others_see_masks(cast, sign_in, person, who):
    browser = sign_in(getattr(cast, who))
    for url in (
        reverse("contacts:contact_list"),
        reverse("contacts:contact_list") + "?columns=name,mobile,email",
    ):
        page = body(browser.get(url))
        assert "李伟" in page and "13812345678" not in page and "138****5678" in page
        assert "liwei@dongling.cn" not in page


@pytest.mark.parametrize("who", ["marketing", "hr", "admin", "nobody"])
def test_roles_without_people_get_403(cast, sign_in, person, who):
    browser = sign_in(getattr(cast, who))
    assert browser.get(reverse("contacts:contact_list")).status_code == 403
    assert browser.post(reverse("contacts:contact_unmask", args=[person.pk])).status_code == 403


@pytest.mark.parametrize("action", ["edit", "delete", "move", "primary", "merge", "unmask"])
def test_anothers_person_is_not_found_by_any_action(cast, sign_in, foreign, action):
    url = reverse(f"contacts:contact_{action}", args=[foreign.pk])
    assert sign_in(cast.manager).post(url, {"field": "mobile"}).status_code == 404


def test_digits_find_a_person_only_for_those_who_may_read_them(cast, sign_in, person, foreign):
    url = reverse("contacts:contact_list")
    assert "李伟" in body(sign_in(cast.rep).get(url, {"q": "5678"}))
    assert "李伟" in body(sign_in(cast.manager).get(url, {"q": "13812345678"}))
    for text in ("5678", "13812345678", "liwei", "4321"):
        page = body(sign_in(cast.agent).get(url, {"q": text}))
        assert "陈海生" not in page
        assert "138****5678" not in page or text == "liwei"  # her name reads liwei in pinyin
    assert "陈海生" not in body(sign_in(cast.rep).get(url, {"q": "4321"}))


def test_masked_columns_cannot_be_sorted_by(cast, sign_in, person):
    browser = sign_in(cast.agent)
    listing = browser.get(reverse("contacts:contact_list"), {"sort": "mobile"}).context["listing"]
    assert listing.sort is None


def test_an_export_holds_the_masks_of_the_list(cast, sign_in, person):
    cast.agent.role_links.get().role.grants.create(
        permission_id=__import__("django.contrib.auth.models", fromlist=["Permission"])
        .Permission.objects.get(codename="export_contact")
        .pk,
        span="all",
    )
    answer = sign_in(cast.agent).get(reverse("records:export", args=["contacts"]), {"format": "csv"})
    text = b"".join(answer.streaming_content).decode() if answer.streaming else body(answer)
    assert "李伟" in text and "13812345678" not in text and "138****5678" in text


# --- unmasking --------------------------------------------------------------------------------------


def test_a_look_shows_the_value_and_is_written_down(cast, sign_in, person, htmx):
    url = reverse("contacts:contact_unmask", args=[person.pk])
    answer = sign_in(cast.agent).post(url, {"field": "mobile"}, headers=htmx)
    assert answer.status_code == 200 and "13812345678" in body(answer) and "<html" not in body(answer)
    look = UnmaskLog.objects.get()
    assert (look.user, look.subject_id, look.field) == (cast.agent, person.pk, "mobile")


def test_who_reads_it_anyway_uses_up_nothing(cast, sign_in, person):
    url = reverse("contacts:contact_unmask", args=[person.pk])
    assert "13812345678" in body(sign_in(cast.rep).post(url, {"field": "mobile"}))
    assert not UnmaskLog.objects.exists()


def test_the_days_allowance_ends_and_begins_again_tomorrow(cast, sign_in, person):
    parameters.set_value("contacts.unmask_per_day", 2, by=cast.admin)
    browser = sign_in(cast.agent)
    url = reverse("contacts:contact_unmask", args=[person.pk])
    assert [browser.post(url, {"field": "mobile"}).status_code for _n in range(3)] == [200, 200, 409]
    assert UnmaskLog.objects.count() == 2
    from datetime import timedelta

    UnmaskLog.objects.update(at=clock.now() - timedelta(days=1))
    assert browser.post(url, {"field": "mobile"}).status_code == 200


def test_thirty_looks_a_day_are_allowed_by_default(cast, person):
    assert parameters.get("contacts.unmask_per_day") == 30


@pytest.mark.parametrize("field", ["name", "notes", "", "password"])
def test_only_channels_are_unmasked(cast, sign_in, person, field):
    url = reverse("contacts:contact_unmask", args=[person.pk])
    assert sign_in(cast.agent).post(url, {"field": field}).status_code == 409
    assert not UnmaskLog.objects.exists()


# --- forms ------------------------------------------------------------------------------------------


def test_a_rep_enters_a_person_with_post_and_phone(cast, sign_in, ours):
    unit = make_unit(ours)
    browser = sign_in(cast.rep)
    url = reverse("contacts:contact_create")
    data = form_data(browser, f"{url}?customer={ours.pk}")
    assert data["customer"] == str(ours.pk)
    data |= {"name": "王芳", "mobile": "１３８ ００００ １１１１", "unit": unit.pk, "job_title": "科长"}
    answer = browser.post(url, data)
    assert answer.status_code == 302, answer.context["form"].errors
    person = Contact.objects.get(name="王芳")
    assert person.mobile == "13800001111" and person.positions.get().unit == unit


def test_a_person_at_a_customer_one_only_reads_is_refused(cast, sign_in, foreign):
    from tests.factories import make_team_member

    make_team_member(foreign.customer, cast.rep, "read")
    browser = sign_in(cast.rep)
    data = form_data(browser, reverse("contacts:contact_create"))
    data |= {"customer": foreign.customer_id, "name": "新人", "mobile": "13800001111"}
    assert browser.post(reverse("contacts:contact_create"), data).status_code == 422
    assert not Contact.objects.filter(name="新人").exists()


def test_a_customer_beyond_ones_reach_is_no_choice(cast, sign_in, foreign):
    browser = sign_in(cast.rep)
    data = {"customer": foreign.customer_id, "name": "新人", "mobile": "13800001111"}
    answer = browser.post(reverse("contacts:contact_create"), data)
    assert answer.status_code == 422 and "南海航运" not in body(answer)


def test_without_a_channel_the_form_comes_back_with_everything(cast, sign_in, ours):
    browser = sign_in(cast.rep)
    data = form_data(browser, reverse("contacts:contact_create")) | {"customer": ours.pk, "name": "王芳"}
    answer = browser.post(reverse("contacts:contact_create"), data)
    assert answer.status_code == 422 and "mobile" in answer.context["form"].errors and "王芳" in body(answer)


def test_who_may_not_read_numbers_edits_the_person_without_them(cast, sign_in, person):
    url = reverse("contacts:contact_edit", args=[person.pk])
    browser = sign_in(cast.agent_manager)
    page = body(browser.get(url))
    assert "13812345678" not in page and "hobbies" not in page
    data = form_data(browser, url) | {"job_title": "副科长", "mobile": ""}
    assert browser.post(url, data).status_code == 302
    person.refresh_from_db()
    assert person.job_title == "副科长" and person.mobile == "13812345678"


def test_interests_are_in_the_form_of_those_who_may_read_them(cast, sign_in, person):
    url = reverse("contacts:contact_edit", args=[person.pk])
    assert "hobbies" in body(sign_in(cast.rep).get(url))


def test_a_person_moves_to_another_customer(cast, sign_in, person):
    other = make_customer(owner=cast.rep)
    unit = make_unit(other)
    url = reverse("contacts:contact_move", args=[person.pk])
    browser = sign_in(cast.rep)
    assert browser.get(url).status_code == 200
    answer = browser.post(url, {"customer": other.pk, "unit": unit.pk, "job_title": "部长"})
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.customer == other and person.positions.filter(to_on=None).get().unit == unit


def test_nobody_moves_a_person_to_a_customer_that_is_not_his(cast, sign_in, person, foreign):
    url = reverse("contacts:contact_move", args=[person.pk])
    assert sign_in(cast.rep).post(url, {"customer": foreign.customer_id}).status_code == 422


def test_units_are_created_edited_and_deleted(cast, sign_in, ours):
    browser = sign_in(cast.manager)
    url = reverse("contacts:unit_create")
    data = form_data(browser, f"{url}?customer={ours.pk}") | {"name": "机务部"}
    assert browser.post(url, data).status_code == 302
    unit = CustomerUnit.objects.get(name="机务部")
    twice = browser.post(url, data)
    assert twice.status_code == 422 and twice.context["form"].errors["name"]
    edit = reverse("contacts:unit_edit", args=[unit.pk])
    assert browser.post(edit, form_data(browser, edit) | {"location": "三楼"}).status_code == 302
    unit.refresh_from_db()
    assert unit.location == "三楼"
    delete = reverse("contacts:unit_delete", args=[unit.pk])
    assert browser.get(delete).status_code == 200 and browser.post(delete).status_code == 302
    assert not CustomerUnit.objects.alive().exists()


def test_a_unit_that_holds_people_says_so(cast, sign_in, person):
    unit = person.positions.get().unit
    answer = sign_in(cast.manager).post(reverse("contacts:unit_delete", args=[unit.pk]))
    assert answer.status_code == 409


def test_the_filter_by_unit_finds_people_below_it(cast, sign_in, ours):
    top = make_unit(ours)
    below = make_unit(ours, parent=top)
    make_contact(ours, "在下层", unit=below)
    make_contact(ours, "不在其中")
    page = body(sign_in(cast.rep).get(reverse("contacts:contact_list"), {"unit": top.pk}))
    assert "在下层" in page and "不在其中" not in page


def test_lists_of_people_and_units_cost_the_same_for_three_and_thirty(cast, sign_in, ours):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = sign_in(cast.rep)
    for url in (reverse("contacts:contact_list"), reverse("contacts:unit_list")):
        counts = []
        for more in (3, 27):
            for _n in range(more):
                make_contact(ours, unit=make_unit(ours))
            browser.get(url)
            with CaptureQueriesContext(connection) as queries:
                browser.get(url, {"size": 50})
            counts.append(len(queries))
        assert counts[1] <= counts[0], url


def test_a_number_that_is_none_is_kept_and_the_user_is_told(cast, sign_in, ours):
    browser = sign_in(cast.rep)
    new = {"customer": ours.pk, "name": "王芳", "mobile": "138001", "birthday_calendar": "solar"}
    page = browser.post(reverse("contacts:contact_create"), {**new, "status": "active"}, follow=True)
    person = Contact.objects.get(name="王芳")
    assert person.mobile == "138001" and "“138001”" in body(page)
    edit = reverse("contacts:contact_edit", args=[person.pk])
    again = browser.post(edit, {**form_data(browser, edit), "notes": "x"}, follow=True)
    assert "“138001”" not in body(again)
    customer = reverse("contacts:customer_edit", args=[ours.pk])
    page = browser.post(customer, {**form_data(browser, customer), "phone": "138002"}, follow=True)
    assert "“138002”" in body(page)
