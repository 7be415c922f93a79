"""Claiming, giving up, recalling and giving out: each limit, each refusal, and all that entering a pool means."""

from datetime import timedelta

import pytest

from contacts import sources
from contacts.models import AccountTeamMember, Assignment, Customer, FollowUp, HoldingLimit, OwnershipRecord
from contacts.services.assignment import propose_assignment
from contacts.services.customer import create_customer
from contacts.services.follow_up import log_follow_up
from contacts.services.holding import room
from contacts.services.lock import lock_customer, unlock_customer
from contacts.services.ownership import hand_over, transfer_customers
from contacts.services.pool import (
    assign_customers,
    claim_customer,
    recall_customer,
    release_customer,
)
from core import clock
from core.errors import DomainError
from core.models import ActionLog
from reminders.models import Notification
from tests.factories import make_contact, make_customer, make_pool, make_team_member


@pytest.fixture
def pool(cast):
    return make_pool("东部公海", departments=[cast.east], prev_owner_days=30)


@pytest.fixture
def pooled(cast, pool):
    """A customer that the manager's colleague once had."""
    customer = create_customer(by=cast.manager, owner=cast.manager, name="放回公海的客户")
    return recall_customer(customer, by=cast.manager, reason="长期未成交")


def refused(call, code):
    with pytest.raises(DomainError) as refusal:
        call()
    assert refusal.value.code == code, refusal.value.message
    return refusal.value.message


# -- into the pool ---------------------------------------------------------------------------------------


def test_entering_a_pool_does_all_of_it_at_once(cast, pool):
    customer = create_customer(by=cast.rep, name="要放弃的客户")
    person = make_contact(customer)
    log_follow_up(
        by=cast.rep,
        customer=customer,
        contact=person,
        text="约了下周",
        next_contact_on=clock.today() + timedelta(days=7),
    )
    member = make_team_member(customer, cast.colleague, rights="write")
    loan = propose_assignment(
        customer,
        by=cast.manager,
        to=cast.colleague,
        purpose="代管",
        expires_at=clock.now() + timedelta(days=9),
    )
    release_customer(customer, by=cast.rep, reason="不是目标客户")
    customer.refresh_from_db()
    member.refresh_from_db()
    loan.refresh_from_db()
    assert (customer.owner, customer.department, customer.pool) == (None, None, pool)
    assert customer.next_follow_on is None and not FollowUp.objects.filter(handled_at=None).exists()
    assert member.rights == "read" and member.expires_at - clock.now() <= timedelta(days=7)
    assert loan.status == Assignment.Status.RECALLED
    old, new = OwnershipRecord.objects.filter(customer=customer).order_by("pk")
    assert old.to_at == new.from_at and new.kind == "released" and new.reason == "不是目标客户"
    assert ActionLog.objects.filter(verb="contacts.customer_released", subject_id=customer.pk).exists()
    assert customer.history.first().history_change_reason == "不是目标客户"


def test_what_an_upper_app_planned_ends_in_the_same_transaction(cast, pool, monkeypatch):
    ended = []
    monkeypatch.setattr(sources, "POOL_ENTRY", [lambda customer, by: ended.append(customer.pk)])
    customer = create_customer(by=cast.rep, name="有拜访计划的客户")
    recall_customer(customer, by=cast.manager)
    assert ended == [customer.pk]
    assert Notification.objects.filter(recipient=cast.rep, text__contains="东部公海").exists()


def test_the_owner_gives_up_only_with_a_reason_and_into_a_pool_that_there_is(cast):
    customer = create_customer(by=cast.rep, name="没有公海的客户")
    refused(lambda: release_customer(customer, by=cast.rep, reason=" "), "required")
    refused(lambda: release_customer(customer, by=cast.rep, reason="放弃"), "no_pool")


def test_the_claimer_reads_the_whole_history(cast, pooled):
    FollowUp.objects.create(customer=pooled, by=cast.manager, text="三年前的报价和交期讨论记录，供后来者参考")
    assert not FollowUp.objects.visible_to(cast.rep).filter(customer=pooled).exists()
    claim_customer(pooled, by=cast.rep)
    assert FollowUp.objects.visible_to(cast.rep).filter(customer=pooled).count() == 1


