"""Two at the same moment: one gets the customer, the other is told; no cap and no limit is passed by running faster.

On SQLite writers take turns, on PostgreSQL they really meet; the rules hold on both.
"""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from contacts.models import Assignment, Customer, HoldingLimit, OwnershipRecord
from contacts.selectors import recall
from contacts.services.assignment import confirm_assignment, expire_assignment, recall_assignment
from contacts.services.follow_up import log_follow_up
from contacts.services.pool import assign_customers, claim_customer, release_customer
from contacts.services.recall import recall_to_pool
from core import clock
from tests import factories
from tests.test_concurrency import at_once, refusals

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.xdist_group("races")]
ROUNDS = range(int(os.environ.get("CRM_SOAK_RACES", "2")))


def pooled(pool: Any, name: str = "") -> Customer:
    customer = factories.make_customer(name, pool=pool, pooled_at=clock.now())
    OwnershipRecord.objects.create(customer=customer, pool=pool, kind="released")
    return customer


def one_open_record(customer: Customer) -> OwnershipRecord:
    (record,) = OwnershipRecord.objects.filter(customer=customer, to_at=None)
    return record


@pytest.mark.parametrize("turn", ROUNDS)
def test_of_several_who_claim_one_customer_exactly_one_gets_it(cast: Any, turn: int) -> None:
    pool = factories.make_pool(departments=[cast.east])
    customer = pooled(pool)
    people = [cast.rep, cast.colleague, cast.manager]
    outcomes = at_once(*[lambda by=user: claim_customer(customer, by=by) for user in people])
    lost = refusals(outcomes)
    assert [refusal.code for refusal in lost] == ["taken", "taken"]
    customer.refresh_from_db()
    winner = next(user for user, outcome in zip(people, outcomes, strict=True) if outcome not in lost)
    assert customer.owner == winner and one_open_record(customer).owner == winner
    assert OwnershipRecord.objects.filter(customer=customer, kind="claimed").count() == 1


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_double_click_claims_once(cast: Any, sign_in: Callable, turn: int) -> None:
    pool = factories.make_pool(departments=[cast.east])
    customer = pooled(pool)
    url = reverse("contacts:pooled_claim", args=[customer.pk])
    browsers = [sign_in(cast.rep), sign_in(cast.rep)]
    outcomes = at_once(*[lambda b=browser: b.post(url).status_code for browser in browsers])
    assert outcomes == [302, 302], outcomes
    assert OwnershipRecord.objects.filter(customer=customer, kind="claimed").count() == 1


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_cap_is_not_passed_by_claiming_at_once(cast: Any, turn: int) -> None:
    pool = factories.make_pool(departments=[cast.east])
    HoldingLimit.objects.create(user=cast.rep, max=2)
    rows = [pooled(pool) for _n in range(4)]
    rep = cast.rep
    outcomes = at_once(*[lambda row=row: claim_customer(row, by=rep) for row in rows])
    assert {refusal.code for refusal in refusals(outcomes)} == {"cap"}
    assert Customer.objects.filter(owner=rep).count() == 2


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_departments_total_is_not_passed_by_two_of_its_people(cast: Any, turn: int) -> None:
    pool = factories.make_pool(departments=[cast.east])
    HoldingLimit.objects.create(department=cast.east, applies="total", max=1)
    rows = [pooled(pool), pooled(pool)]
    people = [cast.rep, cast.colleague]
    outcomes = at_once(*[lambda r=r, u=u: claim_customer(r, by=u) for r, u in zip(rows, people, strict=True)])
    assert [refusal.code for refusal in refusals(outcomes)] == ["cap"]


@pytest.mark.parametrize("turn", ROUNDS)
def test_the_daily_limit_holds_against_many_windows(cast: Any, turn: int) -> None:
    pool = factories.make_pool(departments=[cast.east], daily_claim_limit=1)
    rows = [pooled(pool) for _n in range(3)]
    rep = cast.rep
    outcomes = at_once(*[lambda row=row: claim_customer(row, by=rep) for row in rows])
    assert [refusal.code for refusal in refusals(outcomes)] == ["daily_limit"] * 2


