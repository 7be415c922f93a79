"""Lists, forms and actions of customers as people use them in the browser."""

from datetime import timedelta

import pytest
from django.urls import reverse

from contacts.models import AccountTeamMember, Customer, CustomerUserShare
from contacts.records.customer import CUSTOMERS
from core import clock
from tests.factories import make_contact, make_customer, make_follow_up, make_team_member


@pytest.fixture
def ours(cast):
    return make_customer("东岭重卡集团有限公司", owner=cast.rep, code="KH90001")


@pytest.fixture
def theirs(cast):
    return make_customer("南海航运有限公司", owner=cast.other_rep, code="KH90002")


ACTIONS = ["edit", "transfer", "share", "delete", "merge", "lifecycle"]


def body(response):
    return response.content.decode()


def test_the_list_shows_what_one_may_see_and_nothing_else(cast, sign_in, ours, theirs):
    page = body(sign_in(cast.rep).get(reverse("contacts:customer_list")))
    assert "东岭重卡集团有限公司" in page and "南海航运" not in page


@pytest.mark.parametrize("who", ["hr", "admin", "security", "auditor", "nobody"])
def test_roles_without_customers_get_403(cast, sign_in, who):
    assert sign_in(getattr(cast, who)).get(reverse("contacts:customer_list")).status_code == 403


def test_strangers_are_sent_to_sign_in(client, db):
    assert client.get(reverse("contacts:customer_list")).status_code == 302


@pytest.mark.parametrize("action", ACTIONS)
def test_anothers_customer_is_not_found_by_any_action(cast, sign_in, theirs, action):
    url = reverse(f"contacts:customer_{action}", args=[theirs.pk])
    browser = sign_in(cast.manager)
    assert browser.get(url).status_code == 404
    assert browser.post(url).status_code == 404


@pytest.mark.parametrize("action", ["transfer", "share", "delete", "merge"])
def test_a_rep_may_not_do_what_is_his_managers(cast, sign_in, ours, action):
    assert sign_in(cast.rep).post(reverse(f"contacts:customer_{action}", args=[ours.pk])).status_code == 403


@pytest.mark.parametrize("action", ["transfer", "share", "delete", "edit", "lifecycle"])
def test_every_action_asks_first(cast, sign_in, ours, action):
    assert (
        sign_in(cast.manager).get(reverse(f"contacts:customer_{action}", args=[ours.pk])).status_code == 200
    )


def test_search_pick_and_export_stay_within_the_gate(cast, sign_in, ours, theirs):
    browser = sign_in(cast.manager)
    found = body(browser.get(reverse("contacts:customer_list"), {"q": "南海"}))
    assert "南海航运" not in found
    assert browser.get(reverse("records:pick", args=["customers"]), {"q": "南海"}).json()["results"] == []
    picked = browser.get(reverse("records:pick", args=["customers"]), {"q": "dlzk"}).json()["results"]
    assert [row["value"] for row in picked] == [ours.pk]
    answer = browser.get(reverse("records:export", args=["customers"]), {"format": "csv"})
    exported = b"".join(answer.streaming_content).decode() if answer.streaming else body(answer)
    assert "南海航运" not in exported


def test_two_signs_pinyin_initials_and_the_number_find_a_customer(cast, sign_in, ours):
    browser = sign_in(cast.rep)
    for text in ("重卡", "dongling", "dlzk", "KH90001", "90001"):
        assert "东岭重卡集团有限公司" in body(browser.get(reverse("contacts:customer_list"), {"q": text})), (
            text
        )


def test_scenes_split_the_list(cast):
    today = clock.today()
    mine = make_customer(owner=cast.rep, next_follow_on=today - timedelta(days=1), is_key_account=True)
    quiet = make_customer(owner=cast.rep, next_follow_on=today)
    peoples = make_customer(owner=cast.colleague)
    team = make_customer(owner=cast.other_rep)
    make_team_member(team, cast.rep)
    scenes = {scene.name: scene.condition for scene in CUSTOMERS.scenes}

    def rows(user, scene):
        return set(Customer.objects.visible_to(user).filter(scenes[scene](user)))

    assert rows(cast.rep, "mine") == {mine, quiet}
    assert rows(cast.rep, "team") == {team}
    assert rows(cast.manager, "people") == {mine, quiet, peoples}
    assert rows(cast.manager, "mine") == set()
    assert rows(cast.rep, "overdue") == {mine}
    assert rows(cast.rep, "key") == {mine}
    assert rows(cast.rep, "shared") == set() and rows(cast.rep, "followed") == set()