# -- claiming --------------------------------------------------------------------------------------------


def test_a_claim_makes_one_the_owner_and_again_changes_nothing(cast, pooled):
    claim_customer(pooled, by=cast.rep)
    claim_customer(pooled, by=cast.rep)
    pooled.refresh_from_db()
    assert pooled.owner == cast.rep and pooled.department == cast.east and pooled.pool is None
    assert OwnershipRecord.objects.filter(customer=pooled, kind="claimed").count() == 1


def test_the_second_claimer_is_told_who_was_quicker(cast, pooled):
    claim_customer(pooled, by=cast.rep)
    assert str(cast.rep) in refused(lambda: claim_customer(pooled, by=cast.colleague), "taken")


def test_only_members_claim(cast, pooled):
    refused(lambda: claim_customer(pooled, by=cast.other_rep), "not_a_member")


def test_the_daily_limit_of_a_pool_counts_from_midnight(cast, pool):
    pool.daily_claim_limit = 2
    pool.save()
    rows = [
        recall_customer(create_customer(by=cast.manager, name=f"日限客户{n}"), by=cast.manager)
        for n in range(3)
    ]
    for row in rows[:2]:
        claim_customer(row, by=cast.rep)
    refused(lambda: claim_customer(rows[2], by=cast.rep), "daily_limit")
    claim_customer(rows[2], by=cast.colleague)
    with clock.at(clock.now() + timedelta(days=1)):
        again = recall_customer(rows[2], by=cast.manager)
        assert claim_customer(again, by=cast.rep).owner == cast.rep


def test_a_new_entry_is_protected_for_some_days(cast, pool, pooled):
    pool.new_entry_protect_days = 3
    pool.save()
    refused(lambda: claim_customer(pooled, by=cast.rep), "protected")
    with clock.at(clock.now() + timedelta(days=2)):
        refused(lambda: claim_customer(pooled, by=cast.rep), "protected")
    with clock.at(clock.now() + timedelta(days=3)):
        assert claim_customer(pooled, by=cast.rep).owner == cast.rep


@pytest.mark.parametrize("days", [0, 1, 7, 45])
def test_the_cool_down_of_any_length_refuses_its_last_day(cast, pool, pooled, days):
    pool.prev_owner_days = days
    pool.save()
    left = clock.now()
    if days:
        with clock.at(left + timedelta(days=days)):
            refused(lambda: claim_customer(pooled, by=cast.manager), "cool_down")
    with clock.at(left + timedelta(days=days + 1 if days else 0)):
        assert claim_customer(pooled, by=cast.manager).owner == cast.manager


def test_giving_out_passes_daily_limit_and_cool_down_but_never_the_cap(cast, pool, pooled):
    pool.daily_claim_limit = 0
    pool.save()
    refused(lambda: claim_customer(pooled, by=cast.rep), "daily_limit")
    assert len(assign_customers([pooled], to=cast.manager, by=cast.manager).moved) == 1  # its former owner
    recall_customer(pooled, by=cast.manager)
    HoldingLimit.objects.create(user=cast.rep, max=0)
    given = assign_customers([pooled], to=cast.rep, by=cast.manager)
    assert not given.moved and "0" in given.refused[0][1]


# -- caps ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cap", [1, 50])
def test_whoever_holds_as_many_as_the_cap_gets_none_beyond(cast, pooled, cap):
    HoldingLimit.objects.create(user=cast.rep, max=cap)
    for _n in range(cap):
        make_customer(owner=cast.rep)
    refused(lambda: claim_customer(pooled, by=cast.rep), "cap")
    refused(lambda: create_customer(by=cast.rep, name="第五十一个"), "cap")
    other = make_customer(owner=cast.manager)
    refused(lambda: transfer_customers([other], to=cast.rep, by=cast.manager), "refused")
    Customer.objects.filter(owner=cast.rep).first().delete()
    assert claim_customer(pooled, by=cast.rep).owner == cast.rep