@pytest.mark.parametrize("turn", ROUNDS)
def test_claiming_and_giving_out_the_same_customer_has_one_end(cast: Any, turn: int) -> None:
    pool = factories.make_pool(departments=[cast.east])
    customer = pooled(pool)
    rep, colleague, manager = cast.rep, cast.colleague, cast.manager
    at_once(
        lambda: claim_customer(customer, by=rep),
        lambda: assign_customers([customer], to=colleague, by=manager),
    )
    customer.refresh_from_db()
    assert customer.owner in (rep, colleague) and one_open_record(customer).owner == customer.owner


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_talk_in_the_moment_of_the_recall_either_saves_or_comes_too_late(cast: Any, turn: int) -> None:
    factories.make_pool(departments=[cast.east], rules=[("not_followed", 30)])
    rep = cast.rep
    customer = factories.make_customer(owner=rep, owner_since=clock.now() - timedelta(days=40))
    OwnershipRecord.objects.create(customer=customer, owner=rep, from_at=clock.now() - timedelta(days=40))
    text = "客户来电，谈到明年的框架协议和交货安排，下周去拜访"
    outcomes = at_once(
        lambda: log_follow_up(by=rep, customer=customer, text=text),
        lambda: recall_to_pool(clock.today()),
    )
    assert not refusals(outcomes)
    customer.refresh_from_db()
    was_recalled = outcomes[1]["recalled"] == 1
    assert (customer.pool is not None) == was_recalled and (customer.owner == rep) != was_recalled
    if not was_recalled:
        assert recall.due(clock.today()) == []


@pytest.mark.parametrize("turn", ROUNDS)
def test_the_job_run_by_two_workers_at_once_recalls_once(cast: Any, turn: int) -> None:
    factories.make_pool(departments=[cast.east], rules=[("not_followed", 30)])
    for _n in range(3):
        row = factories.make_customer(owner=cast.rep, owner_since=clock.now() - timedelta(days=40))
        OwnershipRecord.objects.create(customer=row, owner=cast.rep, from_at=clock.now() - timedelta(days=40))
    day = clock.today()
    outcomes = at_once(lambda: recall_to_pool(day), lambda: recall_to_pool(day))
    assert not refusals(outcomes) and sum(outcome["recalled"] for outcome in outcomes) == 3
    assert OwnershipRecord.objects.filter(kind="expired").count() == 3


@pytest.mark.parametrize("turn", ROUNDS)
def test_an_assignment_ends_in_one_way(cast: Any, turn: int) -> None:
    now = clock.now()
    row = Assignment.objects.create(
        customer=factories.make_customer(owner=cast.rep), from_user=cast.rep, to_user=cast.colleague, purpose="试",
        start=now - timedelta(days=2), expires_at=now - timedelta(hours=1), status="effective",
    )  # fmt: skip
    manager = cast.manager
    at_once(
        lambda: expire_assignment(row),
        lambda: recall_assignment(row, by=manager),
        lambda: expire_assignment(row),
    )
    row.refresh_from_db()
    assert row.status in ("expired", "recalled") and row.history.filter(history_type="~").count() == 1


@pytest.mark.parametrize("turn", ROUNDS)
def test_two_managers_confirm_an_assignment_once(cast: Any, turn: int) -> None:
    now = clock.now()
    row = Assignment.objects.create(
        customer=factories.make_customer(owner=cast.rep), from_user=cast.rep, to_user=cast.colleague, purpose="试",
        start=now, expires_at=now + timedelta(days=1),
    )  # fmt: skip
    manager = cast.manager
    outcomes = at_once(*[lambda: confirm_assignment(row, by=manager)] * 2)
    assert [refusal.code for refusal in refusals(outcomes)] == ["forbidden_move"]


@pytest.mark.parametrize("turn", ROUNDS)
def test_giving_up_and_recalling_at_once_leaves_one_record(cast: Any, turn: int) -> None:
    factories.make_pool(departments=[cast.east])
    customer = factories.make_customer(owner=cast.rep)
    rep = cast.rep
    outcomes = at_once(*[lambda: release_customer(customer, by=rep, reason="放弃")] * 2)
    assert [refusal.code for refusal in refusals(outcomes)] == ["forbidden_move"]
    assert one_open_record(customer).pool is not None
