"""One field set in many rows: each by its own form and service, each refused on its own, all in one operation.

What became of the rows is kept in a BulkRun. Few rows are done at once, many by a worker in steps; a run that was
broken off goes on where it stood, and a row that has the value already is left alone, so nothing is done twice.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import QueryDict
from django.utils import translation
from django.utils.translation import gettext as _

from core import actions, clock, jobs
from core.errors import DomainError
from core.models import Job
from core.operation import because

from .. import gate
from ..models import BulkRun
from ..record_type import RECORD_TYPES, Outcome, RecordType

AT_ONCE = 100  # a row takes its form and its service: more would keep the reader waiting
BATCH = 50
MOST_TOLD = 1000  # refusals beyond are counted only
FINISHED: list[Callable[[BulkRun], None]] = []  # upper apps add what tells the user that a long run has ended


def keep(record: RecordType, label: str, outcome: Outcome, *, by: Any) -> BulkRun:
    """Remember what an action did to each row, for its result page."""
    run = BulkRun(record_type=record.name, label=label, by=by, created_at=clock.now(), ended_at=clock.now())
    for row, note in outcome.done:
        _tell(run, row, note, is_done=True)
    for row, reason in outcome.refused:
        _tell(run, row, reason, is_done=False)
    run.changed, run.refused = len(outcome.done), len(outcome.refused)
    run.save()
    return run


def change_field(
    record: RecordType, ids: list[int], field: str, values: QueryDict, *, label: str, by: Any
) -> BulkRun:
    """Set `field` to what `values` say in the rows `ids`; more than AT_ONCE are done by a worker."""
    if field not in record.bulk_names:
        raise DomainError(_("This field cannot be set in many rows at once."), code="not_a_bulk_field")
    run = BulkRun.objects.create(
        record_type=record.name,
        label=label,
        by=by,
        created_at=clock.now(),
        ids=ids,
        options={
            "field": field,
            "values": values.urlencode(),
            "language": translation.get_language() or "",
        },
    )
    actions.record("records.bulk_changed", None, by=by, list=record.name, field=field, rows=len(ids))
    if len(ids) > AT_ONCE:
        run.job = jobs.start("records.bulk_change", by=by, total=len(ids), run=run.pk)
        run.save()
    else:
        go_on(run)
    return run


@jobs.handler("records.bulk_change")
def change_in_background(job: Job) -> None:
    run = BulkRun.objects.select_related("by").get(pk=job.arguments["run"])
    with translation.override(run.options["language"] or None):
        go_on(run, job)


def go_on(run: BulkRun, job: Job | None = None) -> None:
    """Do what is left of the run, batch by batch; the place is kept after each."""
    record = RECORD_TYPES[run.record_type]
    with because(run.label):
        while run.place < len(run.ids):
            batch = run.ids[run.place : run.place + BATCH]
            _change_batch(run, record, batch)
            run.place += len(batch)
            run.save()
            jobs.progress(job, run.place, len(run.ids))
    if run.ended_at is None:
        run.ended_at = clock.now()
        run.save()
        if job is not None:
            for listener in FINISHED:
                listener(run)


def _change_batch(run: BulkRun, record: RecordType, ids: list[int]) -> None:
    visible = {row.pk: row for row in gate.rows(run.by, record.model).filter(pk__in=ids)}
    allowed = set(gate.rows(run.by, record.model, "change").filter(pk__in=ids).values_list("pk", flat=True))
    field, values = run.options["field"], QueryDict(run.options["values"])
    for pk in ids:
        row = visible.get(pk)
        if row is None:  # gone meanwhile, or out of reach: not even its name is told
            run.refused += 1
            continue
        reason = (
            _change_row(run, record, row, field, values)
            if pk in allowed
            else _("You may not change this record.")
        )
        if reason:
            run.refused += 1
            _tell(run, row, reason, is_done=False)


def _change_row(run: BulkRun, record: RecordType, row: Any, field: str, values: QueryDict) -> str:
    """Why the row stays as it is; empty where it has the value now."""
    form = record.form(values, instance=row, user=run.by)
    if field not in form.fields or form.fields[field].disabled:
        return _("You may not change this field.")
    form.only(field)
    if form.is_valid():
        if field not in form.changed_data:
            run.unchanged += 1
            return ""
        if form.save_by(run.by) is not None:
            run.changed += 1
            return ""
    return " ".join(_errors(form.errors.values()))


def _errors(lists: Iterable[Any]) -> list[str]:
    return [str(error) for errors in lists for error in errors]


def _tell(run: BulkRun, row: Any, note: str, *, is_done: bool) -> None:
    if len(run.results) < MOST_TOLD:
        run.results.append({"label": str(row)[:200], "note": note, "is_done": is_done})
