"""How many records words will find, as PostgreSQL's statistics have it: they hold some thousand of the most frequent
words. A word that is not among them is rare; without statistics each is taken for one."""

from bisect import bisect_left
from collections.abc import Iterable

from django.db import connection

from core import stamps

Counts = tuple[list[str], list[float]]
COLUMNS = {False: "grams_tsv", True: "private_grams_tsv"}
_kept = stamps.Kept(stamps.SETTINGS)


def expected(tsquery: str, *, private: bool) -> int:
    """About how many records match these terms, all of them."""
    words, counts = _kept.once("words", _frequent_words)[COLUMNS[private]]
    return round(min(sum(_counts_of(term, words, counts)) for term in tsquery.split(" & ")))


def _counts_of(term: str, words: list[str], counts: list[float]) -> Iterable[float]:
    word = term.removesuffix(":*")
    first = bisect_left(words, word)
    last = bisect_left(words, f"{word}\U0010ffff" if term != word else f"{word} ")
    return counts[first:last]


def _frequent_words() -> dict[str, Counts]:
    found: dict[str, Counts] = {column: ([], []) for column in COLUMNS.values()}
    if connection.vendor != "postgresql":
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.attname, s.most_common_elems::text::text[], s.most_common_elem_freqs, c.reltuples FROM pg_stats s"
            " JOIN pg_class c ON c.oid = 'records_searchentry'::regclass JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = ANY(%s)",
            [list(found)],
        )
        for column, words, shares, rows in cursor.fetchall():
            counted = sorted(
                (word, share * rows) for word, share in zip(words or [], shares or [], strict=False)
            )
            found[column] = [word for word, _count in counted], [count for _word, count in counted]
    return found
