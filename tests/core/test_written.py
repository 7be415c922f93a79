"""A statement written once answers as the queryset it was written from, whoever asks it with whichever ids."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import BooleanField, Case, Value, When
from django.utils import translation

from contacts.models import Contact, Customer
from core import clock, stamps, written
from core.brief import briefly
from tests import factories

pytestmark = pytest.mark.django_db
built: list[Any] = []


def contacts(ids: Any, *paths: str) -> Any:
    built.append(paths)
    rows = briefly(Contact.objects.filter(pk__named=ids), *paths)
    return rows.annotate(is_nameless=Case(When(name="", then=Value(True)), default=Value(False))).order_by(
        "-pk"
    )


def names(ids: Any) -> Any:
    return Contact.objects.filter(customer__pk__named=ids).order_by("name").values_list("name", flat=True)


def late(ids: Any) -> Any:
    return flagged(ids, clock.now())


def long_ago(ids: Any) -> Any:
    return flagged(ids, clock.now() - timedelta(days=3))


def flagged(ids: Any, moment: Any) -> Any:
    built.append(moment)
    old = Case(
        When(created_at__lt=moment, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    return Contact.objects.filter(pk__named=ids).annotate(is_old=old)


def reading(ids: Any) -> Any:
    built.append(Contact.objects.count())
    return Contact.objects.filter(pk__named=ids)


def nobody(ids: Any) -> Any:
    return Contact.objects.filter(pk__named=ids, name__in=[])


def with_families(ids: Any) -> Any:
    return Contact.objects.filter(pk__named=ids).prefetch_related("family")


@pytest.fixture
def people(cast: Any) -> list[Contact]:
    built.clear()
    customer = factories.make_customer("中船", cast.rep)
    return [factories.make_contact(customer, name) for name in ("王建军", "李建军", "张伟")]


def facts(rows: Any) -> list[Any]:
    return [(row.pk, row.name, row.customer.name, row.created_at, row.ext, row.is_nameless) for row in rows]


def test_rows_are_those_of_the_queryset(people: list[Contact]) -> None:
    ids = [row.pk for row in people]
    assert facts(written.rows(contacts, "customer", ids=ids)) == facts(contacts(ids, "customer"))


def test_it_is_written_once_for_each_shape(people: list[Contact], django_assert_num_queries: Any) -> None:
    first, second, third = people
    written.rows(contacts, "customer", ids=[first.pk])
    times = len(built)
    with django_assert_num_queries(1):
        (found,) = written.rows(contacts, "customer", ids=[second.pk])
        assert found.customer.name == "中船"
    assert found.name == "李建军"
    assert len(built) == times
    written.rows(contacts, ids=[third.pk])
    assert len(built) > times


def test_values_come_as_the_queryset_gives_them(people: list[Contact]) -> None:
    assert sorted(written.rows(names, ids=[people[0].customer_id])) == sorted(row.name for row in people)


def test_without_ids_nothing_is_asked(people: list[Contact], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert written.rows(contacts, ids=[]) == []


def test_what_can_never_be_is_not_asked(people: list[Contact], django_assert_num_queries: Any) -> None:
    written.rows(nobody, ids=[people[0].pk])
    with django_assert_num_queries(0):
        assert written.rows(nobody, ids=[people[0].pk]) == []


def test_prefetched_rows_come_along(people: list[Contact], django_assert_num_queries: Any) -> None:
    (found,) = written.rows(with_families, ids=[people[0].pk])
    with django_assert_num_queries(0):
        assert list(found.family.all()) == []


def test_the_moment_is_that_of_asking(people: list[Contact]) -> None:
    ids = [people[0].pk]
    with clock.at(people[0].created_at - timedelta(minutes=1)):
        assert not written.rows(late, ids=ids)[0].is_old
    times = len(built)
    with clock.at(people[0].created_at + timedelta(minutes=1)):
        assert written.rows(late, ids=ids)[0].is_old
    assert len(built) == times


def test_what_reckons_with_the_moment_is_not_kept(people: list[Contact]) -> None:
    ids = [people[0].pk]
    with clock.at(people[0].created_at + timedelta(days=3) - timedelta(minutes=1)):
        assert not written.rows(long_ago, ids=ids)[0].is_old
    with clock.at(people[0].created_at + timedelta(days=3) + timedelta(minutes=1)):
        assert written.rows(long_ago, ids=ids)[0].is_old


def test_what_reads_while_it_is_put_together_is_not_kept(people: list[Contact]) -> None:
    assert [written.rows(reading, ids=[row.pk])[0].pk for row in people] == [row.pk for row in people]
    assert len(built) == 2 * len(people)


def test_what_closes_over_anything_is_refused(people: list[Contact]) -> None:
    name = people[0].name

    def hidden(ids: Any) -> Any:
        return Contact.objects.filter(pk__named=ids, name=name)

    with pytest.raises(TypeError):
        written.rows(hidden, ids=[people[0].pk])


def test_it_is_written_anew_where_settings_language_or_day_are_others(people: list[Contact]) -> None:
    ids = [people[0].pk]
    written.rows(contacts, ids=ids)
    for change in ("settings", "language", "day"):
        before = len(built)
        if change == "settings":
            stamps.renew(stamps.SETTINGS)
            written.rows(contacts, ids=ids)
        elif change == "language":
            with translation.override("en"):
                written.rows(contacts, ids=ids)
        else:
            with clock.at(clock.today() + timedelta(days=1)):
                written.rows(contacts, ids=ids)
        assert len(built) > before, change


def test_customers_by_their_names_in_the_order_asked(people: list[Contact]) -> None:
    other = factories.make_customer(owner=people[0].customer.owner)
    ids = [other.pk, people[0].customer_id]
    assert [row.pk for row in written.rows(customers, ids=ids)] == sorted(ids)


def customers(ids: Any) -> Any:
    return Customer.objects.filter(pk__named=ids).order_by("pk")
