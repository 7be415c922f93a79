"""Mail comes in from a real IMAP server: once, whatever happens, and a lead is taken in from it within a minute."""

import os

import pytest

from core import schedule
from core.models import JobRun
from core.sealing import seal
from marketing.models import Lead, LeadRule
from messaging.models import MailAccount, MailMessage
from messaging.services import fetching
from records.models import Attachment
from tests import factories
from tests.imap_server import DOVECOT, PASSWORD, imap_server

from .mails import mail

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        DOVECOT is None and not os.environ.get("CRM_REQUIRE_ALL"), reason="no dovecot on this machine"
    ),
]


@pytest.fixture(scope="module")
def server():
    with imap_server() as running:
        yield running


@pytest.fixture
def box(server, cast, request):
    """A mailbox of its own for each test."""
    return MailAccount.objects.create(
        name="线索邮箱",
        address=f"{abs(hash(request.node.name))}@haili.example",
        purpose="intake",
        department=cast.east,
        imap_host=server.host,
        imap_port=server.port,
        imap_security="none",
        fetch_from="2020-01-01",
        sealed_password=seal(PASSWORD),
    )


def fetch():
    return schedule.run("fetch_mail").result


def test_mail_is_fetched_each_minute():
    assert schedule.JOBS["fetch_mail"].crontab == {"minute": "*", "hour": "*"}


def test_a_lead_mailed_to_a_mailbox_arrives_as_a_new_unassigned_lead(server, box):
    server.deliver(
        mail(
            "公司：新帆重工有限公司\n电话：13800138000\n请报价 HL-22220CA 200 套。",
            to=box.address,
            files=[("图纸.dwg", b"AC1032")],
        ),
        to=box.address,
    )
    counts = fetch()
    assert counts == {"mailboxes": 1, "mails": 1, "failed": 0, "told_again": 0}
    lead = Lead.objects.get()
    assert (lead.status, lead.owner, lead.channel) == ("new", None, "mail")
    assert (lead.title, lead.company, lead.contact_name) == ("询价", "新帆重工有限公司", "王工")
    assert (lead.email, lead.phone) == ("wang@newfan.example", "13800138000")
    kept = MailMessage.objects.get()
    assert kept.about == lead and kept.status == "unread" and kept.announced_at is not None
    assert Attachment.objects.get().name == "图纸.dwg"


def test_fetching_twice_and_under_other_numbers_brings_nothing_twice(server, box):
    server.deliver(mail(to=box.address), to=box.address)
    server.deliver(mail(to=box.address), to=box.address)  # a copy by another road
    fetch()
    fetch()
    MailAccount.objects.filter(pk=box.pk).update(uid_validity=1, last_uid=99)  # the mailbox was restored
    fetch()
    assert MailMessage.objects.count() == Lead.objects.count() == 1
    box.refresh_from_db()
    assert box.last_uid == 2 and box.uid_validity > 1


def test_the_mailbox_stays_as_it_was(server, box):
    from imaplib import IMAP4

    server.deliver(mail(to=box.address), to=box.address)
    fetch()
    client = IMAP4(server.host, server.port)
    client.login(box.address, PASSWORD)
    client.select("INBOX", readonly=True)
    assert client.search(None, "UNSEEN")[1] == [b"1"]
    client.logout()


def test_old_mail_stays_in_the_mailbox(server, box):
    server.deliver(mail(to=box.address), to=box.address)
    MailAccount.objects.filter(pk=box.pk).update(fetch_from="2099-01-01")
    assert fetch()["mails"] == 0


def test_a_lead_by_mail_goes_where_the_rules_say(server, box, cast):
    rule = LeadRule.objects.create(name="邮件线索", channel="mail", owner=cast.marketing)
    rule.people.add(cast.rep)
    server.deliver(mail(to=box.address), to=box.address)
    fetch()
    assert Lead.objects.get().owner == cast.rep
    assert MailMessage.objects.visible_to(cast.rep).count() == 1


def test_what_a_known_person_writes_goes_to_the_customers_owner(server, box, cast):
    customer = factories.make_customer("东岭重卡", cast.rep)
    person = factories.make_contact(customer, "李工", email="Li@dongling.example")
    server.deliver(mail(sender="li@dongling.example", to=box.address), to=box.address)
    fetch()
    kept = MailMessage.objects.get()
    assert (kept.customer, kept.contact, kept.owner) == (customer, person, cast.rep)
    assert Lead.objects.get().owner == cast.rep and Lead.objects.get().company == customer.name


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.example>"},
        {"Return_Path": "<>"},
        {"sender": "MAILER-DAEMON@newfan.example"},
        {"sender": "kamcrm@localhost.localdomain"},
    ],
)
def test_a_machine_makes_no_lead(server, box, headers, settings):
    settings.DEFAULT_FROM_EMAIL = "kamcrm@localhost.localdomain"
    server.deliver(mail(to=box.address, **headers), to=box.address)
    assert fetch()["mails"] == 1
    kept = MailMessage.objects.get()
    assert kept.is_automatic and kept.status == "done" and not Lead.objects.exists()


def test_an_answer_joins_its_thread_and_makes_no_second_lead(server, box):
    server.deliver(mail(to=box.address), to=box.address)
    server.deliver(
        mail(
            "补充：要 P5 精度。", to=box.address, number="2@newfan.example", In_Reply_To="<1@newfan.example>"
        ),
        to=box.address,
    )
    fetch()
    first, second = MailMessage.objects.order_by("pk")
    assert second.thread == first.thread and second.replies_to == first and second.about == first.about
    assert Lead.objects.count() == 1


def test_a_large_mail_is_kept_by_its_beginning(server, box, monkeypatch):
    monkeypatch.setattr(fetching, "LARGEST", 3000)
    server.deliver(
        mail("甲" * 40 + "\n" * 5000, to=box.address, files=[("x.bin", b"x" * 9000)]), to=box.address
    )
    fetch()
    kept = MailMessage.objects.get()
    assert kept.is_cut and kept.body.startswith("甲甲") and not Attachment.objects.exists()


def test_a_mailbox_that_does_not_open_delays_no_other_and_waits_longer_each_time(server, box, cast):
    broken = MailAccount.objects.create(
        name="坏", address="broken@haili.example", purpose="shared", department=cast.east,
        imap_host=server.host, imap_port=server.port, imap_security="none", sealed_password=seal("wrong"),
    )  # fmt: skip
    server.deliver(mail(to=box.address), to=box.address)
    counts = fetch()
    assert counts["failed"] == 1 and counts["mails"] == 1
    broken.refresh_from_db()
    assert broken.failures == 1 and broken.trouble and broken.next_fetch_at > box.next_fetch_at
    assert fetch()["failed"] == 0  # not tried again before its time
    assert JobRun.objects.filter(name="fetch_mail", succeeded=True).count() == 2


def test_whoever_waits_for_mail_is_told_again_where_he_failed(server, box, monkeypatch):
    from marketing.services import mail_intake

    given = mail_intake.read_facts
    monkeypatch.setattr(mail_intake, "read_facts", lambda mail: 1 / 0)
    server.deliver(mail(to=box.address), to=box.address)
    fetch()
    assert not Lead.objects.exists() and MailMessage.objects.get().announced_at is None
    monkeypatch.setattr(mail_intake, "read_facts", given)
    MailMessage.objects.update(updated_at="2026-01-01T00:00Z")
    assert fetch()["told_again"] == 1
    assert fetch()["told_again"] == 0 and Lead.objects.count() == 1
