"""Whatever comes over the wire is read without an error, and shown without harm."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging import markup, reading
from messaging.models import MailAccount, MailMessage
from messaging.services.arrival import keep

from .mails import mail


def test_what_a_mail_says_is_read():
    found = reading.read(mail(subject="询价：轴承", files=[("图纸 B.pdf", b"%PDF")], Cc="李 <li@a.example>"))
    assert (found.subject, found.sender_name, found.sender) == ("询价：轴承", "王工", "wang@newfan.example")
    assert found.text == "请报价 HL-22220CA 200 套。" and found.message_id == "1@newfan.example"
    assert [(part.name, part.content) for part in found.files] == [("图纸 B.pdf", b"%PDF")]
    assert found.copies.endswith("<li@a.example>") and not found.is_automatic


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "gb18030", "GB2312 ", "utf-8", "big5", "", "x-unknown"])
def test_chinese_is_read_under_whatever_name_it_is_sent(charset):
    real = {"big5": "big5", "utf-8": "utf-8"}.get(charset, "gb18030")
    text = "請報價軸承" if real == "big5" else "请报价：轴承 㐀镕"
    raw = (
        b"From: =?gb2312?B?zfW5pA==?= <wang@a.example>\r\nSubject: " + text.encode(real) + b"\r\n"
        b'Content-Type: text/plain; charset="' + charset.encode() + b'"\r\n'
        b"Content-Transfer-Encoding: 8bit\r\n\r\n" + text.encode(real)
    )
    found = reading.read(raw)
    assert found.text == text and found.sender_name == "王工"
    if real != "big5":
        assert found.subject == text


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\xff\xfe",
        b"no header at all",
        b"Subject: =?utf-8?B?####?=\r\n\r\nx",
        b"Subject: =?x-none?Q?=FF=FE?=\r\nFrom: <<>>,;@\r\nDate: yesterday\r\n\r\n",
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n--",
        b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nx",
        b"Content-Type: text/plain; charset*=utf-8'zh'gb%ZZ\r\n\r\nx",
        b"Content-Type: message/rfc822\r\n\r\n",
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!not base64!!!",
        b"Content-Transfer-Encoding: uuencode\r\n\r\nbegin 644\r\n\xff",
        b"From: a@b.example\r\n" * 500 + b"\r\n",
        b"Date: Mon, 99 Foo 99999999 99:99:99 +9999\r\n\r\nx",
        b"Content-Disposition: attachment; filename*0*=utf-8''%E4; filename*1=b\r\n\r\nx",
    ],
)
def test_a_broken_mail_is_read_as_far_as_it_goes(raw):
    found = reading.read(raw)
    assert len(found.key) == 64 and "\x00" not in found.text


@given(st.binary(max_size=400))
def test_no_bytes_stop_the_reader(raw):
    reading.read(b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" + raw)
    reading.read(raw)


ATTRIBUTE = re.compile(r'\w+="[^"]*"')


def in_order(html):
    """Attributes come in any order."""
    return re.sub(
        r"<(\w+) ([^>]+)>", lambda tag: f"<{tag[1]} {' '.join(sorted(ATTRIBUTE.findall(tag[2])))}>", html
    )


# A link that leads nowhere, or to a page of ours, is only its text.
UNLINKED = '<a rel="noopener noreferrer nofollow" target="_blank">a</a>'


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>你好<br>世界</p>", "<p>你好<br>世界</p>"),
        ("<script>alert(1)</script>x", "x"),
        ("<SCRIPT SRC=//evil>x</SCRIPT>y", "y"),
        ('<img src="https://evil.example/pixel.gif" onerror=alert(1)>z', "z"),
        ('<a href="javascript:alert(1)">a</a>', UNLINKED),
        ('<a href=" java\tscript:alert(1)">a</a>', UNLINKED),
        ('<a href="/sign-out/">a</a>', UNLINKED),
        (
            '<a href="https://a.example/?q=1&r=2" onclick=x>a</a>',
            '<a href="https://a.example/?q=1&amp;r=2" rel="noopener noreferrer nofollow" target="_blank">a</a>',
        ),
        ('<p style="background:url(https://evil.example)" class=x id=y>b</p>', "<p>b</p>"),
        ("<style>@import 'https://evil.example'</style>c", "c"),
        ("<svg><a><animate onbegin=alert(1)></a></svg>d", "d"),
        (
            "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
            "",
        ),
        ("<form action=/x><input name=a><button>e</button></form>", "e"),
        ("<iframe srcdoc='<script>alert(1)</script>'></iframe>f", "f"),
        ("<b>offen", "<b>offen</b>"),
        ("</div></td>zu", "zu"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        (
            "<table><tr><td colspan=2 rowspan=x>g</td></tr></table>",
            '<table><tbody><tr><td colspan="2">g</td></tr></tbody></table>',
        ),
        ("<!--[if mso]><script>x</script><![endif]-->h", "h"),
    ],
)
def test_html_of_strangers_is_written_anew_without_what_acts_or_loads(html, shown):
    assert in_order(markup.clean(html)) == shown


@given(st.text(alphabet="<>/\"'= abcdeimgscripthrefonload:&;!-", max_size=200))
def test_no_html_brings_a_tag_that_is_not_ours(html):
    cleaned = markup.clean(html).lower()
    assert (
        "<script" not in cleaned
        and "<img" not in cleaned
        and " on" not in "".join(part.partition(">")[0] for part in cleaned.split("<")[1:])
    )


def test_the_text_of_a_page_is_read_line_by_line():
    assert markup.text_of("<div>甲 <b>乙</b></div><p>丙</p><style>x</style>") == "甲 乙\n\n丙"


def test_a_program_in_a_mail_is_left_out_and_named(cast):
    box = MailAccount.objects.create(
        name="箱", address="box@haili.example", purpose="shared", department=cast.east
    )
    kept = keep(box, mail(files=[("rechnung.exe", b"MZ"), ("bild.png", b"png")]))
    assert "rechnung.exe" in kept.trouble and MailMessage.objects.count() == 1


def test_a_report_of_a_mail_server_marks_our_letter_as_not_delivered(cast, db):
    from messaging.services.letter import send

    box = MailAccount.objects.create(
        name="箱", address="box@haili.example", purpose="shared", department=cast.east
    )
    letter = send(by=cast.rep, to="weg@a.example", subject="s", body="b", account=box)
    letter.status = "sent"
    letter.save()
    raw = (
        b"From: MAILER-DAEMON@a.example\r\nReturn-Path: <>\r\nMessage-ID: <r@a.example>\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n\r\n"
        b"--x\r\n\r\nUser unknown\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
        b"Final-Recipient: rfc822; weg@a.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
        b"--x\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <"
        + letter.message_id.encode()
        + b">\r\n--x--\r\n"
    )
    keep(box, raw)
    letter.refresh_from_db()
    assert letter.status == "failed" and "User unknown" in letter.trouble
