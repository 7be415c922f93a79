"""Writing many rows of a tracked model at once, with all that a single save does: stamp, derived columns,
history and search words.

`queryset.update()`, `bulk_create` and `bulk_update` write no history; on tracked models nobody else may use them.
Each function works in batches of at most 500 rows, so that a statement stays short; how many batches share one
transaction is the caller's choice.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from core import clock, gathered, inserting, operation

from . import search
from .custom import unique
from .models.search_entry import SearchEntry

BATCH = 500
STAMP = ("updated_at", "updated_by_id", "version")

M = TypeVar("M", bound=models.Model)


def create(model: type[M], objs: Sequence[M], by: Any, reason: str = "") -> list[M]:
    """Insert `objs` in `by`'s name; they carry their primary keys afterwards."""
    made: list[M] = []
    with transaction.atomic():
        for batch in batches(list(objs)):
            for obj in batch:
                _stamp(obj, by)
                if hasattr(obj, "derive"):
                    obj.derive()
            inserting.create(model, batch)
            unique.claim_many(model, batch)
            _write_history(model, batch, by, reason, kind="+")
            search.index_many(model, batch, are_new=True)
            made += batch
    return made


def update(objs: Sequence[M], fields: Sequence[str], by: Any, reason: str = "") -> int:
    """Store `fields` of `objs` (all of one model) in `by`'s name, and the columns that follow from them."""
    rows = list(objs)
    if not rows:
        return 0
    model = type(rows[0])
    columns = {field.attname: field.name for field in model._meta.concrete_fields}
    with transaction.atomic():
        for batch in batches(rows):
            names = {model._meta.get_field(name).name for name in fields}
            for obj in batch:
                _stamp(obj, by)
                names |= {columns[attname] for attname in _derive(obj)}
            names |= {columns[attname] for attname in STAMP if attname in columns}
            model._default_manager.bulk_update(batch, sorted(names), batch_size=BATCH)
            if "ext" in names:
                unique.claim_many(model, batch)
            _write_history(model, batch, by, reason, kind="~")
            search.index_many(model, batch)
    return len(rows)


def conditional_update(
    queryset: models.QuerySet[Any], *, by: Any = None, reason: str = "", **values: Any
) -> int:
    """Set `values` on the rows that still meet the queryset's conditions; the count says who won the race."""
    model = queryset.model
    by = by if by is not None else operation.current().user
    if _has(model, "version"):
        values = {
            "version": models.F("version") + 1,
            "updated_at": clock.now(),
            "updated_by_id": getattr(by, "pk", None),
            **values,
        }
    count = 0
    with transaction.atomic():
        keys = list(queryset.order_by("pk").values_list("pk", flat=True))
        for part in batches(keys):
            rows = queryset.model._default_manager.filter(pk__in=part)
            still = rows.filter(pk__in=queryset.order_by().values("pk")).select_for_update()
            locked = list(still.values_list("pk", flat=True))
            count += model._default_manager.filter(pk__in=locked).update(**values)
            fresh = list(model._default_manager.filter(pk__in=locked))
            _write_history(model, fresh, by, reason, kind="~")
            search.index_many(model, fresh)
    return count


def remove(objs: Sequence[M], by: Any, reason: str = "") -> int:
    """Take rows out for good that were never used (an import taken back); their history stays and says so.

    The caller has made sure that nothing points at them.
    """
    rows = list(objs)
    if not rows:
        return 0
    model = type(rows[0])
    content_type = ContentType.objects.get_for_model(model)
    with transaction.atomic():
        for batch in batches(rows):
            keys = [obj.pk for obj in batch]
            _write_history(model, batch, by, reason, kind="-")
            SearchEntry.objects.filter(content_type=content_type, object_id__in=keys).delete()
            found = model._base_manager.filter(pk__in=keys)
            found._raw_delete(found.db)  # type: ignore[attr-defined]
    return len(rows)


def batches(items: list[Any], size: int = BATCH) -> Iterator[list[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _stamp(obj: Any, by: Any) -> None:
    """As `Record.stamp`, in `by`'s name."""
    if not hasattr(obj, "stamp"):
        return
    obj.stamp()
    obj.updated_by_id = getattr(by, "pk", None) or obj.updated_by_id
    if obj._state.adding:
        obj.created_by_id = obj.created_by_id or obj.updated_by_id


def _derive(obj: Any) -> set[str]:
    """Let the row compute what follows from its columns; says which columns that changed."""
    if not hasattr(obj, "derive"):
        return set()
    names = [field.attname for field in obj._meta.concrete_fields]
    before = {name: obj.__dict__.get(name) for name in names}
    obj.derive()
    return {name for name in names if obj.__dict__.get(name) != before[name]}


def _write_history(model: Any, objs: list[Any], by: Any, reason: str, *, kind: str) -> None:
    """History rows as single saves write them."""
    if not objs or not hasattr(model, "history"):
        return
    reason = str(reason or operation.current().reason or "")[:100]
    history = model.history.model
    tracked = [field.attname for field in history.tracked_fields]
    about = {
        "history_date": clock.now(),
        "history_user_id": getattr(by, "pk", None),
        "history_change_reason": reason or None,
        "history_type": kind,
        "operation_id": operation.current().id,
        "ip": operation.current().ip,
    }
    rows = ([*about.values(), *(getattr(obj, name) for name in tracked)] for obj in objs)
    gathered.insert_many(history, [*about, *tracked], rows)


def _has(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)
