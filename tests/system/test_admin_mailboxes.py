"""Mailboxes, pipelines and tax rates in the administration site."""

import pytest

from accounts.models import Department
from catalog.models import TaxRate
from core import sealing
from messaging.models import MailAccount
from sales.models import Pipeline
from tests.mail_server import mail_server

ADD = "/admin/messaging/mailaccount/add/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    client.force_login(cast.admin)
    return client


def facts(cast, **more):
    return {
        "name": "业务邮箱", "address": "sales@haili.example", "purpose": "shared", "department": cast.east.pk,
        "imap_port": "993", "imap_security": "tls", "folder": "INBOX", "fetch_from": "2026-11-01",
        "smtp_port": "465", "smtp_security": "none", "is_active": "on", "password": "geheim", **more,
    }  # fmt: skip


def test_a_mailbox_is_kept_with_its_password_sealed_and_never_shown(client, cast):
    assert client.post(ADD, facts(cast)).status_code == 302
    box = MailAccount.objects.get()
    assert sealing.unseal(box.sealed_password) == "geheim" and box.department == cast.east
    page = client.get(f"/admin/messaging/mailaccount/{box.pk}/change/").content.decode()
    assert "geheim" not in page and box.sealed_password not in page
    assert "geheim" not in str(list(MailAccount.history.values()))


def test_both_connections_are_tried_and_what_is_wrong_is_said_beside_the_server(client, cast):
    with mail_server() as server:
        host, port = server.server_address
        tried = facts(cast, is_tried="on", imap_host=host, imap_port="1", smtp_host=host, smtp_port=port)
        answer = client.post(ADD, tried)
    assert answer.status_code == 200 and not MailAccount.objects.exists()
    errors = answer.context["adminform"].form.errors
    assert set(errors) == {"imap_host"} and server.logins


def test_a_server_on_this_machine_is_named_as_forbidden_where_it_is(client, cast, settings):
    settings.SERVERS_ON_LOOPBACK = False
    answer = client.post(ADD, facts(cast, is_tried="on", imap_host="127.0.0.1", imap_security="none"))
    assert set(answer.context["adminform"].form.errors) == {"imap_host"}


def test_a_stored_password_is_not_sent_to_another_server(client, cast):
    client.post(ADD, facts(cast, smtp_host="smtp.one.example"))
    box = MailAccount.objects.get()
    page = f"/admin/messaging/mailaccount/{box.pk}/change/"
    client.post(page, facts(cast, smtp_host="smtp.one.example", password="", signature="此致"))
    box.refresh_from_db()
    assert sealing.unseal(box.sealed_password) == "geheim" and box.signature == "此致"
    client.post(page, facts(cast, smtp_host="smtp.two.example", password=""))
    box.refresh_from_db()
    assert box.sealed_password == ""


@pytest.mark.parametrize("purpose", ["personal", "shared"])
def test_a_mailbox_has_readers(client, cast, purpose):
    answer = client.post(ADD, facts(cast, purpose=purpose, department="", owner=""))
    assert answer.status_code == 200 and not MailAccount.objects.exists()
    assert Department.objects.exists()


def stages(pipeline, *changed):
    rows = list(pipeline.stages.order_by("sort"))
    found = {"stages-TOTAL_FORMS": len(rows), "stages-INITIAL_FORMS": len(rows)}
    for place, row in enumerate(rows):
        given = {
            "id": row.pk, "pipeline": pipeline.pk, "code": row.code, "name": row.name, "sort": row.sort,
            "probability": row.probability, "dwell_days": row.dwell_days,
        }  # fmt: skip
        for number, name, value in changed:
            if number == place:
                given[name] = value
        found |= {f"stages-{place}-{name}": value for name, value in given.items()}
    return found


def test_a_pipeline_ends_with_one_stage_of_a_won_sale(client):
    pipeline = Pipeline.objects.get(code="internal")
    page = f"/admin/sales/pipeline/{pipeline.pk}/change/"
    own = {
        "code": pipeline.code,
        "name": "内部配套线",
        "market": pipeline.market,
        "sort": 20,
        "is_active": "on",
    }
    assert client.post(page, own | stages(pipeline, (2, "probability", "90"))).status_code == 200
    assert client.post(page, own | stages(pipeline, (0, "dwell_days", "12"))).status_code == 302
    pipeline.refresh_from_db()
    assert pipeline.name == "内部配套线" and pipeline.stages.order_by("sort").first().dwell_days == 12


def test_a_tax_rate_is_entered(client):
    given = {"rate": "5", "name": "简易征收", "valid_from": "2026-01-01", "valid_to": ""}
    assert client.post("/admin/catalog/taxrate/add/", given).status_code == 302
    assert TaxRate.objects.filter(rate=5).exists()
