"""The same messages out of a workbook, for an ERP that writes files: a row a message, or a line of one shipment."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.spreadsheets import open_rows

from . import erp

KEY = "external_key"
MOST_ROWS = 5000
OF_LINES = ("order", "line", "quantity")  # of a shipment: what each row says of its own
OF_BATCHES = ("batch_no", "certificate_no")


def take_file(kind: str, path: str | Path, *, by: Any) -> list[dict[str, Any]]:
    """Each row as a message of this kind; the first row names the fields as docs/erp.md does."""
    rows = open_rows(path)
    header = [cell.strip().lower() for cell in next(rows, (1, []))[1]]
    if KEY not in header:
        raise DomainError(
            _("The first row names the fields; “external_key” must be among them."), "no_heading", "file"
        )
    table = []
    for _number, cells in rows:
        named = zip(header, cells, strict=False)
        table.append({name: cell.strip() for name, cell in named if name and cell.strip()})
        if len(table) > MOST_ROWS:
            raise DomainError(
                _("The file has more than %(most)d rows. Part it.") % {"most": MOST_ROWS}, "too_many", "file"
            )
    if not table:
        raise DomainError(_("The file has a heading but no row below it."), "empty", "file")
    messages = _shipments(table) if kind == "shipment" else [_message(row) for row in table]
    return [erp.take_one({"kind": kind, **message}, by=by) for message in messages]


def _message(row: dict[str, str]) -> dict[str, Any]:
    return {KEY: row.get(KEY, ""), "payload": {name: value for name, value in row.items() if name != KEY}}


def _shipments(table: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Rows of one key are the lines of one shipment; what they say of the whole is taken where it stands first."""
    found: dict[str, dict[str, Any]] = {}
    for row in table:
        payload = found.setdefault(row.get(KEY, ""), {"lines": []})
        line: dict[str, Any] = {name: row[name] for name in OF_LINES if name in row}
        if batch := {name: row[name] for name in OF_BATCHES if name in row}:
            line["batches"] = [batch]
        payload["lines"].append(line)
        for name, value in row.items():
            if name not in (KEY, *OF_LINES, *OF_BATCHES):
                payload.setdefault(name, value)
    return [{KEY: key, "payload": payload} for key, payload in found.items()]
