"""Hanging rows from one record to another: what two duplicates leave behind goes on under the kept one."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType

from records import bulk
from records.models import Attachment, Star


def repoint(
    model: Any,
    fields: Sequence[str],
    *,
    old: Any,
    new: Any,
    by: Any,
    same: Sequence[str] = (),
    adapt: Callable[[Any], set[str] | None] | None = None,
) -> int:
    """Point `fields` of all living rows from `old` to `new` and count them.

    A row that would then say what another one already says (`same` fields), or would point at itself, is
    marked deleted and stays in history. `adapt` may change a row that moves and names the columns it touched.
    """
    moving: list[Any] = []
    touched: set[str] = set(fields)
    for field in fields:
        known = {row.pk for row in moving}
        moving += [row for row in model.objects.alive().filter(**{field: old}) if row.pk not in known]
    taken = set()
    if same:
        moved_ids = {row.pk for row in moving}
        for field in fields:
            taken |= {
                _words(row, same)
                for row in model.objects.alive().filter(**{field: new})
                if row.pk not in moved_ids
            }
    for row in moving:
        for field in fields:
            if getattr(row, f"{field}_id") == old.pk:
                setattr(row, field, new)
        if adapt is not None:
            touched |= adapt(row) or set()
        ends = [getattr(row, f"{field}_id") for field in fields]
        if (same and _words(row, same) in taken) or (len(ends) > 1 and ends[0] == ends[1]):
            row.is_deleted = True
        elif same:
            taken.add(_words(row, same))
    return _store(model, moving, touched, by)


def _words(row: Any, names: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def _store(model: Any, rows: list[Any], fields: set[str], by: Any) -> int:
    """First those that vanish, as they are, then those that move: no constraint is met on the way."""
    gone = [row for row in rows if row.is_deleted]
    for row in gone:
        fresh = model.objects.get(pk=row.pk)
        fresh.is_deleted = True
        fresh.save()
    staying = [row for row in rows if not row.is_deleted]
    bulk.update(staying, sorted(fields), by)
    return len(rows)


def move_generic(old: Any, new: Any, by: Any) -> dict[str, int]:
    """Files and the stars of those who follow the record."""
    content_type = ContentType.objects.get_for_model(old)
    files = list(Attachment.objects.alive().filter(subject_type=content_type, subject_id=old.pk))
    for file in files:
        file.subject_id = new.pk
    bulk.update(files, ["subject_id"], by)
    following = set(
        Star.objects.filter(content_type=content_type, object_id=new.pk).values_list("user_id", flat=True)
    )
    stars = Star.objects.filter(content_type=content_type, object_id=old.pk)
    stars.filter(user__in=following).delete()
    moved_stars = stars.update(object_id=new.pk)
    return {"files": len(files), "stars": moved_stars}


def lead_on(old: Any, new: Any, by: Any) -> None:
    """What was merged into the old record before now leads to the new one."""
    model = type(old)
    rows = list(model.objects.filter(merged_into=old))
    for row in rows:
        row.merged_into = new
    bulk.update(rows, ["merged_into"], by)


def latest(one: Any, other: Any) -> Any:
    return max((moment for moment in (one, other) if moment is not None), default=None)


def earliest(one: Any, other: Any) -> Any:
    return min((moment for moment in (one, other) if moment is not None), default=None)
