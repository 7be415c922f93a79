"""Taking an import back: what it made goes, what it changed gets its former values, what was used since stays."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from .. import bulk
from ..models import Attachment, ImportRow, ImportRun, RecentView, Star
from .importer import IMPORTERS

BATCH = 250


def take_back(run: ImportRun, by: Any) -> Counter[str]:
    """Undo the run's rows, newest first, batch by batch; counts what was removed, restored and kept.

    A row that was taken back leaves the run's rows, so a take-back that broke off goes on where it stopped. One
    that must stay keeps its row with the reason in `message`.
    """
    counts: Counter[str] = Counter()
    rows = run.rows.filter(outcome__in=[ImportRow.Outcome.CREATED, ImportRow.Outcome.UPDATED])
    last = (rows.aggregate(last=Max("pk"))["last"] or 0) + 1
    while True:
        batch = list(rows.filter(pk__lt=last).order_by("-pk")[:BATCH])
        if not batch:
            return counts
        last = batch[-1].pk
        with transaction.atomic():
            for label in dict.fromkeys(row.model for row in batch):
                part = [row for row in batch if row.model == label]
                counts += _take_back_batch(run, apps.get_model(label), part, by)


def _take_back_batch(run: ImportRun, model: Any, rows: list[ImportRow], by: Any) -> Counter[str]:
    objs = model._base_manager.in_bulk([row.object_id for row in rows])
    present = [row for row in rows if row.object_id in objs]
    touched = _touched_since(run, model, list(objs))
    kept = _keep([row for row in present if row.object_id in touched], dict.fromkeys(touched, ""))
    made = {row.object_id: row for row in present if row.outcome == ImportRow.Outcome.CREATED}
    while True:  # what stays keeps what it stands on
        made = {key: row for key, row in made.items() if key not in kept}
        used = _used(run, model, {key: objs[key] for key in made})
        if not used:
            break
        kept |= _keep([made[key] for key in used], used)
    removed = [objs[key] for key in made]
    restored = [
        (row, objs[row.object_id])
        for row in present
        if row.outcome == ImportRow.Outcome.UPDATED and row.object_id not in kept
    ]
    _remove(model, removed, by)
    _restore(model, restored, by)
    ImportRow.objects.filter(pk__in=[row.pk for row in rows if row.object_id not in kept]).delete()
    return Counter(removed=len(removed), restored=len(restored), kept=len(kept))


def _keep(rows: list[ImportRow], reasons: dict[Any, str]) -> set[Any]:
    """Note on the run's rows why their records stay."""
    for row in rows:
        what = reasons[row.object_id]
        row.message = (
            _("It is in use by now (%(what)s) and stays.") % {"what": what}
            if what
            else _("It was changed after the import and stays as it is.")
        )
    ImportRow.objects.bulk_update(rows, ["message"])
    return {row.object_id for row in rows}


def _touched_since(run: ImportRun, model: Any, keys: list[Any]) -> set[Any]:
    """Records whose newest history row is not this run's."""
    if not hasattr(model, "history") or not keys:
        return set()
    newest = model.history.filter(id__in=keys).values("id").annotate(last=Max("history_id"))
    ours = {run.options.get("operation"), run.options.get("revert_operation")}
    rows = model.history.filter(history_id__in=[row["last"] for row in newest])
    return {key for key, operation in rows.values_list("id", "operation_id") if operation not in ours}


def _used(run: ImportRun, model: Any, objs: dict[Any, Any]) -> dict[Any, str]:
    """Records that something points at which did not come with them or stays, and what that is."""
    if not objs:
        return {}
    parts = {part for importer in _importers_of(model) for part in importer.parts}
    found = _pointed_at(run, model, list(objs), parts)
    for importer in _importers_of(model):
        for name, behind in importer.behind.items():
            other = model._meta.get_field(name).related_model
            owners = {getattr(obj, f"{name}_id"): key for key, obj in objs.items()}
            for key, what in _pointed_at(run, other, list(owners), set(behind)).items():
                found.setdefault(owners[key], what)
    return found


def _pointed_at(run: ImportRun, model: Any, keys: list[Any], parts: set[str]) -> dict[Any, str]:
    found: dict[Any, str] = {}
    for field in _pointing_fields(model):
        other = field.model
        if _name(field) in parts:
            continue
        pointing = other._base_manager.filter(**{f"{field.attname}__in": keys})
        came_along = run.rows.filter(
            model=other._meta.label_lower, outcome=ImportRow.Outcome.CREATED, message=""
        )
        pointing = pointing.exclude(pk__in=came_along.values("object_id"))
        for key in pointing.values_list(field.attname, flat=True).distinct():
            found.setdefault(key, str(other._meta.verbose_name_plural))
    files = Attachment.objects.filter(
        subject_type=ContentType.objects.get_for_model(model), subject_id__in=keys
    )
    for key in files.values_list("subject_id", flat=True):
        found.setdefault(key, _("files"))
    return found


def _pointing_fields(model: Any) -> list[Any]:
    """Foreign keys to the model that the database enforces."""
    relations = model._meta.get_fields(include_hidden=True)
    fields = [
        r.field for r in relations if r.auto_created and not r.concrete and (r.one_to_many or r.one_to_one)
    ]
    return [field for field in fields if getattr(field, "db_constraint", False)]


def _importers_of(model: Any) -> list[Any]:
    return [importer for importer in IMPORTERS.values() if importer.model is model]


def _name(field: Any) -> str:
    return f"{field.model._meta.label_lower}.{field.name}"


def _remove(model: Any, objs: list[Any], by: Any) -> None:
    if not objs:
        return
    keys = [obj.pk for obj in objs]
    reason = str(_("import taken back"))
    parts = {part for importer in _importers_of(model) for part in importer.parts}
    for field in _pointing_fields(model):
        if _name(field) in parts:
            bulk.remove(list(field.model._base_manager.filter(**{f"{field.attname}__in": keys})), by, reason)
    content_type = ContentType.objects.get_for_model(model)
    for kind in (Star, RecentView):
        kind.objects.filter(content_type=content_type, object_id__in=keys).delete()
    bulk.remove(objs, by, reason)
    for importer in _importers_of(model):
        importer.after_remove(objs, by)


def _restore(model: Any, pairs: list[tuple[ImportRow, Any]], by: Any) -> None:
    """Give changed records their former values."""
    if not pairs:
        return
    own_way = [importer for importer in _importers_of(model) if importer.restores]
    if own_way:
        own_way[0].restore([(obj, row.before) for row, obj in pairs], by)
        return
    restore_columns(model, [(obj, row.before) for row, obj in pairs], by)


def restore_columns(model: Any, pairs: list[tuple[Any, dict[str, Any]]], by: Any) -> None:
    """Write the former values back as they were."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    names: set[str] = set()
    for obj, before in pairs:
        for attname, value in before.items():
            field = fields[attname]
            setattr(obj, attname, (field.target_field if field.is_relation else field).to_python(value))
            names.add(field.name)
    bulk.update([obj for obj, _before in pairs], sorted(names), by, reason=str(_("import taken back")))
