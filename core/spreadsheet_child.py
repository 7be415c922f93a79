"""Reads one workbook in a process of its own, under limits of memory and CPU time, for core.spreadsheets.

    python core/spreadsheet_child.py names FILE
    python core/spreadsheet_child.py rows FILE SHEET

Standard library and calamine only, so that it starts quickly and nothing of ours is in reach of a hostile
file. Writes one JSON value per line: [row number, [cell, …]] for rows that are not blank, then {"end": true},
or {"error": code}. Cells are text as a person reads them in Excel.
"""

import json
import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from xml.etree import ElementTree

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 20
# A cell with a formula and no value; a formula that gave an empty text says so by its type.
UNSOLVED = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*\br="([A-Z]+\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)
OVERLAP = 20_000  # more than the longest formula with its cell


def limit_resources() -> None:
    """No more memory, time or files than a workbook of 100,000 rows needs; nothing to limit on Windows."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def text_of(value: object) -> str:
    """2.0 is "2", a date is ISO, a duration h:mm:ss; numbers keep the 15 digits that Excel knows."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        number = Decimal(f"{value:.15g}")
        return str(number) if not number.is_finite() else f"{number:f}"
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


def unsolved(path: str, sheet_name: str) -> str:
    """The first cell of the sheet whose formula was never calculated: it would be read as empty. Only XLSX tells."""
    if not zipfile.is_zipfile(path):
        return ""
    with zipfile.ZipFile(path) as package:
        part = part_of(package, sheet_name)
        if not part:
            return ""
        with package.open(part) as stream:
            left = b""
            while chunk := stream.read(1024 * 1024):
                chunk = left + chunk
                found = UNSOLVED.search(chunk) if b"<f" in chunk else None
                if found:
                    return found[1].decode()
                left = chunk[-OVERLAP:]
    return ""


def part_of(package: zipfile.ZipFile, sheet_name: str) -> str:
    """Where in the package the sheet lies; nowhere in a workbook that is not written in XML."""
    names = set(package.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return ""
    # Packages that declare entities were refused before; what else may be wrong with them ends this process alone.
    relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    book = ElementTree.fromstring(package.read("xl/workbook.xml"))  # noqa: S314
    links = {link.get("Id"): link.get("Target", "") for link in relations}
    for element in book.iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet_name:
            link = next((value for name, value in element.items() if name.endswith("}id")), None)
            target = links.get(link, "")
            part = target[1:] if target.startswith("/") else f"xl/{target}"
            return part if part in names else ""
    return ""


def send(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def main(arguments: list[str]) -> None:
    import python_calamine as calamine

    limit_resources()
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        workbook = calamine.CalamineWorkbook.from_path(arguments[1])
        visible = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ == calamine.SheetTypeEnum.WorkSheet
            and sheet.visible == calamine.SheetVisibleEnum.Visible
        ]
        if arguments[0] == "names":
            send(visible)
        else:
            sheet_name = arguments[2] or visible[0]
            cell = unsolved(arguments[1], sheet_name)
            if cell:
                send({"error": "formulas", "facts": {"cell": cell}})
                return
            send_rows(workbook, sheet_name)
        send({"end": True})
    except calamine.PasswordError:
        send({"error": "password"})
    except calamine.WorksheetNotFound:
        send({"error": "sheet"})
    except MemoryError:
        send({"error": "large"})
    except (
        calamine.CalamineError,
        ElementTree.ParseError,
        IndexError,
        KeyError,
        OSError,
        ValueError,
        zipfile.BadZipFile,
    ):
        send({"error": "damaged"})


def send_rows(workbook: "object", sheet_name: str) -> None:
    sheet = workbook.get_sheet_by_name(sheet_name)  # type: ignore[attr-defined]
    if sheet.start is None:
        return
    left = [""] * sheet.start[1]  # iter_rows begins at the first row, but at the first column that is used
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [text_of(value) for value in row]
        if any(cells):
            send([number, left + cells])


if __name__ == "__main__":
    main(sys.argv[1:])
