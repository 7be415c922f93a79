"""Which records words find, as ids: one text looked up in one record type or in many.

The table of words is asked once for all of them, not once for each: two scans (open words, private words), of which
only the first rows are taken. Where a word is so frequent that they do not say all, the record types that fill them are
left out and the table is asked again for the others.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models.expressions import RawSQL

from core import grams

from . import gate
from .record_type import RecordType

MOST_NAMED = 1000  # hits of one record type that are named one by one
MOST_MET = 500  # rows taken of a scan for many record types
MANY = 50  # of one record type among them: more than a page of results shows of it
ROUNDS = 5
Query = tuple[str, str, bool]  # for PostgreSQL, for SQLite, whether it asks for private words


@dataclass
class Hits:
    """The ids of one record type that words find: openly, and by private words. Of a frequent word only those that came
    first are known (`is_all` is False)."""

    openly: set[int] = field(default_factory=set)
    privately: set[int] = field(default_factory=set)
    is_all: bool = True

    def __bool__(self) -> bool:
        return bool(self.openly or self.privately or not self.is_all)

    def of(self, private: bool) -> set[int]:
        return self.privately if private else self.openly


def queries(record: RecordType, text: str, user: Any) -> list[Query]:
    """What to ask the table of words: the open words, and the private ones where the user may read such."""
    query = grams.query(text)
    if query.is_empty or record.search is None:
        return []
    return [
        _words(query, private) for private in (False, True) if not private or _is_private(record, text, user)
    ]


def _words(query: grams.SearchQuery, private: bool) -> Query:
    if private and query.digits:
        return query.phone_tsquery, query.phone_fts5, True
    return query.tsquery, query.fts5, private


def _is_private(record: RecordType, text: str, user: Any) -> bool:
    """Whether private words are asked, too. Phones and mail hold only ASCII: other texts need not ask for them."""
    action = record.search_private_action
    is_ascii = unicodedata.normalize("NFKC", text).isascii()
    return bool(action) and is_ascii and gate.allowed(user, record.model, action)


def type_of(model: type[models.Model]) -> int:
    """The number under which the table of words knows the record type."""
    return int(ContentType.objects.get_for_model(model).pk)


def mark_of(model: type[models.Model]) -> str:
    """A word that stands for the record type, so that one index serves them all."""
    return grams.mark(type_of(model))


def entries(model: type[models.Model], query: Query, *, by_row: bool = False) -> Any:
    """Ids of the records of `model` whose words match; the query reaches the planner as a constant. With `by_row` the
    planner may as well ask row by row whether the words match, where the rows in question are fewer than the hits."""
    tsquery, fts5, private = query
    mark = mark_of(model)
    column = "private_grams" if private else "grams"
    rows = "SELECT object_id FROM records_searchentry WHERE"
    if connection.vendor != "postgresql":
        table = f"records_search_{column}"
        sql = f"{rows} id IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)"  # noqa: S608
        return RawSQL(sql, [f'"{mark}" AND ({fts5})'])  # noqa: S611
    sql = f"{rows} {column}_tsv @@ to_tsquery('simple', %s)"
    params = [f"{mark} & ({tsquery})"]
    if by_row:
        return RawSQL(f"{sql} AND content_type_id = %s", [*params, type_of(model)])  # noqa: S611  (names of ours)
    return RawSQL(sql, params)  # noqa: S611


def look_up(
    records: Sequence[RecordType], text: str, user: Any, *, most: int | None = None
) -> dict[str, Hits]:
    """The hits of each record type by its name; of a frequent word those that came first. Of a single record type the
    scan takes no others in."""
    query, most = grams.query(text), most or MOST_MET
    types = {type_of(record.model): record for record in records}
    hits = {pk: Hits() for pk in types}
    asked = {False: set(types), True: {pk for pk in types if _is_private(types[pk], text, user)}}
    left_out: dict[bool, set[int]] = {False: set(), True: set()}
    waiting = [] if query.is_empty else [private for private in asked if asked[private]]
    only = grams.mark(next(iter(types))) if len(types) == 1 else ""
    for _round in range(1 if only else ROUNDS):
        if not waiting:
            break
        found = _first_rows(query, {private: left_out[private] for private in waiting}, most, only)
        waiting = [private for private in waiting if len(found[private]) > most]
        for private, rows in found.items():
            full = private in waiting
            for pk, ids in _by_type(rows).items():
                if full and len(ids) > MANY:
                    left_out[private].add(pk)
                if pk in asked[private] and (not full or pk in left_out[private]):
                    hits[pk].of(private).update(ids)
                    hits[pk].is_all &= not full
    open_ended = {pk for private in waiting for pk in asked[private] - left_out[private]}
    hits |= _one_by_one({pk: types[pk] for pk in open_ended}, text, user)
    return {types[pk].name: found for pk, found in hits.items()}


def _by_type(rows: list[tuple[int, int]]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for type_id, pk in rows:
        found[type_id].add(pk)
    return found


def _first_rows(
    query: grams.SearchQuery, left_out: dict[bool, set[int]], most: int, only: str
) -> dict[bool, list[tuple[int, int]]]:
    """For open and private words the first rows (record type, id), and one more than `most` where there are more,
    without the record types left out, or `only` those with a mark. Digits need none: few types have any."""
    parts, parameters = [], []
    for private, types in left_out.items():
        mark = "" if private and query.digits else only
        sql, words = _scan(_words(query, private), mark, [grams.mark(pk) for pk in sorted(types)])
        place = int(private)
        parts.append(f"SELECT * FROM (SELECT {place} AS kind, w.* FROM ({sql}) w LIMIT {most + 1}) p{place}")  # noqa: S608
        parameters.append(words)
    found: dict[bool, list[tuple[int, int]]] = {private: [] for private in left_out}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        for kind, type_id, pk in cursor.fetchall():
            found[bool(kind)].append((type_id, pk))
    return found


def _scan(query: Query, only: str, left_out: list[str]) -> tuple[str, str]:
    tsquery, fts5, private = query
    column = "private_grams" if private else "grams"
    rows = "SELECT content_type_id, object_id FROM records_searchentry WHERE"
    if connection.vendor == "postgresql":
        words = " & ".join([*filter(None, [only]), f"({tsquery})", *(f"!{mark}" for mark in left_out)])
        sql = f"{rows} {column}_tsv @@ to_tsquery('simple', %s)"
        if only:
            return sql, words
        # Behind the fence the planner reckons with all rows: to find the first few it might read the whole table.
        return f"WITH found AS MATERIALIZED ({sql}) SELECT * FROM found", words  # noqa: S608  (column names are ours)
    table = f"records_search_{column}"
    words = f'"{only}" AND ({fts5})' if only else f"({fts5})"
    others = " OR ".join(f'"{mark}"' for mark in left_out)
    words = f"({words}) NOT ({others})" if left_out else words
    return f"{rows} id IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", words  # noqa: S608


def _one_by_one(records: dict[int, RecordType], text: str, user: Any) -> dict[int, Hits]:
    """Where the words are frequent in very many record types: each by a scan of its own, by one statement."""
    parts = [
        (pk, query[2], entries(record.model, query))
        for pk, record in records.items()
        for query in queries(record, text, user)
    ]
    if not parts:
        return {}
    sql = " UNION ALL ".join(
        f"SELECT * FROM (SELECT {pk} AS type_id, {int(private)} AS kind, found.object_id"  # noqa: S608
        f" FROM ({part.sql}) found LIMIT {MOST_NAMED + 1}) p{number}"
        for number, (pk, private, part) in enumerate(parts)
    )
    hits = {pk: Hits() for pk in records}
    with connection.cursor() as cursor:
        cursor.execute(sql, [parameter for _pk, _private, part in parts for parameter in part.params])
        for type_id, kind, pk in cursor.fetchall():
            hits[type_id].of(bool(kind)).add(pk)
    for found in hits.values():
        found.is_all = max(len(found.openly), len(found.privately)) <= MOST_NAMED
    return hits
