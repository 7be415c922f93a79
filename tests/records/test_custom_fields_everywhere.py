"""Every record type that takes custom fields shows one in each place that it has: walked, so that none is forgotten."""

import json
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from core import stamps
from marketing.models import Campaign
from records import gate, history
from records.custom import definitions
from records.custom.shown import shown_on
from records.exports import Export
from records.imports import IMPORTERS
from records.lists import Listing
from records.models import CustomField
from records.record_type import RECORD_TYPES
from records.services import custom_field as service
from tests import factories
from tests.catalog import things
from tests.contract.test_whole import THINGS
from tests.contract.world import World

pytestmark = pytest.mark.django_db
TAKERS = [name for name, record in RECORD_TYPES.items() if definitions.takes(record)]


@pytest.fixture(autouse=True)
def _fresh_definitions() -> Any:
    stamps.forget(stamps.CUSTOM_FIELDS)
    yield
    stamps.forget(stamps.CUSTOM_FIELDS)


def a_row(name: str, cast: Any) -> tuple[Any, Any]:
    """A record of the type, and somebody who may change it."""
    made = {
        "employees": lambda: (cast.rep.employee, cast.admin),
        "departments": lambda: (cast.east, cast.admin),
    }
    if name in made:
        return made[name]()
    customer = factories.make_customer(owner=cast.rep)
    if name == "customers":
        return customer, cast.rep
    from datetime import timedelta

    from contacts.models import (
        Assignment,
        CustomerRelation,
        HandoverNote,
        InstalledAsset,
        RelationType,
        StakeholderRole,
    )
    from core import clock
    from reminders.models import Notice

    if name == "customer-units":
        return factories.make_unit(customer), cast.rep
    if name == "contacts":
        return factories.make_contact(customer), cast.rep
    if name == "follow-ups":
        return factories.make_follow_up(customer, by=cast.rep), cast.rep
    if name == "installed-assets":
        return InstalledAsset.objects.create(customer=customer, name="柳江01", kind="vessel"), cast.rep
    if name == "stakeholder-roles":
        contact = factories.make_contact(customer)
        return StakeholderRole.objects.create(customer=customer, contact=contact, role="coach"), cast.rep
    if name == "customer-relations":
        kind = RelationType.objects.filter(applies=RelationType.Applies.COMPANIES).first()
        other = factories.make_customer(owner=cast.rep)
        return CustomerRelation.objects.create(a=customer, b=other, type=kind), cast.rep
    if name == "assignments":
        now = clock.now()
        row = Assignment.objects.create(
            customer=customer, from_user=cast.rep, to_user=cast.colleague, purpose="x", start=now,
            expires_at=now + timedelta(days=9),
        )  # fmt: skip
        return row, cast.manager
    if name == "handover-notes":
        row = HandoverNote.objects.create(customer=customer, from_user=cast.rep, to_user=cast.colleague)
        return row, cast.rep
    if name == "notices":
        return Notice.objects.create(title="通知", body="x", owner=cast.manager), cast.manager
    if name in {"mail-templates", "clauses", "contract-templates", "webhooks"}:
        thing = name.removesuffix("s").replace("-", "_")
        return getattr(World(cast), thing), cast.admin if name == "webhooks" else cast.manager
    if name in things.RECORDS:
        return things.RECORDS[name](customer, cast)
    if name in THINGS:
        row = getattr(World(cast), "receipt_new" if name == "receipts" else THINGS[name])
        if name == "campaign-costs":
            Campaign.objects.filter(pk=row.campaign_id).update(status="running")  # nothing is spent before
        people = (cast.rep, cast.manager, cast.executive, cast.marketing, cast.finance)
        return row, next(user for user in people if gate.may(user, row, "change"))
    raise AssertionError(f"say how a row of {name} is made")


def make_field(record: str, **facts: Any) -> CustomField:
    field = CustomField(record_type=record, kind="text", label_zh="船级社", label_en="Class society", **facts)
    service.create_custom_field(field, by=None)
    stamps.forget(stamps.CUSTOM_FIELDS)
    return field


def put(row: Any, field: CustomField, value: Any) -> Any:
    row.ext = {**(row.ext or {}), field.name: value}
    row.save()
    return row


