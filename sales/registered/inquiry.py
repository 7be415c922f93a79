"""Inquiries: their tabs and those they add to other pages, rights, verbs, menu, timeline."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import sources as account_sources
from contacts.models import Contact, Customer, FollowUp
from contacts.reach import unless_pooled
from core import actions
from marketing.selectors.shown import shown_fields
from marketing.tabs import CHANGES, FILES
from records import dictionaries, gate, menu, record_type, sources, tabs
from records.menu import Entry
from records.services import numbering
from records.sources import TimelineItem, TimelineSource
from records.tabs import Tab

from ..models import Inquiry, InquiryLine, Opportunity, Quote
from ..quote_tabs import prefill_from, shown_quotes
from ..records.inquiry import INQUIRIES, INQUIRY_LINES, TONES
from ..request_states import INQUIRY_OPEN
from ..services.inquiry import may_write_lines
from .announcing import goes_with_customer, grants, of

ABOUT = "inquiryline"
BOTH = f"inquiry {ABOUT}"
ROLE_GRANTS = {
    "rep": of(grants("team", BOTH, "view add change"), grants("team", ABOUT, "delete")),
    "sm": of(
        grants("below", BOTH, "view add change delete"),
        grants("below", "inquiry", "export import transfer"),
    ),
    "rm": of(grants("region", BOTH, "view add change"), grants("region", ABOUT, "delete")),
    "ag": grants("all", BOTH, "view add"),
    "am": grants("all", BOTH, "view add"),
    "fin": grants("all", BOTH, "view"),
    "exe": of(grants("all", BOTH, "view"), grants("all", "inquiry", "export")),
    "dlr": grants("self", BOTH, "view add change"),
}
VERBS = {
    "sales.inquiry_received": _("took down the inquiry"),
    "sales.inquiry_changed": _("changed the inquiry"),
    "sales.inquiry_replied": _("replied to the inquiry"),
    "sales.inquiry_moved": _("moved the inquiry on"),
    "sales.inquiry_transferred": _("gave the inquiry to a colleague"),
    "sales.inquiry_line_added": _("added a line to the inquiry"),
    "sales.inquiry_line_changed": _("changed a line of the inquiry"),
    "sales.inquiry_line_removed": _("removed a line of the inquiry"),
}
FACTS = (
    "kind", "unit", "contact", "opportunity", "market_type", "channel", "received_at", "reply_due_at", "first_reply_at",
    "answer_by", "currency", "answered_at", "answer_document", "end_reason", "department", "created_by", "requirements",
    "answer",
)  # fmt: skip
IF_ANY = {"answered_at", "answer_document", "end_reason", "answer", "first_reply_at", "opportunity", "unit"}
MOST = 100


def lines_of(inquiry: Inquiry, user: Any) -> list[dict[str, Any]]:
    rows = InquiryLine.objects.under(inquiry, user).select_related("product").order_by("pk")
    return [
        {"row": row, "uom": dictionaries.label("unit_of_measure", row.uom) if row.uom else ""}
        for row in rows[:MOST]
    ]


def overview(inquiry: Inquiry, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    names = [name for name in FACTS if name not in IF_ANY or getattr(inquiry, name) not in (None, "")]
    talks: list[Any] = []
    if gate.allowed(user, FollowUp):
        about = FollowUp.objects.visible_to(user).filter(
            about_type=ContentType.objects.get_for_model(Inquiry), about_id=inquiry.pk
        )
        talks = list(about.select_related("by").order_by("-at", "-id")[:30])
    return {
        "fields": shown_fields(inquiry, user, *names),
        "lines": lines_of(inquiry, user) if gate.allowed(user, InquiryLine) else [],
        "may_write_lines": may_write_lines(user, inquiry),
        **quotes_of(inquiry, user),
        "talks": talks,
    }


def quotes_of(inquiry: Inquiry, user: Any) -> dict[str, Any]:
    """The quotes that were written for it, and the address of the next one with its lines filled in."""
    if not gate.allowed(user, Quote):
        return {}
    return {
        **shown_quotes(Quote.objects.visible_to(user).filter(inquiry=inquiry)),
        "may_add_quote": inquiry.is_open and gate.holds(user, inquiry.customer, "add", Quote),
        "prefill": prefill_from(inquiry),
    }


def _shown(rows: Any) -> dict[str, Any]:
    """Open ones first, then the newest."""
    found = list(rows.select_related("owner").order_by("-received_at", "-id")[:MOST])
    found.sort(key=lambda row: not row.is_open)
    return {"inquiries": [{"row": row, "tone": TONES[row.status]} for row in found]}


def of_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    rows = Inquiry.objects.visible_to(request.user).filter(customer=customer)
    return {
        **_shown(rows),
        "may_add_inquiry": gate.holds(request.user, customer, "add", Inquiry),
        "prefill": f"customer={customer.pk}",
    }


def of_contact(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    return _shown(Inquiry.objects.visible_to(request.user).filter(contact=contact))


def of_opportunity(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    rows = Inquiry.objects.visible_to(request.user).filter(opportunity=sale)
    return {
        **_shown(rows),
        "may_add_inquiry": gate.holds(request.user, sale.customer, "add", Inquiry),
        "prefill": f"customer={sale.customer_id}&opportunity={sale.pk}",
    }


def told(customer: Any, user: Any) -> Any:
    return Inquiry.objects.visible_to(user).filter(customer=customer)


def in_stream(row: Inquiry) -> TimelineItem:
    return TimelineItem(
        icon="help",
        title=f"{row.code} {row.name}",
        body=row.get_status_display(),
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


def tab(context: Any, **facts: Any) -> Tab:
    return Tab(
        name="inquiries",
        label=_("Inquiries"),
        template="sales/tabs/inquiries.html",
        context=context,
        permission="sales.view_inquiry",
        **facts,
    )


def register() -> None:
    numbering.declare("inquiry", "XJ", 5, "%y", label=_("Inquiries"), holder="sales.Inquiry.code")
    account_sources.add_role_grants(ROLE_GRANTS)
    actions.VERBS.update(VERBS)
    record_type.register(INQUIRIES, INQUIRY_LINES)
    sources.add_limit("sales.inquiryline", unless_pooled("inquiry__customer__"))
    goes_with_customer(Inquiry, "inquiries", _("Open inquiries"), "sales:inquiry_list", INQUIRY_OPEN)
    sources.add_timeline(
        "contacts.customer", TimelineSource("sales.inquiry", told, in_stream, F("received_at"))
    )
    tabs.add(
        "sales.inquiry",
        Tab(
            name="lines",
            label=_("Overview"),
            template="sales/tabs/inquiry.html",
            context=overview,
            order=10,
        ),
        FILES,
        CHANGES,
    )
    tabs.add("contacts.customer", tab(of_customer, order=46))
    tabs.add("contacts.contact", tab(of_contact, order=46))
    tabs.add("sales.opportunity", tab(of_opportunity, order=32))
    menu.add(Entry("customers", _("Inquiries"), "sales:inquiry_list", "help", "sales.view_inquiry", 44))
    menu.add_quick_create(
        Entry("customers", _("Inquiry"), "sales:inquiry_create", "help", "sales.add_inquiry", 32)
    )
