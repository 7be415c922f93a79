"""Custom fields by every road of writing: file, program, many rows, cell, and the administration that makes them."""

from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict

from core import stamps
from records.models import CustomField
from records.record_type import RECORD_TYPES
from tests import factories

from .custom_world import edit, make_field, put

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_definitions() -> Any:
    stamps.forget(stamps.CUSTOM_FIELDS)
    yield
    stamps.forget(stamps.CUSTOM_FIELDS)


def test_money_is_exact(cast: Any) -> None:
    field = make_field(kind="money")
    customer = factories.make_customer(owner=cast.rep)
    assert edit(customer, cast.rep, {field.key: "99999999999999.99"}).save_by(cast.rep) is not None
    customer.refresh_from_db()
    assert Decimal(customer.ext[field.name]) == Decimal("99999999999999.99")


class TestImports:
    def bring(self, cast: Any, lines: list[list[str]], header: list[str]) -> Any:
        from core.operation import acting_as
        from records.imports import IMPORTERS, Ledger
        from records.imports.engine import bring_in
        from records.imports.mapping import guess

        stamps.forget(stamps.CUSTOM_FIELDS)
        importer_class = IMPORTERS["customers"]
        mapping = guess(header, importer_class.fields_for(cast.rep))
        ledger = Ledger(main="contacts.customer")
        with acting_as(cast.rep):
            importer = importer_class(cast.rep, ledger, mapped=mapping.fields)
            bring_in(importer, enumerate(lines, start=2), mapping)
        return ledger

    def test_cells_become_typed_values(self, cast: Any) -> None:
        from contacts.models import Customer

        number = make_field(kind="number", label="吨位")
        grade = make_field(kind="choice", label="合作级别", choices="金 | Gold [gold]\n银 [silver]")
        many = make_field(kind="multi_choice", label="航线", choices="东 [east]\n西 [west]")
        person = make_field(kind="person", label="技术负责人")
        given = make_field(label="口号", default="你好")
        header = ["客户名称", "吨位", "合作级别", "航线", "技术负责人"]
        lines = [
            ["柳江航运有限公司", "1.2万", "Gold", "西、东", str(cast.manager)],
            ["邕江航运有限公司", "many", "金", "", ""],
            ["漓江航运有限公司", "", "", "", "没有这个人"],
        ]
        ledger = self.bring(cast, lines, header)
        row = Customer.objects.get(name="柳江航运有限公司")
        assert row.ext == {
            number.name: "12000.00", grade.name: "gold", many.name: ["west", "east"],
            person.name: cast.manager.pk, given.name: "你好",
        }  # fmt: skip
        assert [(r.row, r.field) for r in ledger.refused] == [(3, number.key), (4, person.key)]
        again = self.bring(cast, lines[:1], header)
        assert again.main_counts()["unchanged"] == 1

    def test_a_unique_value_comes_in_once(self, cast: Any) -> None:
        field = make_field(is_unique=True, label="牌照号")
        put(factories.make_customer(owner=cast.rep), **{field.name: "A1"})
        lines = [["柳江航运有限公司", "a1"], ["邕江航运有限公司", "B2"], ["漓江航运有限公司", "b2"]]
        ledger = self.bring(cast, lines, ["客户名称", "牌照号"])
        assert [(r.row, r.field) for r in ledger.refused] == [(2, field.key), (4, field.key)]
        assert ledger.main_counts()["created"] == 1


