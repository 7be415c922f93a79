"""Units of customers from a file: trees of any depth, superiors named by code or path, in any order."""

from contextlib import suppress
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from records import gate
from records.imports import Importer, ImportField, Row, from_model
from records.imports.importer import lock
from records.imports.revert import restore_columns

from .. import validation
from ..models import Customer, CustomerUnit
from ..services.unit import move_unit
from .references import CustomerReferences
from .unit_paths import UnitPaths, split_path

PATH_ROOM = 400 - 24  # what a path may have before its own number is added


class UnitImporter(Importer):
    kind = "customer-units"
    model = CustomerUnit
    key_names = ("code",)
    restores = True
    order = 20
    keys_note = gettext_lazy(
        "A unit is known at its customer by its code, else by its superior unit and its name."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.customers = CustomerReferences(self.by)
        self.units = UnitPaths()
        self.writable: dict[int, bool] = {}
        self.moves: dict[int, CustomerUnit] = {}  # what a trial would move → where to

    @classmethod
    def fields(cls) -> list[ImportField]:
        def column(name: str, aliases: str = "", **facts: Any) -> ImportField:
            return from_model(CustomerUnit, name, aliases, **facts)

        return [
            column("customer", "客户|客户名称|公司|customer name|customer code|客户编号|company", kind="reference",
                   is_required=True, example="东岭重卡集团有限公司",
                   note=gettext_lazy("Number or name of the customer")),
            column("name", "名称|科室|科室名称|部门|部门名称|单元名称|unit|department", is_required=True, example="备件科",
                   check=_clean_name, note=gettext_lazy("The name alone, or the whole path: A/B/C")),
            column("code", "编码|编号|科室编码|部门编码|unit code|id", example="CG-01"),
            column("parent", "上级|上级科室|上级部门|上级编码|parent code|parent unit|superior", kind="reference",
                   example="采购部", note=gettext_lazy("Code of the superior unit, or its path: A/B; empty: top level")),
            column("kind", "类型|类别|type"),
            column("function", "职能|职责"),
            column("location", "地点|位置|办公地点"),
            column("address", "地址|详细地址|street"),
            column("latitude", "lat"),
            column("longitude", "lng|lon"),
            column("sort", "排序|顺序|序号"),
        ]  # fmt: skip

    # -- what the line names --------------------------------------------------------------------------
    def resolve(self, rows: list[Row]) -> list[Row]:
        rows = self.customers.resolve(self, rows)
        for row in rows:
            self._split_name(row)
        self.units.load((row.values["customer"].pk, row.values["parent"]) for row in rows if "parent" in row)
        return [row for row in rows if "parent" not in row or self._take_parent(row)]

    def _split_name(self, row: Row) -> None:
        """A whole path in the name's column says the superior unit too."""
        parts = split_path(row.get("name") or "") if "parent" not in self.mapped else ()
        if len(parts) > 1:
            row.values["name"] = parts[-1]
            row.values["parent"] = row.texts["parent"] = "/".join(parts[:-1])

    def _take_parent(self, row: Row) -> bool:
        if row.values["parent"] == row.get("code"):
            self.refuse(row, "parent", _("A unit cannot be its own superior."))
            return False
        parent = self.units.find(row.values["customer"].pk, row.values["parent"])
        if parent is None:
            if not self.put_off(row):
                self.refuse(
                    row,
                    "parent",
                    _(
                        "There is no superior unit “%(parent)s” at %(customer)s. Put it into the file, or create it first."
                    )
                    % {"parent": row.values["parent"][:80], "customer": row.values["customer"]},
                )
            return False
        row.values["parent"] = parent
        return True

    def keys(self, row: Row) -> list[Any]:
        whose = row.values["customer"].pk
        keys: list[Any] = [("code", whose, row.values["code"])] if "code" in row else []
        if "name" in row and ("parent" in self.mapped or "code" not in row or "parent" in row):
            keys.append(("name", whose, _place(row.get("parent")), row.values["name"]))
        return keys

    def match(self, rows: list[Row]) -> dict[int, CustomerUnit]:
        customers = {row.values["customer"].pk for row in rows}
        codes = {row.values["code"] for row in rows if "code" in row}
        names = {row.values["name"] for row in rows if "name" in row}
        parents = {row.values["parent"].pk for row in rows if "parent" in row}
        beside = Q(parent__isnull=True) | Q(parent_id__in=parents)
        known = CustomerUnit.objects.alive().filter(
            Q(code__in=codes) | Q(name__in=names) & beside, customer_id__in=customers
        )
        by_code: dict[Any, CustomerUnit] = {}
        by_name: dict[Any, CustomerUnit] = {}
        for unit in lock(known, self.is_dry):
            if unit.code:
                by_code[unit.customer_id, unit.code] = unit
            by_name[unit.customer_id, unit.parent_id, unit.name] = unit
        found = {}
        for row in rows:
            whose, parent = row.values["customer"].pk, row.get("parent")
            parent_id = parent.pk if parent else None
            unit = by_code.get((whose, row.values["code"])) if "code" in row else None
            namesake = (
                None
                if parent is not None and parent.pk is None
                else by_name.get((whose, parent_id, row.get("name")))
            )
            if unit is None and namesake is not None:
                if "code" in row and namesake.code:
                    self._refuse_namesake(row, namesake)
                    continue
                unit = namesake
            if unit is not None:
                unit.customer = row.values["customer"]
                found[row.number] = unit
        return found

    def _refuse_namesake(self, row: Row, namesake: CustomerUnit) -> None:
        self.refuse(
            row,
            "name",
            _("“%(name)s” exists in the same place under the code %(code)s. Use that code, or another name.")
            % {"name": namesake.name, "code": namesake.code},
        )

    # -- one unit -------------------------------------------------------------------------------------
    def build(self, row: Row) -> CustomerUnit:
        parent = row.get("parent")
        return CustomerUnit(customer=row.values["customer"], depth=parent.depth + 1 if parent else 1, path="")

    def assign(self, obj: CustomerUnit, row: Row) -> bool:
        """The place of a known unit changes apart from the rest; a superior without number is a trial's plan."""
        parent = row.values.get("parent")
        if parent is not None and (parent.pk is None or not obj._state.adding):
            row.values.pop("parent")
            changed = super().assign(obj, row)
            row.values["parent"] = parent
            return changed
        return super().assign(obj, row)

    def check(self, obj: CustomerUnit, row: Row) -> None:
        validation.check_place(obj.latitude, obj.longitude)
        if row.get("parent") is not None and len(row.values["parent"].path) > PATH_ROOM:
            raise DomainError(_("The tree is too deep here."), field="parent")

    def apart(self, obj: CustomerUnit, row: Row) -> dict[str, Any]:
        """Move the unit with all below it, as the tree on the customer's page does."""
        parent = row.get("parent")
        if parent is None or (parent.pk is not None and parent.pk == obj.parent_id):
            return {}
        before = {"parent_id": obj.parent_id}
        if self.is_dry:
            self._check_move(obj, parent)
            return before
        old_path, old_depth = obj.path, obj.depth
        moved = move_unit(obj, by=self.by, parent=parent)
        for name in ("parent_id", "path", "depth", "version"):
            setattr(obj, name, getattr(moved, name))
        self.units.follow(obj.customer_id, old_path, moved.path, moved.depth - old_depth)
        return before

    def _check_move(self, unit: CustomerUnit, parent: CustomerUnit) -> None:
        """What a trial can say: whether the unit would hang below itself, earlier moves of the file included."""
        above, at = set(), parent
        while at is not None and at.pk not in above:
            above.add(at.pk)
            chain = at.ancestor_ids
            place = next((place for place, pk in enumerate(reversed(chain)) if pk in self.moves), None)
            above |= set(chain if place is None else chain[len(chain) - 1 - place :])
            at = None if place is None else self.moves[chain[len(chain) - 1 - place]]
        if unit.pk in above:
            raise DomainError(
                _("“%(unit)s” cannot move under itself or a unit below it.") % {"unit": unit}, field="parent"
            )
        self.moves[unit.pk] = parent

    @classmethod
    def restore(cls, pairs: list[tuple[Any, dict[str, Any]]], by: Any) -> None:
        """A unit goes back to where it was, unless that place is gone or another took its name there."""
        plain = [
            (obj, {name: value for name, value in before.items() if name != "parent_id"})
            for obj, before in pairs
        ]
        restore_columns(CustomerUnit, [pair for pair in plain if pair[1]], by)
        for obj, before in pairs:
            if "parent_id" in before:
                parent = CustomerUnit.objects.filter(pk=before["parent_id"]).first()
                with suppress(DomainError):
                    move_unit(obj, by=by, parent=parent)

    def out_of_reach(self, objs: list[Any]) -> set[int]:
        asked = {obj.customer_id for obj in objs} - set(self.writable)
        if asked:
            allowed = Customer.objects.alive().filter(
                gate.parent_condition(self.by, CustomerUnit, "add"), pk__in=asked
            )
            inside = set(allowed.values_list("pk", flat=True))
            self.writable |= {pk: pk in inside for pk in asked}
        return {place for place, obj in enumerate(objs) if not self.writable[obj.customer_id]}

    def after_create(self, pairs: list[tuple[Row, Any]]) -> None:
        """Paths hold the unit's own number, so they are written once it is known; history leaves them out."""
        above = CustomerUnit._base_manager.filter(pk=OuterRef("parent_id")).values("path")[:1]
        made = CustomerUnit._base_manager.filter(pk__in=[obj.pk for _row, obj in pairs])
        made.update(
            path=Concat(
                Coalesce(Subquery(above), Value("/")),
                Cast(F("id"), CharField()),
                Value("/"),
                output_field=CharField(),
            )
        )

    def after_rows(self, rows: list[Row]) -> None:
        """A trial run remembers the units that it would make, as superiors of later rows."""
        if not self.is_dry:
            return
        for row in rows:
            if row.obj.pk is None:
                parent = row.get("parent")
                chain = (
                    "/".join([*split_path(row.texts.get("parent", "")), row.obj.name])
                    if parent
                    else row.obj.name
                )
                self.units.plan(row.values["customer"].pk, row.obj, chain)

    def forget(self) -> None:
        self.customers.forget()
        self.units.forget()
        self.writable.clear()


def _clean_name(text: str) -> str:
    name = validation.clean_text(text)
    if not name:
        raise DomainError(_("Enter the unit's name."), field="name")
    return name


def _place(parent: CustomerUnit | None) -> Any:
    if parent is None:
        return None
    return parent.pk or f"new {parent.code} {parent.name}"
