"""Spreadsheets that people bring and take: XLSX, XLS and CSV, for import, export, templates and error files.

Reading trusts nothing: a workbook is looked at as a zip file first, then read by a child process under limits
of memory and CPU time (core.spreadsheet_child). Every cell is text, as Excel shows it, whatever the file's
kind: leading zeros and 18-digit codes that were text stay as they are, 2.0 is "2", dates are ISO.

Writing never makes a formula: CSV marks a text that a spreadsheet would run with a leading apostrophe, XLSX
stores it as text. Reading takes that one apostrophe away again: what was exported is imported unchanged.
"""

import codecs
import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import watermarks
from core.delimited import read_csv
from core.spreadsheet_problems import SpreadsheetError, problem

MAX_ROWS = 100_000
MAX_COLUMNS = 256
MAX_BYTES = 50 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 200  # of parts above one megabyte; real sheets shrink to a tenth, rarely to a fiftieth
MAX_PARTS = 5_000
MAX_CELL_TEXT = 32_767  # what an Excel cell can hold

# How the reading process died: out of CPU time; out of memory.
_ENDINGS = {-24: "time", -9: "time", -6: "large", -11: "large"}
_CHILD = Path(__file__).with_name("spreadsheet_child.py")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What people take for a table by mistake and what could pass for text: prints, pictures, web pages, letters.
_OTHERS = (b"%pdf", b"\x89png", b"\xff\xd8\xff", b"gif8", b"<!doctype", b"<html", b"{\\rtf")
_RISKY = frozenset("=+-@\t\r\n＝＋－＠")
_SUSPECT = _RISKY | {"'"}
_MARKED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?")
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


# ---- reading


def sheet_names(path: str | Path) -> list[str]:
    """The visible sheets of a workbook; a CSV file has one without a name."""
    path = Path(path)
    if _kind(path) == "csv":
        return [""]
    names = next(_child("names", path), [])
    return [str(name) for name in names]


def open_rows(
    path: str | Path, *, sheet: str = "", max_rows: int = MAX_ROWS, max_columns: int = MAX_COLUMNS
) -> Iterator[tuple[int, list[str]]]:
    """(row number as Excel counts, cells) of each row that is not blank, the heading among them.

    Without a sheet name the first visible sheet is read. The file is checked at once; SpreadsheetError may
    also come later, while rows are read. Memory does not grow with the number of rows.
    """
    path = Path(path)
    found = read_csv(path) if _kind(path) == "csv" else _read_workbook(path, sheet)
    return _bounded(found, max_rows, max_columns)


def _bounded(
    rows: Iterator[tuple[int, list[str]]], max_rows: int, max_columns: int
) -> Iterator[tuple[int, list[str]]]:
    for count, (number, cells) in enumerate(rows):
        if count >= max_rows:
            message = ngettext(
                "The sheet has more than %(count)d row. Please split it.",
                "The sheet has more than %(count)d rows. Please split it.",
                max_rows,
            )
            raise SpreadsheetError(message % {"count": max_rows})
        if len(cells) > max_columns:
            raise SpreadsheetError(
                _("Row %(row)d has %(count)d columns; at most %(most)d can be read.")
                % {"row": number, "count": len(cells), "most": max_columns}
            )
        yield number, [restored(cell) for cell in cells]


