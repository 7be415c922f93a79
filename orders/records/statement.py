"""The statement as a record type; statements are made by the job of each month, never by hand."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.tables import Column, badge, link, money, related, text
from records.record_type import ApiVerb, RecordType, Scene, SearchText

from ..filters.money import StatementFilterSet
from ..forms.invoice import AnswerForm
from ..forms.statement_link import StatementLinkForm
from ..models import Statement
from ..services import statement as service
from ..services.statement_link import open_statement_link

TONES = {"draft": "gray", "sent": "blue", "confirmed": "green", "disputed": "red", "closed": "gray"}


def told(row: Statement) -> dict[str, Any]:
    return {"statement": row.pk, "status": row.status, "version": row.version}


def link_opened(row: Statement, by: Any, data: dict[str, Any]) -> dict[str, Any]:
    """The address, told this once; it counts as sent."""
    opened, token = open_statement_link(row, by=by, **data)
    return {
        **told(opened.statement),
        "link": opened.pk,
        "address": reverse("orders:statement_page", args=[token]),
        "expires_at": opened.expires_at.isoformat(),
    }


STATEMENTS = RecordType(
    name="statements",
    model=Statement,
    prefix="orders:statement",
    icon="report-money",
    has_create=False,
    columns=[
        link("number", _("statement number")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        Column(name="month", label=_("month"), value=lambda row: f"{row.month:%Y-%m}", sort="month", group="month"),
        text("currency", _("currency"), group="currency"),
        money("opening", _("opening balance"), total=""),
        money("goods", _("goods accepted")),
        money("returns", _("returns")),
        money("receipts", _("receipts")),
        money("claims", _("claims")),
        money("closing", _("closing balance"), total=""),
        badge("status", _("status"), TONES),
        related("owner", _("owner"), sort="owner__pinyin"),
        text("sent_at", _("sent"), is_default=False),
        text("answered_at", _("answered"), is_default=False),
        text("answer", _("answer of the customer"), is_default=False),
        related("department", _("owning department"), sort="department__sort", is_default=False),
    ],
    order=["-month", "-pk"],
    filterset=StatementFilterSet,
    quick_filters=["owner"],
    scenes=[
        Scene("draft", _("To be sent"), lambda user: Q(status="draft")),
        Scene("sent", _("Waiting for the customer"), lambda user: Q(status="sent")),
        Scene("disputed", _("Disputed"), lambda user: Q(status="disputed")),
    ],
    search=lambda row: SearchText(name=row.number),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "number", "customer", "month", "currency", "opening", "goods", "returns", "receipts", "claims", "closing", "status",
        "sent_at", "answered_at", "answer", "owner", "department",
    ],
    api_verbs=[
        ApiVerb(
            "send", "it has gone to the customer", "send",
            lambda row, by, data: told(service.send_statement(row, by=by)),
        ),
        ApiVerb("open-link", "a link by which the customer reads and answers it", "send", link_opened, StatementLinkForm),
        ApiVerb(
            "answer", "the customer confirms or disputes it", "send",
            lambda row, by, data: told(service.answer_statement(row, by=by, **data)), AnswerForm,
        ),
        ApiVerb("close", "it is settled", "send", lambda row, by, data: told(service.close_statement(row, by=by))),
    ],
)  # fmt: skip
