"""People at customers: entering, moving, posts."""

from datetime import date, timedelta

import pytest

from contacts.models import Contact, ContactPosition, Customer
from contacts.services.contact import (
    create_contact,
    delete_contact,
    move_contact,
    set_primary_contact,
    update_contact,
)
from contacts.services.position import add_position, end_position, set_primary_position
from core import clock, lunar
from core.errors import DomainError
from tests.factories import make_contact, make_customer, make_follow_up, make_unit


@pytest.fixture
def customer(cast):
    return make_customer("东岭重卡集团", owner=cast.rep)


def refused(call, *args, **facts):
    with pytest.raises(DomainError) as refusal:
        call(*args, **facts)
    return refusal.value


def test_a_person_is_entered_with_his_post(cast, customer):
    unit = make_unit(customer)
    person = create_contact(
        customer, by=cast.rep, unit=unit, name="李工", job_title="科长", mobile="+86 138-1234-5678"
    )
    assert person.mobile == "13812345678" and person.mobile_key == "13812345678"
    post = person.positions.get()
    assert post.unit == unit and post.is_primary and post.job_title == "科长" and post.to_on is None


def test_names_with_a_middle_dot_and_rare_signs_are_kept(cast, customer):
    for name in ("阿卜杜拉·买买提", "王㛃", "𠮷田", "José O’Neil"):
        assert create_contact(customer, by=cast.rep, name=name, wechat="w").name == name


def test_a_person_without_any_way_to_reach_him_is_refused(cast, customer):
    assert refused(create_contact, customer, by=cast.rep, name="李工").code == "no_channel"
    person = make_contact(customer, mobile="13812345678")
    assert refused(update_contact, person, by=cast.rep, mobile=" ").code == "no_channel"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"birth_month": 2, "birth_day": 30}, "birth_day"),
        ({"birth_month": 2, "birth_day": 29, "birth_year": 2001}, "birth_day"),
        ({"birth_month": 13, "birth_day": 1}, "birth_day"),
        ({"birth_month": 5}, "birth_day"),
        ({"birth_day": 5}, "birth_month"),
        ({"birth_year": 1899}, "birth_year"),
        ({"birth_month": 8, "birth_day": 31, "birthday_calendar": "lunar"}, "birth_day"),
        ({"birth_month": 8, "birth_day": 1, "is_leap_month": True}, "is_leap_month"),
    ],
)
def test_days_that_do_not_exist_are_no_birthdays(cast, customer, facts, field):
    assert refused(create_contact, customer, by=cast.rep, name="李工", wechat="w", **facts).field == field


def test_a_leap_month_must_be_that_years(cast, customer):
    assert lunar.leap_month(1990) == 5
    facts = {"birth_day": 3, "birthday_calendar": "lunar", "is_leap_month": True, "birth_year": 1990}
    create_contact(customer, by=cast.rep, name="甲", wechat="w", birth_month=5, **facts)
    assert refused(create_contact, customer, by=cast.rep, name="乙", wechat="w", birth_month=6, **facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"birth_month": 2, "birth_day": 29},
        {"birth_month": 2, "birth_day": 29, "birth_year": 2000},
        {"birth_month": 8, "birth_day": 30, "birthday_calendar": "lunar"},
        {"birth_year": 1980},
    ],
)
def test_rare_but_real_birthdays_are_taken(cast, customer, facts):
    assert create_contact(customer, by=cast.rep, name="李工", wechat="w", **facts).pk


def test_the_same_name_or_mobile_at_one_customer_needs_a_word(cast, customer):
    create_contact(customer, by=cast.rep, name="李伟", mobile="13812345678")
    assert refused(create_contact, customer, by=cast.rep, name="李伟", wechat="w").field == "name"
    again = refused(create_contact, customer, by=cast.rep, name="王芳", mobile="138 1234 5678")
    assert again.field == "mobile" and "李伟" in again.message
    create_contact(customer, by=cast.rep, name="李伟", wechat="w2", accept_duplicate=True)
    create_contact(make_customer(owner=cast.rep), by=cast.rep, name="李伟", mobile="13812345678")


