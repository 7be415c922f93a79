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
    rows = run.rows.exclude(outcome=ImportRow.Outcome.REJECTED)
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
    touched = _touched_since(run, model, list(objs))
    made = [row for row in rows if row.outcome == ImportRow.Outcome.CREATED]
    used = _used(run, model, [row.object_id for row in made if row.object_id in objs])
    remove, restore, kept, done = [], [], [], []
    for row in rows:
        obj = objs.get(row.object_id)
        if obj is None:
            done.append(row)
        elif row.object_id in touched:
            row.message = _("It was changed after the import and stays as it is.")
            kept.append(row)
        elif row.object_id in used:
            row.message = _("It is in use by now (%(what)s) and stays.") % {"what": used[row.object_id]}
            kept.append(row)
        else:
            (remove if row.outcome == ImportRow.Outcome.CREATED else restore).append((row, obj))
            done.append(row)
    _remove(run, model, [obj for _row, obj in remove], by)
    _restore(restore, by)
    ImportRow.objects.bulk_update(kept, ["message"])
    ImportRow.objects.filter(pk__in=[row.pk for row in done]).delete()
    return Counter(removed=len(remove), restored=len(restore), kept=len(kept))


def _touched_since(run: ImportRun, model: Any, keys: list[Any]) -> set[Any]:
    """Records whose newest history row is not this run's."""
    if not hasattr(model, "history") or not keys:
        return set()
    newest = model.history.filter(id__in=keys).values("id").annotate(last=Max("history_id"))
    ours = {run.options.get("operation"), run.options.get("revert_operation")}
    rows = model.history.filter(history_id__in=[row["last"] for row in newest])
    return {key for key, operation in rows.values_list("id", "operation_id") if operation not in ours}


def _used(run: ImportRun, model: Any, keys: list[Any]) -> dict[Any, str]:
    """Records that something points at which did not come with them, and what that is."""
    if not keys:
        return {}
    parts = _own_parts(model)
    found: dict[Any, str] = {}
    for field in _pointing_fields(model):
        other = field.model
        if _name(field) in parts:
            continue
        pointing = other._base_manager.filter(**{f"{field.attname}__in": keys})
        came_along = run.rows.filter(model=other._meta.label_lower, outcome=ImportRow.Outcome.CREATED)
        pointing = pointing.exclude(pk__in=came_along.values("object_id"))
        for key in pointing.values_list(field.attname, flat=True).distinct():
            found.setdefault(key, str(other._meta.verbose_name_plural))
    files = Attachment.objects.filter(subject_type=ContentType.objects.get_for_model(model), subject_id__in=keys)
    for key in files.values_list("subject_id", flat=True):
        found.setdefault(key, _("files"))
    return found


def _pointing_fields(model: Any) -> list[Any]:
    """Foreign keys to the model that the database enforces."""
    relations = model._meta.get_fields(include_hidden=True)
    fields = [r.field for r in relations if r.auto_created and not r.concrete and (r.one_to_many or r.one_to_one)]
    return [field for field in fields if getattr(field, "db_constraint", False)]


def _own_parts(model: Any) -> set[str]:
    """Foreign keys of rows that the import makes along with a record of this type: "app.model.field"."""
    return {part for importer in IMPORTERS.values() if importer.model is model for part in importer.parts}


def _name(field: Any) -> str:
    return f"{field.model._meta.label_lower}.{field.name}"


def _remove(run: ImportRun, model: Any, objs: list[Any], by: Any) -> None:
    if not objs:
        return
    keys = [obj.pk for obj in objs]
    reason = str(_("import taken back"))
    parts = _own_parts(model)
    for field in _pointing_fields(model):
        if _name(field) in parts:
            bulk.remove(list(field.model._base_manager.filter(**{f"{field.attname}__in": keys})), by, reason)
    content_type = ContentType.objects.get_for_model(model)
    for kind in (Star, RecentView):
        kind.objects.filter(content_type=content_type, object_id__in=keys).delete()
    bulk.remove(objs, by, reason)
    for importer in IMPORTERS.values():
        if importer.model is model:
            importer.after_remove(objs, by)


def _restore(pairs: list[tuple[ImportRow, Any]], by: Any) -> None:
    """Give changed records their former values."""
    if not pairs:
        return
    names: set[str] = set()
    for row, obj in pairs:
        for attname, value in row.before.items():
            field = _field(type(obj), attname)
            setattr(obj, attname, field.target_field.to_python(value) if field.is_relation else field.to_python(value))
            names.add(field.name)
    bulk.update([obj for _row, obj in pairs], sorted(names), by, reason=str(_("import taken back")))


def _field(model: Any, attname: str) -> Any:
    return next(field for field in model._meta.concrete_fields if field.attname == attname)
