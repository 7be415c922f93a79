"""Price lists and their prices as record types."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.tables import Column, badge, choice, link, related, text
from records.record_type import ApiVerb, RecordType, Scene, SearchText

from ..filters.price_list import PriceListFilterSet, PriceListLineFilterSet
from ..forms.price_list import EditionForm, PriceListForm, PriceListLineForm, ReasonForm
from ..models import PriceList, PriceListLine
from ..selectors.deviation import percent_off, shown_percent
from ..services.price_list import (
    approve_price_list,
    delete_price_list,
    new_edition,
    remove_line,
    return_price_list,
    submit_price_list,
    withdraw_price_list,
)
from . import figures

TONES = {
    "draft": "gray",
    "approving": "orange",
    "effective": "green",
    "expired": "gray",
    "withdrawn": "red",
}
SOON = 30


def words(row: PriceList) -> SearchText:
    return SearchText(name=row.name, others=[row.code])


def hint(row: PriceList) -> str:
    return f"{row.code} · {row.get_status_display()}"


def in_force(user: Any) -> Q:
    today = clock.today()
    return Q(status=PriceList.Status.EFFECTIVE, valid_from__lte=today) & (
        Q(valid_to=None) | Q(valid_to__gte=today)
    )


def ending_soon(user: Any) -> Q:
    today = clock.today()
    return Q(
        status=PriceList.Status.EFFECTIVE, valid_to__gte=today, valid_to__lte=today + timedelta(days=SOON)
    )


def shown_deviation(line: PriceListLine) -> Any:
    return shown_percent(percent_off(line.price, line.reference_price)) if line.reference_price else None


def verb(name: str, label: str, action: str, service: Any, form: Any = None) -> ApiVerb:
    def perform(row: PriceList, by: Any, data: dict[str, Any]) -> Any:
        made = service(row, by=by, **data)
        return {"id": made.pk, "edition": made.edition, "status": made.status}

    return ApiVerb(name, label, action, perform, form)


PRICE_LISTS = RecordType(
    name="price-lists",
    model=PriceList,
    prefix="catalog:price_list",
    icon="tags",
    columns=[
        link("name", _("list name")),
        text("code", _("list number")),
        text("edition", _("version"), align="end"),
        choice("mode", _("price mode")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        text("country", _("country"), is_default=False, group="country"),
        text("currency", _("currency"), group="currency"),
        Column(
            name="tax_included",
            label=_("tax included"),
            value=lambda row: row.tax_included,
            sort="tax_included",
            group="tax_included",
        ),
        text("valid_from", _("valid from")),
        text("valid_to", _("valid to")),
        badge("status", _("status"), TONES),
        text("reprice_due_on", _("to be priced anew since"), is_default=False),
        related("approved_by", _("approved by"), is_default=False),
        text("approved_at", _("approved"), is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["code", "-edition", "pk"],
    filterset=PriceListFilterSet,
    form=PriceListForm,
    quick_filters=["mode", "customer"],
    scenes=[
        Scene("in_force", _("In force"), in_force),
        Scene("approving", _("In approval"), lambda user: Q(status=PriceList.Status.APPROVING)),
        Scene("draft", _("Drafts"), lambda user: Q(status=PriceList.Status.DRAFT)),
        Scene("ending", _("Ending soon"), ending_soon),
        Scene("reprice", _("To be priced anew"), lambda user: Q(reprice_due_on__isnull=False)),
    ],
    search=words,
    hint=hint,
    delete=delete_price_list,
    api_fields=[
        "code",
        "edition",
        "name",
        "mode",
        "customer",
        "country",
        "currency",
        "tax_included",
        "valid_from",
        "valid_to",
        "max_below",
        "max_above",
        "fx_base_rate",
        "fx_currency",
        "fx_source",
        "fx_threshold",
        "fx_review",
        "fx_reprice",
        "status",
        "approved_by",
        "approved_at",
        "reprice_due_on",
        "notes",
    ],
    api_verbs=[
        verb("submit", "Ask for approval", "change", submit_price_list),
        verb("approve", "Put it in force", "approve", approve_price_list),
        verb("return", "Give it back to be mended", "approve", return_price_list, ReasonForm),
        verb("withdraw", "Take it back from force", "withdraw", withdraw_price_list, ReasonForm),
        verb("renew", "Begin its next version", "change", new_edition, EditionForm),
    ],
    actions=("change", "delete"),
)
PRICES = RecordType(
    name="price-list-lines",
    model=PriceListLine,
    prefix="catalog:price",
    icon="currency-yuan",
    columns=[
        related("product", _("product"), sort="product__pinyin", href=True),
        related("price_list", _("price list"), sort="price_list__name", href=True),
        figures.amount("min_qty", _("from quantity")),
        figures.price("price", _("price"), edit="price"),
        Column(
            name="currency",
            label=_("currency"),
            value=lambda row: row.price_list.currency,
            related=("price_list",),
        ),
        figures.price("reference_price", _("reference price"), edit="reference_price"),
        Column(name="deviation", label=_("deviation (%)"), value=shown_deviation, align="end"),
        text("notes", _("notes"), is_default=False),
    ],
    order=["price_list__name", "product__pinyin", "min_qty", "pk"],
    filterset=PriceListLineFilterSet,
    form=PriceListLineForm,
    quick_filters=["price_list", "product"],
    delete=remove_line,
    api_fields=["price_list", "product", "min_qty", "price", "reference_price", "deviation", "notes"],
    has_detail=False,
)
