from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts import vcard
from core.errors import DomainError


def one(text):
    (card,) = vcard.read(text if isinstance(text, bytes) else text.encode())
    return card


def test_a_card_of_each_version_is_read():
    old = one(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN:李;宁\r\nTEL;CELL;PREF:13812345678\r\nTEL;WORK:010-62552255\r\n"
        "EMAIL;INTERNET:li@x.cn\r\nTITLE:科长\r\nORG:东岭重卡;采购中心\r\nEND:VCARD\r\n"
    )
    assert old.values == {
        "name": "李宁",
        "mobile": "13812345678",
        "phone": "010-62552255",
        "email": "li@x.cn",
        "job_title": "科长",
    }
    assert old.organisation == "东岭重卡 采购中心"
    middle = one(
        "BEGIN:VCARD\nVERSION:3.0\nN:Smith;John;Q;;\nFN:John Q. Smith\nitem1.TEL;type=CELL;type=VOICE:+49 170 1\n"
        "ADR;TYPE=WORK:;;长江路1号;武汉;湖北;430000;中国\nBDAY:1980-05-01\nNOTE:a\\, b\\nc\nEND:VCARD\n"
    )
    assert middle.values["name"] == "John Q. Smith"
    assert middle.values["address"] == "中国 430000 湖北 武汉 长江路1号"
    assert (middle.values["birth_year"], middle.values["birth_month"]) == (1980, 5)
    assert middle.values["notes"] == "a, b\nc"
    new = one(
        'BEGIN:VCARD\nVERSION:4.0\nFN:张三\nTEL;VALUE=uri;TYPE="voice,cell":tel:+86-138-1111-2222\n'
        "IMPP:wechat:zs\nBDAY:--0501\nEND:VCARD\n"
    )
    assert new.values["mobile"] == "+86-138-1111-2222" and new.values["wechat"] == "zs"
    assert new.values["birth_month"] == 5 and "birth_year" not in new.values


def test_chinese_in_gbk_and_quoted_printable_is_read_as_it_was_written():
    assert one("BEGIN:VCARD\nFN:仇敏\nEND:VCARD\n".encode("gb18030")).values["name"] == "仇敏"
    head = b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
    quoted = head + b"=E6=9D=8E;=E5=\r\n=AE=81;;;\r\nEND:VCARD"
    assert one(quoted).values["name"] == "李宁"
    gbk = b"BEGIN:VCARD\r\nFN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=C0=EE=C4=FE\r\nEND:VCARD"
    assert one(gbk).values["name"] == "李宁"


def test_folded_lines_are_joined_and_pictures_passed_over():
    card = one("BEGIN:VCARD\nFN:Jo\n hn\nPHOTO;ENCODING=b:AAAA\n BBBB\nTEL;TYPE=FAX:1\nEND:VCARD\n")
    assert card.values == {"name": "John"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\x89PNG\r\n\x1a\n\x00\x00\xff\xff\x80",
        b"BEGIN:VCARD\nFN:x\n",
        b"BEGIN:VCARD\nEND:VCARD\n" * 501,
        b"x" * (vcard.MAX_BYTES + 1),
        b"\n" * 50_000,
    ],
)
def test_a_file_that_is_no_address_book_is_refused_in_words(content):
    with pytest.raises(DomainError) as refusal:
        vcard.read(content)
    assert refusal.value.field == "file"


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=100))
def test_no_bytes_break_the_reader(noise, text):
    for content in (
        noise,
        b"BEGIN:VCARD\n" + noise + b"\nEND:VCARD\n",
        f"BEGIN:VCARD\nFN:{text}\nEND:VCARD".encode("utf-8", "replace"),
    ):
        try:
            vcard.read(content)
        except DomainError:
            pass


def person(**facts):
    known = {
        "name": "李宁",
        "job_title": "科长",
        "mobile": "13812345678",
        "phone": "",
        "email": "a@b.cn",
        "wechat": "",
        "address": "",
        "birthday_calendar": "solar",
        "birth_year": None,
        "birth_month": None,
        "birth_day": None,
        "customer": SimpleNamespace(name="东岭"),
    }
    return SimpleNamespace(**{**known, **facts})


def test_what_is_written_reads_back_the_same():
    contact = person(name="O;Neil, \\ x", job_title="很长的职务" * 12, address="a\nb")
    card = one(vcard.write(contact, with_channels=True))
    assert card.values["name"] == "O;Neil, \\ x"
    assert card.values["job_title"] == "很长的职务" * 12
    assert card.values["mobile"] == "13812345678"
    assert max(len(line) for line in vcard.write(contact, with_channels=True).split(b"\r\n")) <= 75


def test_masked_channels_are_left_out_of_a_card():
    written = vcard.write(person(), with_channels=False)
    assert b"138" not in written and b"a@b.cn" not in written


def test_a_name_cannot_add_lines_to_a_card():
    written = vcard.write(person(name="x\r\nTEL:110"), with_channels=False)
    assert b"\r\nTEL" not in written
