"""What is marked on rows at hand is what the gate would say of each in a statement."""

from typing import Any

import pytest

from contacts.models import Contact
from core.brief import briefly
from core.operation import only_reading, operation
from records import marks
from tests import factories

pytestmark = pytest.mark.django_db
READERS = ("rep", "colleague", "manager", "other_rep", "regional", "agent", "finance", "executive", "dealer")
ACTIONS = ("reveal", "change", "delete")


def people(cast: Any) -> None:
    """At an own customer, one of the department, one of another's team, a shared one and one in a pool."""
    pool = factories.make_pool("公海", users=[cast.rep])
    places = [
        factories.make_customer("自有", cast.rep),
        factories.make_customer("同事的", cast.colleague),
        factories.make_customer("他部门的", cast.other_rep),
        factories.make_customer("他部门的另一", cast.other_rep),
        factories.make_customer("公海里的", pool=pool),
    ]
    factories.make_team_member(places[2], cast.rep, "write")
    factories.make_team_member(places[3], cast.rep, "read")
    for customer in places:
        factories.make_contact(customer, f"{customer.name}联系人")


@pytest.mark.parametrize("who", READERS)
def test_marks_are_what_the_gate_says(cast: Any, who: str) -> None:
    people(cast)
    user = getattr(cast, who)
    with operation(user=user), only_reading():
        seen = Contact.objects.visible_to(user).order_by("pk")
        said = [marked(row) for row in seen.with_may(user, *ACTIONS)]
        rows = list(briefly(seen, "customer", also=marks.reads(Contact, ACTIONS)))
        marks.mark(user, rows, ACTIONS)
    assert [marked(row) for row in rows] == said


def marked(row: Contact) -> tuple[Any, ...]:
    return row.name, *(getattr(row, f"may_{action}") for action in ACTIONS)


def test_the_marks_of_the_cast_differ(cast: Any) -> None:
    """Else the comparison above would say little."""
    people(cast)
    with operation(user=cast.rep), only_reading():
        rows = list(
            briefly(Contact.objects.visible_to(cast.rep), "customer", also=marks.reads(Contact, ACTIONS))
        )
        marks.mark(cast.rep, rows, ACTIONS)
    assert {row.may_change for row in rows} == {True, False}


def test_marking_asks_nothing_row_by_row(cast: Any, django_assert_max_num_queries: Any) -> None:
    customer = factories.make_customer("自有", cast.rep)
    for number in range(12):
        factories.make_contact(customer, f"李{number}")
    with operation(user=cast.rep), only_reading():
        rows = list(briefly(Contact.objects.all(), "customer", also=marks.reads(Contact, ACTIONS)))
        with django_assert_max_num_queries(4):
            marks.mark(cast.rep, rows, ACTIONS)
