"""Mail leaves by one road: through the server of the environment, else through the one that was entered."""

import base64
from pathlib import Path

import pytest

from core import mail, outbox, sealing
from core.models import ActionLog, MailServer
from tests.mail_server import mail_server

SMTP = "django.core.mail.backends.smtp.EmailBackend"
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def by_wire(settings):
    settings.EMAIL_BACKEND = SMTP
    settings.EMAIL_HOST = ""


def entered(server, **facts):
    host, port = server.server_address
    return MailServer(host=host, port=port, security="none", sender="crm@example.com", **facts)


def test_what_is_sealed_opens_only_under_the_same_key(settings):
    sealed = sealing.seal("geheim")
    assert "geheim" not in sealed and sealing.unseal(sealed) == "geheim"
    settings.SECRET_KEY = "another"
    assert sealing.unseal(sealed) == ""
    assert sealing.seal("") == sealing.unseal("") == ""


def test_without_a_server_no_mail_is_promised(db, by_wire):
    assert not mail.may_send() and mail.server() is None
    with pytest.raises(OSError, match="no mail server"):
        mail.send("a", "b", "c@example.com")


def test_the_outbox_sends_through_the_server_that_was_entered(cast, by_wire):
    with mail_server() as server:
        given = entered(server, user_name="crm", sealed_password=sealing.seal("geheim"))
        mail.store(given, by=cast.admin)
        outbox.enqueue("mail", "a@example.com", subject="Hello", body="text")
        assert outbox.deliver_due() == {"sent": 1, "failed": 0}
    assert "From: crm@example.com" in server.taken[0]
    assert base64.b64decode(server.logins[0]).split(b"\0") == [b"", b"crm", b"geheim"]


def test_the_environment_wins_over_what_was_entered(cast, by_wire, settings):
    with mail_server() as wanted, mail_server() as other:
        mail.store(entered(other), by=cast.admin)
        settings.EMAIL_HOST, settings.EMAIL_PORT = wanted.server_address
        settings.DEFAULT_FROM_EMAIL = "env@example.com"
        mail.send("Hello", "text", "a@example.com")
    assert len(wanted.taken) == 1 and other.taken == [] and "From: env@example.com" in wanted.taken[0]


def test_the_password_stands_in_no_log_and_no_history(cast, by_wire):
    sealed = sealing.seal("geheim")
    mail.store(MailServer(host="mx.example.com", sealed_password=sealed), by=cast.admin)
    mail.store(MailServer(host="my.example.com", sealed_password=sealed), by=cast.admin)
    kept = [*ActionLog.objects.values(), *MailServer.history.values()]
    assert "my.example.com" in str(kept) and sealed not in str(kept) and "geheim" not in str(kept)
    assert MailServer.objects.count() == 1


def test_nobody_else_sends_mail():
    files = [path for path in ROOT.glob("*/**/*.py") if path.parts[len(ROOT.parts)] in {
        "accounts", "api", "contacts", "core", "home", "launch", "records", "reminders", "system"
    }]  # fmt: skip
    using = {str(path.relative_to(ROOT)) for path in files if "django.core.mail" in path.read_text()}
    assert using == {"core/mail.py"}
