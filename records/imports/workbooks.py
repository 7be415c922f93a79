"""Workbooks around an import: the template to fill in, and the rows that did not get in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from core.joining import listed
from core.spreadsheets import write_xlsx

from ..models import ImportRow, ImportRun
from .importer import Importer

LIST_LENGTH = 255  # the longest list that Excel keeps in a cell's rule


def write_template(path: str | Path, importer: type[Importer], user: Any) -> None:
    """An empty sheet with headings and lists to choose from, and a second sheet that explains each column."""
    fields = importer.fields_for(user)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        plain = book.add_format({"bold": True, "bottom": 1})
        needed = book.add_format({"bold": True, "bottom": 1, "bg_color": "#fde9d9"})
        text = book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet(str(importer.label())[:31])
        sheet.freeze_panes(1, 0)
        for column, field in enumerate(fields):
            sheet.set_column(column, column, max(12, 2 * len(str(field.label)) + 4), text)
            sheet.write_string(0, column, str(field.label), needed if field.is_required else plain)
            choices = field.labels() or ([_("yes"), _("no")] if field.kind == "yes_no" else [])
            if choices and len(",".join(choices)) <= LIST_LENGTH:
                sheet.data_validation(1, column, 1_048_575, column, {"validate": "list", "source": choices})
        notes = book.add_worksheet(_("Notes"))
        notes.set_column(0, 0, 24)
        notes.set_column(1, 1, 12)
        notes.set_column(2, 3, 48, wrapped)
        heads = [_("Column"), _("Required"), _("Example"), _("Notes")]
        for column, head in enumerate(heads):
            notes.write_string(0, column, head, plain)
        for row, field in enumerate(fields, start=1):
            notes.write_string(row, 0, str(field.label))
            notes.write_string(row, 1, _("yes") if field.is_required else "")
            notes.write_string(row, 2, field.example)
            notes.write_string(row, 3, " ".join([str(field.note), listed(field.labels())]).strip())
        notes.write_string(len(fields) + 2, 0, str(importer.keys_note))


def write_errors(path: str | Path, run: ImportRun) -> int:
    """The refused rows as they were, with line and reasons behind: correct them and bring the same file again."""
    header = [*run.options.get("header", []), _("Row in the file"), _("Reason")]
    width = len(header) - 2

    def rows() -> Iterator[list[Any]]:
        for number, cells, reasons in refused_lines(run):
            yield [*(cells + [""] * width)[:width], number, reasons]

    return write_xlsx(path, header, rows(), text_columns=range(width))


def refused_lines(run: ImportRun) -> Iterator[tuple[int, list[str], str]]:
    """(row number, cells, all reasons) of each line of which something was refused."""
    found = run.rows.filter(outcome=ImportRow.Outcome.REJECTED).order_by("number", "id")
    current: tuple[int, list[str], list[str]] | None = None
    for row in found.iterator(chunk_size=500):
        if current is not None and current[0] == row.number:
            current[2].append(row.message)
            continue
        if current is not None:
            yield current[0], current[1], " ".join(current[2])
        current = (row.number, list(row.values), [row.message])
    if current is not None:
        yield current[0], current[1], " ".join(current[2])
