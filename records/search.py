"""Finding records by what people type: Chinese substrings, pinyin, initials, numbers, the last digits of a phone.

One table of words for all record types, one tokenizer (core.grams), two databases: a stored tsvector with GIN on
PostgreSQL, FTS5 on SQLite. Private words (phone digits, mail) lie apart and match only rows whose digits the
user may read, so that a hit never tells what a mask hides.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models import Count, Q, Window
from django.db.models.expressions import RawSQL

from core import gathered, grams, inserting, written

from . import gate, reader, word_counts
from .look_up import Query, entries, letter_of, queries
from .models.search_entry import SearchEntry
from .ordering import by_names
from .record_type import BY_MODEL, RecordType, SearchText

FEW_HITS = 1_000
MANY_HITS = 10_000


def matching(rows: Any, text: str, record: RecordType, user: Any) -> Any:
    """Those of `rows`, which the user may view, that `text` finds."""
    if record.search is None and record.find is not None:
        return record.find(rows, text)
    asked = queries(record, text, user)
    if not asked:
        return rows.none()
    if _is_gathered(record, user, asked):
        return _gathered(rows, record, user, asked)
    if len(asked) == 1:
        return rows.filter(pk__in=entries(record.model, asked[0], by_row=True))
    openly, privately = (Q(pk__each=entries(record.model, query, by_row=True)) for query in asked)
    beyond = gate.beyond_viewing(user, record.model, record.search_private_action)
    return rows.filter(openly | (beyond & privately))


def first_in_order(
    record: RecordType, text: str, user: Any, order: tuple[str, ...], most: int
) -> list[tuple[int, int]] | None:
    """The first ids of what he sees and the text finds, each with the number of all, by a statement that is kept for him;
    None where the hits are too many to be gathered."""
    asked = queries(record, text, user)
    if not _is_gathered(record, user, asked):
        return None
    texts = [tsquery if connection.vendor == "postgresql" else fts5 for tsquery, fts5, _private in asked]
    shape = record, order, most, len(texts)
    return reader.rows(user, _first_in_order, *shape, texts=texts, through=[record.model])


def _first_in_order(user: Any, record: RecordType, order: tuple[str, ...], most: int, asked: int) -> Any:
    words = [(text, text, bool(place)) for place, text in enumerate(written.TEXTS[:asked])]
    rows = _gathered(gate.some_of(user, record.model), record, user, words)
    counted = rows.annotate(rows_in_all=Window(Count("*"))).order_by(*by_names(record.model, order))
    return counted.values_list("pk", "rows_in_all")[:most]


def _gathered(rows: Any, record: RecordType, user: Any, asked: list[Query]) -> Any:
    """By the hits, each looked up. By private words only those hits count that he sees and whose words he may read."""
    model, action = record.model, record.search_private_action
    hits = entries(model, asked[0])
    for query in asked[1:]:
        seen = gate.some_of(user, model).filter(pk__gathered=entries(model, query))
        hits = _also(hits, seen.filter(gate.beyond_viewing(user, model, action)).order_by().values("pk"))
    return rows.filter(pk__gathered=hits)


def _also(hits: Any, others: Any) -> Any:
    try:
        sql, params = others.query.sql_with_params()
    except EmptyResultSet:
        return hits
    return RawSQL(f"{hits.sql} UNION ALL {sql}", [*hits.params, *params])  # noqa: S608, S611  (the ORM's)


def _is_gathered(record: RecordType, user: Any, asked: list[Query]) -> bool:
    """Of one who sees few rows those may be fewer than the hits; and few rows of a list are soon found along its order."""
    return bool(asked) and _expected(asked) <= (MANY_HITS if gate.sees_many(user, record.model) else FEW_HITS)


def matching_below(rows: Any, text: str, record: RecordType, user: Any) -> Any:
    """`matching` for rows that hang on one record: mostly they are fewer than what the words find anywhere."""
    asked = queries(record, text, user)
    if len(asked) != 1:
        return matching(rows, text, record, user)
    return rows.filter(pk__each=entries(record.model, asked[0], by_row=True))


def reached(record: RecordType, text: str, user: Any) -> Any:
    """The rows that he sees, for `matching` to narrow: of few hits each is asked whether it is his."""
    asked = queries(record, text, user)
    return gate.some_of(user, record.model) if asked and _expected(asked) <= FEW_HITS else record.rows(user)


def is_gathered(record: RecordType, text: str, user: Any) -> bool:
    """Whether the hits are gone through, all of them; else the planner chooses its way."""
    return _is_gathered(record, user, queries(record, text, user))


def _expected(asked: list[Query]) -> int:
    return sum(word_counts.expected(tsquery, private=private) for tsquery, _fts5, private in asked)


def words(text: SearchText, letter: str) -> tuple[str, str]:
    """The open and the private words of one record, whose record type has this letter."""
    parts = [grams.name_tokens(text.name, is_person=text.is_person)]
    parts += [grams.index_tokens(other) for other in text.others if other]
    secret = grams.phone_tokens(*filter(None, text.phones))
    secret = f"{secret} {grams.index_tokens(*filter(None, text.private))}"
    return grams.under(letter, " ".join(parts)), grams.under(letter, secret)


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
    letter = letter_of(model)
    texts = [(obj.pk, _text(record, obj)) for obj in objects]
    # Without a question to the database: new words are on their way there while the next ones are made.
    found = ((content_type.pk, pk, *words(text, letter)) for pk, text in texts)
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
