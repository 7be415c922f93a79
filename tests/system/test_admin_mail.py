"""The mail server in the administration site."""

import pytest

from core import mail, sealing
from core.models import ActionLog, MailServer
from tests.mail_server import mail_server

PAGE = f"/admin/core/mailserver/{mail.ROW}/change/"


@pytest.fixture
def by_wire(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = ""


@pytest.fixture
def client(client, cast):
    client.force_login(cast.admin)
    return client


def facts(server, **more):
    host, port = server.server_address
    return {"host": host, "port": port, "security": "none", "sender": "crm@example.com", **more}


def test_a_server_is_kept_once_its_test_mail_went_and_its_password_is_never_shown(client, by_wire):
    with mail_server() as server:
        sent = facts(server, user_name="crm", password="geheim", test_address="a@example.com")
        assert client.post(PAGE, sent).status_code == 302
    assert len(server.taken) == 1
    assert sealing.unseal(mail.stored().sealed_password) == "geheim"
    page = client.get(PAGE).content.decode()
    assert "geheim" not in page and mail.stored().sealed_password not in page
    assert ActionLog.objects.filter(verb="core.mail_server_changed").count() == 1


def test_a_server_that_refuses_is_not_kept(client, by_wire):
    with mail_server() as server:
        pass
    answer = client.post(PAGE, facts(server, test_address="a@example.com"))
    assert answer.status_code == 200 and mail.stored().host == ""


def test_where_the_environment_names_the_server_nothing_can_be_entered(client, by_wire, settings):
    settings.EMAIL_HOST = "mx.example.org"
    assert "mx.example.org" in client.get("/admin/core/mailserver/").content.decode()
    assert client.post(PAGE, {"host": "mx.example.net", "port": "25"}).status_code == 403
    assert client.get(PAGE).status_code == 200


def test_there_is_one_server_and_only_the_system_administrator_enters_it(client, cast):
    assert client.get("/admin/core/mailserver/add/").status_code == 403
    client.force_login(cast.security)
    assert client.get(PAGE).status_code == 403
    assert MailServer.objects.count() == 1