class TestApi:
    def call(self, user: Any, method: str, path: str, body: Any = None) -> Any:
        from django.test import Client

        client = Client()
        client.force_login(user)
        return getattr(client, method)(f"/api/v1{path}", body, content_type="application/json")

    def test_administrators_make_change_and_delete_fields(self, cast: Any) -> None:
        body = {
            "record_type": "customers", "kind": "choice", "label_zh": "合作级别", "choices_text": "金 | Gold\n银",
        }  # fmt: skip
        made = self.call(cast.admin, "post", "/custom-fields", body)
        assert made.status_code == 201, made.content
        assert (
            made.json()["key"] == "ext_hezuojibie"
            and made.json()["choices_text"] == "金 | Gold [gold]\n银 [yin]"
        )
        address = f"/custom-fields/{made.json()['id']}"
        changed = self.call(cast.admin, "patch", address, {"is_required": True})
        assert changed.status_code == 200 and changed.json()["is_required"] is True
        bad = self.call(cast.admin, "patch", address, {"choices_text": ""})
        assert bad.status_code == 422 and bad.json()["errors"][0]["field"] == "choices_text"
        assert self.call(cast.rep, "get", "/custom-fields").status_code == 403
        assert self.call(cast.rep, "post", "/custom-fields", body).status_code == 403
        assert self.call(cast.admin, "delete", address).status_code == 204

    def test_values_are_typed_and_wrong_ones_refused(self, cast: Any) -> None:
        number = make_field(kind="number", label="吨位")
        grade = make_field(kind="choice", label="合作级别", choices="金 | Gold [gold]\n银 [silver]")
        other = make_field(kind="customer", label="船东")
        customer = factories.make_customer(owner=cast.rep)
        hidden = factories.make_customer(owner=cast.other_rep)
        address = f"/customers/{customer.pk}"
        good = {number.key: "12.5", grade.key: "gold", other.key: customer.pk}
        answer = self.call(cast.rep, "patch", address, good)
        assert answer.status_code == 200, answer.content
        told = answer.json()
        assert (told[number.key], told[grade.key], told[other.key]) == ("12.50", "gold", customer.pk)
        assert told[f"{other.key}_label"] == customer.name
        for wrong in ({grade.key: "bronze"}, {number.key: "many"}, {other.key: hidden.pk}):
            answer = self.call(cast.rep, "patch", address, wrong)
            assert answer.status_code == 422, wrong
            assert answer.json()["errors"][0]["field"] == next(iter(wrong))


def test_one_field_is_set_in_many_rows_and_in_a_cell(cast: Any, client: Any) -> None:
    from records.services.bulk_change import change_field

    field = make_field()
    rows = [factories.make_customer(owner=cast.rep) for _ in "ab"]
    values = QueryDict(mutable=True)
    values[field.key] = "BV"
    run = change_field(
        RECORD_TYPES["customers"], [r.pk for r in rows], field.key, values, label="x", by=cast.rep
    )
    assert run.changed == 2
    client.force_login(cast.rep)
    address = f"/lists/customers/{rows[0].pk}/cell/{field.key}/"
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    assert client.post(address, {field.key: "LR"}).status_code == 200
    rows[0].refresh_from_db()
    assert rows[0].ext == {field.name: "LR"}


class TestAdministration:
    def test_a_field_is_made_shaped_and_refused_in_the_browser(self, cast: Any, client: Any) -> None:
        client.force_login(cast.admin)
        address = "/admin/records/customfield/"
        assert client.get(address).status_code == 200
        assert client.get(f"{address}add/").status_code == 200
        given = {
            "record_type": "customers", "kind": "choice", "label_zh": "合作级别", "decimals": "2", "sort": "0",
            "is_active": "on", "choices_text": "",
        }  # fmt: skip
        refused = client.post(f"{address}add/", given)
        assert refused.status_code == 200 and not CustomField.objects.exists()
        made = client.post(f"{address}add/", {**given, "choices_text": "金\n银"})
        assert made.status_code == 302
        field = CustomField.objects.get()
        assert field.name == "hezuojibie"
        page = client.get(f"{address}{field.pk}/change/").content.decode()
        assert "ext_hezuojibie" in page and "preview-" in page
        put(factories.make_customer(owner=cast.rep), **{field.name: "jin"})
        given = {**given, "choices_text": "金 [jin]"}
        still = client.post(f"{address}{field.pk}/change/", {**given, "kind": "text"})
        assert still.status_code == 200
        assert client.post(f"{address}{field.pk}/change/", given).status_code == 302
        client.post(f"{address}{field.pk}/delete/", {"post": "yes"})
        assert CustomField.objects.filter(pk=field.pk).exists()
        client.force_login(cast.rep)
        assert client.get(address).status_code in (302, 403)

    def test_field_policies_take_custom_fields(self, cast: Any) -> None:
        from django.contrib.contenttypes.models import ContentType

        from accounts.models import Role
        from contacts.models import Customer
        from system.admin.rights import FieldPolicyForm

        plain, found = make_field(label="内部评价"), make_field(label="船级社", is_searchable=True)
        stamps.forget(stamps.CUSTOM_FIELDS)
        FieldPolicyForm.editor = cast.security
        entity = ContentType.objects.get_for_model(Customer).pk
        given = {"role": cast.rep.roles.first().pk, "entity": entity, "mode": "hidden"}
        assert Role.objects.filter(pk=given["role"]).exists()
        assert FieldPolicyForm({**given, "field": plain.key}).is_valid()
        assert "mode" in FieldPolicyForm({**given, "field": found.key}).errors
