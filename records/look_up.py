"""Which records words find, as ids: one text looked up in one record type or in many.

The words of each record type begin with a letter of its own, so that each has its own part of the index. Many record
types are asked together all the same: two scans (open words, private words), of which only the first rows are taken.
Where a word is so frequent that they do not say all, the record types that fill them are left out and the table is
asked again for the others.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.db.models.expressions import RawSQL

from core import grams, prepared

from . import gate, word_counts
from .record_type import RecordType

MOST_NAMED = 1000  # hits of one record type that are named one by one
MOST_MET = 500  # rows taken of a scan for many record types
MANY = 50  # of one record type among them: more than a page of results shows of it
ROUNDS = 5
LISTED = {"postgresql": "string_agg(object_id::text, ',')", "sqlite": "group_concat(object_id)"}
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
    query = grams.query(text).under(letter_of(record.model))
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


def letter_of(model: type[models.Model]) -> str:
    """What each of its words begins with."""
    return grams.letter(type_of(model))


def entries(model: type[models.Model], query: Query, *, by_row: bool = False) -> Any:
    """Ids of the records of `model` whose words match; the query reaches the planner as a constant. With `by_row` it may
    as well ask row by row whether the words match, where the rows in question are fewer than the hits."""
    sql, words = _scan("object_id", query)
    return RawSQL(f"{sql} AND content_type_id = {type_of(model)}" if by_row else sql, [words])  # noqa: S611


def look_up(
    records: Sequence[RecordType], text: str, user: Any, *, most: int | None = None
) -> dict[str, Hits]:
    """The hits of each record type by its name; of a frequent word those that came first."""
    query, most = grams.query(text), most or MOST_MET
    types = {type_of(record.model): record for record in records}
    hits = {pk: Hits() for pk in types}
    asked = {False: set(types), True: {pk for pk in types if _is_private(types[pk], text, user)}}
    if query.is_empty:
        asked = {}
    for _round in range(ROUNDS):
        asked = {private: kinds for private, kinds in asked.items() if kinds}
        if not asked:
            break
        scans = [scan for private in asked for scan in _scans(query, private, asked[private], most)]
        for scan, ids in zip(scans, _first_rows(scans), strict=True):
            is_full = sum(map(len, ids.values())) > scan.limit
            known = {pk for pk in scan.kinds if len(ids[pk]) > MANY} if is_full else scan.kinds
            for pk in known:
                hits[pk].of(scan.private).update(ids[pk])
                hits[pk].is_all &= not is_full
            asked[scan.private] = asked[scan.private] - known
    open_ended = {pk for kinds in asked.values() for pk in kinds}
    hits |= _one_by_one({pk: types[pk] for pk in open_ended}, text, user)
    return {types[pk].name: found for pk, found in hits.items()}


class Scan(NamedTuple):
    """The first rows of open or of private words of these record types, so many and one more."""

    private: bool
    kinds: set[int]
    limit: int
    query: Query


def _scans(query: grams.SearchQuery, private: bool, kinds: set[int], most: int) -> Iterator[Scan]:
    """One for all, but where the words are known to be frequent in a record type, it has its own."""
    words = {pk: _words(query.under(grams.letter(pk)), private) for pk in sorted(kinds)}
    frequent = {pk for pk in words if word_counts.expected(words[pk][0], private=private) > most}
    for pk in frequent:
        yield Scan(private, {pk}, MANY, words[pk])
    if frequent != kinds:
        yield Scan(private, kinds - frequent, most, _any([words[pk] for pk in words if pk not in frequent]))


def _first_rows(scans: list[Scan]) -> list[dict[int, set[int]]]:
    """What each finds: record type → ids."""
    parts, parameters = [], []
    for number, scan in enumerate(scans):
        sql, given = _scan("content_type_id, object_id", scan.query)
        if connection.vendor == "postgresql":
            # Behind the fence the planner reckons with all rows: to find the first few it might read the whole table.
            sql = f"WITH found AS MATERIALIZED ({sql}) SELECT * FROM found"  # noqa: S608
        limited = f"SELECT w.* FROM ({sql}) w LIMIT {scan.limit + 1}"  # noqa: S608
        # One row for each record type: of hundreds each costs more than its number.
        parts.append(
            f"SELECT {number}, content_type_id, {LISTED[connection.vendor]} FROM ({limited}) p GROUP BY content_type_id"  # noqa: S608
        )
        parameters.append(given)
    found: list[dict[int, set[int]]] = [defaultdict(set) for _scan in scans]
    # Behind the fence it is planned the same whatever the words are.
    with prepared.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        for number, type_id, ids in cursor.fetchall():
            found[number][type_id].update(map(int, ids.split(",")))
    return found


def _any(queries: list[Query]) -> Query:
    """What matches one of them at least."""
    tsquery, fts5 = (
        joint.join(f"({words[place]})" for words in queries) for place, joint in enumerate((" | ", " OR "))
    )
    return tsquery, fts5, queries[0][2]


def _scan(columns: str, query: Query) -> tuple[str, str]:
    tsquery, fts5, private = query
    column = "private_grams" if private else "grams"
    rows = f"SELECT {columns} FROM records_searchentry WHERE"  # noqa: S608  (column names are ours)
    if connection.vendor == "postgresql":
        return f"{rows} {column}_tsv @@ to_tsquery('simple', %s)", tsquery
    table = f"records_search_{column}"
    return f"{rows} id IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)", fts5  # noqa: S608


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
