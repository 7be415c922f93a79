"""The order of lists: the same on every database, what is empty last in either direction, an index to read it by."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict

from core import clock
from orders.records.payment_plan import PAYMENT_PLANS
from records.lists import Listing
from records.ordering import by_name
from records.record_type import RECORD_TYPES, RecordType
from tests import factories
from tests.orders.money import make_order, make_plan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "expected"), [("", [1, 2, None]), ("sort=due_on", [1, 2, None]), ("sort=-due_on", [2, 1, None])]
)
def test_plans_without_a_due_day_come_last(cast: Any, query: str, expected: list[int | None]) -> None:
    customer = factories.make_customer("东岭重卡", cast.rep)
    order = make_order(customer)
    today = clock.today()
    for days in (None, 2, 1):
        plan = make_plan(customer, cast.finance, 10, today, order=order)
        plan.due_on = today + timedelta(days=days) if days else None
        plan.status = "due" if days else "waiting"
        plan.save()
    rows = Listing(PAYMENT_PLANS, cast.finance, QueryDict(query)).page_rows
    assert [(row.due_on - today).days if row.due_on else None for row in rows] == expected
    api = list(PAYMENT_PLANS.rows(cast.finance).order_by(by_name(PAYMENT_PLANS.model, "due_on"), "pk"))
    assert [row.pk for row in api][-1] == next(row.pk for row in api if row.due_on is None)


@pytest.mark.parametrize(
    "record", [record for record in RECORD_TYPES.values() if record.has_list], ids=lambda r: r.name
)
def test_no_list_leaves_what_is_empty_to_the_database(cast: Any, record: RecordType) -> None:
    """Whatever is sorted by: a column that may be empty says where the empty ones go."""
    columns = [column.name for column in record.columns if column.sort]
    for sort in ["", *columns, *(f"-{name}" for name in columns)]:
        listing = Listing(record, cast.admin, QueryDict(f"sort={sort}" if sort else ""))
        for term in listing.ordered.query.order_by:
            assert not isinstance(term, str), (record.name, sort, term)


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL tells which index it reads in order"
)
def test_an_index_serves_the_customers_by_next_contact_date(cast: Any) -> None:
    record = RECORD_TYPES["customers"]
    rows = Listing(record, cast.executive, QueryDict("sort=next_follow_on")).ordered.values("pk")[:25]
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"
        )
    plan = rows.explain()
    assert "customer_" in plan and "next" in plan and "Sort" not in plan, plan
