"""The lines of orders and invoices as lists: the rows behind each figure of the answers."""

from typing import Any

from django.db.models import F, Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.records import figures
from core.money import amount_text, rounded
from core.tables import Column, attribute, money, related, text
from records.record_type import RecordType, Scene

from ..filters.lines import InvoiceLineFilterSet, OrderLineFilterSet
from ..models import Invoice, InvoiceLine, Order, OrderLine
from ..selectors.order_money import in_yuan, ordered_yuan, shipped_yuan

COUNTED = tuple(str(status) for status in (*Order.OPEN, Order.Status.CLOSED))
POSTED = tuple(str(status) for status in Invoice.POSTED)


def of_document(name: str, label: Any) -> Column:
    """The document that a line stands in, linked."""

    def html(row: Any) -> Any:
        document = getattr(row, name)
        return SafeString(
            f'<a href="{document.get_absolute_url()}" class="row-link">{escape(document)}</a> · {row.place}'
        )

    return Column(
        name=name,
        label=label,
        value=lambda row: str(getattr(row, name)),
        html=html,
        sort=f"{name}__number",
        related=(name,),
    )


def customer_of(name: str) -> Column:
    def html(row: Any) -> Any:
        customer = getattr(row, name).customer
        return SafeString(f'<a href="{customer.get_absolute_url()}">{escape(customer)}</a>')

    return Column(
        name="customer",
        label=_("customer"),
        value=lambda row: str(getattr(row, name).customer),
        html=html,
        sort=f"{name}__customer__pinyin",
        related=(f"{name}__customer",),
    )


def from_document(name: str, path: str, label: Any, **facts: Any) -> Column:
    """A column of the document, read along with the line."""
    return Column(name=name, label=label, value=attribute(name), sort=name, by=lambda: F(path), **facts)


def yuan(name: str, label: Any, by: Any, field: str, **facts: Any) -> Column:
    def read(row: Any) -> Any:
        value = getattr(row, name)
        return None if value is None else rounded(value)  # SQLite reckons in floats

    def html(row: Any) -> Any:
        return amount_text(getattr(row, name)) or None

    return Column(
        name=name,
        label=label,
        value=read,
        html=html,
        sort=name,
        align="end",
        by=by,
        field=field,
        total=field,
        places=2,
        **facts,
    )


def find(rows: Any, typed: str) -> Any:
    return rows.filter(
        Q(description__icontains=typed)
        | Q(product__code__icontains=typed)
        | Q(product__name__icontains=typed)
    )


ORDER_LINES = RecordType(
    name="order-lines",
    model=OrderLine,
    prefix="orders:order_line",
    icon="list-details",
    columns=[
        of_document("order", pgettext_lazy("document", "order")),
        customer_of("order"),
        related("product", _("product"), sort="product__code"),
        text("description", _("description"), is_default=False),
        from_document("ordered_on", "order__ordered_on", _("ordered on")),
        figures.amount("quantity", _("quantity")),
        figures.amount("returned", _("returned")),
        from_document("currency", "order__currency", _("currency"), is_default=False),
        money("net", _("amount without tax"), is_default=False, total=""),
        money("gross", _("amount with tax"), is_default=False, total=""),
        yuan("ordered_yuan", _("without tax in yuan, net of returns"), ordered_yuan, "net"),
        figures.amount("shipped", pgettext_lazy("order", "shipped")),
        figures.amount("delivered", pgettext_lazy("order", "delivered"), is_default=False),
        figures.amount("accepted", pgettext_lazy("goods", "accepted"), is_default=False),
        figures.amount("invoiced", _("invoiced"), is_default=False),
        yuan("shipped_yuan", _("shipped, with tax in yuan"), shipped_yuan, "gross", is_default=False),
        text("due_on", pgettext_lazy("goods", "due"), is_default=False),
    ],
    order=["-order__ordered_on", "-order_id", "place", "pk"],
    filterset=OrderLineFilterSet,
    quick_filters=["customer", "product"],
    scenes=[Scene("counted", _("Of placed orders"), lambda user: Q(order__status__in=COUNTED))],
    find=find,
    api_fields=[
        "order", "place", "product", "description", "part_no", "quantity", "uom", "price", "discount", "vat_rate", "net",
        "tax", "gross", "due_on", "shipped", "delivered", "lost", "accepted", "returned", "replaced", "invoiced",
    ],
    has_detail=False,
    has_create=False,
    actions=(),
)  # fmt: skip
INVOICE_LINES = RecordType(
    name="invoice-lines",
    model=InvoiceLine,
    prefix="orders:invoice_line",
    icon="list-details",
    columns=[
        of_document("invoice", _("invoice")),
        customer_of("invoice"),
        related("product", _("product"), sort="product__code"),
        text("description", _("description"), is_default=False),
        from_document("issued_on", "invoice__issued_on", _("issued on")),
        figures.amount("quantity", _("quantity")),
        from_document("currency", "invoice__currency", _("currency"), is_default=False),
        money("gross", _("amount with tax"), is_default=False, total=""),
        yuan("net_yuan", _("without tax in yuan"), lambda: in_yuan("net", "invoice__rate"), "net"),
    ],
    order=["-invoice_id", "place", "pk"],
    filterset=InvoiceLineFilterSet,
    quick_filters=["customer", "product"],
    scenes=[Scene("posted", _("Of issued invoices"), lambda user: Q(invoice__status__in=POSTED))],
    find=find,
    api_fields=[
        "invoice", "place", "order_line", "product", "description", "quantity", "price", "vat_rate", "net", "tax", "gross",
    ],
    has_detail=False,
    has_create=False,
    actions=(),
)  # fmt: skip
