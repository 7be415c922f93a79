"""What came of each row: kept in the run's rows and counters, or only in memory for a trial."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db import models

from core import inserting

from ..models import ImportRow, ImportRun
from .row import Row

SHOWN = 2000  # how many refusals a trial keeps word for word
# The columns of a run's row that are written, and what stands there where nothing is said.
BLANK: dict[str, Any] = {
    "run_id": None,
    "number": 0,
    "outcome": "",
    "model": "",
    "object_id": None,
    "before": {},
    "after_version": None,
    "field": "",
    "message": "",
    "values": [],
}


@dataclass(frozen=True, slots=True)
class Rejected:
    row: int
    field: str
    value: str
    reason: str
    kind: str = ""


class Ledger:
    """Collects outcomes batch by batch; `flush` writes them in the batch's own transaction.

    A run that is taken up again meets what it wrote before: those rows are found unchanged then, and `done` (row
    number and model of what the run already wrote) keeps them from being counted twice.
    """

    def __init__(self, run: ImportRun | None = None, *, is_dry: bool = False, main: str = "") -> None:
        self.run = run
        self.is_dry = is_dry
        self.main = main
        self.counts: dict[str, Counter[str]] = {}
        self.refused: list[Rejected] = []
        self.total = 0
        self._pending: list[dict[str, Any]] = []
        self._pending_counts: list[tuple[str, str]] = []
        self._pending_refused: list[Rejected] = []
        self.warnings: list[Rejected] = []
        self._pending_warned: list[Rejected] = []
        self.done: set[tuple[int, str]] = set()

    def resume(self, number: int, label: str, outcome: str) -> None:
        """Count what an earlier, broken-off try of this run wrote."""
        self.done.add((number, label))
        self.counts.setdefault(label, Counter())[outcome] += 1

    # -- outcomes -------------------------------------------------------------------------------------
    def created(self, row: Row, obj: models.Model) -> None:
        self._pending_counts.append((_label(obj), "created"))
        if not self.is_dry:
            self._keep(row, ImportRow.Outcome.CREATED, obj)

    def updated(self, row: Row, obj: models.Model, before: dict[str, Any]) -> None:
        self._pending_counts.append((_label(obj), "updated"))
        if not self.is_dry:
            self._keep(row, ImportRow.Outcome.UPDATED, obj, before=before)

    def unchanged(self, row: Row, obj: models.Model) -> None:
        if (row.number, _label(obj)) not in self.done:
            self._pending_counts.append((_label(obj), "unchanged"))

    def rejected(self, row: Row, model: type[models.Model], field: str, value: Any, reason: Any) -> None:
        label = model._meta.label_lower
        self._pending_counts.append((label, "rejected"))
        shown = "" if value is None else str(value)
        self._pending_refused.append(Rejected(row.number, field, shown[:200], str(reason), label))
        if self.run is not None:
            self._note(
                number=row.number,
                outcome=ImportRow.Outcome.REJECTED,
                model=label,
                field=field[:60],
                message=str(reason),
                values=row.cells,
                before={"value": shown[:200]},
            )

    def warned(self, row: Row, model: type[models.Model], field: str, reason: str) -> None:
        """The row was taken, but one of its values deserves a look."""
        value = row.texts.get(field, "")[:200]
        self._pending_warned.append(Rejected(row.number, field, value, reason, model._meta.label_lower))
        if self.run is not None:
            self._note(
                number=row.number,
                outcome=ImportRow.Outcome.WARNED,
                model=model._meta.label_lower,
                field=field[:60],
                message=reason,
                before={"value": value},
            )

    def _keep(self, row: Row, outcome: str, obj: Any, before: dict[str, Any] | None = None) -> None:
        if self.run is None:
            return
        self._note(
            number=row.number,
            outcome=outcome,
            model=_label(obj),
            object_id=obj.pk,
            before=before or {},
            after_version=getattr(obj, "version", None),
        )

    def _note(self, **facts: Any) -> None:
        self._pending.append({**BLANK, "run_id": self.run.pk, **facts})  # type: ignore[union-attr]

    # -- batches --------------------------------------------------------------------------------------
    def flush(self) -> None:
        """Make the batch count; called last inside its transaction."""
        for label, outcome in self._pending_counts:
            self.counts.setdefault(label, Counter())[outcome] += 1
        room = SHOWN - len(self.refused)
        self.refused += (
            self._pending_refused[: max(room, 0)] if self.run is not None else self._pending_refused
        )
        self.warnings += self._pending_warned[: max(SHOWN - len(self.warnings), 0)]
        if self.run is not None:
            inserting.insert(ImportRow, list(BLANK), (list(note.values()) for note in self._pending))
            self._write_counters(self.run)
        self.forget()

    def forget(self) -> None:
        """The batch did not come to pass."""
        self._pending, self._pending_counts = [], []
        self._pending_refused, self._pending_warned = [], []

    def _write_counters(self, run: ImportRun) -> None:
        main = self.counts.get(self.main, Counter())
        run.created, run.updated, run.unchanged = main["created"], main["updated"], main["unchanged"]
        run.rejected = self.rejected_count
        run.options = {**run.options, "by_kind": self.by_kind()}
        run.save(update_fields=["created", "updated", "unchanged", "rejected", "options"])

    @property
    def rejected_count(self) -> int:
        return sum(count["rejected"] for count in self.counts.values())

    def by_kind(self) -> dict[str, dict[str, int]]:
        return {label: dict(count) for label, count in self.counts.items()}

    def main_counts(self) -> Counter[str]:
        return self.counts.get(self.main, Counter())


def _label(obj: Any) -> str:
    return obj._meta.label_lower
