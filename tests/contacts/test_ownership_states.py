"""The transition tables, pair by pair: what they list goes, all else is refused and names what is left."""

from datetime import timedelta
from itertools import product

import pytest

from contacts import states
from contacts.models import Assignment, HandoverNote
from contacts.services import assignment as loans
from contacts.services import handover as notes
from contacts.services.lock import lock_customer, unlock_customer
from contacts.services.ownership import hand_over
from contacts.services.pool import recall_customer
from core import clock
from core.errors import DomainError
from tests.factories import make_customer, make_pool

DAY = timedelta(days=1)


def customer_in(state, cast, pool):
    facts = {
        states.UNOWNED: {"department": cast.east},
        states.POOLED: {"pool": pool, "pooled_at": clock.now()},
        states.OWNED: {"owner": cast.rep},
        states.LOCKED: {"owner": cast.rep, "locked_until": clock.now() + DAY},
    }[state]
    return make_customer(**facts)


def move(customer, to, cast):
    if to == states.POOLED:
        recall_customer(customer, by=cast.manager)
    elif to == states.LOCKED:
        lock_customer(customer, until=clock.now() + DAY, by=cast.manager)
    elif to == states.OWNED:
        outcome = hand_over([customer], to=cast.colleague, by=cast.manager)
        if outcome.refused:
            raise DomainError(outcome.refused[0][1], code="forbidden_move")
    else:
        raise DomainError("nobody can make it ownerless", code="forbidden_move")


@pytest.mark.parametrize(("now", "to"), list(product(states.OWNERSHIP, states.OWNERSHIP)))
def test_every_pair_of_ownership(cast, now, to):
    customer = customer_in(now, cast, make_pool(departments=[cast.east]))
    assert states.ownership_of(customer) == now
    again = now == to == states.LOCKED  # a lock may be made longer or shorter
    if to in states.OWNERSHIP[now] or again:
        move(customer, to, cast)
        customer.refresh_from_db()
        assert states.ownership_of(customer) == to
        return
    with pytest.raises(DomainError) as refusal:
        move(customer, to, cast)
    assert refusal.value.code == "forbidden_move"
    customer.refresh_from_db()
    assert states.ownership_of(customer) == now


def test_a_refusal_names_the_states_that_are_allowed(cast):
    customer = customer_in(states.LOCKED, cast, None)
    with pytest.raises(DomainError) as refusal:
        recall_customer(customer, by=cast.manager)
    labels = states.OWNERSHIP_LABELS
    assert str(labels[states.LOCKED]) in refusal.value.message
    assert str(labels[states.OWNED]) in refusal.value.message


def test_what_is_not_locked_cannot_be_unlocked(cast):
    with pytest.raises(DomainError) as refusal:
        unlock_customer(make_customer(owner=cast.rep), by=cast.manager)
    assert refusal.value.code == "not_locked"


LOAN = Assignment.Status
LOAN_DEEDS = {
    LOAN.EFFECTIVE: lambda row, by: loans.confirm_assignment(row, by=by),
    LOAN.RECALLED: lambda row, by: loans.recall_assignment(row, by=by),
    LOAN.REFUSED: lambda row, by: loans.refuse_assignment(row, by=by, reason="不合适"),
}


@pytest.mark.parametrize(("now", "to"), list(product(LOAN.values, LOAN_DEEDS)))
def test_every_pair_of_an_assignment(cast, now, to):
    row = Assignment.objects.create(
        customer=make_customer(owner=cast.rep), from_user=cast.rep, to_user=cast.colleague, purpose="试",
        start=clock.now() - DAY, expires_at=clock.now() + DAY, status=now,
    )  # fmt: skip
    if to in states.ASSIGNMENT[now] and not now == to:
        LOAN_DEEDS[to](row, cast.manager)
        row.refresh_from_db()
        assert row.status == to
        return
    with pytest.raises(DomainError) as refusal:
        LOAN_DEEDS[to](row, cast.manager)
    assert refusal.value.code == "forbidden_move"


NOTE = HandoverNote.Status
NOTE_DEEDS = {
    NOTE.SENT: lambda row, cast: notes.send_note(row, by=cast.rep),
    NOTE.ACCEPTED: lambda row, cast: notes.accept_note(row, by=cast.colleague),
    NOTE.RETURNED: lambda row, cast: notes.return_note(row, by=cast.colleague, questions="付款条件是什么"),
}


@pytest.mark.parametrize(("now", "to"), list(product(NOTE.values, NOTE_DEEDS)))
def test_every_pair_of_a_hand_over_note(cast, now, to):
    row = HandoverNote.objects.create(
        customer=make_customer(owner=cast.colleague), from_user=cast.rep, to_user=cast.colleague, status=now,
        open_matters="两份报价待回复",
    )  # fmt: skip
    if to in states.HANDOVER_NOTE[now]:
        NOTE_DEEDS[to](row, cast)
        row.refresh_from_db()
        assert row.status == to
        return
    with pytest.raises(DomainError) as refusal:
        NOTE_DEEDS[to](row, cast)
    assert refusal.value.code == "forbidden_move"


def test_only_the_receiver_answers_a_note(cast):
    row = HandoverNote.objects.create(
        customer=make_customer(owner=cast.colleague),
        from_user=cast.rep,
        to_user=cast.colleague,
        status="sent",
    )
    with pytest.raises(DomainError) as refusal:
        notes.accept_note(row, by=cast.manager)
    assert refusal.value.code == "not_the_receiver"
