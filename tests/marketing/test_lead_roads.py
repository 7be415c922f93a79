"""Leads by import and API keep the same rules as by hand."""

import json
import tempfile
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from contacts.models import Customer
from marketing.models import Lead, LeadRule
from tests import factories

pytestmark = pytest.mark.django_db
FILE = "公司,主题,联系人,电话,地区\n甲船厂,询价,李明,13800001111,上海\n乙船厂,,王强,13800002222,江苏\n,没有公司,,,\n"


def run_file(by: Any, text: str = FILE) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        call_command("import_file", "leads", file.name, "--as", by.username)


def test_a_file_brings_leads_that_go_out_by_the_rules(cast: Any) -> None:
    LeadRule.objects.create(name="轮流").people.set([cast.rep, cast.colleague])
    run_file(cast.marketing)
    leads = {lead.company: lead for lead in Lead.objects.all()}
    assert set(leads) == {"甲船厂", "乙船厂"}
    assert {lead.owner for lead in leads.values()} == {cast.rep, cast.colleague}
    assert {lead.channel for lead in leads.values()} == {"import"}
    assert leads["乙船厂"].title == "乙船厂"


def test_the_same_file_again_changes_nothing(cast: Any) -> None:
    run_file(cast.manager)
    before = list(Lead.objects.order_by("pk").values("pk", "version", "owner"))
    run_file(cast.manager)
    assert list(Lead.objects.order_by("pk").values("pk", "version", "owner")) == before
    assert Lead.objects.filter(owner=cast.manager).count() == 2


def post(client: Client, path: str, **body: Any) -> Any:
    return client.post(f"/api/v1/{path}", json.dumps(body), content_type="application/json")


def test_the_api_takes_in_touches_and_converts(cast: Any, sign_in: Any) -> None:
    client = sign_in(cast.rep)
    made = post(client, "leads", title="询价", company="新星船厂", contact_name="李明", phone="13800001111")
    assert made.status_code == 201, made.content
    lead = Lead.objects.get()
    assert (lead.channel, lead.owner) == ("api", cast.rep)
    assert post(client, f"leads/{lead.pk}/touch", kind="phone", text="约了周五").status_code == 200
    done = post(client, f"leads/{lead.pk}/convert", name="新星船厂", with_contact=True)
    assert done.status_code == 200, done.content
    assert Customer.objects.get().name == "新星船厂"
    again = post(client, f"leads/{lead.pk}/convert", name="别的")
    assert (again.status_code, again.json()["code"]) == (409, "converted")


def statements(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_a_list_costs_the_same_for_three_rows_and_for_thirty(cast: Any, sign_in: Any) -> None:
    client = sign_in(cast.rep)
    for _ in range(3):
        factories.make_lead(cast.rep)
    few = statements(client, "/leads/")
    for _ in range(27):
        factories.make_lead(cast.rep)
    assert statements(client, "/leads/") == few
