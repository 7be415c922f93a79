"""The tabs of payment plans and receipts, and those that money adds to the page of a customer."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.money import amount_text
from marketing.selectors.shown import shown_fields
from marketing.tabs import CHANGES, FILES
from records import gate
from records.tabs import Tab

from .models import (
    Invoice,
    PaymentPlan,
    Receipt,
    ReceiptAllocation,
    Statement,
    StatementLink,
    StatementReply,
    StatementView,
)
from .selectors.payment_terms import off_by

PLAN_FIELDS = (
    "kind", "order", "contract", "event", "event_on", "posted_on", "rate", "notes", "end_reason", "department",
    "created_by", "created_at",
)  # fmt: skip
RECEIPT_FIELDS = (
    "payer", "bank_reference", "draft_no", "draft_due_on", "cashed_on", "rate", "base_amount", "confirmed_by",
    "confirmed_at", "notes", "end_reason", "department", "created_by", "created_at",
)  # fmt: skip
INVOICE_FIELDS = (
    "kind", "order", "red_of", "title", "tax_no", "bank", "address", "rate", "base_amount", "requested_by", "approved_by",
    "delivered_on", "sent_to", "notes", "end_reason", "department", "created_by", "created_at",
)  # fmt: skip
STATEMENT_FIELDS = (
    "goods", "returns", "receipts", "claims", "sent_at", "answered_at", "answered_by", "answer", "notes", "department",
    "created_at",
)  # fmt: skip
ALWAYS = {"kind", "department", "created_by", "created_at"}
MOST = 100


def known(obj: Any, user: Any, names: tuple[str, ...]) -> list[dict[str, Any]]:
    filled = [name for name in names if name in ALWAYS or getattr(obj, name) not in (None, "")]
    return shown_fields(obj, user, *filled)


def matchings(**of: Any) -> list[ReceiptAllocation]:
    rows = ReceiptAllocation.objects.alive().filter(**of).select_related("receipt", "plan", "invoice")
    return [*rows.order_by("-pk")[:MOST]]


def of_plan(plan: PaymentPlan, request: HttpRequest) -> dict[str, Any]:
    document = plan.order or plan.contract
    off = off_by(document) if document is not None else 0
    warning = ""
    if off:
        warning = gettext(
            "The plans of %(document)s come to %(amount)s more than its terms (below zero: less)."
        ) % {
            "document": document,
            "amount": amount_text(off),
        }
    return {
        "fields": known(plan, request.user, PLAN_FIELDS),
        "matchings": matchings(plan=plan),
        "warning": warning,
    }


def of_receipt(receipt: Receipt, request: HttpRequest) -> dict[str, Any]:
    return {
        "fields": known(receipt, request.user, RECEIPT_FIELDS),
        "matchings": matchings(receipt=receipt),
        "may_take_back": gate.holds(request.user, receipt, "allocate"),
    }


def of_invoice(invoice: Invoice, request: HttpRequest) -> dict[str, Any]:
    rows = invoice.positions.alive().select_related("product").order_by("place", "pk")
    reds = Invoice.objects.visible_to(request.user).filter(red_of=invoice).order_by("issued_on", "pk")
    return {
        "lines": rows[:MOST],
        "reds": reds[:MOST],
        "fields": known(invoice, request.user, INVOICE_FIELDS),
        "matchings": matchings(invoice=invoice),
    }


def of_statement(statement: Statement, request: HttpRequest) -> dict[str, Any]:
    rows = statement.positions.alive().order_by("day", "pk")
    return {"fields": known(statement, request.user, STATEMENT_FIELDS), "lines": rows}


def statement_sendings(statement: Statement, request: HttpRequest) -> dict[str, Any]:
    links = list(StatementLink.objects.filter(statement=statement).select_related("created_by")[:MOST])
    views = StatementView.objects.filter(link__in=links).select_related("link").order_by("-at", "-id")[:MOST]
    replies = list(StatementReply.objects.filter(statement=statement).select_related("by")[:MOST])
    lines = statement.positions.in_bulk({int(pk) for reply in replies for pk in reply.lines})
    return {
        "replies": [
            {
                "reply": reply,
                "lines": [{"line": lines.get(int(pk)), "text": said} for pk, said in reply.lines.items()],
            }
            for reply in replies
        ],
        "links": links,
        "views": views,
        "may_revoke": gate.holds(request.user, statement, "send"),
        "revoke": "orders:statement_link_revoke",
    }


def collection(plan: PaymentPlan, request: HttpRequest) -> dict[str, Any]:
    return {"steps": plan.collection.select_related("by").order_by("-at", "-id")[:MOST]}


def overview(context: Any, template: str = "orders/tabs/payment.html") -> Tab:
    return Tab(name="overview", label=_("Overview"), template=template, context=context, order=10)


PLAN_TABS = (
    overview(of_plan),
    Tab(
        name="collection",
        label=_("Collection"),
        template="orders/tabs/collection.html",
        context=collection,
        order=20,
    ),
    FILES,
    CHANGES,
)
RECEIPT_TABS = (overview(of_receipt), FILES, CHANGES)
INVOICE_TABS = (overview(of_invoice, "orders/tabs/invoice.html"), FILES, CHANGES)
STATEMENT_TABS = (
    overview(of_statement, "orders/tabs/statement.html"),
    Tab(
        name="sendings",
        label=_("Sendings and answers"),
        template="orders/tabs/statement_sendings.html",
        context=statement_sendings,
        order=20,
    ),
    FILES,
    CHANGES,
)
