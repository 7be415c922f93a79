"""When a customer falls back to the pool: the days to the day, whatever the numbers, and what holds it."""

from datetime import date, datetime, timedelta

import pytest
from django.db.models import F
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from contacts import sources
from contacts.models import Assignment, Customer, OwnershipRecord, OwnershipWarning, PoolRule
from contacts.selectors import recall
from contacts.services.follow_up import log_follow_up
from contacts.services.pool import claim_customer, first_claim_day
from core import clock, schedule
from core.errors import DomainError
from reminders.models import Notification
from tests.factories import make_customer, make_pool

TALK = "谈了轴承的交期和包装，对方要求月底前给方案"


def at(day: str, hour: int = 9, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), datetime.min.time())).replace(
        hour=hour, minute=minute
    )


@pytest.fixture
def pool(cast):
    """The pool of the east, with the rule of thirty days without a follow-up."""
    return make_pool("东部公海", departments=[cast.east], rules=[("not_followed", 30)])


def owned(by, since: str, **facts):
    customer = make_customer(owner=by, owner_since=at(since, 15), **facts)
    OwnershipRecord.objects.create(
        customer=customer, owner=by, department=customer.department, from_at=at(since, 15)
    )
    return customer


def left(customer, day: str):
    today = date.fromisoformat(day)
    rows = recall.with_days_left(Customer.objects.filter(pk=customer.pk), today)
    return rows.values_list("ownership_days_left", flat=True).get()


def run(day: str, late: int = 0):
    with clock.at(at(day, 0, 30) + timedelta(days=late)):
        return schedule.run("recall_to_pool", date.fromisoformat(day) + timedelta(days=late)).result


# -- golden numbers ------------------------------------------------------------------------------------


def test_the_thirtieth_day_is_safe_and_the_day_after_recalls(cast, pool):
    customer = owned(cast.rep, "2026-09-15")
    assert [left(customer, day) for day in ("2026-10-08", "2026-10-12", "2026-10-14")] == [7, 3, 1]
    assert left(customer, "2026-10-15") == 0
    assert run("2026-10-15")["recalled"] == 0
    customer.refresh_from_db()
    assert customer.owner == cast.rep
    assert run("2026-10-16")["recalled"] == 1
    customer.refresh_from_db()
    assert customer.owner is None and customer.pool == pool


def test_warnings_come_with_seven_three_and_one_days_left(cast, pool):
    owned(cast.rep, "2026-09-15")
    told = {}
    day = date(2026, 10, 1)
    while day <= date(2026, 10, 15):
        told[day.isoformat()] = run(day.isoformat())["warned"]
        day += timedelta(days=1)
    assert [day for day, count in told.items() if count] == ["2026-10-08", "2026-10-12", "2026-10-14"]
    assert Notification.objects.filter(recipient=cast.rep).count() == 3


def test_a_missed_warning_is_made_up_for_once(cast, pool):
    owned(cast.rep, "2026-09-15")
    assert run("2026-10-10")["warned"] == 1 and run("2026-10-11")["warned"] == 0
    assert list(OwnershipWarning.objects.values_list("step", "due_on")) == [(7, date(2026, 10, 15))]


def test_the_former_owner_waits_thirty_full_days(cast, pool):
    customer = owned(cast.rep, "2026-09-15")
    run("2026-10-16")
    customer.refresh_from_db()
    assert first_claim_day(customer, cast.rep) == date(2026, 11, 16)
    with clock.at(at("2026-11-15", 23, 59)), pytest.raises(DomainError) as refusal:
        claim_customer(customer, by=cast.rep)
    assert refusal.value.code == "cool_down"
    with clock.at(at("2026-11-16", 0, 0)):
        assert claim_customer(customer, by=cast.rep).owner == cast.rep


def test_an_ended_contract_recalls_after_ninety_days(cast, monkeypatch):
    monkeypatch.setitem(sources.POOL_BASES, "contract_expired", lambda: F("founded"))
    make_pool(departments=[cast.east], rules=[("contract_expired", 90)])
    customer = owned(cast.rep, "2026-01-05", founded=date(2026, 6, 30))
    without = owned(cast.rep, "2026-01-05")
    assert run("2026-09-28")["recalled"] == 0 and run("2026-09-29")["recalled"] == 1
    customer.refresh_from_db()
    without.refresh_from_db()
    assert customer.pool is not None and without.owner == cast.rep


