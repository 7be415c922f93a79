"""How rows of one kind become records: the same steps for every kind, with what differs left to its Importer.

A batch goes: cells read → references found → known records found → each row decided (new, changed, same, refused)
→ written in bulk. All look-ups are made once per batch; nothing is asked per row.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext as _

from accounts import access
from core.errors import DomainError

from .. import bulk, gate
from ..custom import definitions
from ..custom import importing as custom
from ..models import ImportRun
from .fields import CellError, ImportField
from .ledger import Ledger
from .row import Row


class Importer:
    """One kind of record that files may bring.

    A subclass names `kind`, `model`, `keys_note` and gives `fields`; it overrides `resolve` (references), `match`
    (known records), `keys` (what makes two rows the same), `build` (a new record) and `check` (rules over several
    fields). One instance lives for one run and may keep caches; `forget` empties them after a rollback.
    """

    kind: ClassVar[str] = ""
    model: ClassVar[Any] = None
    order: ClassVar[int] = 50
    keys_note: ClassVar[Any] = ""
    key_names: ClassVar[
        tuple[str, ...]
    ] = ()  # fields that name a known record where its required ones are missing
    parts: ClassVar[tuple[str, ...]] = ()  # foreign keys ("app.model.field") of rows made along with a record
    behind: ClassVar[
        dict[str, tuple[str, ...]]
    ] = {}  # foreign key to a row that goes too → keys that come along
    restores: ClassVar[bool] = False
    batch: ClassVar[int] = 0  # rows in one transaction, where fewer are to be in it than usual
    do_not_call_in_templates: ClassVar[bool] = True  # pages show the class, they do not make one

    def __init__(self, by: Any, ledger: Ledger, *, mode: str = "upsert", mapped: Iterable[str] = ()) -> None:
        self.by = by
        self.ledger = ledger
        self.mode = mode
        self.mapped = set(mapped)
        self.is_dry = ledger.is_dry
        self.is_last_round = False
        self.deferred: list[Row] = []
        self.seen: dict[int, int] = {}  # hash of a key → row: a hundred thousand keys stay small
        self.refused: set[int] = set()
        self.by_name = {field.name: field for field in self.fields_for(by)}
        known = definitions.keyed(definitions.of_model(self.model))
        self.custom_fields = {key: item for key, item in known.items() if key in self.by_name}
        self.may_create = gate.allowed(by, self.model, "add")
        self.may_change = gate.allowed(by, self.model, "change")

    # -- what a subclass tells ------------------------------------------------------------------------
    @classmethod
    def fields(cls) -> list[ImportField]:
        raise NotImplementedError

    def resolve(self, rows: list[Row]) -> list[Row]:
        """Replace the texts of references by records; refuse or put off what cannot be found."""
        return rows

    def match(self, rows: list[Row]) -> dict[int, Any]:
        """Row number → the record it means; rows may be refused on the way."""
        raise NotImplementedError

    def keys(self, row: Row) -> list[Any]:
        """What may occur only once in a file."""
        return []

    def build(self, row: Row) -> Any:
        """A new record with what no column gives."""
        return self.model()

    def check(self, obj: Any, row: Row) -> None:
        """Rules over several fields; raises DomainError with the field at fault."""

    def out_of_reach(self, objs: list[Any]) -> set[int]:
        """Places in `objs` of new records that would lie beyond the user's reach."""
        return set()

    def before_create(self, objs: list[Any]) -> None:
        """Give new records what is drawn at the last moment, such as numbers."""

    def after_create(self, pairs: list[tuple[Row, Any]]) -> None:
        """Write what belongs to new records."""

    def warnings(self, row: Row, obj: Any) -> list[tuple[str, str]]:
        """Fields whose values are taken but deserve a look, each with the reason."""
        return []

    def apart(self, obj: Any, row: Row) -> dict[str, Any]:
        """Change of a known record what only a service of its own may change; answers the former values.

        Raises DomainError where that is refused; writes nothing in a trial.
        """
        return {}

    def after_rows(self, rows: list[Row]) -> None:
        """Whatever else the lines hold, once their records are there (`row.obj`)."""

    @classmethod
    def after_remove(cls, objs: list[Any], by: Any) -> None:
        """An import was taken back and `objs` are gone: remove what stood behind them."""

    @classmethod
    def restore(cls, pairs: list[tuple[Any, dict[str, Any]]], by: Any) -> None:
        """Give records their former values, where `restores` says that saving the columns is not enough."""

    def forget(self) -> None:
        """Drop caches that may hold records of a batch that did not come to pass."""

    def begins(self, batch: list[Row], row: Row) -> bool:
        """Whether the row begins another record than the one before it; a batch ends before such a row."""
        return True

    def groups(self, rows: list[Row]) -> list[list[Row]]:
        """The rows that come in, or stay out, together."""
        return [[row] for row in rows]

    # -- the steps ------------------------------------------------------------------------------------
    @classmethod
    def fields_for(cls, user: Any) -> list[ImportField]:
        """The fields that `user` may fill."""
        modes = access.field_modes(user, cls.model._meta.label_lower)
        return [
            field
            for field in [*cls.fields(), *custom.fields_of(cls.model)]
            if (not field.permission or access.allows(user, field.permission))
            and (field.part or modes.get(field.name, "writable") == "writable")
        ]

    @classmethod
    def allowed(cls, user: Any) -> bool:
        return gate.allowed(user, cls.model, "import")

    @classmethod
    def label(cls) -> Any:
        return cls.model._meta.verbose_name_plural

    def read(self, rows: list[Row]) -> None:
        """Turn texts into values; what cannot be read is noted on the row and refused in `process`."""
        for row in rows:
            row.values = {}
            for name, text in row.texts.items():
                field = self.by_name.get(name)
                if field is None:
                    continue
                try:
                    value = field.read(text)
                except CellError as refusal:
                    row.values[name] = refusal
                    continue
                except DomainError as refusal:
                    row.values[name] = CellError(str(refusal))
                    continue
                if value is not None:
                    row.values[name] = value

    def process(self, rows: list[Row]) -> None:
        """Decide and write one batch; runs inside a transaction."""
        rows = [row for row in rows if self._is_readable(row)]
        rows = [row for row in self.resolve(custom.resolve(self, rows)) if self._is_first(row)]
        found = self.match(rows)
        custom.refuse_taken(self, rows, found)
        rows = [row for row in rows if row.number not in self.refused]
        changeable, viewable = self._reach(found)
        news: list[tuple[Row, Any]] = []
        changes: list[tuple[Row, Any, dict[str, Any]]] = []
        for row in rows:
            known = found.get(row.number)
            if known is None:
                obj = self._plan_new(row)
                if obj is not None:
                    news.append((row, obj))
            elif known.pk in changeable:
                before = self._plan_change(row, known)
                if before:
                    changes.append((row, known, before))
            else:
                self._refuse_known(row, known, viewable)
        self._write(news, changes)
        self.after_rows([row for row in rows if row.obj is not None])

    def _is_readable(self, row: Row) -> bool:
        row.obj = None
        self.refused.discard(row.number)
        bad = [(name, value) for name, value in row.values.items() if isinstance(value, CellError)]
        if not bad:
            return True
        reasons = [
            f"{self.by_name[name].label}: {error}" if len(bad) > 1 else str(error) for name, error in bad
        ]
        self.refuse(row, bad[0][0], " ".join(reasons))
        return False

    def _is_first(self, row: Row) -> bool:
        """Whether no earlier row of the file means the same record."""
        for key in self.keys(row):
            first = self.seen.setdefault(hash(key), row.number)
            if first != row.number:
                self.refuse(
                    row,
                    str(key[0]),
                    _("Row %(row)d of this file is the same record. Leave one of the two out.")
                    % {"row": first},
                )
                return False
        return True

    def _reach(self, found: dict[int, Any]) -> tuple[set[Any], set[Any]]:
        keys = {obj.pk for obj in found.values()}
        if not keys:
            return set(), set()
        viewable, changeable = (
            set(gate.rows(self.by, self.model, action).filter(pk__in=keys).values_list("pk", flat=True))
            for action in ("view", "change")
        )
        return changeable & viewable, viewable

    def _refuse_known(self, row: Row, known: Any, viewable: set[Any]) -> None:
        name = self.key_field(row)
        if known.pk in viewable:
            self.refuse(row, name, _("You may see this record but not change it. Ask its owner."))
        else:
            self.refuse(row, name, outside_message())

    def key_field(self, row: Row) -> str:
        return "code" if "code" in row else "name"

    def _plan_new(self, row: Row) -> Any:
        if self.mode == ImportRun.Mode.UPDATE:
            self.refuse(row, self.key_field(row), _("There is no such record to update. Check its key."))
            return None
        if not self.may_create:
            self.refuse(row, self.key_field(row), _("You may not create records of this kind."))
            return None
        missing = next((f for f in self.by_name.values() if f.is_required and f.name not in row), None)
        if missing is not None:
            self.refuse(row, missing.name, _("%(field)s is missing.") % {"field": missing.label})
            return None
        obj = self.build(row)
        self.assign(obj, row)
        return obj if self._passes(obj, row) else None

    def _plan_change(self, row: Row, obj: Any) -> dict[str, Any]:
        row.obj = obj
        if self.mode == ImportRun.Mode.CREATE:
            row.obj = None
            self.refuse(
                row, self.key_field(row), _("This record exists already; only new ones were asked for.")
            )
            return {}
        snapshot = {field.attname: obj.__dict__.get(field.attname) for field in obj._meta.concrete_fields}
        if self.assign(obj, row) and not self._passes(obj, row):
            row.obj = None
            return {}
        before = {
            name: storable(old) for name, old in snapshot.items() if not same(old, obj.__dict__.get(name))
        }
        try:
            before |= self.apart(obj, row)
        except DomainError as refusal:
            row.obj = None
            self.refuse(row, refusal.field or "", refusal.message)
            return {}
        if not before:
            self.ledger.unchanged(row, obj)
        return before

    def _passes(self, obj: Any, row: Row) -> bool:
        try:
            self.check(obj, row)
        except DomainError as refusal:
            self.refuse(row, refusal.field or "", refusal.message)
            return False
        return True

    def assign(self, obj: Any, row: Row) -> bool:
        """Give the record the row's values; says whether that changed anything."""
        is_other = False
        for name, value in row.values.items():
            field = self.by_name.get(name)
            if field is None or field.model_field is None or field.part:
                continue
            new = value.pk if isinstance(value, models.Model) else value
            if not same(getattr(obj, field.model_field.attname), new):
                setattr(obj, field.model_field.name, value)
                is_other = True
        return custom.assign(obj, row, self.custom_fields) or is_other

    def _write(self, news: list[tuple[Row, Any]], changes: list[tuple[Row, Any, dict[str, Any]]]) -> None:
        refused = self.out_of_reach([obj for _row, obj in news])
        for place in refused:
            self.refuse(
                news[place][0], "owner", _("This record would lie outside your scope. Choose another owner.")
            )
        news = [pair for place, pair in enumerate(news) if place not in refused]
        for row, obj in news:
            row.obj = obj
        if not self.is_dry:
            self.before_create([obj for _row, obj in news])
            bulk.create(self.model, [obj for _row, obj in news], self.by)
            self.after_create(news)
            names = {name for _row, _obj, before in changes for name in before}
            bulk.update([obj for _row, obj, _before in changes], sorted(names), self.by)
        for row, obj in news:
            self.ledger.created(row, obj)
        for row, obj, before in changes:
            self.ledger.updated(row, obj, before)
        for row, obj in [*news, *((row, obj) for row, obj, _before in changes)]:
            for name, reason in self.warnings(row, obj):
                self.ledger.warned(row, self.model, name, reason)

    def refuse(self, row: Row, field: str, reason: Any) -> None:
        self.refused.add(row.number)
        self.ledger.rejected(row, self.model, field, row.texts.get(field, ""), reason)

    def put_off(self, row: Row) -> bool:
        """Wait for later rows of the file, as long as there may be some; False when waiting is over."""
        if self.is_last_round:
            return False
        self.deferred.append(row)
        return True


def lock(rows: Any, is_dry: bool) -> Any:
    return rows if is_dry else rows.select_for_update(of=("self",))


def outside_message() -> str:
    return _("Such a record exists outside your scope. Ask your manager.")


def same(old: Any, new: Any) -> bool:
    if old is None or old == "":
        return new is None or new == ""
    return bool(old == new)


def storable(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


def within(by: Any, model: Any, owner_id: Any, department_id: Any, action: str = "add") -> bool:
    """Whether a root record with this owner and department lies within the reach of `action`."""
    reach = access.reach(by, gate.permission(model, action))
    if reach.everything:
        return True
    return bool((reach.own and owner_id == by.pk) or (department_id and department_id in reach.departments))


IMPORTERS: dict[str, type[Importer]] = {}


def register(*importers: type[Importer]) -> None:
    """Called by each app's AppConfig.ready()."""
    for importer in importers:
        IMPORTERS[importer.kind] = importer


def importer_class(kind: str) -> type[Importer] | None:
    return IMPORTERS.get(kind)
