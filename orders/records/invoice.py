"""The invoice as a record type."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from core.tables import Column, badge, choice, link, money, related, text
from records.record_type import ApiVerb, RecordType, Scene, SearchText

from ..filters.money import InvoiceFilterSet
from ..forms.invoice import DeliverForm, InvoiceForm, IssueForm, RedForm
from ..forms.money import ReasonForm
from ..models import Invoice
from ..services import invoice as service
from ..services.invoice_back import red_invoice, void_invoice

TONES = {
    "requested": "gray",
    "approving": "orange",
    "approved": "blue",
    "issued": "green",
    "delivered": "green",
    "void": "gray",
    "red": "red",
}
RED_FIELDS = ("invoice_no", "issued_on", "reason", "reduces")


def told(row: Invoice) -> dict[str, Any]:
    return {"invoice": row.pk, "status": row.status, "version": row.version}


def this_month() -> Q:
    today = clock.today()
    return Q(issued_on__gte=date(today.year, today.month, 1))


INVOICES = RecordType(
    name="invoices",
    model=Invoice,
    prefix="orders:invoice",
    icon="file-invoice",
    columns=[
        link("number", _("request number")),
        text("invoice_no", _("invoice number")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        choice("kind", _("kind")),
        text("currency", _("currency"), group="currency"),
        money("net_amount", _("amount without tax")),
        money("tax_amount", _("tax")),
        money("gross_amount", _("amount with tax")),
        Column(name="open", label=pgettext_lazy("amount", "open"), value=lambda row: row.open_amount, align="end"),
        text("issued_on", _("issued on")),
        badge("status", _("status"), TONES),
        related("owner", _("owner"), sort="owner__pinyin"),
        related("order", _("order"), sort="order__number", is_default=False),
        related("red_of", _("takes back"), sort="red_of__number", is_default=False),
        money("received", _("received"), is_default=False),
        money("taken_back", _("taken back by red invoices"), is_default=False),
        money("base_amount", _("amount in yuan"), is_default=False),
        text("title", _("invoice title"), is_default=False),
        text("tax_no", _("tax number"), is_default=False),
        text("delivered_on", _("delivered on"), is_default=False),
        related("department", _("owning department"), sort="department__sort", is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["-created_at", "-pk"],
    filterset=InvoiceFilterSet,
    form=InvoiceForm,
    quick_filters=["owner"],
    scenes=[
        Scene("mine", _("Mine"), lambda user: Q(owner=user)),
        Scene("approving", _("In approval"), lambda user: Q(status="approving")),
        Scene("approved", _("To be issued"), lambda user: Q(status="approved")),
        Scene("month", _("Issued this month"), lambda user: this_month()),
        Scene("red", _("Red invoices"), lambda user: Q(red_of__isnull=False)),
    ],
    search=lambda row: SearchText(name=row.number, others=[row.invoice_no, row.title]),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "number", "invoice_no", "customer", "order", "red_of", "kind", "title", "tax_no", "bank", "address", "currency",
        "rate", "net_amount", "tax_amount", "gross_amount", "base_amount", "received", "taken_back", "issued_on",
        "delivered_on", "sent_to", "notes", "status", "owner", "department", "lines",
    ],
    api_verbs=[
        ApiVerb("submit", "submit it for approval", "add", lambda row, by, data: told(service.submit_invoice(row, by=by))),
        ApiVerb(
            "approve", "approve somebody else's request", "approve",
            lambda row, by, data: told(service.approve_invoice(row, by=by)),
        ),
        ApiVerb(
            "return", "give it back to be mended", "approve",
            lambda row, by, data: told(service.hand_back(row, by=by, **data)), ReasonForm,
        ),
        ApiVerb(
            "issue", "the tax system has given its number", "issue",
            lambda row, by, data: told(service.issue_invoice(row, by=by, **data)), IssueForm,
        ),
        ApiVerb(
            "deliver", "it has been sent to the customer", "issue",
            lambda row, by, data: told(service.deliver_invoice(row, by=by, **data)), DeliverForm,
        ),
        ApiVerb(
            "void", "withdraw a request, or a paper invoice in its month", "issue",
            lambda row, by, data: told(void_invoice(row, by=by, **data)), ReasonForm,
        ),
        ApiVerb(
            "red", "take all that is left of it back by a red invoice", "issue",
            lambda row, by, data: told(red_invoice(row, by=by, **{name: data[name] for name in RED_FIELDS})), RedForm,
        ),
    ],
)  # fmt: skip