def test_no_deal_counts_from_owning_and_no_talk_resets_it(cast):
    make_pool(departments=[cast.east], rules=[("not_dealt", 30)])
    customer = owned(cast.rep, "2026-09-15")
    with clock.at(at("2026-10-10")):
        log_follow_up(by=cast.rep, customer=customer, text=TALK)
    assert left(customer, "2026-10-15") == 0 and left(customer, "2026-10-16") == -1


def test_a_real_talk_resets_the_clock_and_a_short_or_repeated_one_does_not(cast, pool):
    customer = owned(cast.rep, "2026-09-15")
    with clock.at(at("2026-10-01")):
        log_follow_up(by=cast.rep, customer=customer, text="已联系")
    assert left(customer, "2026-10-01") == 14
    with clock.at(at("2026-10-02")):
        log_follow_up(by=cast.rep, customer=customer, text=TALK)
    assert left(customer, "2026-10-02") == 30
    with clock.at(at("2026-10-05")):
        log_follow_up(by=cast.rep, customer=customer, text="又谈了合同付款的方式，对方财务下周答复我们")
        log_follow_up(by=cast.rep, customer=customer, text=TALK + " ")
    assert left(customer, "2026-10-05") == 30
    with clock.at(at("2026-10-08")):
        log_follow_up(by=cast.rep, customer=customer, text=TALK)
    assert left(customer, "2026-10-08") == 27


# -- other numbers -------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=False)
@given(
    owned_on=st.dates(date(2024, 1, 1), date(2026, 12, 31)),
    talk_after=st.none() | st.integers(0, 400),
    limit=st.integers(1, 365),
    ahead=st.integers(0, 800),
)
def test_days_left_are_calendar_days_to_the_last_safe_day(owned_on, talk_after, limit, ahead):
    """Pure arithmetic against the database's, for any days."""
    from django.db import transaction

    with transaction.atomic():
        customer = make_customer(owner=_somebody())
        talk = None if talk_after is None else owned_on + timedelta(days=talk_after)
        Customer.objects.filter(pk=customer.pk).update(
            owner_since=at(owned_on.isoformat(), 23, 59), last_effective_follow_on=talk
        )
        make_pool(rules=[("not_followed", limit)])
        today = owned_on + timedelta(days=ahead)
        base = max(owned_on, talk) if talk else owned_on
        found = left(customer, today.isoformat())
        transaction.set_rollback(True)
    assert found == limit - (today - base).days


def _somebody():
    from tests.factories import make_employee

    return make_employee()


# -- which rule, and what holds --------------------------------------------------------------------------


def test_the_rule_of_a_tier_replaces_the_general_one(cast):
    make_pool(departments=[cast.east], rules=[("not_followed", 30), ("not_followed", 60, "important")])
    plain = owned(cast.rep, "2026-09-15")
    better = owned(cast.rep, "2026-09-15", tier="important")
    assert (left(plain, "2026-10-15"), left(better, "2026-10-15")) == (0, 30)


def test_the_rule_that_strikes_first_counts_and_names_its_pool(cast):
    make_pool("慢", departments=[cast.east], rules=[("not_followed", 90)], sort=1)
    quick = make_pool("快", departments=[cast.east], rules=[("not_dealt", 20)], sort=2)
    customer = owned(cast.rep, "2026-09-15")
    assert left(customer, "2026-10-01") == 4
    run("2026-10-06")
    customer.refresh_from_db()
    assert customer.pool == quick


def test_a_pool_takes_only_customers_of_its_own_departments(cast, pool):
    theirs = owned(cast.other_rep, "2026-01-01")
    assert left(theirs, "2026-10-15") is None and run("2026-10-16")["recalled"] == 0


@pytest.mark.parametrize(
    "facts",
    [
        {"is_key_account": True},
        {"locked_until": at("2099-01-01")},
    ],
    ids=["key account", "locked"],
)
def test_what_holds_a_customer_keeps_it_and_shows_no_days(cast, pool, facts):
    customer = owned(cast.rep, "2026-01-01", **facts)
    assert left(customer, "2026-10-15") is None and run("2026-10-16")["recalled"] == 0


