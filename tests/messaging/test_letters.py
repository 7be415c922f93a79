"""A letter is written down with all that goes with it, then sent by the outbox, and says what became of it."""

from email import message_from_string

import pytest
from django.core.files.base import ContentFile

from core import mail, outbox, wire
from core.errors import DomainError
from core.models import MailServer, OutboxItem
from core.sealing import seal
from messaging.models import MailAccount, MailMessage
from messaging.services import delivery
from messaging.services.letter import Enclosure, send
from records.services.attachments import attach
from reminders.models import Notification
from tests import factories
from tests.mail_server import mail_server

SMTP = "django.core.mail.backends.smtp.EmailBackend"
pytestmark = pytest.mark.django_db


@pytest.fixture
def by_wire(settings):
    settings.EMAIL_BACKEND = SMTP
    settings.EMAIL_HOST = ""


def write(cast, **facts):
    return send(**{"by": cast.rep, "to": "li@example.cn", "subject": "报价", "body": "请查收。", **facts})


def box(owner, server=None, **facts):
    host, port = server.server_address if server else ("smtp.example.cn", 465)
    given = {"name": "张建国", "address": "zhang@haili.example", "purpose": "personal", "owner": owner}
    way = {"smtp_host": host, "smtp_port": port, "smtp_security": "none", "sealed_password": seal("geheim")}
    return MailAccount.objects.create(**{**given, **way, **facts})


def test_a_letter_goes_with_its_files_and_says_that_it_went(cast, by_wire):
    customer = factories.make_customer("东岭重卡", cast.rep)
    kept = attach(customer, ContentFile("图纸".encode(), name="图纸 Rev B.txt"), by=cast.rep)
    with mail_server() as server:
        letter = write(
            cast,
            account=box(cast.rep, server),
            to="李工 <li@example.cn>；wang@example.cn",
            copies="chief@example.cn",
            customer=customer,
            enclosures=[Enclosure("报价.pdf", b"%PDF-1.7", "application/pdf")],
            attachments=[kept],
        )
        assert letter.status == "waiting" and letter.department == customer.department
        assert outbox.deliver_due() == {"sent": 1, "failed": 0}
    letter.refresh_from_db()
    assert letter.status == "sent" and letter.sent_at is not None
    sent = message_from_string(server.taken[0])
    assert sent["Message-ID"] == f"<{letter.message_id}>" and letter.message_id.endswith("@haili.example")
    files = [part.get_filename() for part in sent.walk() if part.get_filename()]
    assert files == ["图纸 Rev B.txt", "报价.pdf"]
    assert "zhang@haili.example" in sent["From"] and "chief@example.cn" in sent["Cc"]


def test_nothing_leaves_for_a_change_that_never_happened(cast):
    with pytest.raises(DomainError):
        write(cast, body=" ")
    assert not MailMessage.objects.exists() and not OutboxItem.objects.exists()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"to": " ； "}, "required"),
        ({"to": "li at example.cn"}, "email"),
        ({"to": [f"a{i}@example.cn" for i in range(51)]}, "too_many"),
        ({"subject": "\r\n"}, "required"),
        ({"enclosures": [Enclosure("a.bin", b"x" * (21 * 1024 * 1024))]}, "too_large"),
    ],
)
def test_a_letter_that_cannot_go_is_refused_with_the_reason(cast, facts, code):
    with pytest.raises(DomainError) as refusal:
        write(cast, **facts)
    assert refusal.value.code == code


def test_no_name_and_no_subject_adds_a_header(cast, by_wire):
    with mail_server() as server:
        write(
            cast,
            account=box(cast.rep, server, name='x"\r\nBcc: evil@example.cn'),
            to='"a\r\nBcc: evil@example.cn" <li@example.cn>',
            subject="Hello\r\nBcc: evil@example.cn",
        )
        outbox.deliver_due()
    sent = message_from_string(server.taken[0])
    assert sent["Bcc"] is None and sent["Subject"] == "Hello Bcc: evil@example.cn"
    assert server.taken[0].lower().count("\nbcc:") == 0


def test_without_any_server_a_letter_is_not_promised(cast, by_wire):
    with pytest.raises(DomainError) as refusal:
        write(cast)
    assert refusal.value.code == "no_server"


def test_what_the_server_refuses_for_good_is_not_tried_again_and_its_writer_knows(cast, by_wire):
    with mail_server(refuses=True) as server:
        letter = write(cast, account=box(cast.rep, server))
        assert outbox.deliver_due() == {"sent": 0, "failed": 1}
    letter.refresh_from_db()
    assert letter.status == "failed" and "550 no such user" in letter.trouble
    assert OutboxItem.objects.get().status == "failed"
    assert Notification.objects.filter(recipient=cast.rep).count() == 1


def test_a_server_that_is_busy_gets_another_try(cast, by_wire):
    letter = write(cast, account=box(cast.rep, smtp_host="127.0.0.1", smtp_port=1))
    assert outbox.deliver_due() == {"sent": 0, "failed": 1}
    letter.refresh_from_db()
    assert letter.status == "waiting" and letter.trouble
    assert OutboxItem.objects.get().status == "waiting"


def test_delivering_twice_sends_once(cast, by_wire):
    with mail_server() as server:
        write(cast, account=box(cast.rep, server))
        outbox.deliver_due()
        delivery.deliver(OutboxItem.objects.get())
    assert len(server.taken) == 1


def test_a_mailbox_on_this_machine_is_reached_only_where_that_is_allowed(cast, by_wire, settings):
    settings.SERVERS_ON_LOOPBACK = False
    with mail_server() as server:
        letter = write(cast, account=box(cast.rep, server))
        outbox.deliver_due()
        assert server.taken == []
    letter.refresh_from_db()
    assert "ForbiddenAddress" in letter.trouble


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("10.1.2.3", True), ("192.168.0.5", True), ("93.184.216.34", True), ("2606:2800::1", True),
        ("127.0.0.1", False), ("::1", False), ("::ffff:127.0.0.1", False), ("169.254.169.254", False),
        ("fe80::1%eth0", False), ("0.0.0.0", False), ("224.0.0.1", False), ("::", False), ("240.0.0.1", False),  # noqa: S104
    ],
)  # fmt: skip
def test_which_addresses_may_be_reached(settings, address, may):
    settings.SERVERS_ON_LOOPBACK = False
    assert wire.may_reach(address) is may


def test_a_letter_goes_out_from_ones_own_mailbox_unless_another_is_named(cast, settings):
    shared = box(None, name="业务", address="sales@haili.example", purpose="shared", department=cast.east)
    assert write(cast).account == shared
    own = box(cast.rep)
    assert write(cast).account == own and write(cast, account=shared).account == shared
    assert write(cast, by=cast.other_rep).account is None


def test_the_systems_own_server_writes_under_the_systems_address(cast, by_wire):
    with mail_server() as server:
        host, port = server.server_address
        mail.store(MailServer(host=host, port=port, security="none", sender="crm@example.com"), by=cast.admin)
        letter = write(cast)
        outbox.deliver_due()
    assert (
        letter.sender == "crm@example.com"
        and "crm@example.com" in message_from_string(server.taken[0])["From"]
    )
