"""The life of an import: file taken in, columns read, tried, run, taken back."""

import json
import uuid
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import access
from core import actions, clock, jobs
from core.errors import DomainError
from core.models import Job
from core.operation import current, operation

from ..imports import IMPORTERS, Importer, Ledger, Mapping, MappingError
from ..imports import mapping as mappings
from ..imports.engine import bring_in
from ..imports.revert import take_back
from ..imports.source import Outline, open_source, outline
from ..models import ImportRow, ImportRun

Status = ImportRun.Status
REVERT_WITHIN = timedelta(days=30)
ALIVE_WITHIN = timedelta(minutes=2)
FINISHED: list[
    Callable[[ImportRun], None]
] = []  # upper apps add what tells the user that his import has ended


def importer_for(kind: str, by: Any) -> type[Importer]:
    """The importer that `by` may use; refuses an unknown kind and one beyond his rights."""
    importer = IMPORTERS.get(kind)
    if importer is None:
        raise MappingError(
            _("“%(kind)s” cannot be imported. Kinds: %(kinds)s.")
            % {"kind": kind, "kinds": ", ".join(IMPORTERS)}
        )
    if not importer.allowed(by):
        raise DomainError(
            _("%(user)s may not import %(kind)s.") % {"user": by, "kind": importer.label()},
            code="not_allowed",
        )
    return importer


def language_of(user: Any) -> str:
    return getattr(user, "language", "") or settings.LANGUAGE_CODE


def spoken(run: ImportRun) -> str:
    """The language in which the run's reasons are written: the one that the asking page spoke."""
    return run.options.get("language") or language_of(run.by)


def take_in(
    *,
    by: Any,
    kind: str,
    file: Any,
    file_name: str,
    sheet: str = "",
    fixed: dict[str, str] | None = None,
    known: Outline | None = None,
) -> ImportRun:
    """Keep the file and guess which column fills which field; refuses a file that cannot be read.

    `fixed` gives fields the same value in all rows, whatever the file's columns say; `known` is what the caller
    has read of the file already.
    """
    importer = importer_for(kind, by)
    run = ImportRun(
        kind=kind, by=by, file_name=Path(file_name).name[:200], sheet=sheet, created_at=clock.now()
    )
    run.file.save(f"{uuid.uuid4().hex}.data", File(file), save=False)
    try:
        found = known or outline(run.file.path, sheet)
    except DomainError:
        run.file.delete(save=False)
        raise
    run.total = found.total
    run.mapping = _guess(found.header, importer, by, fixed or {})
    run.options = {"header": found.header}
    run.save()
    return run


def _guess(header: list[str], importer: type[Importer], by: Any, fixed: dict[str, str]) -> dict[str, Any]:
    fields = importer.fields_for(by)
    mapping = mappings.guess(header, fields)
    mapping.fixed |= {field.name: fixed[field.name] for field in fields if fixed.get(field.name)}
    for place, names in list(mapping.columns.items()):
        left = [name for name in names if name not in mapping.fixed]
        if left:
            mapping.columns[place] = left
        else:
            del mapping.columns[place]
    return mapping.stored()


def choose_sheet(run: ImportRun, sheet: str) -> ImportRun:
    """Read another sheet of the workbook; its columns are guessed anew."""
    _refuse_begun(run)
    found = outline(run.file.path, sheet)
    fixed = Mapping.from_stored(run.mapping).fixed
    run.sheet, run.total, run.options = sheet, found.total, {"header": found.header}
    run.mapping = _guess(found.header, importer_for(run.kind, run.by), run.by, fixed)
    run.status = Status.UPLOADED
    run.save()
    return run


def choose(run: ImportRun, *, mapping: Mapping, mode: str) -> ImportRun:
    """Set how the file is read; refuses a mapping that lacks what new records need."""
    importer = importer_for(run.kind, run.by)
    _refuse_begun(run)
    header = run.options["header"]
    mappings.check_complete(mapping, importer.fields_for(run.by), header, mode, importer.key_names)
    run.mapping, run.mode, run.status, run.error = mapping.stored(), mode, Status.UPLOADED, ""
    run.save()
    return run


def _refuse_begun(run: ImportRun) -> None:
    if run.status not in {Status.UPLOADED, Status.CHECKED}:
        raise DomainError(_("This import has begun already."), code="begun")


