from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contacts.models import FollowUp
from contacts.services.follow_up import (
    edit_follow_up,
    log_follow_up,
    may_edit,
    set_next_contact,
    void_follow_up,
)
from core import clock
from core.errors import DomainError
from core.models import ActionLog
from tests.factories import make_contact, make_customer, make_unit

LONG = "确认了三季度备件清单和交货时间，对方同意下周签字盖章"


@pytest.fixture
def customer(cast):
    return make_customer(owner=cast.rep)


def test_a_follow_up_moves_the_dates_of_customer_and_contact(cast, customer):
    person = make_contact(customer)
    day = clock.today() + timedelta(days=3)
    follow_up = log_follow_up(by=cast.rep, customer=customer, contact=person, text=LONG, next_contact_on=day)
    customer.refresh_from_db()
    person.refresh_from_db()
    assert customer.last_follow_at == follow_up.at and customer.next_follow_on == day
    assert person.last_follow_at == follow_up.at and person.next_follow_on == day
    assert customer.last_effective_follow_on == clock.today()
    assert ActionLog.objects.filter(verb="contacts.follow_up_logged", subject_id=follow_up.pk).exists()


def test_logging_leaves_the_customers_version_alone(cast, customer):
    log_follow_up(by=cast.rep, customer=customer, text=LONG)
    before = customer.version
    customer.refresh_from_db()
    assert customer.version == before


def test_the_same_key_writes_once(cast, customer):
    first = log_follow_up(by=cast.rep, customer=customer, text=LONG, key="k1")
    again = log_follow_up(by=cast.rep, customer=customer, text=LONG, key="k1")
    assert first == again
    assert FollowUp.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "effective"),
    [
        ("短", False),
        ("一二三四五六七八九十" * 2, True),
        ("一 二 三 四 五 六 七 八 九 十 十 九 八 七 六 五 四 三 二", False),
    ],
)
def test_twenty_characters_without_blanks_make_it_effective(cast, customer, text, effective):
    assert log_follow_up(by=cast.rep, customer=customer, text=text).is_effective is effective


def test_the_last_text_again_is_not_effective(cast, customer):
    assert log_follow_up(by=cast.rep, customer=customer, text=LONG).is_effective
    assert not log_follow_up(by=cast.rep, customer=customer, text=f" {LONG} ").is_effective
    customer.refresh_from_db()
    assert customer.last_effective_follow_on == clock.today()


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"text": "   "}, "required", "text"),
        ({"at": timedelta(hours=1)}, "future", "at"),
        ({"next_contact_on": timedelta(days=-1)}, "past", "next_contact_on"),
    ],
)
def test_what_cannot_be_is_refused(cast, customer, facts, code, field):
    if "at" in facts:
        facts = {"at": clock.now() + facts["at"]}
    if "next_contact_on" in facts:
        facts = {"next_contact_on": clock.today() + facts["next_contact_on"]}
    with pytest.raises(DomainError) as refusal:
        log_follow_up(by=cast.rep, customer=customer, **{"text": LONG, **facts})
    assert (refusal.value.code, refusal.value.field) == (code, field)
    assert not FollowUp.objects.exists()


def test_people_and_units_of_another_customer_are_refused(cast, customer):
    other = make_customer(owner=cast.rep)
    for facts in ({"contact": make_contact(other)}, {"unit": make_unit(other)}):
        with pytest.raises(DomainError, match="another customer|其他客户"):
            log_follow_up(by=cast.rep, customer=customer, text=LONG, **facts)


def test_a_talk_keeps_the_promise_made_before_it(cast, customer):
    promise = log_follow_up(
        by=cast.rep,
        customer=customer,
        text=LONG,
        next_contact_on=clock.today(),
        at=clock.now() - timedelta(days=2),
    )
    log_follow_up(by=cast.rep, customer=customer, text="电话回访了一次")
    promise.refresh_from_db()
    customer.refresh_from_db()
    assert promise.handled_at is not None
    assert customer.next_follow_on is None


def test_a_talk_with_one_person_leaves_the_promise_to_another_open(cast, customer):
    one, other = make_contact(customer), make_contact(customer)
    day = clock.today() + timedelta(days=5)
    log_follow_up(by=cast.rep, customer=customer, contact=one, text=LONG, next_contact_on=day)
    log_follow_up(by=cast.rep, customer=customer, contact=other, text="问候")
    customer.refresh_from_db()
    assert customer.next_follow_on == day


def test_an_entry_of_an_earlier_day_does_not_turn_the_clock_back(cast, customer):
    latest = log_follow_up(by=cast.rep, customer=customer, text=LONG)
    log_follow_up(by=cast.rep, customer=customer, text="补记一次拜访", at=clock.now() - timedelta(days=9))
    customer.refresh_from_db()
    assert customer.last_follow_at == latest.at


