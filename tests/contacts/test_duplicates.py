"""Hits while typing and the scan of a list: helpful, and silent about what one may not see."""

import pytest
from django.urls import reverse

from contacts.models import Contact, Customer
from contacts.selectors.duplicates import (
    contact_hits,
    customer_hits,
    masked_name,
    scan_contacts,
    scan_customers,
)
from core import uscc
from tests.factories import make_contact, make_customer

USCI = uscc.make("91440101MA5ABCDE1")


@pytest.fixture
def ours(cast):
    return make_customer("东岭重卡集团有限公司", owner=cast.rep, usci=USCI, email="office@dongling.cn")


@pytest.fixture
def theirs(cast):
    return make_customer("南海远洋航运股份有限公司", owner=cast.other_rep, code="KH77777")


@pytest.mark.parametrize(
    "typed", ["东岭重卡集团有限公司", "东岭重卡（集团）有限责任公司", "东岭重卡", "东岭重卡集团南宁分公司"]
)
def test_a_known_name_in_any_dress_is_shown_with_its_owner(cast, ours, typed):
    (hit,) = customer_hits(cast.rep, name=typed)
    assert hit.label == ours.name and hit.url == ours.get_absolute_url() and "农丽萍" in hit.detail


@pytest.mark.parametrize("typed", ["", "东", "西江造船", "@@@", "'; DROP TABLE", "a" * 500])
def test_unlike_or_short_names_hit_nothing(cast, ours, typed):
    assert customer_hits(cast.rep, name=typed) == []


def test_the_credit_code_hits_only_when_it_is_whole(cast, ours):
    (hit,) = customer_hits(cast.rep, usci=USCI.lower())
    assert hit.certain and hit.url
    assert customer_hits(cast.rep, usci=USCI[:17]) == []


def test_a_hidden_customer_shows_only_what_was_typed_and_no_owner(cast, theirs):
    (hit,) = customer_hits(cast.rep, name="南海远洋航运")
    assert hit.url == "" and hit.label == "南海远洋航运**"
    assert "曾志强" not in hit.detail and "KH77777" not in hit.detail


@pytest.mark.parametrize("typed", ["南海", "南海远", "航运", "远洋"])
def test_a_few_signs_do_not_tell_that_a_hidden_customer_exists(cast, theirs, typed):
    assert customer_hits(cast.rep, name=typed) == []


def test_the_name_behind_a_hidden_credit_code_stays_hidden(cast):
    make_customer("南海远洋航运", owner=cast.other_rep, usci=USCI)
    (hit,) = customer_hits(cast.rep, usci=USCI)
    assert hit.label == "" and hit.url == ""


def test_a_mail_domain_hits_visible_customers_but_no_public_provider(cast, ours):
    make_customer(owner=cast.other_rep, email="a@dongling.cn")
    (hit,) = customer_hits(cast.rep, email="sales@dongling.cn")
    assert hit.label == ours.name
    make_customer(owner=cast.rep, email="boss@qq.com")
    assert customer_hits(cast.rep, email="x@qq.com") == []


def test_masks_do_not_tell_the_length():
    assert masked_name("东岭重卡集团有限公司", "东岭集团") == "东岭**集团**"
    assert masked_name("东岭", "西江") == "**"


def test_people_are_hit_by_name_at_their_customer_and_by_readable_number(cast, ours):
    person = make_contact(ours, "李伟", mobile="13812345678")
    (hit,) = contact_hits(cast.rep, customer=str(ours.pk), name="李伟")
    assert hit.url == person.get_absolute_url()
    (hit,) = contact_hits(cast.rep, mobile="+86 138 1234 5678")
    assert hit.label == "李伟" and hit.detail == str(ours)
    assert contact_hits(cast.rep, customer="x", name="李伟") == []


def test_a_number_that_one_may_not_read_is_never_hit(cast, ours, theirs):
    make_contact(ours, "李伟", mobile="13812345678")
    make_contact(theirs, "陈海生", mobile="13987654321")
    assert contact_hits(cast.agent, mobile="13812345678") == []  # sees the person, not the number
    assert contact_hits(cast.rep, mobile="13987654321") == []
    assert contact_hits(cast.rep, customer=str(theirs.pk), name="陈海生") == []


def test_the_fragments_open_to_those_who_enter_records(cast, sign_in, ours, htmx):
    url = reverse("contacts:customer_duplicates")
    answer = sign_in(cast.rep).get(url, {"name": "东岭重卡"}, headers=htmx)
    assert answer.status_code == 200 and ours.name in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert sign_in(cast.finance).get(url, {"name": "东岭重卡"}).status_code == 403
    assert sign_in(cast.rep).get(reverse("contacts:contact_duplicates")).status_code == 200


def test_hits_escape_what_was_typed(cast, sign_in, htmx):
    make_customer("<script>东岭</script>重卡", owner=cast.rep)
    url = reverse("contacts:customer_duplicates")
    page = sign_in(cast.rep).get(url, {"name": "东岭重卡"}, headers=htmx).content.decode()
    assert "<script>" not in page


def test_the_scan_finds_alike_names_and_equal_phones_within_reach(cast, sign_in, ours, theirs):
    twin = make_customer("东岭重卡集团（南宁）有限公司", owner=cast.rep)
    third = make_customer("西江船厂", owner=cast.rep, phone="0771-5678901")
    fourth = make_customer("龙桥机械", owner=cast.rep, phone="0771 5678901")
    make_customer("南海远洋航运集团", owner=cast.rep)
    rows = Customer.objects.visible_to(cast.rep)
    pairs = {frozenset(group.rows) for group in scan_customers(cast.rep, rows)}
    assert pairs == {frozenset({ours, twin}), frozenset({third, fourth})}
    page = sign_in(cast.manager).get(reverse("contacts:customer_scan"))
    assert (
        page.status_code == 200
        and reverse("contacts:customer_merge", args=[ours.pk]) in page.content.decode()
    )


def test_the_scan_of_people_compares_only_numbers_one_may_read(cast, ours):
    first = make_contact(ours, "李伟", mobile="13812345678")
    second = make_contact(ours, "王芳", mobile="13812345678")
    third, fourth = (make_contact(ours, "赵强", mobile=f"1390000000{n}") for n in (1, 2))
    rows = Contact.objects.visible_to(cast.rep)
    groups = {frozenset(group.rows) for group in scan_contacts(cast.rep, rows)}
    assert groups == {frozenset({first, second}), frozenset({third, fourth})}
    groups = {frozenset(g.rows) for g in scan_contacts(cast.agent, Contact.objects.visible_to(cast.agent))}
    assert groups == {frozenset({third, fourth})}
