import csv
import io
import random
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import spreadsheets
from core.spreadsheets import SpreadsheetError, csv_stream, open_rows, sheet_names, write_xlsx

# Formula payloads and texts that only look like them.
RISKY = [
    "=10+20+cmd|' /C calc'!A0", '=HYPERLINK("http://example.com")', "@SUM(1+9)*cmd|' /C calc'!A0", "+A1",
    "-A1+1", "-", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", "＠SUM(1)", "'=1+1", "''=1+1", "'-5", "'", "''",
    "O'Neil", " =1+1", 'DDE ("cmd";"/C calc";"!A0")A0', "-5", "+8613800138000", "+86 138 0013 8000",
    "1,000.5", "13%", "-1e5", "http://example.com", "mailto:a@example.com", "internal:Sheet1!A1", "{=1+1}",
    "_x0041_", 'a,b;c\td"e"', "00123", "91350100M000100Y43", "110101199003078515", " two  spaces ",
    "line\nline", "张三·丰", "𬭎㛃",
]  # fmt: skip


def rows_of(path: Path, **options: object) -> list[list[str]]:
    return [cells for _number, cells in open_rows(path, **options)]  # type: ignore[arg-type]


def csv_file(path: Path, text: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return path


def exported(path: Path, header: Sequence[object], rows: Sequence[Sequence[object]]) -> Path:
    path.write_bytes(b"".join(csv_stream(header, rows)))
    return path


# ---- round trips


def test_every_text_survives_csv_and_xlsx(tmp_path: Path) -> None:
    table = [[text, "x"] for text in RISKY]
    assert rows_of(exported(tmp_path / "a.csv", ["甲", "乙"], table))[1:] == table
    write_xlsx(tmp_path / "a.xlsx", ["甲", "乙"], table)
    assert rows_of(tmp_path / "a.xlsx")[1:] == table


@given(st.text(alphabet="'=+-@\t\n＝1a,\"", max_size=6))
def test_restored_undoes_escaped(text: str) -> None:
    marked = spreadsheets.escaped(text)
    assert spreadsheets.restored(marked) == text
    assert marked == text or marked == "'" + text


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=20),
        max_size=5,
    )
)
def test_any_text_survives_xlsx(tmp_path: Path, texts: list[str]) -> None:
    write_xlsx(tmp_path / "a.xlsx", ["n", "t"], [["x", text] for text in texts])
    assert [row[1] for row in rows_of(tmp_path / "a.xlsx")[1:]] == texts


def test_no_exported_cell_is_a_formula(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", ["t", "u"], [[text, text] for text in RISKY], text_columns=[1])
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} == {"s"}
    assert not any(cell.hyperlink for row in book.active.iter_rows() for cell in row)
    text = b"".join(csv_stream(["t"], [[text] for text in RISKY])).decode("utf-8-sig")
    for cell in (row[0] for row in csv.reader(io.StringIO(text, newline=""))):
        assert cell[:1] not in set("=@+-＝＠\t\r\n") or re.fullmatch(r"[+-][\d,.]+%?", cell)


def test_csv_opens_in_excel_and_numbers_are_not_marked() -> None:
    data = b"".join(csv_stream(["金额"], [[Decimal("-1234.50")], [-5], [None], [date(2026, 11, 21)], ["-5"]]))
    assert data.startswith("\ufeff金额\r\n".encode())
    assert data.decode("utf-8-sig").split("\r\n")[1:5] == ["-1234.50", "-5", '""', "2026-11-21"]


def test_a_long_csv_comes_in_pieces() -> None:
    pieces = list(csv_stream(["n"], ([n] for n in range(1000))))
    assert len(pieces) > 3
    assert b"".join(pieces).count(b"\r\n") == 1001


