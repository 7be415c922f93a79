"""A long export told out of columns says what its records would say, cell by cell, of every record type."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact
from core.operation import acting_as
from records.dressing import annotated
from records.export_rows import can_be_told, told
from records.exports import Export
from records.record_type import RECORD_TYPES
from tests import factories

from .world import World

pytestmark = pytest.mark.django_db
TOLD_WHOLE = {
    "contacts",
    "contracts",
    "customers",
    "orders",
}  # the longest lists, with the columns they show at first


def told_columns(export: Export) -> list[str]:
    """The columns that say what they read, of all that the user may export."""
    rows = export.listing.rows
    rows = annotated(rows, export.record, export.user)
    allowed = [column for column in export.listing.allowed_columns if column.may_export]
    return [column.name for column in allowed if not column.by and can_be_told(rows, [column])]


@pytest.mark.slow
@pytest.mark.parametrize("who", ["executive", "agent"])
def test_told_cells_are_those_of_the_records(cast: Any, world: World, who: str) -> None:
    user = getattr(cast, who)
    for name, record in RECORD_TYPES.items():
        columns = ",".join(told_columns(Export(record, user, "")))
        if not columns:
            continue
        export = Export(record, user, f"columns={columns}")
        with acting_as(user):
            assert list(export.rows()) == list(export.row_by_row()), name


def test_the_longest_lists_need_no_records(cast: Any) -> None:
    for name in TOLD_WHOLE:
        export = Export(RECORD_TYPES[name], cast.executive, "")
        assert export.is_told, name


def test_statements_do_not_grow_with_the_rows(cast: Any) -> None:
    asked = []
    for count in (1, 3, 30):  # the first asks for what is remembered, too
        for number in range(count):
            customer = factories.make_customer(f"出口{count}批{number:02d}号有限公司", cast.rep)
            factories.make_contact(customer, "李出口")
        export = Export(RECORD_TYPES["contacts"], cast.executive, "columns=name,customer,job_title,status")
        with CaptureQueriesContext(connection) as queries:
            assert len(list(export.rows())) == Contact.objects.count()
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_parts_are_told_in_order_whatever_their_size(cast: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("records.export_rows.PART", 4)
    monkeypatch.setattr("records.export_rows.MOST_NAMES", 3)
    for number in range(11):
        factories.make_contact(
            factories.make_customer(f"分段{number:02d}有限公司", cast.rep), f"段{number:02d}"
        )
    export = Export(RECORD_TYPES["contacts"], cast.executive, "columns=name,customer&sort=-name")
    assert list(told(export._ordered(), export.columns, cast.executive)) == list(export.row_by_row())
