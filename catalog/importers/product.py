"""Products from a file, known by their number; finance brings cost and floor price in a file of its own."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import access
from core import clock
from core.errors import DomainError
from core.joining import listed
from records import dictionaries
from records.imports import Importer, ImportField, Row, from_model
from records.imports.importer import lock

from ..models import Product
from ..services.product import check_floor, require_sound_successor
from ..services.tax import rates_on
from .references import CategoryReferences, ProductReferences

RECOST = "catalog.recost_product"
COST_ALIASES = {"standard_cost": "标准成本|成本|cost", "floor_price": "底价|最低价|floor"}


def _column(name: str, aliases: str = "", **facts: Any) -> ImportField:
    return from_model(Product, name, aliases, **facts)


def _costs() -> list[ImportField]:
    return [_column(name, aliases, permission=RECOST) for name, aliases in COST_ALIASES.items()]


class ProductImporter(Importer):
    kind = "products"
    model = Product
    key_names = ("code",)
    order = 61
    keys_note = gettext_lazy("A product is known by its number.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = CategoryReferences(self.by)
        self.products = ProductReferences(self.by)
        self.rates: list[Decimal] = []

    @classmethod
    def fields(cls) -> list[ImportField]:
        return [
            _column("code", "编码|产品编码|产品编号|物料编码|料号|型号|sku|item no|productID", is_required=True,
                    example="HL-22220CA"),
            _column("name", "名称|产品|品名|product|productName", is_required=True, example="调心滚子轴承"),
            _column("spec", "规格|规格型号|型号规格|quantityPerUnit", example="100×180×46"),
            _column("category", "分类|产品分类|类别|category|categoryID", kind="reference", example="滚动轴承/调心滚子轴承",
                    note=gettext_lazy("Code, name or path (A/B) of the category")),
            _column("uom", "单位|计量单位|unit", kind="choice",
                    choices=lambda: dict(dictionaries.choices("unit_of_measure"))),
            _column("vat_rate", "税率|增值税率|tax rate|vat", example="13"),
            _column("list_price", "标准价|目录价|单价|list price|unitPrice", example="1280"),
            *_costs(),
            _column("moq", "起订量|最小起订量|minimum quantity"),
            _column("lead_days", "交期|标准交期|lead time"),
            _column("status", "状态|生产状态"),
            _column("replaced_by", "替代产品|后继产品|successor", kind="reference"),
            _column("certificates", "证书|认证|船级社证书"),
            _column("notes", "备注|说明"),
        ]  # fmt: skip

    def resolve(self, rows: list[Row]) -> list[Row]:
        self.rates = self.rates or rates_on(clock.today())
        self.products.known.clear()
        self.products.load({row.values["replaced_by"] for row in rows if "replaced_by" in row})
        return [row for row in rows if self._take_category(row) and self._take_successor(row)]

    def _take_category(self, row: Row) -> bool:
        text = row.get("category")
        if not isinstance(text, str):
            return True
        row.values["category"] = self.categories.get(text)
        if row.values["category"] is None:
            message = _("There is no category “%(name)s”. Import or create it first.")
            self.refuse(row, "category", message % {"name": text[:80]})
        return row.values["category"] is not None

    def _take_successor(self, row: Row) -> bool:
        text = row.get("replaced_by")
        if not isinstance(text, str):
            return True
        successor = self.products.known.get(text)
        if successor is None:
            if not self.put_off(row):
                message = _("There is no product “%(name)s”. Give its number, or import it first.")
                self.refuse(row, "replaced_by", message % {"name": text[:80]})
            return False
        row.values["replaced_by"] = successor
        return True

    def keys(self, row: Row) -> list[Any]:
        return [("code", row.values["code"])] if "code" in row else []

    def match(self, rows: list[Row]) -> dict[int, Product]:
        codes = {row.values["code"] for row in rows if "code" in row}
        known = {row.code: row for row in lock(Product.objects.alive().filter(code__in=codes), self.is_dry)}
        return {row.number: known[row.get("code")] for row in rows if row.get("code") in known}

    def check(self, obj: Product, row: Row) -> None:
        if "vat_rate" in row and row.values["vat_rate"] not in self.rates:
            known = listed(f"{rate.normalize():f} %" for rate in self.rates)
            raise DomainError(
                _("%(rate)s %% is no tax rate in force. Choose one of: %(known)s.")
                % {"rate": f"{row.values['vat_rate'].normalize():f}", "known": known},
                field="vat_rate",
            )
        check_floor(obj)
        if obj.replaced_by is not None and "replaced_by" in row:
            require_sound_successor(obj, obj.replaced_by)
        if obj.is_stopped and obj.stopped_on is None:
            obj.stopped_on = clock.today()
        elif not obj.is_stopped:
            obj.stopped_on = None

    def forget(self) -> None:
        self.categories.forget()
        self.products.known.clear()


class CostImporter(ProductImporter):
    """Cost and floor price of known products, for those who may change these and nothing else."""

    kind = "product-costs"
    order = 62

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_create = False
        self.may_change = self.allowed(self.by)

    @classmethod
    def fields(cls) -> list[ImportField]:
        return [_column("code", "编码|产品编码|产品编号|物料编码|料号|sku", is_required=True), *_costs()]

    @classmethod
    def fields_for(cls, user: Any) -> list[ImportField]:
        own = {field.name for field in cls.fields()}
        return [field for field in super().fields_for(user) if field.name in own]

    @classmethod
    def allowed(cls, user: Any) -> bool:
        return access.allows(user, RECOST)

    @classmethod
    def label(cls) -> Any:
        return gettext_lazy("Cost and floor prices")

    def _reach(self, found: dict[int, Any]) -> tuple[set[Any], set[Any]]:
        visible = set(
            Product.objects.visible_to(self.by)
            .filter(pk__in=[row.pk for row in found.values()])
            .values_list("pk", flat=True)
        )
        return visible, visible
