"""Exports of ten thousand orders with eleven columns, against the bare encoders given the same rows.

CSV streams from the web, asked over HTTP; XLSX is the worker's task, done here in process. A list with phones is
another matter: beyond some rows it leaves by approval, as a workbook.
"""

import csv
import io
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from bench.drive import Browser
from bench.load_documents import DAYS
from bench.raw import milliseconds

ROWS = 10_000
ROUNDS = 7
COLUMNS = "number,customer,subject,status,progress,base_amount,due_on,po_no,owner,ordered_on,contract"


def query() -> str:
    """The newest days that hold some ten thousand orders."""
    from core import clock
    from orders.models import Order

    days = min(DAYS, ROWS * DAYS // max(Order._default_manager.count(), 1))
    first = clock.today() - timedelta(days=days - 1)
    return urlencode({"ordered_on_min": first, "columns": COLUMNS})


def raw_rows() -> list[str]:
    """Q: the same cells by one statement; how far the order has come is a sum over its lines."""
    from core import clock
    from orders.models import Order

    days = min(DAYS, ROWS * DAYS // max(Order._default_manager.count(), 1))
    first = clock.today() - timedelta(days=days - 1)
    return [
        "SELECT o.number, c.name, o.subject, o.status, made.shipped, made.accepted, o.base_amount, o.due_on, o.po_no,"
        " u.name, o.ordered_on, k.number FROM orders_order o JOIN contacts_customer c ON c.id = o.customer_id"
        " LEFT JOIN accounts_user u ON u.id = o.owner_id LEFT JOIN contracts_contract k ON k.id = o.contract_id"
        " LEFT JOIN LATERAL (SELECT bool_or(l.shipped > 0) AS shipped, bool_and(l.accepted >= l.quantity) AS accepted"
        " FROM orders_orderline l WHERE l.order_id = o.id AND NOT l.is_deleted) made ON TRUE"
        f" WHERE NOT o.is_deleted AND o.ordered_on >= '{first}' ORDER BY o.created_at DESC, o.id DESC"
    ]


def exports(browser: Browser, user: Any, floor: Callable[[], float]) -> list[str]:
    """What CSV and XLSX come to, a line each."""
    from records.exports import Export
    from records.record_type import RECORD_TYPES

    asked = query()
    export = Export(RECORD_TYPES["orders"], user, asked)
    rows = list(export.rows())
    q = milliseconds(raw_rows())
    return [_csv(browser, asked, export.header, rows, q, floor), _xlsx(export, user, rows)]


def _csv(
    browser: Browser, asked: str, head: list[str], rows: list[Any], q: float, floor: Callable[[], float]
) -> str:
    begun, whole, bare, floors = [], [], [], []
    for number in range(-6, ROUNDS):  # each worker has to warm up
        x, f1 = _timed(lambda: _bare_csv(head, rows)), floor()
        response, text, first, milliseconds_ = browser.ask(f"/lists/orders/export/?format=csv&{asked}")
        if response.status != 200 or text.count(b"\n") != len(rows) + 1:
            return f"Export of {len(rows):,} rows as CSV: answered {response.status}, not the rows: over"
        if number >= 0:
            for kept, taken in zip((begun, whole, bare, floors), (first, milliseconds_, x, f1), strict=True):
                kept.append(taken)
    first, time_, x, f1 = map(statistics.median, (begun, whole, bare, floors))
    over = [
        name for name, is_over in (("first byte", first > 2 * f1), ("whole", time_ > 2 * (x + q))) if is_over
    ]
    return (
        f"Export of {len(rows):,} rows × {len(head)} as CSV: first byte {first:.0f} ms = {first / f1:.2f} × F1 (goal 2);"
        f" whole {time_:.0f} ms = {time_ / (x + q):.2f} × (X {x:.0f} + Q {q:.0f} ms) (goal 2): "
        + (f"over ({', '.join(over)})" if over else "ok")
    )


def _xlsx(export: Any, user: Any, rows: list[Any]) -> str:
    bare, whole = [], []
    for number in range(-1, 3):
        x, taken = (
            _timed(lambda: _bare_xlsx(export.header, rows)),
            _timed(lambda: _by_the_worker(export, user)),
        )
        if number >= 0:
            bare.append(x)
            whole.append(taken)
    x, time_ = statistics.median(bare), statistics.median(whole)
    return (
        f"Export of {len(rows):,} rows × {len(export.header)} as XLSX, the worker's task: {time_:.0f} ms ="
        f" {time_ / x:.2f} × the bare encoder (X {x:.0f} ms; goal 1.3): {'ok' if time_ <= 1.3 * x else 'over'}"
    )


def _by_the_worker(export: Any, user: Any) -> None:
    """Asked for and done at once; the file is taken away again."""
    from core import jobs
    from records.exports import request_xlsx
    from records.models import ExportTask

    with jobs.done_here():
        task = request_xlsx(export, by=user)
    done = ExportTask.objects.get(pk=task.pk)
    if done.status != ExportTask.Status.DONE:
        raise SystemExit(f"the export was not written: {done.status}")
    done.file.delete(save=False)
    done.delete()


def _bare_csv(head: list[str], rows: list[Any]) -> None:
    writer = csv.writer(io.StringIO())
    writer.writerow(head)
    writer.writerows(rows)


def _bare_xlsx(head: list[str], rows: list[Any]) -> None:
    import xlsxwriter

    with (
        TemporaryDirectory() as folder,
        xlsxwriter.Workbook(str(Path(folder) / "bare.xlsx"), {"constant_memory": True}) as book,
    ):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, head)
        for place, row in enumerate(rows, start=1):
            sheet.write_row(place, 0, row)


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
