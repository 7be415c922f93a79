"""Races with real connections: whoever comes second is told so, and nothing is written twice.

On SQLite writers take turns, on PostgreSQL they really run at once; the rules hold on both.
"""

import os
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from contacts.models import Contact, Customer, CustomerUnit, FollowUp
from contacts.services.merge_customers import merge_customers
from contacts.services.share import share_customer
from contacts.services.unit import move_unit
from core import clock
from core.errors import DomainError
from records import gate
from records.services.numbering import next_number
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.xdist_group("races")]
Outcome = Any
ROUNDS = range(int(os.environ.get("CRM_SOAK_RACES", "1")))  # make soak runs each race many times


def at_once(*deeds: Callable[[], Any]) -> list[Outcome]:
    """Run the deeds in threads that start together; each answers its result or its refusal."""
    gate_opens = threading.Barrier(len(deeds))
    outcomes: list[Outcome] = [None] * len(deeds)

    def run(place: int, deed: Callable[[], Any]) -> None:
        try:
            gate_opens.wait(timeout=10)
            outcomes[place] = deed()
        except Exception as error:  # judged by the test
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def refusals(outcomes: list[Outcome]) -> list[DomainError]:
    assert not [o for o in outcomes if isinstance(o, Exception) and not isinstance(o, DomainError)], outcomes
    return [outcome for outcome in outcomes if isinstance(outcome, DomainError)]


def test_a_number_is_drawn_by_one_only(db: Any) -> None:
    next_number("customer")
    outcomes = at_once(*[lambda: [next_number("customer") for _turn in range(5)] for _clerk in range(4)])
    assert not refusals(outcomes)
    numbers = [number for drawn in outcomes for number in drawn]
    assert len(set(numbers)) == 20


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_unit_never_ends_up_below_itself(cast: Any, turn: int) -> None:
    """Two people put A under B and B under A in the same moment."""
    customer = factories.make_customer(owner=cast.rep)
    one, two = factories.make_unit(customer, name="甲"), factories.make_unit(customer, name="乙")
    outcomes = at_once(
        lambda: move_unit(CustomerUnit.objects.get(pk=one.pk), by=cast.rep, parent=two),
        lambda: move_unit(CustomerUnit.objects.get(pk=two.pk), by=cast.rep, parent=one),
    )
    assert len(refusals(outcomes)) == 1
    one.refresh_from_db()
    two.refresh_from_db()
    assert {one.parent_id, two.parent_id} in ({None, one.pk}, {None, two.pk})


@pytest.mark.parametrize("turn", ROUNDS)
def test_two_merges_of_one_pair_keep_one_of_them(cast: Any, turn: int) -> None:
    """Each side is to be kept by one of two people: one merge holds, the other is refused."""
    cast.manager.refresh_from_db()
    one = factories.make_customer("合并甲有限公司", cast.rep)
    two = factories.make_customer("合并乙有限公司", cast.rep)
    for customer in (one, two):
        factories.make_contact(customer)
    manager = cast.manager
    outcomes = at_once(
        lambda: merge_customers(one, two, by=manager), lambda: merge_customers(two, one, by=manager)
    )
    assert len(refusals(outcomes)) == 1
    assert Customer.objects.alive().filter(pk__in=[one.pk, two.pk]).count() == 1
    kept = Customer.objects.alive().get(pk__in=[one.pk, two.pk])
    assert Contact.objects.alive().filter(customer=kept).count() == 2


@pytest.mark.parametrize("turn", ROUNDS)
def test_of_two_edits_of_one_version_the_second_is_told(cast: Any, sign_in: Callable, turn: int) -> None:
    customer = factories.make_customer("同时改有限公司", cast.rep)
    url = reverse("contacts:customer_edit", args=[customer.pk])
    browsers = [sign_in(cast.rep), sign_in(cast.manager)]
    form = browsers[0].get(url).context["form"]
    typed = {
        name: field.prepare_value(form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
    }
    typed = {name: value for name, value in typed.items() if value not in (None, "", False)}
    bodies = [{**typed, "city": city} for city in ("上海", "广州")]
    outcomes = at_once(
        *[
            lambda b=browser, d=body: b.post(url, d).status_code
            for browser, body in zip(browsers, bodies, strict=True)
        ]
    )
    assert sorted(outcomes) == [302, 422], outcomes
    customer.refresh_from_db()
    assert customer.city == bodies[outcomes.index(302)]["city"]


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_follow_up_posted_twice_is_logged_once(cast: Any, sign_in: Callable, turn: int) -> None:
    """A double click, or a browser that tries again: the form carries a key that is good once."""
    customer = factories.make_customer(owner=cast.rep)
    url = reverse("contacts:follow_up_create")
    form = sign_in(cast.rep).get(f"{url}?customer={customer.pk}").context["form"]
    typed = {
        name: field.prepare_value(form.get_initial_for_field(field, name))
        for name, field in form.fields.items()
    }
    body = {name: value for name, value in typed.items() if value not in (None, "", False)}
    body |= {"customer": customer.pk, "text": "客户来电催问备件交期，答应周五前回复", "kind": "phone"}
    browsers = [sign_in(cast.rep), sign_in(cast.rep)]
    outcomes = at_once(*[lambda b=browser: b.post(url, body).status_code for browser in browsers])
    assert max(outcomes) < 500, outcomes
    assert FollowUp.objects.filter(customer=customer).count() == 1


def test_a_share_ends_at_its_moment_without_any_job(cast: Any) -> None:
    customer = factories.make_customer(owner=cast.rep)
    ends = clock.now() + timedelta(hours=1)
    share_customer(customer, by=cast.manager, user=cast.other_rep, expires_at=ends)
    assert gate.may(cast.other_rep, customer, "view")
    with clock.at(ends - timedelta(seconds=1)):
        assert gate.may(cast.other_rep, customer, "view")
    with clock.at(ends):
        assert not gate.may(cast.other_rep, customer, "view")
