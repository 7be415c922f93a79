"""The words of each record type lie apart: in the index, in its statistics, and after the migration that parted them."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection

from contacts.models import Contact, Customer
from core import grams
from records import look_up, search, word_counts
from records.models import SearchEntry
from records.record_type import RECORD_TYPES
from tests import factories

pytestmark = pytest.mark.django_db
words_by_kind = import_module("records.migrations.0009_words_by_kind")


def kept() -> list[tuple[Any, ...]]:
    return list(SearchEntry.objects.order_by("pk").values_list("pk", "grams", "private_grams"))


def found(user: Any, text: str) -> set[str]:
    hits = look_up.look_up([RECORD_TYPES[name] for name in ("customers", "contacts")], text, user)
    return {name for name, one in hits.items() if one}


def test_the_migration_parts_the_words_and_puts_them_together_again(cast: Any) -> None:
    customer = factories.make_customer("北岭机械", owner=cast.rep)
    factories.make_contact(customer, name="岭南生", mobile="13800138000")
    before = kept()
    connection.check_constraints()  # what waits for the end of the transaction would hold the migration up
    editor = SimpleNamespace(connection=connection)
    words_by_kind.backwards(None, editor)
    number = look_up.type_of(Contact)
    marked = SearchEntry.objects.get(content_type_id=number)
    assert marked.grams.startswith(f"ת{number}x 岭 南 生 ") and "8000" in marked.private_grams.split()
    assert not found(cast.rep, "岭")
    words_by_kind.forwards(None, editor)
    assert kept() == before
    assert found(cast.rep, "岭") == {"customers", "contacts"} and found(cast.rep, "8000") == {"contacts"}


def test_a_word_of_one_record_type_is_none_of_another(cast: Any) -> None:
    customer = factories.make_customer("北岭机械", owner=cast.rep)
    factories.make_contact(customer, name="岭南生")
    assert found(cast.rep, "岭南") == {"contacts"} and found(cast.rep, "北岭") == {"customers"}
    customers = Customer.objects.filter(pk=customer.pk)
    assert search.matching(customers, "北岭", RECORD_TYPES["customers"], cast.rep).exists()
    assert not search.matching(customers, "岭南", RECORD_TYPES["customers"], cast.rep).exists()


def test_statistics_tell_how_frequent_words_are(cast: Any) -> None:
    """As far as a database keeps such: where it does not, no word counts as frequent."""
    customer = factories.make_customer("北岭机械", owner=cast.rep)
    for number in range(40):
        factories.make_contact(customer, name=f"岭南生{number}")
    word_counts._kept.clear()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE records_searchentry")
    people, customers = (grams.query("岭南").under(look_up.letter_of(model)) for model in (Contact, Customer))
    counted = [word_counts.expected(query.tsquery, private=False) for query in (people, customers)]
    assert counted == ([40, 0] if connection.vendor == "postgresql" else [0, 0])
    begun = grams.query("ln").under(look_up.letter_of(Contact))
    assert word_counts.expected(begun.tsquery, private=False) == pytest.approx(counted[0], abs=1)
    word_counts._kept.clear()