def test_who_may_not_read_numbers_is_not_told_that_one_is_known(cast, customer):
    create_contact(customer, by=cast.rep, name="李伟", mobile="13812345678")
    assert create_contact(customer, by=cast.agent, name="王芳", mobile="13812345678").pk


def test_a_move_to_another_customer_ends_the_posts_and_keeps_the_person(cast, customer):
    unit, other = make_unit(customer), make_customer(owner=cast.rep)
    there = make_unit(other)
    person = create_contact(customer, by=cast.rep, unit=unit, name="李工", mobile="13812345678")
    set_primary_contact(person, by=cast.rep)
    said = make_follow_up(customer, cast.rep, contact=person)
    move_contact(person, by=cast.rep, customer=other, unit=there, job_title="副总")
    person = Contact.objects.get(pk=person.pk)
    assert person.customer == other and person.job_title == "副总"
    old, new = person.positions.order_by("id")
    assert old.to_on == clock.today() and not old.is_primary
    assert new.unit == there and new.is_primary and new.from_on == clock.today()
    assert Customer.objects.get(pk=customer.pk).primary_contact is None
    said.refresh_from_db()
    assert said.customer == customer and said.contact == person


def test_a_move_within_the_customer_needs_a_unit_of_it(cast, customer):
    person = make_contact(customer, unit=make_unit(customer))
    assert refused(move_contact, person, by=cast.rep, customer=customer).field == "unit"
    stranger = make_unit(make_customer(owner=cast.rep))
    assert refused(move_contact, person, by=cast.rep, customer=customer, unit=stranger).field == "unit"
    assert person.positions.filter(to_on=None).count() == 1


def test_somebody_may_hold_two_posts_of_which_one_is_the_main_one(cast, customer):
    first, second = make_unit(customer), make_unit(customer)
    person = create_contact(customer, by=cast.rep, unit=first, name="李工", wechat="w")
    post = add_position(person, second, by=cast.rep)
    assert person.positions.get(is_primary=True).unit == first
    set_primary_position(post, by=cast.rep)
    assert person.positions.get(is_primary=True).unit == second
    assert refused(add_position, person, second, by=cast.rep).code == "duplicate"
    end_position(post, by=cast.rep)
    assert refused(set_primary_position, post, by=cast.rep).code == "ended"
    add_position(person, second, by=cast.rep)
    assert ContactPosition.objects.filter(contact=person).count() == 3


def test_a_post_ends_after_it_has_begun_and_not_in_the_future(cast, customer):
    person = make_contact(customer)
    post = add_position(person, make_unit(customer), by=cast.rep, from_on=date(2026, 1, 5))
    assert refused(end_position, post, by=cast.rep, on=date(2026, 1, 4)).field == "to_on"
    tomorrow = clock.today() + timedelta(days=1)
    assert refused(end_position, post, by=cast.rep, on=tomorrow).field == "to_on"


def test_superiors_are_colleagues_and_nobody_reports_to_himself(cast, customer):
    person, unit = make_contact(customer), make_unit(customer)
    stranger = make_contact(make_customer(owner=cast.rep))
    for superior in (person, stranger):
        assert refused(add_position, person, unit, by=cast.rep, reports_to=superior).field == "reports_to"


def test_a_person_who_was_spoken_to_is_not_deleted(cast, customer):
    person = make_contact(customer, unit=make_unit(customer))
    words = make_follow_up(customer, cast.rep, contact=person)
    assert refused(delete_contact, person, by=cast.manager).code == "has_children"
    assert person.positions.filter(is_deleted=False).exists()
    words.delete()
    delete_contact(person, by=cast.manager)
    assert not Contact.objects.alive().exists()