def _kind(path: Path) -> Literal["xlsx", "xls", "csv"]:
    """By content, never by name; raises SpreadsheetError for what is none of the three or too big."""
    size = path.stat().st_size
    if size == 0:
        raise SpreadsheetError(_("The file is empty."))
    if size > MAX_BYTES:
        raise SpreadsheetError(
            _("The file is larger than %(size)d MB. Please split it.") % {"size": MAX_BYTES // 1024 // 1024}
        )
    with path.open("rb") as file:
        head = file.read(65_536)
    if head.startswith(b"PK"):
        _check_package(path)
        return "xlsx"
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise SpreadsheetError(problem("password"))
        return "xls"
    if head.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(_OTHERS):
        raise SpreadsheetError(problem("kind"))
    return "csv"


def _check_package(path: Path) -> None:
    """Refuses what is no workbook, unpacks to too much or declares entities, before any parser sees it."""
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            names = {part.filename for part in parts}
            if not names & {"xl/workbook.xml", "xl/workbook.bin"}:
                raise SpreadsheetError(problem("kind"))
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise SpreadsheetError(problem("large"))
            for part in parts:
                if part.file_size > 1024 * 1024 and part.file_size > MAX_RATIO * max(part.compress_size, 1):
                    raise SpreadsheetError(problem("large"))
                if part.filename.endswith((".xml", ".rels")) and _declares_entities(package, part):
                    raise SpreadsheetError(problem("damaged"))
    except SpreadsheetError:
        raise
    except Exception:  # a hostile package makes zipfile raise almost anything
        raise SpreadsheetError(problem("damaged"))


def _declares_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with package.open(part) as stream:
        return b"<!DOCTYPE" in stream.read(65_536).replace(b"\0", b"").upper()


def _read_workbook(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    for row in _child("rows", path, sheet):
        yield row[0], row[1]


def _child(*arguments: str | Path) -> Iterator[list]:  # type: ignore[type-arg]
    """The JSON lines of the reading process. Its sudden death is a bad file, not a bug."""
    command = [sys.executable, "-I", str(_CHILD), *map(str, arguments)]
    with subprocess.Popen(  # noqa: S603 (our own script; the file's name is an argument, not a command)
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        try:
            for line in process.stdout or ():
                value = json.loads(line)
                if isinstance(value, list):
                    yield value
                elif "end" in value:
                    return
                else:
                    raise SpreadsheetError(problem(str(value["error"])) % value.get("facts", {}))
        except ValueError:  # a line cut short
            pass
        finally:  # also when nobody wants the rest
            process.kill()
    raise SpreadsheetError(problem(_ENDINGS.get(process.returncode, "damaged")))


# ---- writing


def escaped(text: str) -> str:
    """The text for a CSV cell: what a spreadsheet would run as a formula gets a leading apostrophe.

    Plain numbers (-5, +8613800138000, 1,000.5, 13%) stay. A text that already looks so marked gets one more,
    so that `restored` gives back every text exactly.
    """
    if text[:1] in _RISKY:
        return text if _PLAIN_NUMBER.fullmatch(text) else "'" + text
    return "'" + text if text.startswith("'") and _MARKED.match(text) else text


def restored(text: str) -> str:
    """The text that was escaped: one apostrophe before a formula sign is taken away."""
    return text[1:] if text.startswith("'") and _MARKED.match(text) else text


def _local(moment: datetime) -> datetime:
    """The wall clock of the reader, as files know no zones."""
    return (timezone.localtime(moment) if timezone.is_aware(moment) else moment).replace(tzinfo=None)


def _plain_text(value: object) -> str:
    """A value as the text of a cell: amounts without exponent, times in the reader's zone."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return _local(value).isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def csv_stream(header: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """A CSV file in pieces, for a streaming answer: UTF-8 with the mark by which Excel knows it, the head at once."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    for count, row in enumerate(chain([header], rows)):
        # Most cells are harmless texts: spared a call each, which halves the time of a long export.
        writer.writerow([v if type(v) is str and v[:1] not in _SUSPECT else _csv_cell(v) for v in row])
        if count % 500 == 0:
            yield buffer.getvalue().encode("utf-8", "replace")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


def _csv_cell(value: object) -> str:
    text = _plain_text(value)
    return text if isinstance(value, int | float | Decimal | date | time) else escaped(text)


def write_xlsx(
    path: str | Path,
    header: Sequence[object],
    rows: Iterable[Sequence[object]],
    *,
    text_columns: Iterable[int] = (),
    choices: Mapping[int, Sequence[str]] | None = None,
    sheet_name: str = "",
    watermark: str = "",
) -> int:
    """Writes a workbook row by row in constant memory and returns how many rows it holds.

    `text_columns` (numbers from 0) are formatted as text down to the last row, so that what a person types
    into a template keeps its leading zeros; `choices` offers a list of values in a column. Text longer than
    Excel's 32,767 characters is cut there. A `watermark` lies behind the cells and above each printed page.
    """
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), {**options, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", sheet_name)[:31].strip() or None)
        bold = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        as_text = frozenset(text_columns)
        for column, title in enumerate(header):
            width = min(max(12, 2 * len(str(title)) + 4), 40)
            sheet.set_column(column, column, width, text if column in as_text else None)
            values = list((choices or {}).get(column, ()))
            if values and len(",".join(values)) <= 255:  # the longest list that Excel keeps in a cell's rule
                sheet.data_validation(1, column, 1_048_575, column, {"validate": "list", "source": values})
            sheet.write_string(0, column, _cell_text(title), bold)
        sheet.freeze_panes(1, 0)
        if watermark:
            sheet.set_background(watermarks.picture(watermark), is_byte_stream=True)
            sheet.set_header("&C" + watermark.replace("&", "&&"))
            book.set_properties({"comments": watermark})
        count = 0
        for count, row in enumerate(rows, start=1):
            if count > 1_048_575:
                raise SpreadsheetError(_("An Excel sheet holds no more rows. Please export as CSV."))
            for column, value in enumerate(row):
                if isinstance(value, str) or column in as_text:
                    if value is not None and value != "":
                        kind = text if column in as_text else None
                        sheet.write_string(count, column, _cell_text(value), kind)
                elif isinstance(value, bool):
                    sheet.write_boolean(count, column, value)
                elif isinstance(value, int | float | Decimal) and _fits_a_number(value):
                    sheet.write_number(count, column, value)
                elif isinstance(value, datetime):
                    sheet.write_datetime(count, column, _local(value), moment)
                elif isinstance(value, date):
                    sheet.write_datetime(count, column, value, day)
                elif value is not None:
                    sheet.write_string(count, column, _cell_text(value))
    return count


def _fits_a_number(value: float | Decimal) -> bool:
    """Whether Excel keeps it exactly: at most 15 digits, no infinity."""
    number = Decimal(value) if isinstance(value, int) else Decimal(str(value))
    return number.is_finite() and len(number.normalize().as_tuple().digits) <= 15 and abs(number) < 10**15


def _cell_text(value: object) -> str:
    """Text that Excel can hold; what looks like our CSV mark is marked, as reading takes one mark away."""
    text = value if type(value) is str else _plain_text(value)
    text = text[:MAX_CELL_TEXT] if text.isascii() else _NOT_IN_XML.sub("\ufffd", text)[:MAX_CELL_TEXT]
    return "'" + text if text[:1] == "'" and _MARKED.match(text) else text
