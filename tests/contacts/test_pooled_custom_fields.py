"""Customers in a pool show their custom fields as they show their other facts: read only, and nothing that a pool hides."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from accounts import access
from accounts.models import FieldPolicy, Grant
from contacts.models import Customer, PooledCustomer, PublicPool
from contacts.records.pool import POOLED
from core import clock, stamps
from records.exports import Export
from records.lists import Listing
from records.models import CustomField
from records.services import custom_field as service
from system.admin.pools import hideable
from tests.factories import make_customer, make_pool

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_definitions() -> Any:
    stamps.forget(stamps.CUSTOM_FIELDS)
    yield
    stamps.forget(stamps.CUSTOM_FIELDS)


@pytest.fixture
def pool(cast: Any) -> PublicPool:
    return make_pool("东部公海", departments=[cast.east])


def field(kind: str = "text", **facts: Any) -> CustomField:
    made = CustomField(
        record_type="customers", kind=kind, label_zh="船级社", label_en="Class society", **facts
    )
    service.create_custom_field(made, by=None)
    stamps.forget(stamps.CUSTOM_FIELDS)
    return made


def lying_in(
    pool: PublicPool, definition: CustomField, value: Any, name: str = "公海里的客户"
) -> PooledCustomer:
    customer = make_customer(name, pool=pool, pooled_at=clock.now(), ext={definition.name: value})
    return PooledCustomer.objects.get(pk=customer.pk)


def listing(user: Any, query: str = "") -> Listing:
    return Listing(POOLED, user, QueryDict(query))


def test_list_filter_sort_export_page_and_api_show_it(cast: Any, pool: PublicPool) -> None:
    society = field(is_listed=True)
    row, other = lying_in(pool, society, "BV"), lying_in(pool, society, "LR", "另一个公海客户")
    shown = listing(cast.rep, f"sort=-{society.key}")
    assert society.key in [column.name for column in shown.columns], "listed fields stand there by themselves"
    assert [found.pk for found in shown.page_rows] == [other.pk, row.pk]
    hit = listing(cast.rep, f"{society.key}=bv")
    assert [found.pk for found in hit.page_rows] == [row.pk]
    assert [chip.label for chip in hit.chips] == ["船级社"]
    role = cast.manager.role_links.get().role
    permission = Permission.objects.get(codename="export_pooledcustomer", content_type__app_label="contacts")
    Grant.objects.update_or_create(role=role, permission=permission, defaults={"span": "below"})
    export = Export(POOLED, cast.manager, f"columns=name,{society.key}")
    assert export.header[1] == "船级社" and {line[1] for line in export.rows()} == {"BV", "LR"}
    client = Client()
    client.force_login(cast.rep)
    assert "BV" in client.get(reverse("contacts:pooled_detail", args=[row.pk])).content.decode()
    assert client.get(f"/api/v1/pooled-customers/{row.pk}").json()[society.key] == "BV"
    hits = client.get("/api/v1/pooled-customers", {society.key: "lr"}).json()["items"]
    assert [item["id"] for item in hits] == [other.pk]
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/pooled-customers"]["get"]
    assert society.key in [part["name"] for part in described["parameters"]]


def test_what_a_pool_hides_is_neither_shown_nor_told_by_filter_and_order(cast: Any, pool: PublicPool) -> None:
    society = field(is_listed=True)
    row = lying_in(pool, society, "BV")
    assert (society.key, society.label) in hideable()
    pool.hidden_fields = [society.key]
    pool.save()
    shown = listing(cast.rep, f"columns=name,{society.key}")
    assert shown.columns[1].value(shown.page_rows[0]) is None
    assert not shown.columns[1].sort and not shown.columns[1].total
    assert [found.pk for found in listing(cast.rep, f"{society.key}=lloyd").page_rows] == [row.pk]
    client = Client()
    client.force_login(cast.rep)
    page = client.get(reverse("contacts:pooled_detail", args=[row.pk])).content.decode()
    assert ">BV<" not in page
    assert client.get(f"/api/v1/pooled-customers/{row.pk}").json()[society.key] is None


def test_a_policy_on_customers_holds_in_the_pool_too(cast: Any, pool: PublicPool) -> None:
    from django.contrib.contenttypes.models import ContentType

    society = field(is_listed=True)
    lying_in(pool, society, "BV")
    kind = ContentType.objects.get_for_model(Customer)
    for role in cast.rep.roles.all():
        FieldPolicy.objects.create(role=role, entity=kind, field=society.key, mode="hidden")
    access.forget(cast.rep)
    found = listing(cast.rep, f"{society.key}=lloyd")
    assert society.key not in [column.name for column in found.allowed_columns]
    assert len(found.page_rows) == 1, "who does not read it does not filter by it"


def test_nothing_is_written_and_nothing_grouped_there(cast: Any, pool: PublicPool) -> None:
    society = field()
    row = lying_in(pool, society, "BV")
    found = listing(cast.manager, f"columns={society.key}&group={society.key}")
    assert found.grouping is None and not found.layout.editable
    client = Client()
    client.force_login(cast.manager)
    answer = client.patch(
        f"/api/v1/pooled-customers/{row.pk}", {society.key: "LR"}, content_type="application/json"
    )
    assert answer.status_code in {403, 404, 405}
    row.refresh_from_db()
    assert row.ext == {society.name: "BV"}


@pytest.mark.parametrize("is_hidden", [False, True])
def test_people_cost_as_much_for_three_rows_as_for_thirty(
    cast: Any, pool: PublicPool, is_hidden: bool, django_assert_max_num_queries: Any
) -> None:
    engineer = field("person", is_listed=True)
    if is_hidden:
        pool.hidden_fields = [engineer.key]
        pool.save()
    client = Client()
    client.force_login(cast.rep)
    address = reverse("contacts:pooled_list")
    counts = []
    for number in (3, 27):
        for place in range(number):
            lying_in(pool, engineer, cast.colleague.pk, f"公海客户 {number} {place}")
        client.get(address)
        with django_assert_max_num_queries(30) as asked:
            page = client.get(address).content.decode()
        counts.append(len(asked))
        assert (str(cast.colleague) in page) is not is_hidden
    assert counts[0] == counts[1], counts
