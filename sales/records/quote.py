"""The quote as a record type: its list, filters, scenes, bulk actions, search words and API."""

from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from contacts.selectors.colleagues import subordinate_ids
from core.tables import Column, badge, choice, due_date, money, related, text
from records.record_type import ApiVerb, BulkAction, Outcome, RecordType, Scene, SearchText

from ..filters.quote import QuoteFilterSet
from ..forms.quote import (
    AcceptForm,
    AnswerForm,
    ApiSubmitForm,
    LinkForm,
    QuoteForm,
    ReasonForm,
    SendForm,
    TransferForm,
)
from ..guards import APPROVE
from ..models import Quote
from ..selectors.quote_check import findings_of
from ..selectors.quotes_due import about_to_expire, to_follow_up
from ..services import quote_answer as answers
from ..services.quote import delete_quote, transfer_quote
from ..services.quote_approval import approve_quote, field_of, return_quote, submit_quote
from ..services.quote_version import copy_quote, new_version
from .opportunity import each

TONES = {
    "draft": "gray",
    "approving": "blue",
    "approved": "teal",
    "sent": "purple",
    "bargaining": "orange",
    "accepted": "green",
    "rejected": "red",
    "converted": "green",
    "expired": "secondary",
    "void": "secondary",
    "superseded": "secondary",
}
RUNNING = Q(status__in=["draft", "approving", "approved", "sent", "bargaining", "accepted"])


def number(row: Quote) -> Any:
    return SafeString(f'<a href="{row.get_absolute_url()}" class="row-link">{escape(row)}</a>')


def due_while(name: str, label: Any, states: set[str], **facts: Any) -> Column:
    return due_date(name, label, awaited=lambda row: row.status in states, **facts)


COLUMNS = [
    Column(name="number", label=_("quote number"), value=str, html=number, sort="number"),
    related("customer", _("customer"), sort="customer__pinyin", href=True),
    text("subject", _("subject")),
    badge("status", _("status"), TONES),
    money("base_amount", _("amount in yuan")),
    due_while("valid_until", _("valid until"), {"draft", "approving", "approved", "sent"}),
    due_while("follow_up_on", _("follow up on"), {"approved", "sent", "bargaining"}),
    related("owner", _("owner"), sort="owner__pinyin"),
    money("gross_amount", _("amount with tax"), is_default=False, total=""),
    money("net_amount", _("amount without tax"), is_default=False, total=""),
    choice("market_type", _("market"), is_default=False),
    text("currency", _("currency"), is_default=False, group="currency"),
    related("contact", _("contact"), sort="contact__pinyin", is_default=False),
    related("opportunity", _("opportunity"), sort="opportunity__name", is_default=False),
    related("inquiry", _("inquiry"), sort="inquiry__code", is_default=False),
    related("department", _("owning department"), sort="department__sort", is_default=False),
    related("approved_by", _("approved by"), sort="approved_by__pinyin", is_default=False),
    text("approved_at", _("approved"), is_default=False),
    text("sent_at", _("sent"), is_default=False),
    text("answered_on", _("answered on"), is_default=False),
    text("answer", _("answer of the customer"), is_default=False),
    text("created_at", _("created"), is_default=False),
    text("updated_at", _("updated"), is_default=False),
]
SCENES = [
    Scene("running", _("In progress"), lambda user: RUNNING),
    Scene("mine", _("Mine"), lambda user: RUNNING & Q(owner=user)),
    Scene("people", _("My people's"), lambda user: RUNNING & Q(owner__in=subordinate_ids(user))),
    Scene("follow_up", _("To be followed up"), lambda user: to_follow_up()),
    Scene("expiring", _("About to expire"), lambda user: about_to_expire()),
    Scene("approving", _("In approval"), lambda user: Q(status="approving")),
    Scene("accepted", _("Accepted"), lambda user: Q(status__in=["accepted", "converted"])),
]


def transfer(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    return each(rows, lambda row: transfer_quote(row, to=data["to"], by=by, reason=data["reason"]))


def told(row: Quote) -> dict[str, Any]:
    return {
        "quote": row.pk,
        "number": row.number,
        "edition": row.edition,
        "status": row.status,
        "version": row.version,
    }


def linked(row: Quote, by: Any, data: dict[str, Any]) -> dict[str, Any]:
    from ..quote_addresses import page_address

    link, token = answers.open_link(row, by=by, recipient=data["recipient"], days=data["days"])
    return {"link": link.pk, "address": page_address(token), "expires_at": link.expires_at.isoformat()}


def judged(row: Quote, by: Any, data: dict[str, Any]) -> dict[str, Any]:
    """What the guards say now, to this user; nothing is kept."""
    return {
        "quote": row.pk,
        "findings": [
            {
                "guard": finding.guard,
                "level": finding.level,
                "place": finding.place,
                "message": finding.message,
                "field": field_of(finding) if finding.level != APPROVE else None,
            }
            for finding in findings_of(row, user=by)
        ],
    }


def verb(name: str, label: str, action: str, call: Any, form: Any = None) -> ApiVerb:
    def perform(row: Quote, by: Any, data: dict[str, Any]) -> Any:
        return told(call(row, by=by, **data))

    return ApiVerb(name, label, action, perform, form)


QUOTES = RecordType(
    name="quotes",
    model=Quote,
    prefix="sales:quote",
    icon="file-dollar",
    columns=COLUMNS,
    order=["-created_at", "-pk"],
    filterset=QuoteFilterSet,
    form=QuoteForm,
    quick_filters=["owner", "due"],
    scenes=SCENES,
    bulk_actions=[
        BulkAction("transfer", _("Transfer"), "transfer", transfer, TransferForm, icon="transfer"),
    ],
    delete=delete_quote,
    search=lambda row: SearchText(name=str(row), others=[row.subject, row.number]),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "number", "edition", "previous", "subject", "customer", "unit", "contact", "opportunity", "inquiry",
        "market_type", "currency", "tax_included", "rate", "valid_until", "language", "payment_terms", "delivery_terms",
        "terms", "notes", "lines", "reasons", "status", "net_amount", "tax_amount", "gross_amount", "base_amount",
        "follow_up_on", "submitted_at", "approved_by", "approved_at", "sent_at", "answered_on", "answer", "end_reason",
        "owner", "department",
    ],
    api_verbs=[
        ApiVerb("check", "what the guards say of it now; nothing is kept", "change", judged),
        verb("submit", "submit it for approval, with reasons where guards ask", "change", submit_quote, ApiSubmitForm),
        verb("approve", "approve it where no process decides", "approve", approve_quote),
        verb("return", "give it back to be mended", "approve", return_quote, ReasonForm),
        verb("send", "send it by mail with its PDF", "send", answers.send_quote, SendForm),
        ApiVerb("open-link", "an expiring address for the customer", "send", linked, LinkForm),
        verb("accept", "the customer accepts it", "change", answers.accept_quote, AcceptForm),
        verb("reject", "the customer declines it", "change", answers.reject_quote, AnswerForm),
        verb("bargain", "the customer asks for other terms", "change", answers.bargain_quote, AnswerForm),
        verb("void", "take it back for good", "change", answers.void_quote, ReasonForm),
        verb("new-version", "a draft of the next version", "change", new_version),
        verb("copy", "a new quote that offers the same", "change", copy_quote),
        verb("transfer", "give it to a colleague", "transfer", transfer_quote, TransferForm),
    ],
    actions=("change",),
)  # fmt: skip
