"""Odd mails from a real IMAP server: each is kept once and read as far as it goes, and none stops those after it."""

import base64
import os
from typing import Any

import pytest

from core import schedule
from core.sealing import seal
from marketing.models import Lead
from messaging.models import MailAccount, MailMessage
from records.models import Attachment
from tests.imap_server import DOVECOT, PASSWORD, imap_server

from .mails import mail

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        DOVECOT is None and not os.environ.get("CRM_REQUIRE_ALL"), reason="no dovecot on this machine"
    ),
]
HEAD = b"From: =?utf-8?b?546L5bel?= <wang@newfan.example>\r\nTo: leads@haili.example\r\n"
NUMBER = b"Message-ID: <odd@newfan.example>\r\n"
PLAIN = (
    b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
)
ASKED = "请报价 HL-22220CA 200 套。".encode()


@pytest.fixture(scope="module")
def server() -> Any:
    with imap_server() as running:
        yield running


@pytest.fixture
def box(server: Any, cast: Any, request: Any) -> MailAccount:
    return MailAccount.objects.create(
        name="线索邮箱", address=f"odd{abs(hash(request.node.name))}@haili.example", purpose="intake",
        department=cast.east, imap_host=server.host, imap_port=server.port, imap_security="none",
        fetch_from="2020-01-01", sealed_password=seal(PASSWORD),
    )  # fmt: skip


def fetch(server: Any, box: MailAccount, *raws: bytes) -> dict[str, Any]:
    for raw in raws:
        server.deliver(raw, to=box.address)
    counts: dict[str, Any] = schedule.run("fetch_mail").result
    assert counts["failed"] == 0, MailAccount.objects.get(pk=box.pk).trouble
    return counts


def nested(depth: int) -> bytes:
    raw = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + ASKED
    for level in range(depth):
        edge = f"b{level}".encode()
        raw = (
            b"Content-Type: multipart/mixed; boundary=" + edge + b"\r\n\r\n--" + edge + b"\r\n" + raw
            + b"\r\n--" + edge + b"--\r\n"
        )  # fmt: skip
    return HEAD + NUMBER + b"MIME-Version: 1.0\r\n" + raw


ODD = {
    "no subject": HEAD + NUMBER + PLAIN + ASKED,
    "no number": HEAD + PLAIN + ASKED,
    "number without brackets": HEAD + b"Message-ID: odd\r\n" + PLAIN + ASKED,
    "a number of a thousand letters": HEAD + b"Message-ID: <" + b"x" * 1000 + b"@y.example>\r\n" + PLAIN + ASKED,
    "gb18030": HEAD
    + NUMBER
    + b"Subject: =?gb18030?B?" + base64.b64encode("询价".encode("gb18030")) + b"?=\r\n"
    + b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    + "请报价 HL-22220CA 200 套。镕".encode("gb18030"),
    "quoted printable": HEAD
    + NUMBER
    + b"Subject: =?gb2312?Q?=D1=AF=BC=DB?=\r\n"
    + b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    + b"=C7=EB=B1=A8=BC=DB HL-22220CA 200 =CC=D7=\r\n=A1=A3",
    "raw gbk in the head": HEAD + NUMBER + b"Subject: " + "询价".encode("gbk") + b"\r\n" + PLAIN + ASKED,
    "an unknown charset": HEAD
    + NUMBER
    + b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=klingon\r\n\r\n"
    + ASKED,
    "a boundary that never comes": HEAD
    + NUMBER
    + b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=nie\r\n\r\n"
    + ASKED,
    "a part that never ends": HEAD
    + NUMBER
    + b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    + b"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    + ASKED,
    "base64 that is none": HEAD
    + NUMBER
    + b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n&&&===!!",
    "fifty parts in each other": nested(50),
    "nothing but a head": HEAD + NUMBER + b"\r\n",
    "a subject of ten thousand letters": HEAD + NUMBER + b"Subject: " + b"a" * 9000 + b"\r\n" + PLAIN + ASKED,
    "a day that never was": HEAD + NUMBER + b"Date: 99 Foo 0000 77:99:99 +9999\r\n" + PLAIN + ASKED,
    "two senders": b"From: a@newfan.example, b@newfan.example\r\n" + NUMBER + PLAIN + ASKED,
    "a name of control signs": b"From: \"\x01\x02\x7f\" <wang@newfan.example>\r\n" + NUMBER + PLAIN + ASKED,
    "only a page": HEAD
    + NUMBER
    + b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" + ASKED + b"</p><script>x()</script>",
}  # fmt: skip


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_mail_is_kept_once_as_a_new_unassigned_lead_and_holds_up_none(
    server: Any, box: MailAccount, kind: str
) -> None:
    counts = fetch(server, box, ODD[kind], mail(number="after@newfan.example", sender="next@other.example"))
    assert counts["mails"] == 2, MailAccount.objects.get(pk=box.pk).trouble
    leads = Lead.objects.order_by("pk")
    assert [(lead.status, lead.owner) for lead in leads] == [("new", None)] * 2, kind
    assert all(lead.title and lead.company for lead in leads)
    MailAccount.objects.filter(pk=box.pk).update(uid_validity=1)
    fetch(server, box)
    assert MailMessage.objects.count() == Lead.objects.count() == 2


