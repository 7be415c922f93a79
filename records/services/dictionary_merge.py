"""One entry of a dictionary merged into another: few records at once, many by a worker in steps.

At once it is all or none. In the background the entry is switched off first, so that nobody chooses it any more; then
each batch of records is one transaction, and what was broken off goes on with the records that still hold the entry.
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import actions, jobs, stamps
from core.errors import DomainError
from core.models import Job
from core.operation import because

from .. import bulk, dictionaries, dictionary_uses
from ..models import CustomField, Dictionary, DictionaryItem, SavedView
from .dictionary import locked, locked_entry

AT_ONCE = 1000  # more would keep the administrator waiting and the records locked
KIND = "records.dictionary_merge"
UNDER_WAY = (Job.Status.WAITING, Job.Status.RUNNING)


def figures(entry: DictionaryItem) -> list[tuple[str, int]]:
    """How many records of each kind a merge would change: those that hold the entry."""
    found = [
        (use.label, use.holding(entry.code).count()) for use in dictionary_uses.uses(entry.dictionary.code)
    ]
    return [(label, count) for label, count in found if count]


def merge_entries(entry: DictionaryItem, target: DictionaryItem, *, by: Any) -> int | Job:
    """All records that hold `entry` hold `target` from now on; says how many, or which job changes them."""
    if entry.pk == target.pk or entry.dictionary_id != target.dictionary_id:
        raise DomainError(_("Choose another entry of the same dictionary."), "no_such_entry", "into")
    total = sum(count for _label, count in figures(entry))
    with transaction.atomic():
        dictionary = locked(entry.dictionary)
        entry, target = locked_entry(entry), locked_entry(target)
        if entry.merged_into_id or target.merged_into_id or not target.is_active:
            raise DomainError(
                _("Merge into an entry that is in use; one that was merged cannot be merged again."),
                "merged",
                "into",
            )
        for row in (entry, target):
            if any(job.status in UNDER_WAY for job in merges_of(row)):
                raise DomainError(
                    _("A merge into or of “%(name)s” is still running. Wait for its end.")
                    % {"name": row.name},
                    "still_merging",
                )
        changed = 0
        if total <= AT_ONCE:
            changed = sum(len(_move(use, entry, target, by)) for use in dictionary_uses.uses(dictionary.code))
        for older in DictionaryItem.objects.filter(merged_into=entry):
            older.merged_into = target
            older.save()
        entry.is_active, entry.merged_into = False, target
        entry.version += 1
        with because(_reason(entry, target)):
            entry.save()
        dictionaries.forget(dictionary.code)
        if total > AT_ONCE:
            return _start(entry, target, total, by)
        _finish(dictionary, entry, target, changed, by)
    return changed


def go_on(entry: DictionaryItem, *, by: Any) -> Job:
    """Begin again the merge that broke off: what it has changed stays changed."""
    with transaction.atomic():
        locked(entry.dictionary)
        entry = locked_entry(entry)
        last = next((job for job in merges_of(entry) if job.arguments["entry"] == entry.pk), None)
        if last is None or last.status != Job.Status.FAILED or entry.merged_into is None:
            raise DomainError(_("There is no merge to go on with."), "not_broken_off")
        return _start(entry, entry.merged_into, max(last.total_count - last.done_count, 0), by)


def merges_of(entry: DictionaryItem) -> list[Job]:
    """The merges in the background that this entry went into or took others in, the newest first."""
    jobs_of = Job.objects.filter(kind=KIND)
    mine = jobs_of.filter(arguments__entry=entry.pk) | jobs_of.filter(arguments__into=entry.pk)
    return list(mine.order_by("-pk")[:20])


def _start(entry: DictionaryItem, target: DictionaryItem, total: int, by: Any) -> Job:
    language = translation.get_language() or ""
    return jobs.start(KIND, by=by, total=total, entry=entry.pk, into=target.pk, language=language)


@jobs.handler(KIND)
def merge_in_background(job: Job) -> None:
    entry, target = (
        DictionaryItem.objects.select_related("dictionary").get(pk=job.arguments[name])
        for name in ("entry", "into")
    )
    with translation.override(job.arguments["language"] or None):
        for use in dictionary_uses.uses(entry.dictionary.code):
            last = 0
            while True:
                with transaction.atomic():
                    rows = _move(use, entry, target, job.by, after=last, most=bulk.BATCH)
                if not rows:
                    break
                last = rows[-1].pk
                jobs.progress(job, job.done_count + len(rows))
        with transaction.atomic():
            _finish(locked(entry.dictionary), entry, target, job.done_count, job.by)


def _move(
    use: dictionary_uses.Use,
    entry: DictionaryItem,
    target: DictionaryItem,
    by: Any,
    *,
    after: int = 0,
    most: int | None = None,
) -> list[Any]:
    """Let records that hold `entry` hold `target`; the records, in their order."""
    held = use.holding(entry.code).filter(pk__gt=after) if after else use.holding(entry.code)
    rows = list(held.select_for_update().order_by("pk")[:most])
    for row in rows:
        use.replace(row, entry.code, target.code)
    bulk.update(rows, [use.column], by, _reason(entry, target))
    return rows


def _finish(
    dictionary: Dictionary, entry: DictionaryItem, target: DictionaryItem, changed: int, by: Any
) -> None:
    """What names the entry without being a record follows when all records have."""
    for use in dictionary_uses.uses(dictionary.code):
        _rename_in_views(use, entry.code, target.code)
    _rename_in_fields(dictionary, entry, target)
    actions.record(
        "records.dictionary_entries_merged",
        dictionary,
        by=by,
        of=entry.code,
        into=target.code,
        records=changed,
    )


def _reason(entry: DictionaryItem, target: DictionaryItem) -> str:
    return _("“%(old)s” merged into “%(new)s”") % {"old": entry.name, "new": target.name}


def _rename_in_views(use: dictionary_uses.Use, old: str, new: str) -> None:
    """Saved lists that filter by the entry find the same records as before."""
    views = SavedView.objects.filter(record_type=use.record.name, query__contains=old)
    for view in views.select_for_update():
        pairs = [
            (name, new if name == use.name and value == old else value)
            for name, value in parse_qsl(view.query, keep_blank_values=True)
        ]
        query = urlencode(list(dict.fromkeys(pairs)))[:2000]
        if query != view.query and ((use.name, old) in parse_qsl(view.query)):
            view.query = query
            view.save(update_fields=["query"])


def _rename_in_fields(dictionary: Dictionary, entry: DictionaryItem, target: DictionaryItem) -> None:
    """Custom fields that begin with the entry, or are shown and fixed where a field holds it."""
    spoken = {entry.code, entry.name, entry.name_en} - {""}
    names = {use.name for use in dictionary_uses.uses(dictionary.code)}
    changed = False
    for field in CustomField.objects.select_for_update():
        before = (field.default, field.visible_value, field.read_only_value)
        if field.dictionary_id == dictionary.pk and field.default in spoken:
            field.default = target.name
        for which in ("visible", "read_only"):
            if getattr(field, f"{which}_field") in names and getattr(field, f"{which}_value") == entry.code:
                setattr(field, f"{which}_value", target.code)
        if before != (field.default, field.visible_value, field.read_only_value):
            field.version += 1
            field.save()
            changed = True
    if changed:
        stamps.renew(stamps.CUSTOM_FIELDS)