def trial(
    *,
    by: Any,
    kind: str,
    path: str | Path,
    mapping: Mapping,
    mode: str,
    sheet: str = "",
    run: ImportRun | None = None,
) -> Ledger:
    """What the file would do, without writing any record; with `run` the refusals are kept there for the preview."""
    importer = importer_for(kind, by)
    ledger = Ledger(run, is_dry=True, main=importer.model._meta.label_lower)
    with (
        operation(user=by, channel="import", ip=current().ip),
        translation.override(spoken(run) if run is not None else language_of(by)),
    ):
        worker = importer(by, ledger, mode=mode, mapped=mapping.fields)
        bring_in(worker, open_source(path, sheet).rows, mapping, _progress_of(run))
    return ledger


def check_run(run: ImportRun) -> Ledger:
    """Try the whole file and keep what would be refused, for the preview."""
    run.rows.all().delete()
    ledger = trial(
        by=run.by,
        kind=run.kind,
        path=run.file.path,
        mapping=Mapping.from_stored(run.mapping),
        mode=run.mode,
        sheet=run.sheet,
        run=run,
    )
    ImportRun.objects.filter(pk=run.pk, status=Status.UPLOADED).update(status=Status.CHECKED)
    run.refresh_from_db()
    return ledger


def run_import(run: ImportRun, *, again: bool = False) -> ImportRun:
    """Bring the file in. `again` takes up a run that broke off: what it wrote already is not written twice."""
    begin = {Status.UPLOADED, Status.CHECKED} | ({Status.RUNNING, Status.FAILED} if again else set())
    claimed = ImportRun.objects.filter(pk=run.pk, status__in=begin).update(status=Status.RUNNING, error="")
    if not claimed:
        raise DomainError(_("This import has begun already."), code="begun")
    run.refresh_from_db()
    importer = importer_for(run.kind, run.by)
    run.options = {**run.options, "operation": run.options.get("operation") or uuid.uuid4().hex}
    run.save(update_fields=["options"])
    run.rows.filter(outcome=ImportRow.Outcome.REJECTED).delete()
    ledger = _ledger_of(run, importer)
    mapping = Mapping.from_stored(run.mapping)
    facts = {"user": run.by, "channel": "import", "ip": current().ip, "id": run.options["operation"]}
    reason = _("import %(number)d: %(file)s") % {"number": run.pk, "file": run.file_name}
    try:
        with operation(reason=reason[:100], **facts), translation.override(spoken(run)):
            worker = importer(run.by, ledger, mode=run.mode, mapped=mapping.fields)
            bring_in(worker, open_source(run.file.path, run.sheet).rows, mapping, _progress_of(run))
            with transaction.atomic():
                run.status, run.ended_at, run.total = Status.DONE, clock.now(), ledger.total
                run.save(update_fields=["status", "ended_at", "total"])
                actions.record("records.imported", run, by=run.by, kind=run.kind, **_summary(run))
    except Exception as error:
        run.status, run.ended_at = Status.FAILED, clock.now()
        run.error = str(error) if isinstance(error, DomainError) else type(error).__name__
        run.save(update_fields=["status", "ended_at", "error"])
        _tell_finished(run)
        raise
    _tell_finished(run)
    return run


def _ledger_of(run: ImportRun, importer: type[Importer]) -> Ledger:
    """A ledger that knows what the run wrote before it broke off."""
    ledger = Ledger(run, main=importer.model._meta.label_lower)
    wrote = run.rows.exclude(outcome=ImportRow.Outcome.WARNED)
    for number, label, outcome in wrote.values_list("number", "model", "outcome").iterator():
        ledger.resume(number, label, outcome)
    if not ledger.done:
        run.rows.all().delete()  # the warnings of the trial
    return ledger


def revert_run(run: ImportRun, *, by: Any) -> dict[str, int]:
    """Take an import back: refused after 30 days, to others than its owner or an administrator, and twice."""
    refuse_revert(run, by)
    claimed = ImportRun.objects.filter(
        pk=run.pk, status__in=[Status.DONE, Status.FAILED, Status.RUNNING, Status.REVERTING]
    ).update(status=Status.REVERTING)
    if not claimed:
        raise DomainError(_("This import cannot be taken back any more."), code="reverted")
    run.refresh_from_db()
    run.options = {**run.options, "revert_operation": run.options.get("revert_operation") or uuid.uuid4().hex}
    run.save(update_fields=["options"])
    facts = {"user": by, "channel": "import", "ip": current().ip, "id": run.options["revert_operation"]}
    with operation(**facts), translation.override(spoken(run) if run is not None else language_of(by)):
        counts = {"removed": 0, "restored": 0, "kept": 0, **take_back(run, by)}
        with transaction.atomic():
            run.status, run.ended_at = Status.REVERTED, clock.now()
            run.options = {**run.options, "reverted": counts}
            run.save(update_fields=["status", "ended_at", "options"])
            actions.record("records.import_reverted", run, by=by, kind=run.kind, **counts)
    _tell_finished(run)
    return counts


