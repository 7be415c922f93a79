"""Finding records by what people type: Chinese substrings, pinyin, initials, numbers, the last digits of a phone.

One table of words for all record types, one tokenizer (core.grams), two databases: a stored tsvector with GIN on
PostgreSQL, FTS5 on SQLite. Private words (phone digits, mail) lie apart and match only rows whose digits the
user may read, so that a hit never tells what a mask hides.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from core import gathered, grams, inserting

from . import gate
from .look_up import MOST_NAMED, Hits, entries, look_up, mark_of, queries
from .models.search_entry import SearchEntry
from .record_type import BY_MODEL, RecordType, SearchText


def matching(rows: Any, text: str, record: RecordType, user: Any, known: Hits | None = None) -> Any:
    """Those of `rows`, which the user may view, that `text` finds; `known` are its hits if they were looked up before.

    Hits are named one by one where they are few: that leaves the planner nothing to guess, and how many rows a prefix
    will match it guesses badly.
    """
    if record.search is None and record.find is not None:
        return record.find(rows, text)
    asked = queries(record, text, user)
    if not asked:
        return rows.none()
    model, action = record.model, record.search_private_action
    hits = known
    if hits is None and not is_whole(text):
        hits = look_up([record], text, user, most=MOST_NAMED)[record.name]
        hits = hits if hits.is_all else None
    if hits is not None:
        privately = hits.privately - hits.openly
        if not privately:
            return rows.filter(pk__named=hits.openly)
        return rows.filter(
            Q(pk__named=hits.openly) | (gate.beyond_viewing(user, model, action) & Q(pk__named=privately))
        )
    # Who sees many rows sees many of the hits: these are gone through. Of one who sees few, either may be fewer.
    are_many = gate.sees_many(user, model)
    found = [entries(model, query, by_row=not are_many and len(asked) == 1) for query in asked]
    if len(found) == 1:
        return rows.filter(**{"pk__gathered" if are_many else "pk__in": found[0]})
    everything = model._default_manager.order_by()
    openly = everything.filter(pk__in=found[0]).values("pk")
    secretly = everything.filter(gate.condition(user, model, action), pk__in=found[1]).values("pk")
    # A union, not an OR: each half keeps its index where an OR would read the whole table.
    return rows.filter(pk__in=openly.union(secretly))


def matching_below(rows: Any, text: str, record: RecordType, user: Any) -> Any:
    """`matching` for rows that hang on one record: mostly they are fewer than what the words find anywhere."""
    asked = queries(record, text, user)
    if len(asked) != 1:
        return matching(rows, text, record, user)
    return rows.filter(pk__in=entries(record.model, asked[0], by_row=True))


def is_whole(text: str) -> bool:
    """Whether the text is asked by whole words, of which the planner knows how many rows they match."""
    return grams.query(text).is_whole


def words(text: SearchText, mark: str) -> tuple[str, str]:
    """The open and the private words of one record."""
    parts = [mark, grams.name_tokens(text.name, is_person=text.is_person)]
    parts += [grams.index_tokens(other) for other in text.others if other]
    secret = grams.phone_tokens(*filter(None, text.phones))
    secret = f"{secret} {grams.index_tokens(*filter(None, text.private))}".strip()
    return " ".join(dict.fromkeys(" ".join(parts).split())), f"{mark} {secret}" if secret else ""


def index(obj: models.Model) -> None:
    """Write the record's words; called whenever it is saved."""
    record = BY_MODEL.get(obj._meta.label_lower)
    if record is None or record.search is None:
        return
    if gathered.is_on():
        gathered.later(_index_together, obj)
    elif getattr(obj, "is_deleted", False):
        content_type = ContentType.objects.get_for_model(obj)
        SearchEntry.objects.filter(content_type=content_type, object_id=obj.pk).delete()
    else:
        index_many(type(obj), [obj])  # one statement, whether the words are new or changed


def _index_together(objects: list[Any]) -> None:
    """What was saved many times over is written once, as it was saved last."""
    last: dict[type[models.Model], dict[int, Any]] = {}
    for obj in objects:
        last.setdefault(type(obj), {})[obj.pk] = obj
    for model, rows in last.items():
        index_many(model, [obj for obj in rows.values() if not getattr(obj, "is_deleted", False)])
        gone = [pk for pk, obj in rows.items() if getattr(obj, "is_deleted", False)]
        content_type = ContentType.objects.get_for_model(model)
        for start in range(0, len(gone), gathered.BATCH):
            part = gone[start : start + gathered.BATCH]
            SearchEntry.objects.filter(content_type=content_type, object_id__in=part).delete()


def _text(record: RecordType, obj: Any) -> SearchText:
    """What the record is found by, with its custom fields that are marked so."""
    from .custom import definitions, kinds

    text = record.search(obj)  # type: ignore[misc]
    found = [kinds.held(item, obj) for item in definitions.of_model(type(obj)) if item.is_searchable]
    return replace(text, others=[*text.others, *map(str, filter(None, found))]) if any(found) else text


def index_many(
    model: type[models.Model], objects: Iterable[models.Model], *, batch: int = 1000, are_new: bool = False
) -> None:
    """Write the words of many records of one type; the bulk twin of `index`. New records have no words yet."""
    record = BY_MODEL.get(model._meta.label_lower)
    if record is None or record.search is None:
        return
    content_type = ContentType.objects.get_for_model(model)
    mark = mark_of(model)
    texts = [(obj.pk, _text(record, obj)) for obj in objects]
    # Without a question to the database: new words are on their way there while the next ones are made.
    found = ((content_type.pk, pk, *words(text, mark)) for pk, text in texts)
    names = ("content_type_id", "object_id", "grams", "private_grams")
    if are_new:
        inserting.insert(SearchEntry, names, found)
        return
    SearchEntry.objects.bulk_create(
        [SearchEntry(**dict(zip(names, row, strict=True))) for row in found],
        batch_size=batch,
        update_conflicts=True,
        unique_fields=["content_type", "object_id"],
        update_fields=["grams", "private_grams"],
    )
