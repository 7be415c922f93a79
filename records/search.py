"""Finding records by what people type: Chinese substrings, pinyin, initials, numbers, the last digits of a phone.

One table of words for all record types, one tokenizer (core.grams), two databases: a stored tsvector with GIN on
PostgreSQL, FTS5 on SQLite. Private words (phone digits, mail) lie apart and match only rows whose digits the
user may read, so that a hit never tells what a mask hides.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from core import gathered, grams, inserting

from . import gate
from .models.search_entry import SearchEntry
from .record_type import BY_MODEL, RecordType, SearchText

MOST_NAMED = 1000
Hits = dict[bool, set[int]]  # ids found by open words (False) and by private ones (True)
Query = tuple[str, str, bool]  # for PostgreSQL, for SQLite, whether it asks for private words


def matching(rows: Any, text: str, record: RecordType, user: Any, known: Hits | None = None) -> Any:
    """Those of `rows` that `text` finds; `known` are its hits where many record types were looked up at once."""
    if record.search is None and record.find is not None:
        return record.find(rows, text)
    queries = _queries(record, text, user)
    if not queries:
        return rows.none()
    model, action = record.model, record.search_private_action
    hits = known if known is not None or is_whole(text) else _few_hits([(model, queries)])[0]
    if hits is not None:
        openly, privately = hits[False], hits[True] - hits[False]
        if not privately:
            return rows.filter(pk__named=openly)
        return rows.filter(
            Q(pk__named=openly) | (gate.condition(user, model, action) & Q(pk__named=privately))
        )
    found = [_entries(model, tsquery, fts5, private=private) for tsquery, fts5, private in queries]
    if len(found) == 1:
        return rows.filter(pk__in=found[0])
    everything = model._default_manager.order_by()
    openly = everything.filter(pk__in=found[0]).values("pk")
    privately = everything.filter(gate.condition(user, model, action), pk__in=found[1]).values("pk")
    # A union, not an OR: each half keeps its index where an OR would read the whole table.
    return rows.filter(pk__in=openly.union(privately))


def is_whole(text: str) -> bool:
    """Whether the text is asked by whole words, of which the planner knows how many rows they match."""
    return grams.query(text).is_whole


def look_up(records: Sequence[RecordType], text: str, user: Any) -> dict[str, Hits]:
    """The hits of many record types by one statement; those that have too many to be named are left out."""
    asked = [(record, queries) for record in records if (queries := _queries(record, text, user))]
    if not asked:
        return {}
    found = _few_hits([(record.model, queries) for record, queries in asked])
    return {
        record.name: hits for (record, _queries), hits in zip(asked, found, strict=True) if hits is not None
    }


def _queries(record: RecordType, text: str, user: Any) -> list[Query]:
    """What to ask the table of words: the open words, and the private ones where the user may read such."""
    query = grams.query(text)
    if query.is_empty or record.search is None:
        return []
    queries = [(query.tsquery, query.fts5, False)]
    action = record.search_private_action
    if action and _may_be_private(text) and gate.allowed(user, record.model, action):
        secret = (query.phone_tsquery, query.phone_fts5) if query.digits else (query.tsquery, query.fts5)
        queries.append((*secret, True))
    return queries


def _few_hits(asked: list[tuple[type[models.Model], list[Query]]]) -> list[Hits | None]:
    """What the words find, openly (False) and privately (True), where it is little enough to be named one by one.

    Named ids leave the planner nothing to guess; how many rows a prefix will match it guesses badly.
    """
    parts = [
        (place, private, _entries(model, tsquery, fts5, private=private))
        for place, (model, queries) in enumerate(asked)
        for tsquery, fts5, private in queries
    ]
    sql = " UNION ALL ".join(
        f"SELECT * FROM (SELECT {place} AS place, {int(private)} AS kind, found.object_id"  # noqa: S608
        f" FROM ({part.sql}) found LIMIT {MOST_NAMED + 1}) p{number}"
        for number, (place, private, part) in enumerate(parts)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [parameter for _place, _private, part in parts for parameter in part.params])
        found = cursor.fetchall()
    hits: list[Hits] = [{False: set(), True: set()} for _asked in asked]
    for place, kind, pk in found:
        hits[place][bool(kind)].add(pk)
    return [None if any(len(ids) > MOST_NAMED for ids in each.values()) else each for each in hits]


def _may_be_private(text: str) -> bool:
    """Phones and mail hold only ASCII: other texts need not ask for them."""
    return unicodedata.normalize("NFKC", text).isascii()


def _entries(model: type[models.Model], tsquery: str, fts5: str, *, private: bool) -> Any:
    """Ids of the records of `model` whose words match; the query reaches the planner as a constant."""
    mark = _mark(model)
    column = "private_grams" if private else "grams"
    if connection.vendor == "postgresql":
        sql = f"SELECT object_id FROM records_searchentry WHERE {column}_tsv @@ to_tsquery('simple', %s)"  # noqa: S608
        return RawSQL(sql, [f"{mark} & ({tsquery})"])  # noqa: S611  (column names are ours)
    table = f"records_search_{column}"
    sql = f"SELECT object_id FROM records_searchentry WHERE id IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)"  # noqa: S608
    return RawSQL(sql, [f'"{mark}" AND ({fts5})'])  # noqa: S611


def _mark(model: type[models.Model]) -> str:
    """A word that stands for the record type, so that one index serves them all."""
    return grams.mark(ContentType.objects.get_for_model(model).pk)


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
    mark = _mark(model)
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
