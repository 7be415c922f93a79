"""The receipt as a record type."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock
from core.tables import Column, badge, choice, link, money, related, text
from records.record_type import ApiVerb, RecordType, Scene, SearchText

from ..filters.money import ReceiptFilterSet
from ..forms.money import CashForm, MatchOneForm, ReasonForm, ReceiptForm
from ..models import Receipt
from ..services import receipt as service
from ..services.allocation import Share, allocate

TONES = {
    "registered": "gray",
    "confirmed": "blue",
    "partly": "orange",
    "matched": "green",
    "bounced": "red",
    "void": "gray",
}


def told(row: Receipt) -> dict[str, Any]:
    return {"receipt": row.pk, "status": row.status, "version": row.version}


def match(row: Receipt, by: Any, data: dict[str, Any]) -> dict[str, Any]:
    allocate(row, [Share(data["amount"], data["plan"], data["invoice"])], by=by)
    row.refresh_from_db()
    return {**told(row), "rest": str(row.rest)}


def this_month() -> Q:
    today = clock.today()
    return Q(received_on__gte=date(today.year, today.month, 1))


RECEIPTS = RecordType(
    name="receipts",
    model=Receipt,
    prefix="orders:receipt",
    icon="cash",
    columns=[
        link("number", _("receipt number")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        text("received_on", _("received on")),
        choice("method", _("form")),
        text("currency", _("currency"), group="currency"),
        money("amount", _("amount")),
        money("allocated", _("matched")),
        Column(name="rest", label=_("not matched"), value=lambda row: row.rest, align="end"),
        badge("status", _("status"), TONES),
        text("payer", _("payer")),
        related("owner", _("owner"), sort="owner__pinyin"),
        money("base_amount", _("amount in yuan"), is_default=False),
        text("draft_no", _("draft number"), is_default=False),
        text("draft_due_on", _("draft due"), is_default=False),
        text("cashed_on", _("cashed on"), is_default=False),
        text("bank_reference", _("bank reference"), is_default=False),
        related("confirmed_by", _("confirmed by"), is_default=False),
        related("department", _("owning department"), sort="department__sort", is_default=False),
        text("notes", _("notes"), is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["-received_on", "-pk"],
    filterset=ReceiptFilterSet,
    form=ReceiptForm,
    quick_filters=["owner"],
    scenes=[
        Scene("month", _("This month"), lambda user: this_month()),
        Scene("registered", _("To be confirmed"), lambda user: Q(status="registered")),
        Scene("credit", _("Not fully matched"), lambda user: Q(status__in=["confirmed", "partly"])),
        Scene(
            "drafts",
            _("Drafts not cashed"),
            lambda user: Q(method__in=Receipt.DRAFTS, cashed_on=None, status__in=Receipt.COUNTS),
        ),
    ],
    search=lambda row: SearchText(name=row.number, others=[row.payer, row.draft_no, row.bank_reference]),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "number", "customer", "received_on", "method", "draft_no", "draft_due_on", "cashed_on", "currency", "rate", "amount",
        "allocated", "base_amount", "payer", "bank_reference", "notes", "status", "owner", "department",
    ],
    api_verbs=[
        ApiVerb(
            "confirm", "finance has seen the money", "confirm",
            lambda row, by, data: told(service.confirm_receipt(row, by=by)),
        ),
        ApiVerb("match", "pay a plan, an invoice or both", "allocate", match, MatchOneForm),
        ApiVerb(
            "cash", "the bank has paid the draft out", "confirm",
            lambda row, by, data: told(service.cash_draft(row, by=by, **data)), CashForm,
        ),
        ApiVerb(
            "bounce", "it was not paid after all", "confirm",
            lambda row, by, data: told(service.bounce_receipt(row, by=by, **data)), ReasonForm,
        ),
        ApiVerb(
            "void", "it never came", "change",
            lambda row, by, data: told(service.void_receipt(row, by=by, **data)), ReasonForm,
        ),
    ],
)  # fmt: skip
