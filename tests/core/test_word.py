"""Word files that people bring: what is refused before it is used, and what filling leaves as it came."""

import io
import re
import zipfile

import pytest

from core.errors import DomainError
from core.word import WordFile, packed
from core.word_writing import WordPaper

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLACE = re.compile(r"\{\{\s*([a-z_]{1,40})\s*\}\}")


def parts(body: str = "", **more: str) -> dict[str, bytes]:
    """A plain file with this body; `more` writes parts anew by a short name."""
    with zipfile.ZipFile(io.BytesIO(WordPaper("Kopf", "Fuß").bytes())) as package:
        found = {name: package.read(name) for name in package.namelist()}
    if body:
        found["word/document.xml"] = f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()
    return found | {f"word/{name}.xml": text.encode() for name, text in more.items()}


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def words(data: bytes) -> list[str]:
    return [paragraph.words for paragraph in WordFile(data).paragraphs()]


def refusal(data: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        WordFile(data)
    return caught.value.code


def test_what_we_write_is_read_again() -> None:
    page = WordPaper("DRAFT", "HT-1")
    page.title("年度合同")
    page.heading("1. 质保 & <条款>", 2)
    page.text("24 个月\n\n自验收起")
    page.table([["品名", "数量"], ["轴承", "10"]], (2, 1), has_head=True, ends=(1,))
    file = WordFile(page.bytes())
    read = [(p.words, p.level) for p in file.paragraphs() if p.words]
    assert read[:4] == [("年度合同", None), ("1. 质保 & <条款>", 1), ("24 个月", None), ("自验收起", None)]
    assert [text for text, in_row in file.texts() if in_row] == ["品名", "数量", "轴承", "10"]


def test_a_place_split_over_runs_is_filled_and_the_rest_stays_byte_for_byte() -> None:
    body = (
        f'<w:p w:rsidR="00A1"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">买方：{{</w:t></w:r>{run("{ cust")}'
        f"<w:bookmarkStart/>{run('omer')}{run(' }}，完')}</w:p><w:p>{run('{{ other }}')}</w:p>"
    )
    found = parts(body)
    data = WordFile(packed(found)).filled(PLACE, {"customer": "东岭 & <子> {{ other }}"}, [])
    assert words(data) == ["买方：东岭 & <子> {{ other }}，完", "{{ other }}"]
    after = WordFile(data)
    for name, part in found.items():
        if name != "word/document.xml":
            assert after.parts[name] == part
    assert b'<w:p w:rsidR="00A1"><w:r><w:rPr><w:b/></w:rPr>' in after.parts["word/document.xml"]


def test_headers_footers_and_tables_are_filled_and_lines_of_a_value_become_breaks() -> None:
    cell = f"<w:tbl><w:tr><w:tc><w:p>{run('{{ a }}')}</w:p></w:tc></w:tr></w:tbl>"
    found = parts(cell, header=f"<w:hdr {W}><w:p>{run('{{a}}')}</w:p></w:hdr>")
    file = WordFile(WordFile(packed(found)).filled(PLACE, {"a": "一\n二\x07"}, []))
    assert words(packed(file.parts)) == ["一\n二"]
    assert "一" in file.parts["word/header.xml"].decode()


def test_a_table_row_stands_once_for_each_line_with_no_id_twice() -> None:
    cells = f"{run('{{ line_na')}{run('me }}')}</w:p></w:tc><w:tc><w:p>{run('{{ a }}')}"
    row = f'<w:tr w14:paraId="1A2B"><w:tc><w:p>{cells}</w:p></w:tc></w:tr>'
    body = f'<w:tbl xmlns:w14="urn:x"><w:tr><w:tc><w:p>{run("品名")}</w:p></w:tc></w:tr>{row}</w:tbl>'
    data = WordFile(packed(parts(body))).filled(PLACE, {"a": "x"}, [{"line_name": "甲"}, {"line_name": "乙"}])
    assert words(data) == ["品名", "甲", "x", "乙", "x"]
    assert b"1A2B" not in WordFile(data).parts["word/document.xml"]


def test_what_the_customer_struck_out_is_not_read_and_what_he_wrote_in_is() -> None:
    body = (
        f'<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>{run("质保 ")}'
        "<w:del><w:r><w:delText>24</w:delText></w:r></w:del>"
        f"<w:ins>{run('36')}</w:ins><w:moveFrom>{run('旧')}</w:moveFrom>{run(' 个月')}</w:p>"
    )
    assert words(packed(parts(body))) == ["质保 36 个月"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "word_kind"),
        (b"%PDF-1.7", "word_kind"),
        (b"PK\x03\x04 rubbish", "word_damaged"),
        (b"\xd0\xcf\x11\xe0old", "word_kind"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "word_password"),
        (packed({"a.txt": b"x"}), "word_damaged"),
        (packed(parts() | {"word/vbaProject.bin": b"x"}), "word_macros"),
        (packed(parts() | {"word/activeX/activeX1.xml": b"<x/>"}), "word_macros"),
        (packed(parts() | {"word/media/bomb": b"\0" * 3_000_000}), "word_large"),
        (packed(parts(document="<a>" * 500 + "</a>" * 500)), "word_large"),
        (packed(parts(document='<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')), "word_damaged"),
        (packed(parts(document='<!DOCTYPE a SYSTEM "http://example.com/x.dtd"><a/>')), "word_damaged"),
        (packed(parts() | {"word/document.xml": "<a/>".encode("utf-16")}), "word_damaged"),
        (packed(parts(document="<a")), "word_damaged"),
    ],
)
def test_a_hostile_or_wrong_file_is_refused_in_words(data: bytes, said: str) -> None:
    assert refusal(data) == said


def test_a_file_with_macros_by_its_own_word_is_refused() -> None:
    found = parts()
    found["[Content_Types].xml"] = found["[Content_Types].xml"].replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert "word_macros" == refusal(packed(found))


@pytest.mark.parametrize(
    ("kind", "target", "is_fine"),
    [
        ("attachedTemplate", "http://evil.example/x.dotm", False),
        ("image", "http://evil.example/x.png", False),
        ("oleObject", "file:///etc/passwd", False),
        ("hyperlink", "file:///etc/passwd", False),
        ("hyperlink", "https://example.com", True),
    ],
)
def test_nothing_outside_the_file_is_referred_to_but_a_link(kind: str, target: str, is_fine: bool) -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="http://x/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    data = packed(parts() | {"word/_rels/settings.xml.rels": rels.encode()})
    if is_fine:
        WordFile(data)
    else:
        assert "word_outside" == refusal(data)


def test_a_part_that_stands_twice_is_refused() -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as package:
        for name, part in parts().items():
            package.writestr(name, part)
        with pytest.warns(UserWarning, match="Duplicate"):
            package.writestr("word/document.xml", b"<a/>")
    assert "word_damaged" == refusal(body.getvalue())
