"""Records with lines from a file, one row a line: rows that name the same record stand together and come in whole.

A quote without the position that could not be read would be another quote. So one bad row keeps all rows of its
record out, each with its own reason. Records are written by their verbs, in a savepoint each, so that every rule of
the page holds for the file, and a trial is the same work undone.
"""

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from core.errors import DomainError

from .. import bulk
from ..custom import importing as custom
from ..custom import unique
from ..models import ImportRun
from .importer import Importer, same, storable
from .row import Row

LINE = "line"  # `part` of the fields that each row gives anew
MOST_ROWS = 200
STAMPS = {"updated_at", "updated_by_id", "version"}


class _Undo(Exception):
    """Nothing is to be kept of what was tried."""


class LineRefused(DomainError):
    """A refusal that is of one row alone."""

    def __init__(self, row: Row, refusal: DomainError) -> None:
        super().__init__(refusal.message, refusal.code, refusal.field)
        self.row = row


class DocumentImporter(Importer):
    """A subclass names `group` (the fields that say which record a row is of; empty ones: that of the row above)
    and gives `make`, `change` and `lines_of`, the latter for the note that lets an import be taken back."""

    group: ClassVar[tuple[str, ...]] = ("code",)
    line_model: ClassVar[Any] = None
    batch = 50

    def make(self, obj: Any, row: Row, lines: list[Row]) -> Any:
        """Write the new record `obj` with its lines; answers it as it was saved."""
        raise NotImplementedError

    def change(self, obj: Any, row: Row, lines: list[Row], is_other: bool) -> Any:
        """Give the known record what the rows say; answers it as it was saved. `is_other`: the rows say something
        else of the record itself (`obj` holds that already); what its lines are to be is compared here."""
        raise NotImplementedError

    def lines_of(self, obj: Any) -> list[Any]:
        """The record's lines in the order in which the file names them."""
        return []

    def written_with(self, obj: Any) -> list[Any]:
        """What is written along with the record besides its lines, so that an import taken back takes it along."""
        return []

    def resolve_lines(self, rows: list[Row]) -> None:
        """Replace the texts of the lines' references by records; refuse what cannot be found."""

    def resolve_parts(self, heads: list[Row]) -> None:
        """The same for what else the rows of a record say (`rows_with` gives them by their `part`)."""

    # -- which rows are one record ----------------------------------------------------------------------
    def begins(self, batch: list[Row], row: Row) -> bool:
        """Whether the row is of another record than the one before it; without `group` each row is."""
        if not self.group:
            return True
        key = self._group_of(row)
        if not any(key):
            return len(batch) >= 2 * MOST_ROWS
        before = next((found for other in reversed(batch) if any(found := self._group_of(other))), None)
        return key != before

    def groups(self, rows: list[Row]) -> list[list[Row]]:
        parts: list[list[Row]] = []
        for row in rows:
            if not parts or self.begins(parts[-1], row):
                parts.append([row])
            else:
                parts[-1].append(row)
        return parts

    def _group_of(self, row: Row) -> tuple[str, ...]:
        return tuple((row.texts.get(name) or "").strip().casefold() for name in self.group)

    def _head(self, rows: list[Row]) -> Row | None:
        """The first row with what the others say of the record; None where one of them is refused."""
        head = rows[0]
        heads = {field.name for field in self.by_name.values() if not field.part}
        for row in rows:
            if self._is_readable(row):
                for name in heads & set(row.values):
                    if not same(head.values.setdefault(name, row.values[name]), row.values[name]):
                        first = _("It says something else than row %(row)d of the same record.")
                        self.refuse(row, name, first % {"row": head.number})
                        break
        if len(rows) > MOST_ROWS:
            most = _("More than %(most)d rows are of the same record. Part it.") % {"most": MOST_ROWS}
            self.refuse(rows[MOST_ROWS], self.group[0], most)
        head.values["rows"] = rows
        bad = next((row for row in rows if row.number in self.refused), None)
        if bad is None:
            return head
        self._refuse_others(rows, bad)
        return None

    def refuse(self, row: Row, field: str, reason: Any) -> None:
        super().refuse(row, field, reason)
        if "rows" in row.values:
            self._refuse_others(row.values["rows"], row)

    def _refuse_others(self, rows: list[Row], bad: Row) -> None:
        for row in rows:
            if row.number not in self.refused:
                why = _("Row %(row)d of the same record is refused, and a record comes in whole.")
                super().refuse(row, "", why % {"row": bad.number})

    # -- the steps --------------------------------------------------------------------------------------
    def process(self, rows: list[Row]) -> None:
        heads = [head for group in self.groups(rows) if (head := self._head(group)) is not None]
        heads = [row for row in self.resolve(custom.resolve(self, heads)) if self._is_first(row)]
        self.resolve_lines([line for head in heads for line in self.lines_in(head)])
        self.resolve_parts(heads)
        heads = [head for head in heads if not self._has_bad_line(head)]
        found = self.match(heads)
        custom.refuse_taken(self, heads, found)
        changeable, viewable = self._reach(found)
        for row in heads:
            known = found.get(row.number)
            if row.number in self.refused:
                continue
            if known is not None and known.pk not in changeable:
                self._refuse_known(row, known, viewable)
            elif known is not None and self.mode == ImportRun.Mode.CREATE:
                why = _("This record exists already; only new ones were asked for.")
                self.refuse(row, self.key_field(row), why)
            else:
                self._try(row, known)

    def lines_in(self, head: Row) -> list[Row]:
        """The rows of the record that say something of a line."""
        return self.rows_with(head, LINE)

    def rows_with(self, head: Row, part: str) -> list[Row]:
        """The rows of the record that say something of that part of it."""
        names = {field.name for field in self.by_name.values() if field.part == part}
        return [row for row in head.values["rows"] if names & set(row.values)]

    def _has_bad_line(self, head: Row) -> bool:
        bad = next((row for row in head.values["rows"] if row.number in self.refused), None)
        if bad is not None:
            self._refuse_others(head.values["rows"], bad)
        return bad is not None

    def _try(self, row: Row, known: Any) -> None:
        """Write one record in a savepoint of its own; kept only where it is no trial and something changed."""
        outcomes: list[tuple[Row, Any, dict[str, Any] | None]] = []
        try:
            with transaction.atomic():
                outcomes = self._write_one(row, known)
                if self.is_dry or not any(before is None or before for _row, _obj, before in outcomes):
                    raise _Undo
        except DomainError as refusal:
            bad = refusal.row if isinstance(refusal, LineRefused) else row
            self.refuse(bad, refusal.field or "", refusal.message)
            self._refuse_others(row.values["rows"], bad)
            return
        except _Undo:
            pass
        for at, obj, before in outcomes:
            if before is None:
                self.ledger.created(at, obj)
            elif before:
                self.ledger.updated(at, obj, before)
            else:
                self.ledger.unchanged(at, obj)
        if any(before is None or before for _at, _obj, before in outcomes):
            for name, reason in self.warnings(row, row.obj):
                self.ledger.warned(row, self.model, name, reason)

    def _write_one(self, row: Row, known: Any) -> list[tuple[Row, Any, dict[str, Any] | None]]:
        """What came of the record and of each of its lines: made (None), or its former values (none: unchanged)."""
        lines = self.lines_in(row)
        were = _columns(known) if known is not None else None
        lines_were = {line.pk: _columns(line) for line in self.lines_of(known)} if known is not None else {}
        with_were = {_key(one): (one, _columns(one)) for one in self.written_with(known)} if known else {}
        if known is None:
            obj = self._plan_new(row)
            if obj is None:
                return []
            if self.out_of_reach([obj]):
                why = _("This record would lie outside your scope. Choose another owner.")
                raise DomainError(why, "forbidden", "owner")
            saved = self.make(obj, row, lines)
        else:
            obj = known
            if is_other := self.assign(obj, row):
                self.check(obj, row)
            saved = self.change(obj, row, lines, is_other)
        self._keep_custom(saved, obj)
        row.obj = saved
        fresh = type(saved)._base_manager.get(pk=saved.pk)
        outcomes = [(row, saved, _changed(were, fresh))]
        for place, line in enumerate(self.lines_of(saved)):
            at = lines[place] if place < len(lines) else row
            outcomes.append((at, line, _changed(lines_were.get(line.pk), line)))
        along = []
        for one in self.written_with(saved):
            _old, columns = with_were.pop(_key(one), (None, None))
            along.append((row, one, _changed(columns, one)))
        for gone, columns in with_were.values():
            gone.refresh_from_db()
            along.append((row, gone, _changed(columns, gone)))
        return [*outcomes, *(one for one in along if one[2] != {})]

    def _keep_custom(self, saved: Any, planned: Any) -> None:
        """Verbs know nothing of custom fields: what the rows say of them is kept here."""
        if not self.custom_fields:
            return
        if (saved.ext or {}) != (planned.ext or {}):
            saved.ext = planned.ext
            bulk.update([saved], ["ext"], self.by)
        else:
            unique.claim_many(type(saved), [saved])


def _key(obj: models.Model) -> tuple[str, Any]:
    return obj._meta.label_lower, obj.pk


def _columns(obj: models.Model) -> dict[str, Any]:
    return {
        field.attname: obj.__dict__.get(field.attname)
        for field in obj._meta.concrete_fields
        if field.attname not in STAMPS
    }


def _changed(were: dict[str, Any] | None, obj: models.Model) -> dict[str, Any] | None:
    if were is None:
        return None
    return {name: storable(old) for name, old in were.items() if not same(old, obj.__dict__.get(name))}
