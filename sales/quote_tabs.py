"""The tabs of a quote, and those that it adds to the pages of customers, people and opportunities."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Customer
from core.amounts_in_words import in_words
from core.errors import DomainError
from marketing.selectors.shown import shown_fields
from marketing.tabs import CHANGES, FILES
from records import dictionaries, gate
from records.tabs import Tab

from .guards import unanswered
from .models import Inquiry, Opportunity, Quote, QuoteCheck, QuoteLine, QuoteLink, QuoteSend, QuoteView
from .quote_words import GUARD_LABELS
from .records.quote import TONES
from .selectors.quote_check import findings_of, living_lines

FIELDS = (
    "subject", "contact", "unit", "opportunity", "market_type", "language", "follow_up_on", "payment_terms",
    "delivery_terms", "submitted_by", "submitted_at", "approved_by", "approved_at", "sent_at", "answered_on", "answer",
    "end_reason", "previous", "department", "created_by", "created_at", "terms", "notes",
)  # fmt: skip
IF_ANY = {
    "subject", "unit", "opportunity", "follow_up_on", "payment_terms", "delivery_terms", "submitted_by", "submitted_at",
    "approved_by", "approved_at", "sent_at", "answered_on", "answer", "end_reason", "previous", "terms", "notes",
}  # fmt: skip
MOST = 100


def overview(quote: Quote, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    lines = living_lines(quote)
    names = [name for name in FIELDS if name not in IF_ANY or getattr(quote, name) not in (None, "")]
    sees = gate.reads(user, Quote, "gross_amount") and gate.reads(user, QuoteLine, "price", "amount")
    findings = findings_of(quote, lines, user=user) if quote.is_draft and sees else []
    return {
        "lines": [
            {"row": line, "uom": dictionaries.label("unit_of_measure", line.uom) or line.uom}
            for line in lines
        ],
        "words": words_of(quote) if sees else "",
        "fields": shown_fields(quote, user, *names),
        "findings": shown_findings(findings, quote.reasons),
        "is_free": sees and not unanswered(findings, quote.reasons),
    }


def words_of(quote: Quote) -> str:
    try:
        return in_words(quote.gross_amount, quote.currency, quote.language)
    except DomainError as refusal:
        return refusal.message


def shown_findings(findings: Any, reasons: dict[str, str]) -> list[dict[str, Any]]:
    tones = {"block": "red", "confirm": "orange", "approve": "blue"}
    return [
        {
            "guard": finding.guard,
            "label": GUARD_LABELS[finding.guard],
            "level": finding.level,
            "level_label": QuoteCheck.Level(finding.level).label,
            "tone": tones[finding.level],
            "place": finding.place,
            "message": finding.message,
            "reason": reasons.get(finding.guard, ""),
        }
        for finding in findings
    ]


def checks(quote: Quote, request: HttpRequest) -> dict[str, Any]:
    rows = QuoteCheck.objects.filter(quote=quote).select_related("by").order_by("-at", "id")[:MOST]
    return {"checks": [{"row": row, "label": GUARD_LABELS.get(row.guard, row.guard)} for row in rows]}


def sendings(quote: Quote, request: HttpRequest) -> dict[str, Any]:
    may_send = gate.holds(request.user, quote, "send")
    links = list(QuoteLink.objects.filter(quote=quote).select_related("created_by")[:MOST])
    views = QuoteView.objects.filter(link__in=links).select_related("link").order_by("-at", "-id")[:MOST]
    return {
        "sendings": QuoteSend.objects.filter(quote=quote).select_related("by")[:MOST],
        "links": links,
        "views": views,
        "may_revoke": may_send,
        "revoke": "sales:quote_link_revoke",
    }


def versions(quote: Quote, request: HttpRequest) -> dict[str, Any]:
    rows = Quote.objects.visible_to(request.user).filter(number=quote.number).order_by("-edition")
    return {"versions": with_tones(rows.select_related("owner")), "here": quote.pk}


def with_tones(rows: Any) -> list[dict[str, Any]]:
    return [{"row": row, "tone": TONES[row.status]} for row in rows[:MOST]]


def shown_quotes(rows: Any) -> dict[str, Any]:
    """Those in force or under way first, replaced versions last."""
    found = with_tones(rows.select_related("owner").order_by("-created_at", "-id"))
    found.sort(key=lambda item: item["row"].status == Quote.Status.SUPERSEDED)
    return {"quotes": found}


def of_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return {
        **shown_quotes(Quote.objects.visible_to(user).filter(customer=customer)),
        "may_add_quote": gate.holds(user, customer, "add", Quote),
        "prefill": f"customer={customer.pk}",
    }


def of_contact(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    return shown_quotes(Quote.objects.visible_to(request.user).filter(contact=contact))


def of_opportunity(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return {
        **shown_quotes(Quote.objects.visible_to(user).filter(opportunity=sale)),
        "may_add_quote": sale.is_open and gate.holds(user, sale.customer, "add", Quote),
        "prefill": f"customer={sale.customer_id}&opportunity={sale.pk}",
    }


def prefill_from(inquiry: Inquiry) -> str:
    """The address of a new quote that offers what the inquiry asks for."""
    given = {"customer": inquiry.customer_id, "inquiry": inquiry.pk, "subject": inquiry.name}
    given |= {name: getattr(inquiry, f"{name}_id") for name in ("contact", "unit", "opportunity")}
    given["currency"] = inquiry.currency
    return urlencode({name: value for name, value in given.items() if value})


QUOTE_TABS = (
    Tab(name="overview", label=_("Overview"), template="sales/tabs/quote.html", context=overview, order=10),
    Tab(name="checks", label=_("Checks"), template="sales/tabs/quote_checks.html", context=checks, order=20),
    Tab(
        name="sendings",
        label=_("Sendings and views"),
        template="sales/tabs/quote_sendings.html",
        context=sendings,
        order=30,
    ),
    Tab(
        name="versions",
        label=_("Versions"),
        template="sales/tabs/quote_versions.html",
        context=versions,
        order=40,
    ),
    FILES,
    CHANGES,
)


def tab(context: Any, order: int) -> Tab:
    return Tab(
        name="quotes",
        label=_("Quotes"),
        template="sales/tabs/quotes.html",
        context=context,
        permission="sales.view_quote",
        order=order,
    )


OF_CUSTOMER = tab(of_customer, 34)
OF_CONTACT = tab(of_contact, 47)
OF_OPPORTUNITY = tab(of_opportunity, 34)
