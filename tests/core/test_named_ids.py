import pytest
from django.db.models.expressions import RawSQL

from accounts.models import Department
from tests import factories


@pytest.mark.django_db
def test_named_ids_find_what_a_list_of_them_finds() -> None:
    rows = [factories.make_department(name) for name in ("总装", "采购", "质量")]
    wanted = {rows[0].pk, rows[2].pk}
    assert set(Department.objects.filter(pk__named=wanted)) == {rows[0], rows[2]}
    assert not Department.objects.filter(pk__named=set())
    assert set(Department.objects.exclude(pk__named=wanted)) >= {rows[1]}


@pytest.mark.django_db
def test_what_is_no_number_is_never_written_into_a_statement() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        list(Department.objects.filter(pk__named=["1) OR (1=1"]))


@pytest.mark.django_db
def test_ids_of_a_subquery_are_gathered_and_found_like_any_others() -> None:
    rows = [factories.make_department(name) for name in ("总装", "采购", "质量")]
    named = Department.objects.filter(name__in=["总装", "质量"]).values("pk")
    literal = RawSQL("SELECT id FROM accounts_department WHERE name = %s", ["采购"])
    assert set(Department.objects.filter(pk__gathered=named.query)) == {rows[0], rows[2]}
    assert set(Department.objects.filter(name="采购").filter(pk__gathered=literal)) == {rows[1]}
    assert not Department.objects.filter(name="总装", pk__gathered=literal)