def test_every_scene_and_column_and_filter_opens(cast, sign_in, ours):
    browser = sign_in(cast.manager)
    url = reverse("contacts:customer_list")
    for scene in CUSTOMERS.scenes:
        assert browser.get(url, {"scene": scene.name}).status_code == 200, scene.name
    everything = ",".join(column.name for column in CUSTOMERS.columns)
    assert browser.get(url, {"columns": everything}).status_code == 200
    for column in CUSTOMERS.columns:
        for sign in ("", "-"):
            assert browser.get(url, {"sort": sign + column.name, "columns": everything}).status_code == 200
    assert browser.get(url, {"part": "filters"}, headers={"HX-Request": "true"}).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["owner=x", "owner=999999", "lifecycle=nonsense", "next_follow_on_min=gestern", "silent_days=-1",
     "silent_days=abc", "tier=%00", "page=99999999999", "sort=nothing", "q=%27%22%28", "created_at_max=2026-02-30"],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_answered_not_crashed_on(cast, sign_in, ours, query):
    assert sign_in(cast.rep).get(f"{reverse('contacts:customer_list')}?{query}").status_code == 200


def test_silence_is_counted_from_the_last_follow_up_or_for_ever(cast, sign_in, ours):
    spoken = make_customer("刚联系过的", owner=cast.rep, last_follow_at=clock.now() - timedelta(days=3))
    page = body(sign_in(cast.rep).get(reverse("contacts:customer_list"), {"silent_days": 7}))
    assert ours.name in page and spoken.name not in page


def test_the_next_contact_is_red_and_said_to_be_overdue_once_it_has_passed(cast, sign_in):
    make_customer("逾期客户", owner=cast.rep, next_follow_on=clock.today() - timedelta(days=1))
    page = body(sign_in(cast.rep).get(reverse("contacts:customer_list")))
    assert "text-danger" in page


