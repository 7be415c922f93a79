"""Everybody enters his own mailbox: tried before it is kept, sealed, stopped with a reason, read by nobody else."""

import os
from datetime import timedelta
from typing import Any

import pytest

from core import clock, schedule, sealing
from messaging.models import MailAccount, MailMessage
from messaging.services import fetching
from records import parameters
from reminders.models import Notification
from tests.imap_server import DOVECOT, PASSWORD, imap_server

from .mails import mail

PAGE = "/me/mailbox/"
needs_dovecot = pytest.mark.skipif(
    DOVECOT is None and not os.environ.get("CRM_REQUIRE_ALL"), reason="no dovecot on this machine"
)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Any:
    with imap_server() as running:
        yield running


def facts(server: Any, **more: Any) -> dict[str, Any]:
    return {
        "address": "rep@haili.example", "imap_host": server.host, "imap_port": server.port, "imap_security": "none",
        "folder": "INBOX", "fetch_from": "2020-01-01", "smtp_port": "465", "smtp_security": "tls",
        "password": PASSWORD, **more,
    }  # fmt: skip


@needs_dovecot
def test_it_is_kept_once_it_works_and_its_mail_is_its_persons_alone(
    cast: Any, sign_in: Any, server: Any
) -> None:
    client = sign_in(cast.rep)
    answer = client.post(PAGE, facts(server))
    assert answer.status_code == 302, answer.context["form"].errors
    box = MailAccount.objects.get()
    assert (box.owner, box.purpose, box.department) == (cast.rep, "personal", None)
    assert sealing.unseal(box.sealed_password) == PASSWORD
    page = client.get(PAGE).content.decode()
    assert PASSWORD not in page and box.sealed_password not in page and box.address in page
    assert box.address in client.get("/me/").content.decode()
    server.deliver(mail("私人的话"), to=box.address)
    assert schedule.run("fetch_mail").result["mails"] == 1
    letter = MailMessage.objects.get()
    assert letter.owner == cast.rep
    for other in (cast.colleague, cast.executive, cast.admin):
        assert not MailMessage.objects.visible_to(other).exists()


@needs_dovecot
def test_what_does_not_work_is_not_kept_and_says_why(
    cast: Any, sign_in: Any, server: Any, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    client = sign_in(cast.rep)
    for wrong, field in (
        ({"password": "falsch"}, "imap_host"),
        ({"imap_port": "1"}, "imap_host"),
        ({"folder": "没有这个文件夹"}, "imap_host"),
        ({"smtp_host": "127.0.0.1", "smtp_port": "1"}, "smtp_host"),
        ({"imap_host": ""}, "imap_host"),
        ({"password": ""}, "password"),
    ):
        answer = client.post(PAGE, facts(server, **wrong))
        assert answer.status_code == 422 and field in answer.context["form"].errors, wrong
    assert not MailAccount.objects.exists()


@needs_dovecot
def test_a_stored_password_stays_but_goes_to_no_other_server(cast: Any, sign_in: Any, server: Any) -> None:
    client = sign_in(cast.rep)
    client.post(PAGE, facts(server))
    assert client.post(PAGE, facts(server, password="", signature="此致")).status_code == 302
    assert MailAccount.objects.get().signature == "此致"
    answer = client.post(PAGE, facts(server, password="", imap_host="localhost"))
    assert answer.status_code == 422 and "password" in answer.context["form"].errors
    assert MailAccount.objects.get().imap_host == server.host


@needs_dovecot
def test_ones_own_stop_is_ones_own_to_end_an_administrators_is_not(
    cast: Any, sign_in: Any, server: Any
) -> None:
    client = sign_in(cast.rep)
    client.post(PAGE, facts(server))
    client.post(f"{PAGE}stop/")
    assert not MailAccount.objects.get().is_active
    client.post(f"{PAGE}start/")
    box = MailAccount.objects.get()
    assert box.is_active
    office = sign_in(cast.admin)
    change = f"/admin/messaging/mailaccount/{box.pk}/change/"
    given = facts(server, name=box.name, password="")
    refused = office.post(change, given)
    assert "stopped_because" in refused.context["adminform"].form.errors
    stolen = {"purpose": "shared", "department": cast.office.pk, "owner": cast.admin.pk}
    assert office.post(change, {**given, **stolen, "stopped_because": "账号外泄"}).status_code == 302
    box.refresh_from_db()
    assert (box.is_active, box.stopped_by, box.owner, box.purpose) == (
        False,
        cast.admin,
        cast.rep,
        "personal",
    )
    assert "账号外泄" in Notification.objects.get(recipient=cast.rep).text
    assert "账号外泄" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}start/").status_code == 409
    assert client.post(PAGE, facts(server)).status_code == 409


def test_who_writes_no_mail_has_no_mailbox_and_nobody_where_it_is_switched_off(
    cast: Any, sign_in: Any
) -> None:
    assert sign_in(cast.auditor).get(PAGE).status_code == 403
    parameters.set_value("messaging.own_mailboxes", False, by=cast.admin)
    assert sign_in(cast.rep).get(PAGE).status_code == 403
    assert PAGE not in sign_in(cast.rep).get("/me/").content.decode()


def test_a_mailbox_that_fails_for_days_stops_and_tells_its_person(cast: Any) -> None:
    box = MailAccount.objects.create(
        name="农丽萍", address="a@haili.example", purpose="personal", owner=cast.rep, imap_host="127.0.0.1",
        imap_port=1, imap_security="none", failures=fetching.GIVES_UP_AFTER - 2,
    )  # fmt: skip
    schedule.run("fetch_mail")
    box.refresh_from_db()
    assert box.is_active and box.trouble
    with clock.at(clock.now() + timedelta(hours=2)):
        schedule.run("fetch_mail")
    box.refresh_from_db()
    assert not box.is_active and box.stopped_because == box.trouble
    assert "a@haili.example" in Notification.objects.get(recipient=cast.rep).text