@pytest.mark.parametrize("name", TAKERS)
class TestEverywhere:
    def test_form_page_and_history(self, cast: Any, name: str) -> None:
        row, user = a_row(name, cast)
        field = make_field(name, section="航运")
        record = RECORD_TYPES[name]
        put(row, field, "BV")
        form = record.form(instance=row, user=user)
        assert form[field.key].value() == "BV"
        assert not form.sections or field.key in [
            bound.name for section in form.shown_sections for bound in section["fields"]
        ]
        (section,) = shown_on(row, user).sections
        assert section["label"] == "航运" and section["items"][0]["html"] == "BV"
        changes = [change for entry in history.of(row, user) for change in entry.changes]
        assert [(c.label, c.before, c.after) for c in changes if c.label == "船级社"] == [
            ("船级社", "", "BV")
        ]

    def test_list_filter_sort_and_export(self, cast: Any, name: str) -> None:
        row, user = a_row(name, cast)
        field = make_field(name, is_quick_filter=True)
        put(row, field, "BV")
        record = RECORD_TYPES[name]
        assert record.column(field.key) is not None
        listing = Listing(record, user, QueryDict(f"columns={field.key}&sort=-{field.key}"))
        assert listing.page_rows[0] == row and listing.columns[0].value(row) == "BV"
        if record.filterset is not None:
            assert field.key in [bound.name for bound in listing.quick_fields]
            assert field.key in [bound.name for bound in listing.advanced_fields]
            hit = Listing(record, user, QueryDict(f"{field.key}=bv"))
            assert [found.pk for found in hit.page_rows] == [row.pk]
            assert not Listing(record, user, QueryDict(f"{field.key}=lloyd")).page_rows
            assert [chip.label for chip in hit.chips] == ["船级社"]
        if record.allowed(user, record.export_action):
            export = Export(record, user, f"columns={field.key}")
            assert export.header == ["船级社"] and ["BV"] in list(export.rows())
        assert field.key in record.bulk_names

    def test_api_reads_writes_filters_and_describes(self, cast: Any, name: str) -> None:
        row, user = a_row(name, cast)
        field = make_field(name)
        put(row, field, "BV")
        record = RECORD_TYPES[name]
        client = Client()
        client.force_login(user)
        address = f"/api/v1/{name}"
        assert client.get(f"{address}/{row.pk}").json()[field.key] == "BV"
        if record.filterset is not None:
            assert [r["id"] for r in client.get(address, {field.key: "bv"}).json()["items"]] == [row.pk]
        assert client.get(address, {"sort": field.key}).status_code == 200
        described = client.get("/api/v1/openapi.json").json()["paths"][f"{address}/{{pk}}"]
        assert field.key in json.dumps(described["get"]["responses"])
        assert field.key in json.dumps(described["patch"]["requestBody"])
        if name == "assignments":  # what was agreed is not edited
            return
        answer = client.patch(f"{address}/{row.pk}", {field.key: "LR"}, content_type="application/json")
        assert answer.status_code == 200, answer.content
        assert answer.json()[field.key] == "LR"
        row.refresh_from_db()
        assert row.ext == {field.name: "LR"}

    def test_search_finds_it_where_marked(self, cast: Any, name: str) -> None:
        row, user = a_row(name, cast)
        record = RECORD_TYPES[name]
        if record.search is None:
            return
        field = make_field(name, is_searchable=True)
        put(row, field, "北欧船级社")
        from records import search

        search.index(row)  # people and departments are indexed by their services
        hits = Listing(record, user, QueryDict("q=北欧船级")).page_rows
        assert row in hits

    def test_a_policy_hides_it(self, cast: Any, name: str) -> None:
        from django.contrib.contenttypes.models import ContentType

        from accounts import access
        from accounts.models import FieldPolicy

        row, user = a_row(name, cast)
        field = make_field(name)
        put(row, field, "BV")
        record = RECORD_TYPES[name]
        kind = ContentType.objects.get_for_model(record.model)
        for role in user.roles.all():
            FieldPolicy.objects.create(role=role, entity=kind, field=field.key, mode="hidden")
        access.forget(user)
        assert field.key not in record.form(instance=row, user=user).fields
        assert not shown_on(row, user).sections
        assert field.key not in [c.name for c in Listing(record, user, QueryDict("")).allowed_columns]
        assert not [c for e in history.of(row, user) for c in e.changes if c.label == "船级社"]
        client = Client()
        client.force_login(user)
        assert field.key not in client.get(f"/api/v1/{name}/{row.pk}").json()


OF_A_PART = {"product-costs"}  # brings cost and floor price, and nothing else of a product


@pytest.mark.parametrize("kind", [kind for kind in IMPORTERS if kind not in OF_A_PART])
def test_imports_offer_it(cast: Any, kind: str) -> None:
    importer = IMPORTERS[kind]
    name = definitions.name_of(importer.model)
    if not name:
        return
    field = make_field(name)
    assert field.key in {entry.name for entry in importer.fields_for(cast.admin)}