def test_dealt_customers_do_not_count_where_the_cap_says_so(cast, pooled):
    HoldingLimit.objects.create(user=cast.rep, max=2, count_dealt=False)
    for _n in range(5):
        make_customer(owner=cast.rep, deal_status="dealt")
    make_customer(owner=cast.rep)
    assert room(cast.rep) == 1
    claim_customer(pooled, by=cast.rep)
    assert room(cast.rep) == 0


def test_the_nearest_cap_counts_and_a_total_stands_beside_it(cast, pooled):
    HoldingLimit.objects.create(max=0)
    refused(lambda: claim_customer(pooled, by=cast.rep), "cap")
    HoldingLimit.objects.create(department=cast.east_region, max=9)
    HoldingLimit.objects.create(department=cast.east, applies="total", max=1)
    make_customer(owner=cast.colleague)
    assert str(cast.east) in refused(lambda: claim_customer(pooled, by=cast.rep), "cap")


def test_passing_on_within_a_department_does_not_add_to_its_total(cast):
    HoldingLimit.objects.create(department=cast.east, applies="total", max=1)
    customer = make_customer(owner=cast.colleague)
    assert transfer_customers([customer], to=cast.rep, by=cast.manager) == 1


def test_of_many_those_beyond_the_cap_stay_and_say_so(cast):
    HoldingLimit.objects.create(user=cast.colleague, max=2)
    rows = [make_customer(owner=cast.rep) for _n in range(3)]
    trial = hand_over(rows, to=cast.colleague, by=cast.manager, is_trial=True)
    assert (len(trial.moved), len(trial.refused)) == (2, 1)
    assert Customer.objects.filter(owner=cast.rep).count() == 3
    outcome = hand_over(rows, to=cast.colleague, by=cast.manager)
    assert (len(outcome.moved), len(outcome.refused)) == (2, 1)


# -- locks -----------------------------------------------------------------------------------------------


def test_a_lock_lasts_ninety_days_at_most_and_keeps_out_of_the_pool(cast, pool):
    customer = create_customer(by=cast.rep, name="锁定的客户")
    refused(lambda: lock_customer(customer, until=clock.now() + timedelta(days=91), by=cast.rep), "too_long")
    lock_customer(customer, until=clock.now() + timedelta(days=90), by=cast.rep)
    refused(lambda: recall_customer(customer, by=cast.manager), "forbidden_move")
    with clock.at(clock.now() + timedelta(days=90, seconds=1)):
        assert recall_customer(customer, by=cast.manager).pool == pool


def test_locks_have_a_cap_of_their_own(cast):
    HoldingLimit.objects.create(kind="locked", max=1)
    first, second = (create_customer(by=cast.rep, name=f"锁{n}") for n in range(2))
    until = clock.now() + timedelta(days=5)
    lock_customer(first, until=until, by=cast.rep)
    lock_customer(first, until=until + timedelta(days=1), by=cast.rep)
    refused(lambda: lock_customer(second, until=until, by=cast.rep), "cap")
    unlock_customer(first, by=cast.rep)
    lock_customer(second, until=until, by=cast.rep)


def test_a_reassignment_ends_the_lock(cast):
    customer = create_customer(by=cast.rep, name="换人的客户")
    lock_customer(customer, until=clock.now() + timedelta(days=5), by=cast.rep)
    transfer_customers([customer], to=cast.colleague, by=cast.manager)
    customer.refresh_from_db()
    assert customer.locked_until is None and customer.owner == cast.colleague


def test_the_new_owner_has_no_place_in_his_own_team(cast):
    customer = create_customer(by=cast.rep, name="队员接手的客户")
    make_team_member(customer, cast.colleague)
    transfer_customers([customer], to=cast.colleague, by=cast.manager)
    assert not AccountTeamMember.objects.in_force().filter(customer=customer).exists()


def test_ownership_records_are_never_overwritten(cast):
    record = OwnershipRecord.objects.create(customer=make_customer(owner=cast.rep), owner=cast.rep)
    record.reason = "改写"
    with pytest.raises(TypeError):
        record.save()
    with pytest.raises(TypeError):
        record.delete()
