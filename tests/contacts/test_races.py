"""What two people do at the same moment: the second one waits, and finds the world as the first has left it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from contacts.models import Customer, CustomerUnit, OwnershipRecord
from contacts.services.customer import create_customer
from contacts.services.ownership import transfer_customers
from contacts.services.unit import create_unit, move_unit
from core.errors import DomainError
from records.services.numbering import next_number
from tests.factories import make_customer, make_department, make_employee

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite has one writer: nothing can meet there"
    ),
    pytest.mark.postgres,
]


def at_once(*calls):
    """Run the calls in threads of their own; refusals come back as values."""

    def run(call):
        try:
            return call()
        except DomainError as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.fixture
def people(db):
    department = make_department()
    return [make_employee("sm", department) for _n in range(3)]


def test_no_number_is_drawn_twice(people):
    next_number("customer")
    drawn = at_once(*[lambda: next_number("customer")] * 8)
    assert len(set(drawn)) == 8


def test_one_of_two_customers_of_the_same_name_is_refused(people):
    by = people[0]
    results = at_once(*[lambda: create_customer(by=by, name="东岭重卡")] * 4)
    assert Customer.objects.filter(name="东岭重卡").count() == 1
    assert sum(isinstance(result, DomainError) for result in results) == 3


def test_two_moves_cannot_close_a_circle(people):
    by = people[0]
    customer = make_customer(owner=by)
    for _n in range(3):
        one = create_unit(customer, by=by, name=f"甲{_n}")
        other = create_unit(customer, by=by, name=f"乙{_n}")
        results = at_once(
            lambda one=one, other=other: move_unit(one, by=by, parent=other),
            lambda one=one, other=other: move_unit(other, by=by, parent=one),
        )
        assert sum(isinstance(result, DomainError) for result in results) == 1
    for unit in CustomerUnit.objects.all():
        assert unit.path.endswith(f"/{unit.pk}/") and len(set(unit.ancestor_ids)) == unit.depth


def test_two_transfers_leave_one_open_record(people):
    by, first, second = people
    customer = create_customer(by=by, name="东岭重卡")
    at_once(
        lambda: transfer_customers([customer], to=first, by=by),
        lambda: transfer_customers([customer], to=second, by=by),
    )
    customer.refresh_from_db()
    (record,) = OwnershipRecord.objects.filter(customer=customer, to_at=None)
    assert record.owner == customer.owner and OwnershipRecord.objects.filter(customer=customer).count() == 3
