"""Products and their categories as record types."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.records.customer import dictionary
from core.errors import DomainError
from core.tables import badge, choice_label, link, related, text
from records.record_type import ApiVerb, BulkAction, Outcome, RecordType, Scene, SearchText

from ..filters.product import CategoryFilterSet, ProductFilterSet
from ..forms.category import CategoryForm
from ..forms.pricing import PriceQuestion
from ..forms.product import CostForm, ProductForm, StopForm
from ..models import Category, Product
from ..selectors.answers import availability_answer, price_answer
from ..services.product import resume_product, set_cost, stop_product
from . import figures

TONES = {"active": "green", "trial": "blue", "stopped": "gray"}
COST = "catalog.cost_product"


def product_words(row: Product) -> SearchText:
    return SearchText(name=row.name, others=[row.code, row.spec, row.certificates])


def category_words(row: Category) -> SearchText:
    return SearchText(name=row.name, others=[row.code])


def product_hint(row: Product) -> str:
    return " · ".join(filter(None, [row.spec, choice_label(row, "status") if row.is_stopped else ""]))


def stop(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    outcome = Outcome()
    for row in rows:
        try:
            stop_product(row, by=by, replaced_by=data["replaced_by"], reason=data["reason"])
        except DomainError as refusal:
            outcome.refused.append((row, refusal.message))
        else:
            outcome.done.append((row, ""))
    return outcome


def api_stop(row: Product, by: Any, data: dict[str, Any]) -> Any:
    return stop_product(row, by=by, replaced_by=data["replaced_by"], reason=data["reason"])


def api_cost(row: Product, by: Any, data: dict[str, Any]) -> Any:
    return set_cost(row, by=by, standard_cost=data["standard_cost"], floor_price=data["floor_price"])


def api_resume(row: Product, by: Any, data: dict[str, Any]) -> Any:
    return resume_product(row, by=by)


PRODUCTS = RecordType(
    name="products",
    model=Product,
    prefix="catalog:product",
    icon="package",
    columns=[
        link("name", _("product name"), sort="pinyin"),
        text("code", _("product number"), edit=""),
        text("spec", _("specification"), edit="spec"),
        related("category", _("product category"), sort="category__pinyin"),
        dictionary("uom", "unit_of_measure", _("unit of measure")),
        figures.price("list_price", _("list price (yuan, tax included)"), edit="list_price"),
        figures.price("standard_cost", _("standard cost (yuan, without tax)"), permission=COST),
        figures.price("floor_price", _("floor price (yuan, tax included)"), permission=COST),
        figures.amount("vat_rate", _("VAT rate (%)"), group="vat_rate"),
        badge("status", _("status"), TONES),
        figures.amount("moq", _("minimum order quantity"), is_default=False, edit="moq"),
        text("lead_days", _("standard lead time (days)"), is_default=False, align="end", edit="lead_days"),
        text("certificates", _("certificates"), is_default=False),
        related("replaced_by", _("successor"), href=True, is_default=False),
        text("stopped_on", _("stopped on"), is_default=False),
        text("created_at", _("created"), is_default=False),
        text("updated_at", _("updated"), is_default=False),
    ],
    order=["pinyin", "pk"],
    filterset=ProductFilterSet,
    form=ProductForm,
    quick_filters=["category", "status"],
    scenes=[
        Scene("made", _("In production"), lambda user: ~Q(status=Product.Status.STOPPED)),
        Scene("stopped", _("Stopped"), lambda user: Q(status=Product.Status.STOPPED)),
        Scene("unpriced", _("Without list price"), lambda user: Q(list_price=None)),
    ],
    bulk_actions=[BulkAction("stop", _("Stop"), "stop", stop, StopForm, icon="player-pause")],
    bulk_fields=["category", "uom", "vat_rate", "lead_days", "moq"],
    search=product_words,
    hint=product_hint,
    api_fields=[
        "code",
        "name",
        "spec",
        "category",
        "uom",
        "vat_rate",
        "list_price",
        "standard_cost",
        "floor_price",
        "moq",
        "lead_days",
        "status",
        "stopped_on",
        "replaced_by",
        "certificates",
        "notes",
    ],
    api_verbs=[
        ApiVerb(
            "price", "What it costs a customer, and where that stands", "view", price_answer, PriceQuestion
        ),
        ApiVerb("availability", "What can be promised for a day", "view", availability_answer),
        ApiVerb("stop", "Stop it, with a successor", "stop", api_stop, StopForm),
        ApiVerb("resume", "Take it into production", "stop", api_resume),
        ApiVerb("set-cost", "Change cost and floor price", "recost", api_cost, CostForm),
    ],
    actions=("change", "delete", "stop", "recost"),
)
CATEGORIES = RecordType(
    name="product-categories",
    model=Category,
    prefix="catalog:category",
    icon="sitemap",
    columns=[
        link("name", _("category name"), sort="pinyin"),
        text("code", _("code")),
        related("parent", _("superior category"), sort="parent__pinyin"),
        text("sort", _("order"), align="end"),
    ],
    order=["path", "pk"],
    filterset=CategoryFilterSet,
    form=CategoryForm,
    search=category_words,
    api_fields=["name", "code", "parent", "sort"],
    has_detail=False,
    export_action="view",
)
