"""Exports of lists: CSV streams from the page, XLSX is written by the worker; both take the list's own columns.

Masked and guarded columns leave masked; an export is logged with its reason and the number of rows.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone, translation

from core import actions, clock, jobs
from core.models import Job
from core.operation import acting_as
from core.spreadsheets import csv_stream, write_xlsx
from core.tables import Column, plain

from . import gate
from .dressing import annotated, dress, with_computed
from .export_rows import can_be_told, told
from .lists import Listing
from .models import ExportTask
from .record_type import RECORD_TYPES, RecordType
from .selection import Selection

KEEP = timedelta(days=3)
# What an upper app knows of exports that need somebody's consent, and how it asks for that.
GUARDS: list[Callable[["Export", Any], bool]] = []
submit: Callable[[ExportTask], None] | None = None
BATCH = 500
TOLD_EVERY = 2_000  # rows, between two words on how far the worker is
MOST_COUNTED = 1_000_000


class Export:
    """Rows and columns of one list, or of a selection in it, as one user may export them."""

    def __init__(self, record: RecordType, user: Any, query: str, ids: list[int] | None = None) -> None:
        self.record = record
        self.user = user
        self.query = query
        self.ids = ids
        self.listing = Listing(record, user, QueryDict(query))

    @classmethod
    def of_selection(cls, selection: Selection) -> "Export":
        ids = None if selection.is_all else selection.ids
        return cls(selection.record, selection.user, selection.query, ids)

    @property
    def columns(self) -> list[Column]:
        return [column for column in self.listing.columns if column.may_export]

    @property
    def header(self) -> list[str]:
        return [str(column.label) for column in self.columns]

    def _ordered(self) -> Any:
        may = gate.condition(self.user, self.record.model, self.record.export_action)
        rows = self.listing.ordered.filter(may)
        return rows.filter(pk__in=self.ids) if self.ids is not None else rows

    def count(self, *, beyond: int) -> int:
        """How many rows it has, counted no further than one beyond the given number."""
        return int(self._ordered().order_by()[: beyond + 1].count())

    @property
    def is_guarded(self) -> bool:
        return any(guard(self, self.user) for guard in GUARDS)

    def rows(self) -> Iterator[list[Any]]:
        """All rows in the list's order, in constant memory: told out of what the columns read where all of them say it,
        else record by record."""
        return told(self._read, self.columns, self.user) if self.is_told else self.row_by_row()

    @property
    def is_told(self) -> bool:
        return can_be_told(self._read, self.columns)

    @cached_property
    def _read(self) -> Any:
        """The rows with what the columns read beside the fields of the record."""
        columns, rows = self.columns, self._ordered()
        if any(column.needs for column in columns):
            with acting_as(self.user):
                rows = annotated(rows, self.record, self.user)
        known = rows.query.annotations
        return with_computed(rows, [c for c in columns if c.reads and (c.sort or c.name) not in known])

    def row_by_row(self) -> Iterator[list[Any]]:
        """The ids once, then batches of records."""
        columns = self.columns
        ids = list(self._ordered().values_list("pk", flat=True))
        manager = self.record.model._default_manager
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            # A stream is read after its request has ended; what columns show depends on who reads.
            with acting_as(self.user):
                found = {
                    row.pk: row
                    for row in dress(manager.filter(pk__in=batch), self.record, columns, self.user)
                }
                lines = [
                    [plain(column.value(found[pk])) for column in columns] for pk in batch if pk in found
                ]
            yield from lines

    def csv(self) -> Iterator[bytes]:
        return csv_stream(self.header, self.rows())


def log_export(export: Export, kind: str, *, by: Any, reason: str = "") -> None:
    actions.record(
        "records.exported",
        None,
        by=by,
        list=export.record.name,
        format=kind,
        query=export.query,
        reason=reason,
        columns=[column.name for column in export.columns],
        selected=len(export.ids) if export.ids is not None else None,
    )


def request_xlsx(export: Export, *, by: Any, reason: str = "") -> ExportTask:
    """Ask the worker for a workbook; the task page offers the file when it is ready.

    A guarded export waits until it is approved.
    """
    is_guarded = export.is_guarded
    with transaction.atomic():
        task = ExportTask.objects.create(
            record_type=export.record.name,
            query=export.query,
            ids=export.ids,
            columns=[column.name for column in export.columns],
            format="xlsx",
            reason=reason,
            language=translation.get_language() or "",
            by=by,
            row_count=export.count(beyond=MOST_COUNTED) if is_guarded else 0,
            status=ExportTask.Status.APPROVING if is_guarded else ExportTask.Status.WAITING,
            expires_at=clock.now() + KEEP,
        )
        log_export(export, "xlsx", by=by, reason=reason)
        if is_guarded and submit is not None:
            submit(task)
        else:
            jobs.start("records.export", by=by, task=task.pk)
    return task


def release(task: ExportTask) -> None:
    """Begin to write what was approved; the days to fetch it count from now."""
    task.status = ExportTask.Status.WAITING
    task.expires_at = clock.now() + KEEP
    task.save()
    jobs.start("records.export", by=task.by, task=task.pk)


def watermark(task: ExportTask) -> str:
    """Who took it, when and as which export: found again in the log."""
    return (
        f"{task.by.name or task.by.username} {timezone.localtime(task.created_at):%Y-%m-%d %H:%M} #{task.pk}"
    )


@jobs.handler("records.export")
def write_export(job: Job) -> None:
    task = ExportTask.objects.select_related("by").get(pk=job.arguments["task"])
    if task.status == ExportTask.Status.DONE:
        return
    query = QueryDict(task.query, mutable=True)
    query["columns"] = ",".join(task.columns)
    export = Export(RECORD_TYPES[task.record_type], task.by, query.urlencode(), task.ids)
    counted = 0

    def counting() -> Iterator[list[Any]]:
        nonlocal counted
        for row in export.rows():
            counted += 1
            if counted % TOLD_EVERY == 0:
                jobs.progress(job, counted)
            yield row

    with translation.override(task.language or None), TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        write_xlsx(path, export.header, counting(), watermark=watermark(task) if export.is_guarded else "")
        with path.open("rb") as file:
            task.file.save(f"{task.record_type}-{task.pk}.xlsx", File(file), save=False)
    task.row_count = counted
    task.status = ExportTask.Status.DONE
    task.save()