def refuse_revert(run: ImportRun, by: Any) -> None:
    """Raise DomainError where the import may not be taken back, or not by this user."""
    if run.by_id != by.pk and not access.allows(by, "records.delete_importrun"):
        raise DomainError(
            _("Only who imported the file, or an administrator, may take the import back."),
            code="not_allowed",
        )
    if run.status == Status.RUNNING and is_alive(run):
        raise DomainError(_("This import is still running. Wait until it has ended."), code="running")
    if run.status not in {Status.DONE, Status.FAILED, Status.RUNNING, Status.REVERTING}:
        raise DomainError(_("This import cannot be taken back any more."), code="reverted")
    if clock.now() - run.created_at > REVERT_WITHIN:
        raise DomainError(
            _("An import can be taken back within %(days)d days.") % {"days": REVERT_WITHIN.days},
            code="too_late",
        )


def is_alive(run: ImportRun) -> bool:
    """Whether somebody is at work on the run: it gave a sign of life lately."""
    beat = run.options.get("beat")
    if not beat:
        return clock.now() - run.created_at < ALIVE_WITHIN
    return (clock.now().timestamp() - float(beat)) < ALIVE_WITHIN.total_seconds()


def send(run: ImportRun, task: str, *, by: Any) -> Job:
    """Ask the worker to check, run or take back; what it does then is bound to this run's status."""
    with transaction.atomic():
        job = jobs.start("records.import", by=by, total=run.total, run=run.pk, task=task)
        run.job = job
        said = {"language": translation.get_language() or language_of(by)}
        run.options = {**run.options, **said, "task": task, "beat": clock.now().timestamp(), "place": 0}
        run.save(update_fields=["job", "options"])
    return job


@jobs.handler("records.import")
def work(job: Job) -> None:
    """The worker's part; a second try after a crash goes on where the first broke off."""
    run = ImportRun.objects.select_related("by", "job").get(pk=job.arguments["run"])
    task = job.arguments["task"]
    if task == "check" and run.status == Status.UPLOADED:
        _guarded(run, lambda: check_run(run))
    elif task == "run" and run.status not in {Status.DONE, Status.REVERTING, Status.REVERTED}:
        run_import(run, again=job.tries > 1 or run.status == Status.FAILED)
    elif task == "revert" and run.status != Status.REVERTED:
        revert_run(run, by=job.by or run.by)


def _guarded(run: ImportRun, act: Callable[[], Any]) -> None:
    try:
        act()
    except DomainError as refusal:
        ImportRun.objects.filter(pk=run.pk).update(error=str(refusal))
        raise


def _progress_of(run: ImportRun | None) -> Callable[[int], None] | None:
    if run is None:
        return None

    def note(done: int) -> None:
        run.options = {**run.options, "place": done, "beat": clock.now().timestamp()}
        run.save(update_fields=["options"])
        jobs.progress(run.job, done, run.total)

    return note


def _tell_finished(run: ImportRun) -> None:
    for listener in FINISHED:
        listener(run)


def _summary(run: ImportRun) -> dict[str, int]:
    return {name: getattr(run, name) for name in ("created", "updated", "unchanged", "rejected")}


def read_mapping(data: bytes | str) -> Any:
    """The JSON of a mapping file; refuses what is none."""
    try:
        return json.loads(data)
    except ValueError as error:
        raise MappingError(_("The mapping file is no JSON: %(error)s.") % {"error": error})


def told_rows(run: ImportRun, outcome: str) -> Iterable[dict[str, Any]]:
    """Each refused row, or each warning, as the command prints it."""
    rows = run.rows.filter(outcome=outcome).order_by("number", "id")
    for row in rows.iterator(chunk_size=1000):
        yield {
            "row": row.number,
            "field": row.field,
            "value": row.before.get("value", ""),
            "reason": row.message,
            "kind": row.model,
        }