def test_the_list_costs_as_many_queries_for_thirty_rows_as_for_three(
    cast, sign_in, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = sign_in(cast.rep)
    url = reverse("contacts:customer_list")
    for _n in range(3):
        make_customer(owner=cast.rep)
    browser.get(url)
    with CaptureQueriesContext(connection) as few:
        browser.get(url)
    for _n in range(27):
        make_customer(owner=cast.rep)
    with CaptureQueriesContext(connection) as many:
        browser.get(url, {"size": 50})
    assert len(many) <= len(few)


def test_a_rep_creates_a_customer_with_its_name_alone_and_owns_it(cast, sign_in):
    browser = sign_in(cast.rep)
    page = browser.get(reverse("contacts:customer_create"))
    assert page.status_code == 200
    fields = page.context["form"].initial | {
        name: field.initial
        for name, field in page.context["form"].fields.items()
        if field.initial is not None
    }
    data = {name: value for name, value in fields.items() if value not in (None, False)}
    answer = browser.post(reverse("contacts:customer_create"), {**data, "name": "新客户有限公司"})
    assert answer.status_code == 302, answer.context["form"].errors
    created = Customer.objects.get(name="新客户有限公司")
    assert created.owner == cast.rep and created.code.startswith("KH")


def test_refused_input_comes_back_with_what_was_typed(cast, sign_in):
    data = {"name": "新客户", "usci": "123", "city": "柳州"}
    answer = sign_in(cast.rep).post(reverse("contacts:customer_create"), data)
    assert answer.status_code == 422
    assert 'value="柳州"' in body(answer) and "usci" in answer.context["form"].errors


def form_data(browser, url):
    """What a browser would send back unchanged."""
    form = browser.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def test_an_edit_saves_and_a_stale_one_shows_both_values(cast, sign_in, ours):
    browser = sign_in(cast.rep)
    url = reverse("contacts:customer_edit", args=[ours.pk])
    mine = form_data(browser, url)
    theirs = {**mine, "city": "南宁"}
    assert sign_in(cast.manager).post(url, theirs).status_code == 302
    answer = browser.post(url, {**mine, "city": "桂林"})
    assert answer.status_code == 422 and "南宁" in body(answer) and "桂林" in body(answer)
    ours.refresh_from_db()
    assert ours.city == "南宁"
    again = {**mine, "city": "桂林", "read_version": answer.context["form"]["read_version"].value()}
    assert browser.post(url, again).status_code == 302
    ours.refresh_from_db()
    assert ours.city == "桂林"


def test_a_rep_cannot_make_his_customer_a_key_account_or_give_it_away(cast, sign_in, ours):
    url = reverse("contacts:customer_edit", args=[ours.pk])
    browser = sign_in(cast.rep)
    data = form_data(browser, url)
    data |= {"is_key_account": "on", "tier": "vip", "owner": cast.other_rep.pk}
    assert browser.post(url, data).status_code == 302
    ours.refresh_from_db()
    assert not ours.is_key_account and ours.tier == "" and ours.owner == cast.rep


def test_a_manager_transfers_one_and_many(cast, sign_in, ours, theirs):
    browser = sign_in(cast.manager)
    url = reverse("contacts:customer_transfer", args=[ours.pk])
    assert browser.post(url, {"to": cast.colleague.pk, "reason": "调整"}).status_code == 302
    ours.refresh_from_db()
    assert ours.owner == cast.colleague
    second = make_customer(owner=cast.rep)
    bulk = reverse("records:bulk", args=["customers", "transfer"])
    data = {"ids": [ours.pk, second.pk, theirs.pk], "to": cast.rep.pk, "reason": "", "confirmed": "1"}
    assert browser.post(bulk, data).status_code == 302
    assert set(Customer.objects.filter(owner=cast.rep)) == {ours, second}
    theirs.refresh_from_db()
    assert theirs.owner == cast.other_rep


def test_whoever_transfers_out_of_his_reach_lands_on_the_list(cast, sign_in, ours):
    url = reverse("contacts:customer_transfer", args=[ours.pk])
    answer = sign_in(cast.manager).post(url, {"to": cast.other_rep.pk, "reason": ""})
    assert answer.status_code == 302 and answer["Location"] == reverse("contacts:customer_list")


def test_sharing_and_staffing_many_skips_those_that_refuse(cast, sign_in, ours):
    other = make_customer(owner=cast.colleague)
    browser = sign_in(cast.manager)
    data = {"ids": [ours.pk, other.pk], "confirmed": "1", "rights": "view", "with_user": cast.rep.pk}
    assert browser.post(reverse("records:bulk", args=["customers", "share"]), data).status_code == 302
    assert list(CustomerUserShare.objects.values_list("content_object", flat=True)) == [other.pk]
    data = {
        "ids": [ours.pk, other.pk],
        "confirmed": "1",
        "rights": "write",
        "role": "pm",
        "member": cast.colleague.pk,
    }
    assert browser.post(reverse("records:bulk", args=["customers", "team"]), data).status_code == 302
    assert list(AccountTeamMember.objects.values_list("customer", flat=True)) == [ours.pk]


def test_shares_and_places_are_given_changed_and_ended_on_the_customers_page(cast, sign_in, ours):
    browser = sign_in(cast.manager)
    share = {"with_user": cast.other_rep.pk, "rights": "view"}
    assert browser.post(reverse("contacts:customer_share", args=[ours.pk]), share).status_code == 302
    row = CustomerUserShare.objects.get()
    end = reverse("contacts:customer_share_end", args=[ours.pk, "person", row.pk])
    assert browser.get(end).status_code == 200
    assert browser.post(end).status_code == 302 and not CustomerUserShare.objects.exists()
    place = {"member": cast.other_rep.pk, "role": "grm", "rights": "read"}
    assert browser.post(reverse("contacts:team_member_create", args=[ours.pk]), place).status_code == 302
    twice = browser.post(
        reverse("contacts:team_member_create", args=[ours.pk]), {**place, "member": cast.colleague.pk}
    )
    assert twice.status_code == 422 and twice.context["form"].errors["role"]
    member = AccountTeamMember.objects.get()
    edit = reverse("contacts:team_member_edit", args=[ours.pk, member.pk])
    assert browser.get(edit).status_code == 200
    assert browser.post(edit, {"role": "pm", "rights": "write"}).status_code == 302
    member.refresh_from_db()
    assert member.role == "pm" and member.rights == "write"
    assert browser.post(reverse("contacts:team_member_remove", args=[ours.pk, member.pk])).status_code == 302
    assert not AccountTeamMember.objects.alive().exists()


def test_a_share_needs_exactly_one_target(cast, sign_in, ours):
    url = reverse("contacts:customer_share", args=[ours.pk])
    answer = sign_in(cast.manager).post(url, {"rights": "view"})
    assert answer.status_code == 422


def test_the_lifecycle_page_offers_only_what_the_table_allows(cast, sign_in, ours):
    url = reverse("contacts:customer_lifecycle", args=[ours.pk])
    browser = sign_in(cast.rep)
    offered = {value for value, _label in browser.get(url).context["form"].fields["to"].choices}
    assert offered == {"developing", "active", "lost"}
    assert browser.post(url, {"to": "dormant"}).status_code == 422
    assert browser.post(url, {"to": "developing"}).status_code == 302


def test_a_customer_that_is_used_refuses_its_deletion_in_words(cast, sign_in, ours):
    make_follow_up(ours, cast.rep)
    browser = sign_in(cast.manager)
    answer = browser.post(reverse("contacts:customer_delete", args=[ours.pk]))
    assert answer.status_code == 409 and Customer.objects.alive().filter(pk=ours.pk).exists()


def test_what_an_employee_still_owns_is_asked_before_he_is_disabled(cast, ours):
    from contacts.hand_over import held_here

    (item,) = held_here(cast.rep)
    assert item.count == 1 and item.url == reverse("contacts:leaving", args=[cast.rep.pk])
    assert held_here(cast.hr) == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_pages_open_in_both_languages(cast, sign_in, ours, language):
    make_contact(ours)
    cast.manager.language = language
    cast.manager.save()
    browser = sign_in(cast.manager)
    for name in ("customer_list", "customer_create", "customer_scan", "contact_list", "contact_create",
                 "contact_scan", "unit_list", "unit_create"):  # fmt: skip
        assert browser.get(reverse(f"contacts:{name}")).status_code == 200, name
