"""Drives an importer through a file, batch by batch, each batch whole or not at all."""

from collections.abc import Callable, Iterable

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from .importer import Importer
from .mapping import Mapping
from .row import Row

# Rows in one transaction: what keeps SQLite's one writer for clearly less than a second; others may write beside
# PostgreSQL's, so there fewer statements count.
BATCH = {"sqlite": 250, "postgresql": 1000}
MOST_ROUNDS = 100

Progress = Callable[[int], None]


def bring_in(
    importer: Importer,
    rows: Iterable[tuple[int, list[str]]],
    mapping: Mapping,
    on_progress: Progress | None = None,
) -> None:
    """Bring in all rows; those that wait for later ones (a superior, a parent unit) follow in further rounds."""
    ledger = importer.ledger
    size = importer.batch or usual_batch()
    batch: list[Row] = []
    for number, cells in rows:
        row = mapping.row(number, cells)
        if len(batch) >= size and importer.begins(batch, row):
            _bring(importer, batch)
            batch = []
            if on_progress is not None:
                on_progress(ledger.total - len(importer.deferred))
        ledger.total += 1
        batch.append(row)
    _bring(importer, batch)
    _bring_deferred(importer)
    if on_progress is not None:
        on_progress(ledger.total)


def _bring_deferred(importer: Importer) -> None:
    """Rows that wait are tried again as long as that helps; then what is still missing is refused."""
    for _round in range(MOST_ROUNDS):
        waiting, importer.deferred = importer.deferred, []
        if not waiting:
            return
        _bring_all(importer, waiting)
        if len(importer.deferred) == len(waiting):
            break
    importer.is_last_round = True
    waiting, importer.deferred = importer.deferred, []
    _bring_all(importer, waiting)


def _bring_all(importer: Importer, rows: list[Row]) -> None:
    size = usual_batch()
    for start in range(0, len(rows), size):
        _bring(importer, rows[start : start + size])


def usual_batch() -> int:
    return BATCH[connection.vendor]


def _bring(importer: Importer, rows: list[Row]) -> None:
    """One batch in one transaction; where a constraint refuses it, its records go one by one: only the bad one stays out."""
    if not rows:
        return
    importer.read(rows)
    waiting = len(importer.deferred)
    try:
        with transaction.atomic():
            importer.process(rows)
            importer.ledger.flush()
    except IntegrityError:
        _undo(importer, waiting)
        parts = importer.groups(rows)
        if len(parts) > 1:
            for part in parts:
                _bring(importer, part)
            return
        with transaction.atomic():
            importer.refuse(
                rows[0],
                "",
                _("It contradicts a record that somebody else wrote just now. Import the row again."),
            )
            importer.ledger.flush()
    except BaseException:
        _undo(importer, waiting)
        raise


def _undo(importer: Importer, waiting: int) -> None:
    importer.ledger.forget()
    importer.forget()
    del importer.deferred[waiting:]
