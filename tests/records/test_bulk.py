"""Bulk writes leave what single saves leave."""

from typing import Any

from contacts.models import Contact, Customer
from core.operation import acting_as
from records import bulk
from records.models import SearchEntry
from tests import factories


def test_created_rows_have_stamp_history_and_words(cast: Any) -> None:
    with acting_as(cast.rep, reason="load"):
        made = bulk.create(
            Customer, [Customer(code=f"B{n}", name=f"批量{n}有限公司") for n in range(3)], cast.rep
        )
    assert all(c.pk and c.name_key and c.pinyin and c.created_by == cast.rep for c in made)
    row = made[0].history.get()
    assert (row.history_type, row.history_user, row.history_change_reason) == ("+", cast.rep, "load")
    assert row.operation_id == made[2].history.get().operation_id
    assert SearchEntry.objects.filter(object_id__in=[c.pk for c in made]).count() == 3


def test_updated_rows_keep_derived_columns_true_and_count_versions(cast: Any) -> None:
    customers = [factories.make_customer() for _ in range(2)]
    for customer in customers:
        customer.name = f"改名{customer.pk}有限公司"
    bulk.update(customers, ["name"], cast.manager, reason="renamed")
    fresh = Customer.objects.get(pk=customers[0].pk)
    assert fresh.name_key.startswith("改名") and fresh.version == 2 and fresh.updated_by == cast.manager
    last = fresh.history.first()
    assert (last.history_type, last.history_change_reason, last.name) == ("~", "renamed", fresh.name)


def test_a_conditional_update_counts_only_who_still_met_the_condition(cast: Any) -> None:
    customers = [factories.make_customer(city="A"), factories.make_customer(city="B")]
    ours = Customer.objects.filter(pk__in=[c.pk for c in customers], city="A")
    assert bulk.conditional_update(ours, by=cast.rep, city="C") == 1
    assert bulk.conditional_update(ours, by=cast.rep, city="D") == 0
    fresh = Customer.objects.get(pk=customers[0].pk)
    assert fresh.city == "C" and fresh.version == 2 and fresh.history.first().city == "C"


def test_removed_rows_leave_their_history(cast: Any) -> None:
    contact = factories.make_contact(factories.make_customer())
    bulk.remove([contact], cast.rep, "never used")
    assert not Contact.objects.filter(pk=contact.pk).exists()
    assert Contact.history.filter(id=contact.pk).first().history_type == "-"