def test_an_administrator_may_lift_an_exemption_of_one_rule(cast, pool):
    customer = owned(cast.rep, "2026-09-15", is_key_account=True)
    rule = pool.rules.get()
    rule.lifted_exemptions = ["key_account"]
    rule.save()
    assert left(customer, "2026-10-15") == 0


def test_who_has_bought_is_safe_from_no_deal_but_not_from_silence(cast):
    make_pool(departments=[cast.east], rules=[("not_dealt", 10), ("not_followed", 40)])
    customer = owned(cast.rep, "2026-09-15", deal_status="dealt")
    assert left(customer, "2026-10-15") == 10


def test_a_running_assignment_holds_until_its_very_end(cast, pool):
    customer = owned(cast.rep, "2026-01-01")
    end = at("2026-10-16", 12)
    Assignment.objects.create(
        customer=customer, from_user=cast.rep, to_user=cast.colleague, purpose="出差代管", status="effective",
        start=at("2026-10-01"), expires_at=end,
    )  # fmt: skip
    with clock.at(end - timedelta(seconds=1)):
        assert left(customer, "2026-10-16") is None
    with clock.at(end):
        assert left(customer, "2026-10-16") < 0


def test_a_source_of_an_upper_app_holds_too(cast, pool, monkeypatch):
    from django.db.models import Q

    hold = sources.PoolHold("try", "try", lambda: Q(city="宁波"))
    monkeypatch.setitem(sources.POOL_HOLDS, "try", hold)
    assert left(owned(cast.rep, "2026-01-01", city="宁波"), "2026-10-15") is None
    assert left(owned(cast.rep, "2026-01-01", city="上海"), "2026-10-15") is not None


def test_a_rule_without_its_source_does_nothing(cast):
    make_pool(departments=[cast.east], rules=[("contract_expired", 1)])  # no contract is kept yet
    assert left(owned(cast.rep, "2026-01-01"), "2026-10-15") is None


def test_a_pool_that_recalls_nothing_by_itself_leaves_customers_alone(cast, pool):
    pool.auto_recall = False
    pool.save()
    assert left(owned(cast.rep, "2026-01-01"), "2026-10-15") is None


# -- the job -------------------------------------------------------------------------------------------


def test_the_job_run_twice_changes_nothing_the_second_time(cast, pool):
    customer = owned(cast.rep, "2026-09-15")
    run("2026-10-16")
    before = list(OwnershipRecord.objects.order_by("pk").values_list())
    assert run("2026-10-16") == {"recalled": 0, "warned": 0}
    assert list(OwnershipRecord.objects.order_by("pk").values_list()) == before
    assert customer.history.count() == 2


def test_run_three_days_late_it_writes_the_day_that_was_due(cast, pool):
    customer = owned(cast.rep, "2026-09-15")
    assert run("2026-10-16", late=3)["recalled"] == 1
    old, new = OwnershipRecord.objects.filter(customer=customer).order_by("pk")
    assert old.to_at == new.from_at == at("2026-10-16", 0, 30)
    assert new.kind == "expired" and new.pool == pool and new.owner is None
    customer.refresh_from_db()
    assert first_claim_day(customer, cast.rep) == date(2026, 11, 16)


def test_the_days_left_of_a_list_are_one_statement(cast, pool, django_assert_num_queries):
    for _n in range(3):
        owned(cast.rep, "2026-09-15")
    rows = recall.with_days_left(Customer.objects.filter(owner=cast.rep), date(2026, 10, 1))
    with django_assert_num_queries(1):
        assert [row.ownership_days_left for row in rows.order_by("ownership_days_left")] == [14, 14, 14]


def test_every_trigger_is_named_and_every_rule_says_what_holds_it(pool):
    assert {hold.code for hold in recall.holds_of(pool.rules.get())} >= {
        "locked",
        "key_account",
        "assignment",
    }
    dealt = PoolRule(pool=pool, trigger="not_dealt", limit_days=1)
    assert "dealt" in {hold.code for hold in recall.holds_of(dealt)}