def test_the_unit_of_the_main_post_is_noted(cast, customer):
    unit = make_unit(customer)
    person = make_contact(customer, unit=unit)
    assert log_follow_up(by=cast.rep, customer=customer, contact=person, text=LONG).unit == unit


def test_only_the_author_edits_and_only_for_a_day(cast, customer):
    follow_up = log_follow_up(by=cast.rep, customer=customer, text="写错了")
    assert may_edit(follow_up, cast.rep) and not may_edit(follow_up, cast.manager)
    assert edit_follow_up(by=cast.rep, follow_up=follow_up, text=LONG).is_effective
    with clock.at(clock.now() + timedelta(hours=25)), pytest.raises(DomainError):
        edit_follow_up(by=cast.rep, follow_up=follow_up, text="晚了")
    with pytest.raises(DomainError):
        edit_follow_up(by=cast.manager, follow_up=follow_up, text="别人的")


def test_a_void_needs_a_reason_and_takes_the_dates_back(cast, customer):
    day = clock.today() + timedelta(days=1)
    follow_up = log_follow_up(by=cast.rep, customer=customer, text=LONG, next_contact_on=day)
    with pytest.raises(DomainError):
        void_follow_up(by=cast.rep, follow_up=follow_up, reason=" ")
    void_follow_up(by=cast.rep, follow_up=follow_up, reason="记错客户")
    customer.refresh_from_db()
    assert (customer.last_follow_at, customer.next_follow_on) == (None, None)
    assert follow_up.history.first().history_change_reason == "记错客户"
    with pytest.raises(DomainError):
        void_follow_up(by=cast.rep, follow_up=follow_up, reason="再来一次")


def test_the_next_contact_is_put_off_or_called_handled(cast, customer):
    log_follow_up(by=cast.rep, customer=customer, text=LONG, next_contact_on=clock.today())
    later = clock.today() + timedelta(days=4)
    set_next_contact(by=cast.rep, customer=customer, on=later)
    customer.refresh_from_db()
    assert customer.next_follow_on == later
    set_next_contact(by=cast.rep, customer=customer, on=None)
    customer.refresh_from_db()
    assert customer.next_follow_on is None
    with pytest.raises(DomainError):
        set_next_contact(by=cast.rep, customer=customer, on=clock.today() - timedelta(days=1))


# -- the box ------------------------------------------------------------------------------------------------
def post(client, customer, **facts):
    return client.post("/follow-ups/new/", {"customer": customer.pk, "kind": "phone", "text": LONG, **facts})


def test_the_box_posts_once_however_often_it_is_sent(cast, customer, sign_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = sign_in(cast.rep)
    for _time in range(2):
        file = SimpleUploadedFile("会议纪要.txt", "内容".encode())
        assert post(client, customer, key="abc", files=file).status_code == 302
    assert FollowUp.objects.count() == 1
    page = client.get(f"/customers/{customer.pk}/").content.decode()
    assert "会议纪要.txt" in page and LONG in page


def test_the_box_answers_htmx_with_an_empty_box_and_reloads_the_stream(cast, customer, sign_in, htmx):
    client = sign_in(cast.rep)
    answer = client.post(
        "/follow-ups/new/",
        {"customer": customer.pk, "kind": "visit", "text": LONG, "box": "customer"},
        headers=htmx,
    )
    assert answer.status_code == 200 and "#stream" in answer["HX-Trigger"]
    assert LONG not in answer.content.decode()
    refused = client.post(
        "/follow-ups/new/",
        {
            "customer": customer.pk,
            "kind": "visit",
            "text": LONG,
            "box": "customer",
            "next_contact_on": "2001-01-01",
        },
        headers=htmx,
    )
    assert refused.status_code == 422 and LONG in refused.content.decode()


def test_nobody_follows_up_a_customer_out_of_his_reach(cast, customer, sign_in):
    for user in (cast.other_rep, cast.nobody, cast.hr):
        assert post(sign_in(user), customer).status_code in {403, 422}
    assert not FollowUp.objects.exists()
    assert sign_in(cast.other_rep).post(f"/customers/{customer.pk}/next-contact/").status_code == 404


def test_the_list_of_follow_ups_keeps_to_the_gate(cast, customer, sign_in):
    log_follow_up(by=cast.rep, customer=customer, text=LONG)
    assert LONG in sign_in(cast.rep).get("/follow-ups/").content.decode()
    assert LONG in sign_in(cast.manager).get("/follow-ups/").content.decode()
    assert LONG not in sign_in(cast.other_rep).get("/follow-ups/").content.decode()