@pytest.mark.parametrize("kind", ["gb18030", "quoted printable", "raw gbk in the head"])
def test_chinese_is_read_as_it_was_written(server: Any, box: MailAccount, kind: str) -> None:
    fetch(server, box, ODD[kind])
    kept = MailMessage.objects.get()
    assert kept.subject == "询价" and "请报价 HL-22220CA 200 套" in kept.body


@pytest.mark.parametrize(
    "raw",
    [b"From: \r\n" + NUMBER + PLAIN + ASKED, NUMBER + PLAIN + ASKED, b"From: nobody\r\n" + NUMBER + PLAIN + ASKED,
     b"From: " + b"a" * 400 + b"@newfan.example\r\n" + NUMBER + PLAIN + ASKED],
)  # fmt: skip
def test_a_mail_without_a_sender_is_kept_and_makes_no_lead(server: Any, box: MailAccount, raw: bytes) -> None:
    assert fetch(server, box, raw)["mails"] == 1
    assert MailMessage.objects.count() == 1 and not Lead.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-generated"},
        {"X_Autoreply": "yes"},
        {"X_Autorespond": "1"},
        {"subject": "Automatic reply: 询价"},
        {"subject": "自动回复: 询价"},
        {"subject": "自动回复：询价"},
        {"Precedence": "auto_reply"},
        {"Content_Type_Was": "x", "Return_Path": "<>"},
    ],
)
def test_what_answers_by_itself_makes_no_lead_and_is_not_answered(
    server: Any, box: MailAccount, headers: dict[str, str]
) -> None:
    fetch(server, box, mail(to=box.address, **headers))
    kept = MailMessage.objects.get()
    assert kept.is_automatic and kept.status == "done" and not Lead.objects.exists()


def test_a_mail_without_number_that_came_by_two_roads_is_one(server: Any, box: MailAccount) -> None:
    one = HEAD + b"Date: Fri, 20 Nov 2026 09:30:00 +0800\r\n" + PLAIN + ASKED
    fetch(server, box, b"Received: by a.example; 1\r\n" + one, b"Received: by b.example; 2\r\n" + one)
    assert MailMessage.objects.count() == Lead.objects.count() == 1


def test_a_huge_file_is_cut_off_and_the_lead_is_there(server: Any, box: MailAccount) -> None:
    raw = mail(to=box.address, files=[("图纸.zip", os.urandom(20 * 1024 * 1024))])
    assert fetch(server, box, raw)["mails"] == 1
    kept = MailMessage.objects.get()
    assert kept.is_cut and not Attachment.objects.exists()
    assert Lead.objects.get().title == "询价" and "HL-22220CA" in kept.body


def test_an_answer_by_references_alone_joins_its_thread(server: Any, box: MailAccount) -> None:
    later = mail(number="3@newfan.example", References="<0@x.example> <1@newfan.example> <2@lost.example>")
    fetch(server, box, mail(to=box.address), later)
    first, second = MailMessage.objects.order_by("pk")
    assert second.thread == first.thread and Lead.objects.count() == 1
