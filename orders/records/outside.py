"""What other systems and customers send in, as record types: messages of the ERP, customers' forecasts."""

from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from catalog.records import figures
from core import clock
from core.tables import Column, badge, choice, link, related, text
from records.record_type import RECORD_TYPES, RecordType, Scene

from ..filters.outside import ErpMessageFilterSet, ForecastFilterSet
from ..forms.forecast import ForecastForm
from ..models import ErpMessage, RollingForecast

Status = ErpMessage.Status


def find(rows: Any, typed: str) -> Any:
    return rows.filter(Q(external_key__icontains=typed) | Q(error__icontains=typed))


def outcome(row: ErpMessage) -> str:
    record = RECORD_TYPES.get(row.result.get("type", ""))
    return str(row.result.get("number") or (record.label if record is not None else ""))


ERP_MESSAGES = RecordType(
    name="erp-messages",
    model=ErpMessage,
    prefix="outside:erp_message",
    icon="transfer",
    columns=[
        link("external_key", _("key in the ERP")),
        choice("kind", _("kind")),
        badge("status", _("status"), {"done": "green", "failed": "red"}),
        Column(name="result", label=_("result"), value=outcome),
        text("error", _("error"), sort=""),
        text("tries", _("tries")),
        text("at", _("time")),
        related("by", _("by"), sort="by__pinyin"),
        choice("direction", _("direction"), is_default=False),
        text("next_try_at", _("next try"), is_default=False),
    ],
    order=["-at", "-pk"],
    filterset=ErpMessageFilterSet,
    quick_filters=["kind", "status"],
    scenes=[
        Scene("failed", _("Failed"), lambda user: Q(status=Status.FAILED)),
        Scene("given_up", _("No longer tried"), lambda user: Q(status=Status.FAILED, next_try_at=None)),
    ],
    find=find,
    api_fields=[
        "direction", "kind", "external_key", "status", "tries", "error", "error_code", "result", "at", "done_at",
    ],
    has_create=False,
    actions=("change",),
)  # fmt: skip


def find_forecast(rows: Any, typed: str) -> Any:
    return rows.filter(
        Q(part_no__icontains=typed) | Q(product__code__icontains=typed) | Q(customer__name__icontains=typed)
    )


def month(row: RollingForecast) -> str:
    return f"{row.month:%Y-%m}"


def month_link(row: RollingForecast) -> SafeString:
    """To the customer's table of that edition."""
    address = f"{row.get_absolute_url()}&edition={row.edition:%Y-%m-%d}"
    return SafeString(f'<a href="{escape(address)}" class="row-link">{month(row)}</a>')


FORECASTS = RecordType(
    name="forecasts",
    model=RollingForecast,
    prefix="outside:forecast",
    icon="chart-bar",
    columns=[
        Column(name="month", label=_("month"), value=month, html=month_link, sort="month"),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        related("product", _("product"), sort="product__code"),
        text("part_no", _("customer's part number")),
        figures.amount("quantity", _("quantity")),
        text("edition", _("edition")),
        text("source", _("source file"), is_default=False),
        text("updated_at", _("updated"), is_default=False),
    ],
    order=["-edition", "month", "pk"],
    filterset=ForecastFilterSet,
    form=ForecastForm,
    quick_filters=["customer", "product"],
    scenes=[
        Scene("coming", _("This month and later"), lambda user: Q(month__gte=clock.today().replace(day=1))),
    ],
    find=find_forecast,
    api_fields=["customer", "edition", "product", "part_no", "month", "quantity", "source"],
    has_detail=False,
    actions=("change", "delete"),
)
