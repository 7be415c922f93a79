"""Quotes: rights, verbs, tabs, menu, timeline, job, process document; what they announce to the floors below."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts import access
from accounts import sources as account_sources
from contacts import reach as customer_reach
from core import actions
from core.schedule import scheduled
from core.tables import choice_label
from records import menu, record_type, sources, tabs
from records.menu import Entry
from records.services import numbering
from records.sources import ReachSource, TimelineItem, TimelineSource

from .. import approval, quote_parameters, quote_tabs
from ..models import Quote
from ..records.quote import QUOTES
from ..services.quote import NUMBER
from ..services.quote_version import expire_quotes
from .announcing import goes_with_customer, grants, of

MODEL = "quote"
ROLE_GRANTS = {
    "rep": of(grants("team", MODEL, "view add change send"), grants("self", MODEL, "delete")),
    "sm": grants("below", MODEL, "view add change delete approve export import send transfer"),
    "rm": grants("region", MODEL, "view add change approve send"),
    # Those who serve customers read what went out; what is only drafted they do not.
    "ag": grants("shared", MODEL, "view serve"),
    "am": grants("shared", MODEL, "view serve"),
    "fin": grants("all", MODEL, "view approve"),
    "exe": grants("all", MODEL, "view approve export"),
    "dlr": grants("self", MODEL, "view add change"),
}
VERBS = {
    "sales.quote_drafted": _("drafted the quote"),
    "sales.quote_changed": _("changed the quote"),
    "sales.quote_submitted": _("submitted the quote for approval"),
    "sales.quote_approved": _("approved the quote"),
    "sales.quote_returned": _("gave the quote back to be mended"),
    "sales.quote_renewed": _("made a new version of the quote"),
    "sales.quote_copied": _("copied the quote"),
    "sales.quote_in_force_again": _("put the replaced version in force again"),
    "sales.quote_sent": _("sent the quote"),
    "sales.quote_accepted": _("noted that the customer accepts"),
    "sales.quote_rejected": _("noted that the customer declines"),
    "sales.quote_bargained": _("noted that the customer asks for other terms"),
    "sales.quote_voided": _("called the quote void"),
    "sales.quote_converted": _("turned the quote into a contract or order"),
    "sales.quote_expired": _("the quote expired"),
    "sales.quote_follow_up": _("planned to follow the quote up"),
    "sales.quote_transferred": _("gave the quote to a colleague"),
    "sales.quote_link_opened": _("opened a link to the quote"),
    "sales.quote_link_revoked": _("revoked a link to the quote"),
}
OPEN = ("draft", *(str(status) for status in Quote.LIVE), "accepted")


def sent_rows(user: Any, word: str) -> QuerySet[Any, Any] | None:
    """What went out is read by those who serve the customers."""
    if not access.allows(user, "sales.serve_quote"):
        return None
    return Quote.objects.filter(sent_at__isnull=False).values("pk")


def reading(action: str) -> str:
    return "read" if action in customer_reach.READING else ""


def told(customer: Any, user: Any) -> Any:
    return Quote.objects.visible_to(user).filter(customer=customer)


def in_stream(row: Quote) -> TimelineItem:
    return TimelineItem(
        icon="file-dollar",
        title=str(row),
        body=choice_label(row, "status"),
        amount=f"{row.currency} {row.gross_amount:,.2f}",
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


def register() -> None:
    numbering.declare(NUMBER, "BJ", 4, "%Y%m", "monthly", label=_("Quotes"), holder="sales.Quote.number")
    quote_parameters.declare()
    account_sources.add_role_grants(ROLE_GRANTS)
    actions.VERBS.update(VERBS)
    record_type.register(QUOTES)
    goes_with_customer(Quote, "quotes", _("Quotes in progress"), "sales:quote_list", OPEN)
    sources.add_reach(
        "sales.quote", ReachSource(sent_rows, label=_("sent, and he serves the customers"), word=reading)
    )
    sources.add_timeline(
        "contacts.customer",
        TimelineSource(
            "sales.quote",
            told,
            in_stream,
            Coalesce("sent_at", "approved_at", "created_at"),
            amount="gross_amount",
            reads=("currency", "gross_amount"),
        ),
    )
    approval.register_subjects()
    scheduled("expire_quotes", _("Let quotes expire"), hour="0", minute="40")(expire_quotes)
    tabs.add("sales.quote", *quote_tabs.QUOTE_TABS)
    tabs.arrangeable("sales.quote", _("Tabs of a quote"))
    tabs.add("contacts.customer", quote_tabs.OF_CUSTOMER)
    tabs.add("contacts.contact", quote_tabs.OF_CONTACT)
    tabs.add("sales.opportunity", quote_tabs.OF_OPPORTUNITY)
    menu.add(Entry("customers", _("Quotes"), "sales:quote_list", "file-dollar", "sales.view_quote", 46))
    menu.add_quick_create(
        Entry("customers", _("Quote"), "sales:quote_create", "file-dollar", "sales.add_quote", 34)
    )
