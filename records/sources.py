"""Typed lists that upper apps fill when they are ready: the registered way of going up without importing up."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet


@dataclass(frozen=True)
class ReachSource:
    """Rows of a root type that reach a user by another way than owner and department.

    `word(action)` says what the gate's action means here ("read" for viewing and exporting alike), "" where it
    reaches nothing; `rows(user, word)` gives a queryset of primary keys or None, which depends on the user's key, grants
    and departments and on the clock's moment or day alone (`records.widened` keeps its SQL). With `through` these are
    keys of the records that this relation of the rows leads to (the customers whose orders reach him). `needs_team`
    limits it to spans that include the account team; `label` says in words why the row reaches him.
    """

    rows: Callable[[Any, str], QuerySet[Any, Any] | None]
    needs_team: bool = False
    label: Any = ""
    word: Callable[[str], str] = str
    through: str = ""


@dataclass(frozen=True)
class TimelineItem:
    icon: str
    title: Any
    body: Any = ""
    amount: str = ""
    actor: str = ""
    url: str = ""


REACH: dict[str, list[ReachSource]] = {}
LIMITS: dict[str, list[Callable[[Any, str], str]]] = {}


@dataclass(frozen=True, eq=False)
class TimelineSource:
    """What one kind of record adds to the stream of another.

    `rows(record, user)` gives those that the user may see, or None; `at` is the moment of a row, as a column or an
    expression; `item(row)` says one of them, with what `related` names; `amount` is the field its amount
    stands in, and who may not read that field is not told it; of rows with many columns `reads` names those that
    `item` takes beside their model's BRIEF ones. A stream asks all its sources by one statement and reads only rows
    that it shows. `model` is what they are rows of, or hang on: where it has a foreign key of the
    record's name (`customer`, `contact`), a source is asked only where some row of it points at the record.
    """

    model: str
    rows: Callable[[Any, Any], QuerySet[Any, Any] | None]
    item: Callable[[Any], TimelineItem]
    at: Any = F("created_at")
    related: tuple[str, ...] = ("owner",)
    amount: str = ""
    reads: tuple[str, ...] = ()
    of: str = ""  # what its rows are, where they only hang on rows of `model`


TIMELINE: dict[str, list[TimelineSource]] = {}
MERGE: dict[str, list[Callable[[Any, Any], dict[str, int]]]] = {}
HOLD: dict[str, list[Callable[[Any], list[str]]]] = {}


def add_reach(model_label: str, source: ReachSource) -> None:
    REACH.setdefault(model_label, []).append(source)


def add_limit(model_label: str, limit: Callable[[Any, str], str]) -> None:
    """`limit(user, action)` names the relation (`customer__pool`) that must be empty, or nothing where the action is
    not concerned: what it closes no role, share or span opens."""
    LIMITS.setdefault(model_label, []).append(limit)


def add_timeline(model_label: str, source: TimelineSource) -> None:
    TIMELINE.setdefault(model_label, []).append(source)


def add_merge(model_label: str, source: Callable[[Any, Any], dict[str, int]]) -> None:
    """`source(kept, merged)` moves what hangs on `merged` and counts it by kind."""
    MERGE.setdefault(model_label, []).append(source)


def add_hold(model_label: str, source: Callable[[Any], list[str]]) -> None:
    """`source(record)` gives the reasons why the record may not be deleted or closed now."""
    HOLD.setdefault(model_label, []).append(source)


FILES_CLOSED: dict[str, Callable[[Any], bool]] = {}


def add_files_closed(model_label: str, is_closed: Callable[[Any], bool]) -> None:
    """`is_closed(user)`: he reads such records, but not their files, for these tell what his fields do not."""
    FILES_CLOSED[model_label] = is_closed


def files_closed(record: Any, user: Any) -> bool:
    """Whether he reads this record without its files."""
    is_closed = FILES_CLOSED.get(record._meta.label_lower)
    return is_closed is not None and is_closed(user)


LOCK: list[Callable[[Any], None]] = []


def add_lock(check: Callable[[Any], None]) -> None:
    """`check(record)` raises DomainError where the record may not be edited now, whoever asks."""
    LOCK.append(check)


def require_unlocked(record: Any) -> None:
    """Asked before each edit of a saved record."""
    for check in LOCK:
        check(record)


@dataclass(frozen=True)
class Banner:
    """What stands above a record's page: something is going on with it, and where to look."""

    text: str
    url: str = ""
    link: str = ""
    level: str = "info"
    icon: str = "info-circle"


FACTS: dict[str, list[Callable[[Any, Any], list[dict[str, Any]]]]] = {}
FACTS_ASK: dict[str, list[str]] = {}


HANGING: dict[str, list[str]] = {}


def add_hanging(model_label: str, *labels: str) -> None:
    """Models whose rows a page of such a record counts: `hanging` asks at once which of them have any."""
    HANGING.setdefault(model_label, []).extend(labels)


def add_facts(
    model_label: str, source: Callable[[Any, Any], list[dict[str, Any]]], *, asks: str = ""
) -> None:
    """`source(record, user)` gives figures for the head of the record's page: name, label, value, url. `asks` names the
    model whose rows it reads, so that the page can ask the gate about all of them at once."""
    FACTS.setdefault(model_label, []).append(source)
    if asks:
        FACTS_ASK.setdefault(model_label, []).append(asks)


def facts_of(record: Any, user: Any) -> list[dict[str, Any]]:
    return [fact for source in FACTS.get(record._meta.label_lower, ()) for fact in source(record, user)]


BANNER: list[Callable[[Any, Any], list[Banner]]] = []


def add_banner(source: Callable[[Any, Any], list[Banner]]) -> None:
    """`source(record, user)` gives what the user should know when he opens the record, of whatever type it is."""
    BANNER.append(source)


def banners(record: Any, user: Any) -> list[Banner]:
    return [banner for source in BANNER for banner in source(record, user)]
