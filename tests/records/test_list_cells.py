"""Beside and inside a list: the panel of a row, and a cell changed in its place, by the rules of the edit page."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from accounts.models import FieldPolicy, UserRole
from contacts.models import Customer
from core import clock
from core.models import ActionLog
from tests import factories


def body(response: Any) -> str:
    return response.content.decode()


def cell(record: str, obj: Any, column: str) -> str:
    return reverse("records:cell", args=[record, obj.pk, column])


def panel(record: str, obj: Any) -> str:
    return reverse("records:panel", args=[record, obj.pk])


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡集团有限公司", owner=cast.rep, short_name="东岭")


def version_in(page: str) -> str:
    found = re.search(r'name="read_version" value="(\d+)"', page)
    assert found
    return found[1]


def test_a_saved_cell_answers_with_its_row_and_leaves_history(
    cast: Any, sign_in: Any, customer: Customer
) -> None:
    client = sign_in(cast.rep)
    editor = body(client.get(cell("customers", customer, "short_name")))
    assert 'form="cell-form"' in editor and 'value="东岭"' in editor
    answer = client.post(
        cell("customers", customer, "short_name"),
        {"short_name": "东岭重卡", "read_version": version_in(editor), "columns": "name,short_name"},
    )
    assert answer.status_code == 200 and answer["HX-Retarget"] == f'tr[data-row="{customer.pk}"]'
    assert body(answer).startswith(f'<tr data-row="{customer.pk}">') and "东岭重卡" in body(answer)
    customer.refresh_from_db()
    last = customer.history.first()
    assert customer.short_name == "东岭重卡" and last.history_user == cast.rep and customer.version == 2
    assert ActionLog.objects.filter(verb="contacts.customer_changed").exists()


def test_only_the_cell_s_field_is_changed_whatever_is_sent(
    cast: Any, sign_in: Any, customer: Customer
) -> None:
    sign_in(cast.manager).post(
        cell("customers", customer, "short_name"), {"short_name": "x", "name": "别的公司", "tier": "vip"}
    )
    customer.refresh_from_db()
    assert (customer.short_name, customer.name, customer.tier) == ("x", "东岭重卡集团有限公司", "")


def test_a_cell_with_the_same_value_saves_nothing(cast: Any, sign_in: Any, customer: Customer) -> None:
    answer = sign_in(cast.rep).post(cell("customers", customer, "short_name"), {"short_name": "东岭"})
    customer.refresh_from_db()
    assert answer.status_code == 200 and customer.version == 1


def test_somebody_else_s_save_in_between_is_not_overwritten_unseen(
    cast: Any, sign_in: Any, customer: Customer
) -> None:
    client = sign_in(cast.rep)
    read = version_in(body(client.get(cell("customers", customer, "short_name"))))
    customer.short_name = "经理改的"
    customer.save()
    given = {"short_name": "我改的", "read_version": read}
    answer = client.post(cell("customers", customer, "short_name"), given)
    assert answer.status_code == 422
    assert "经理改的" in body(answer) and 'value="我改的"' in body(answer)
    given["read_version"] = version_in(body(answer))
    assert client.post(cell("customers", customer, "short_name"), given).status_code == 200
    customer.refresh_from_db()
    assert customer.short_name == "我改的"


def test_a_refused_value_stays_in_the_cell_with_the_reason(
    cast: Any, sign_in: Any, customer: Customer
) -> None:
    client = sign_in(cast.rep)
    answer = client.post(cell("customers", customer, "next_follow_on"), {"next_contact_on": "2001-02-03"})
    assert answer.status_code == 422 and 'value="2001-02-03"' in body(answer)
    assert "invalid-feedback" in body(answer) and "data-cell-editor" in body(answer)
    day = clock.today().isoformat()
    answer = client.post(
        cell("customers", customer, "next_follow_on"),
        {"next_contact_on": day, "columns": "name,next_follow_on"},
    )
    customer.refresh_from_db()
    assert answer.status_code == 200 and customer.next_follow_on == clock.today()


@pytest.mark.parametrize("column", ["owner", "tier", "credit", "lifecycle", "name", "code", "nothing"])
def test_columns_with_rules_of_their_own_are_no_cells_to_edit(
    cast: Any, sign_in: Any, customer: Customer, column: str
) -> None:
    url = cell("customers", customer, column)
    assert sign_in(cast.manager).get(url).status_code == 404
    assert sign_in(cast.manager).post(url, {column: "x"}).status_code == 404


def test_who_only_reads_a_row_may_not_change_its_cells(cast: Any, sign_in: Any, customer: Customer) -> None:
    factories.make_team_member(customer, cast.other_rep)
    client, url = sign_in(cast.other_rep), cell("customers", customer, "short_name")
    assert client.get(url).status_code == 403 and client.post(url, {"short_name": "x"}).status_code == 403
    assert sign_in(cast.other_manager).post(url, {"short_name": "x"}).status_code == 404
    customer.refresh_from_db()
    assert customer.short_name == "东岭"


@pytest.mark.parametrize("mode", ["hidden", "masked", "read_only"])
def test_a_field_policy_closes_the_cell(cast: Any, sign_in: Any, customer: Customer, mode: str) -> None:
    role = UserRole.objects.get(user=cast.rep).role
    kind = ContentType.objects.get_for_model(Customer)
    FieldPolicy.objects.create(role=role, entity=kind, field="short_name", mode=mode)
    client = sign_in(cast.rep)
    page = body(client.get("/customers/", {"columns": "name,short_name"}))
    assert 'data-edit="short_name"' not in page
    answer = client.post(cell("customers", customer, "short_name"), {"short_name": "x"})
    customer.refresh_from_db()
    assert answer.status_code == 403 and customer.short_name == "东岭"


def test_a_list_marks_its_cells_only_for_those_who_may_change_rows(
    cast: Any, sign_in: Any, customer: Customer
) -> None:
    assert 'data-edit="next_follow_on"' in body(sign_in(cast.rep).get("/customers/"))
    assert "data-edit" not in body(sign_in(cast.executive).get("/customers/"))


def test_a_follow_up_past_its_day_is_refused_at_the_cell(cast: Any, sign_in: Any, customer: Customer) -> None:
    old = factories.make_follow_up(customer, cast.rep)
    type(old).objects.filter(pk=old.pk).update(created_at=clock.now() - timedelta(days=2))
    answer = sign_in(cast.rep).post(cell("follow-ups", old, "next_action"), {"next_action": "x"})
    assert answer.status_code == 422 and "24" in body(answer)


CELLS = [
    ("contacts", "contact", "job_title", "总工"),
    ("contacts", "contact", "preferred_channel", "phone"),
    ("customer-units", "unit", "location", "三号楼"),
    ("follow-ups", "follow_up", "next_action", "寄样品"),
]


@pytest.mark.parametrize(("record", "thing", "column", "value"), CELLS)
def test_each_record_type_saves_its_cells_by_its_own_service(
    cast: Any, sign_in: Any, customer: Customer, record: str, thing: str, column: str, value: str
) -> None:
    unit = factories.make_unit(customer)
    contact = factories.make_contact(customer, "李工", unit)
    made = {"unit": unit, "contact": contact, "follow_up": factories.make_follow_up(customer, cast.rep)}
    obj = made[thing]
    answer = sign_in(cast.rep).post(cell(record, obj, column), {column: value})
    obj.refresh_from_db()
    assert answer.status_code == 200 and getattr(obj, column) == value


# -- the panel ----------------------------------------------------------------------------------------------


def test_the_panel_shows_facts_box_and_last_follow_ups_and_no_page_around(
    cast: Any, sign_in: Any, customer: Customer
) -> None:
    factories.make_follow_up(customer, cast.rep, "谈到年度框架协议的价格条款")
    shown = body(sign_in(cast.rep).get(panel("customers", customer)))
    assert "<html" not in shown and customer.get_absolute_url() in shown
    assert "谈到年度框架协议" in shown and 'id="follow-up-box"' in shown and "/edit/" in shown


def test_the_panel_offers_only_what_the_reader_may_do(cast: Any, sign_in: Any, customer: Customer) -> None:
    factories.make_team_member(customer, cast.other_rep)
    shown = body(sign_in(cast.other_rep).get(panel("customers", customer)))
    assert reverse("contacts:customer_edit", args=[customer.pk]) not in shown
    assert sign_in(cast.other_manager).get(panel("customers", customer)).status_code == 404
    assert sign_in(cast.nobody).get(panel("customers", customer)).status_code == 403


def test_the_panel_masks_what_the_list_masks(cast: Any, sign_in: Any, customer: Customer) -> None:
    contact = factories.make_contact(customer, "李工", mobile="13912345678")
    assert "13912345678" in body(sign_in(cast.rep).get(panel("contacts", contact)))
    shown = body(sign_in(cast.executive).get(panel("contacts", contact)))
    assert ("13912345678" in shown) == ("13912345678" in body(sign_in(cast.executive).get("/contacts/")))


def test_a_list_and_its_panel_have_no_id_twice(cast: Any, sign_in: Any, customer: Customer) -> None:
    contact = factories.make_contact(customer, "李工")
    client = sign_in(cast.rep)
    together = body(client.get("/contacts/")) + body(client.get(panel("contacts", contact)))
    ids = re.findall(r'\sid="([^"]+)"', together)
    assert sorted(name for name in set(ids) if ids.count(name) > 1) == []


def test_a_row_is_fetched_anew_with_the_columns_one_sees(cast: Any, sign_in: Any, customer: Customer) -> None:
    url = reverse("records:row", args=["customers", customer.pk])
    row = body(sign_in(cast.rep).get(url, {"columns": "name,code,nothing"}))
    assert row.startswith("<tr") and (row.count("</th>"), row.count("data-label")) == (1, 1)
    assert sign_in(cast.other_rep).get(url).status_code == 404