def test_values_are_written_as_a_person_reads_them(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
    values = [
        Decimal("1234567.89"),
        42,
        0.5,
        date(2026, 1, 2),
        moment,
        True,
        None,
        Decimal("12345678901234567.89"),
    ]
    wanted = ["1234567.89", "42", "0.5", "2026-01-02", "2026-11-21 14:30", "TRUE", "", "12345678901234567.89"]
    count = write_xlsx(tmp_path / "a.xlsx", list("abcdefgh"), [values])
    assert count == 1
    assert rows_of(tmp_path / "a.xlsx")[1] == wanted
    assert rows_of(exported(tmp_path / "a.csv", list("abcdefgh"), [values]))[1] == [
        w.replace("TRUE", "True") for w in wanted
    ]


def test_a_template_keeps_typed_zeros_and_offers_choices(tmp_path: Path) -> None:
    write_xlsx(
        tmp_path / "t.xlsx",
        ["电话", "类型"],
        [],
        text_columns=[0],
        choices={1: ["公历", "农历"]},
        sheet_name="客户/导入",
    )
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert sheet.title == "客户 导入"
    assert sheet.column_dimensions["A"].number_format == "@"
    assert sheet.data_validations.dataValidation[0].formula1 == '"公历,农历"'


def test_text_is_cut_where_excel_cuts_it(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", ["t"], [["岭" * 40_000]])
    assert rows_of(tmp_path / "a.xlsx")[1] == ["岭" * 32_767]


# ---- reading


def test_codes_and_zeros_stay_text_and_numbers_lose_their_point(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B3"], sheet["C3"], sheet["D3"] = "00123", 2.0, 0.1 + 0.2
    sheet["E3"], sheet["F3"], sheet["G3"] = date(2026, 11, 21), datetime(2026, 11, 21, 14, 30), 13800138000
    sheet["B5"] = "91350100M000100Y43"
    book.save(tmp_path / "a.xlsx")
    rows = list(open_rows(tmp_path / "a.xlsx"))
    assert rows[0] == (3, ["", "00123", "2", "0.3", "2026-11-21", "2026-11-21 14:30", "13800138000"])
    assert [number for number, _cells in rows] == [3, 5]


def test_an_old_xls_is_read() -> None:
    path = Path(__file__).parent / "data/customers.xls"
    assert sheet_names(path) == ["客户"]
    assert rows_of(path)[1] == ["东岭重卡", "01062552255", "2", "2026-11-21"]


def test_a_sheet_is_chosen_by_name_and_hidden_ones_are_not_offered(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.sheet_state = "hidden"
    book.create_sheet("客户")["A1"] = "a"
    book.create_sheet("联系人")["A1"] = "b"
    book.active = 1
    book.save(tmp_path / "a.xlsx")
    assert sheet_names(tmp_path / "a.xlsx") == ["客户", "联系人"]
    assert rows_of(tmp_path / "a.xlsx") == [["a"]]
    assert rows_of(tmp_path / "a.xlsx", sheet="联系人") == [["b"]]
    with pytest.raises(SpreadsheetError):
        rows_of(tmp_path / "a.xlsx", sheet="没有")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_a_csv_is_read_in_each_encoding_and_with_each_separator(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = f'名称{delimiter}电话\r\n"东岭, 重卡"{delimiter}010\r\n\r\n"两\n行"{delimiter}021\r\n'
    path = csv_file(tmp_path / "a.csv", text, encoding)
    assert list(open_rows(path)) == [
        (1, ["名称", "电话"]),
        (2, ["东岭, 重卡", "010"]),
        (4, ["两\n行", "021"]),
    ]


def test_one_column_and_announced_separators(tmp_path: Path) -> None:
    assert rows_of(csv_file(tmp_path / "a.csv", "名称\n东岭\n")) == [["名称"], ["东岭"]]
    assert rows_of(csv_file(tmp_path / "b.csv", "sep=;\r\na,1;b\r\n")) == [["a,1", "b"]]


def test_a_type_is_known_by_content_not_by_name(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", ["t"], [["x"]])
    (tmp_path / "a.xlsx").rename(tmp_path / "a.csv")
    assert rows_of(tmp_path / "a.csv") == [["t"], ["x"]]


def test_too_many_rows_or_columns_are_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", "a,b,c\n" * 20)
    with pytest.raises(SpreadsheetError, match="19"):
        rows_of(path, max_rows=19)
    assert len(rows_of(path, max_rows=20)) == 20
    with pytest.raises(SpreadsheetError):
        rows_of(path, max_columns=2)


def test_reading_can_stop_early(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", ["t"], [[n] for n in range(5000)])
    rows = open_rows(tmp_path / "a.xlsx")
    assert next(rows) == (1, ["t"])
    rows.close()  # type: ignore[attr-defined]


# ---- hostile files


def package(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def changed(tmp_path: Path, part: str, content: bytes) -> Path:
    """A good workbook with one part replaced."""
    write_xlsx(tmp_path / "good.xlsx", ["t"], [["x"]])
    with zipfile.ZipFile(tmp_path / "good.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return package(tmp_path / "bad.xlsx", {**parts, part: content})


SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row>' * 1_000_000
    with pytest.raises(SpreadsheetError):
        open_rows(
            changed(
                tmp_path,
                SHEET,
                b"<worksheet " + NAMESPACE + b"><sheetData>" + rows + b"</sheetData></worksheet>",
            )
        )


def test_entities_are_refused(tmp_path: Path) -> None:
    doctype = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    cell = b'<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>'
    xml = doctype + b"<worksheet " + NAMESPACE + b"><sheetData>" + cell + b"</sheetData></worksheet>"
    with pytest.raises(SpreadsheetError):
        rows_of(changed(tmp_path, SHEET, xml))


def test_one_cell_at_the_far_corner_takes_neither_memory_nor_time(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "a", "z"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(SpreadsheetError):
        rows_of(tmp_path / "far.xlsx")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7\n\x00\x01\x02",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PK\x03\x04 no zip at all",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        random.Random(1).randbytes(5000),
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        "\ufeff<!DOCTYPE html><html><body><table></table></body></html>\n".encode(),
        b"{\\rtf1 name,number\nA,1\n}",
    ],
    ids=["empty", "pdf", "png", "no zip", "ole", "encrypted", "noise", "plain pdf", "web page", "letter"],
)
def test_a_wrong_file_is_refused_with_a_message(tmp_path: Path, content: bytes) -> None:
    path = csv_file(tmp_path / "a.xlsx", content)
    with pytest.raises(SpreadsheetError) as caught:
        rows_of(path)
    assert len(str(caught.value)) > 5


def test_other_packages_and_damaged_workbooks_are_refused(tmp_path: Path) -> None:
    for path in (
        package(tmp_path / "a.docx", {"word/document.xml": b"<a/>"}),
        package(tmp_path / "b.xlsx", {"xl/workbook.xml": b"<workbook/>"}),
        changed(tmp_path, SHEET, b"<worksheet><sheetData><row>"),
        changed(tmp_path, "xl/workbook.xml", b"\x00\xff no xml"),
    ):
        with pytest.raises(SpreadsheetError):
            rows_of(path)
            pytest.fail(path.name)


def test_a_missing_quotation_mark_is_told_with_its_row(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", 'a,b\n1,"' + "x" * 200_000)
    with pytest.raises(SpreadsheetError, match="2"):
        rows_of(path)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,2\n"3,4\n5,6\n', 3),
        ('a,b\n"x\ny",2\n3,"4\n5,6\n', 4),
        ('a,b\n1,"2', 2),
        ('a,b\n1,"2\n3,4"5\n6,7\n', 2),
        ('sep=;\na;b\n1;2\n3;"4\n5;6\n', 4),
    ],
)
def test_a_quotation_that_is_not_closed_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(SpreadsheetError, match=rf"\b{line}\b"):
        rows_of(csv_file(tmp_path / "a.csv", text))


def test_marks_that_harm_nothing_are_read_as_they_stand(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", 'a,b\n"x\n""y""",2\n3 "cm,4\n"王"五,"6"')
    assert rows_of(path) == [
        ["a", "b"],
        ['x\n"y"', "2"],
        ['3 "cm', "4"],
        ["王五", "6"],
    ]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Firma,Ort\nSociété Générale,Orléans\n", "latin-1"),
        ("Name,Ort\nMüller,Nürnberg\nJürgen,Köln\n", "latin-1"),
        ("Café – René,“x”\n", "cp1252"),
        ("客戶,城市\n東嶺重卡,臺北\n裕隆汽車,高雄\n", "big5"),
    ],
)
def test_a_csv_in_another_encoding_is_refused_with_those_that_are_read(
    tmp_path: Path, text: str, encoding: str
) -> None:
    with pytest.raises(SpreadsheetError, match=r"UTF-8.*GB ?18030"):
        rows_of(csv_file(tmp_path / "a.csv", text, encoding))


@pytest.mark.parametrize(
    "text", ["单位,楼\nA公司,A座\n东岭,x轴y\n", "客戶\n東嶺重卡 ￥ ū α カナ ①㈠\n", "a,b\n1,A座\n"]
)
def test_gb_with_letters_beside_its_signs_is_read(tmp_path: Path, text: str) -> None:
    path = csv_file(tmp_path / "a.csv", text, "gb18030")
    assert rows_of(path) == [line.split(",") for line in text.splitlines()]


def test_a_formula_that_was_never_calculated_is_told_with_its_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append([1, "=A2*2"])
    book.create_sheet("plain").append(["x", "y"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(SpreadsheetError, match="B2"):
        rows_of(tmp_path / "a.xlsx")
    assert [cells for _row, cells in open_rows(tmp_path / "a.xlsx", sheet="plain")] == [["x", "y"]]


def test_formulas_with_results_are_read_by_their_results(tmp_path: Path) -> None:
    cells = b'<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
    cells += b'<c r="C1" t="str"><f>A1&amp;"x"</f><v>2x</v></c>'
    start = b"<worksheet " + NAMESPACE + b'><sheetData><row r="1">'
    path = changed(tmp_path, SHEET, start + cells + b"</row></sheetData></worksheet>")
    assert rows_of(path) == [["2", "", "2x"]]


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=40))
def test_a_workbook_with_changed_bytes_is_read_or_refused(tmp_path: Path, at: int, noise: bytes) -> None:
    target = io.BytesIO()
    write_xlsx(tmp_path / "good.xlsx", ["t"], [["x"]])
    target.write((tmp_path / "good.xlsx").read_bytes())
    target.seek(at)
    target.write(noise)
    path = csv_file(tmp_path / "bad.xlsx", target.getvalue())
    try:
        rows_of(path)
    except SpreadsheetError:
        pass


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    if content.startswith(b"PK"):
        return
    try:
        rows_of(csv_file(tmp_path / "a.csv", content))
    except SpreadsheetError:
        pass
