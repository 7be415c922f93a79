"""The documents of sales that processes decide about."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.models import PriceList
from contacts.approval import team_members
from contacts.models import AccountTeamMember, Customer
from workflow.subjects import Fact, Subject, register

from .models import Quote, QuoteCheck
from .selectors.quote_check import deviation_of, living_lines
from .services.quote_approval import DOCUMENT, again, put_approved, reopen

Status = Quote.Status


def measured(quote: Quote) -> tuple[str, Decimal]:
    """Price mode and worst deviation, asked of the price lists once for each loaded quote and version."""
    known = quote.__dict__.get("_measured")
    if known is None or known[0] != quote.version:
        known = (quote.version, deviation_of(quote, living_lines(quote)))
        quote.__dict__["_measured"] = known
    found: tuple[str, Decimal] = known[1]
    return found


def special(quote: Quote) -> str:
    """What the guards found that those who approve must know, and what the maker says to it."""
    last = quote.submitted_at
    rows = QuoteCheck.objects.filter(quote=quote, at__gte=last) if last else QuoteCheck.objects.none()
    return "\n".join(
        f"{row.place or ''} {row.message}{f' — {row.reason}' if row.reason else ''}".strip()
        for row in rows.order_by("id")
    )


def is_special(quote: Quote) -> bool:
    rows = QuoteCheck.objects.filter(quote=quote, level=QuoteCheck.Level.APPROVE)
    return quote.submitted_at is not None and rows.filter(at__gte=quote.submitted_at).exists()


def positions(quote: Quote) -> str:
    return "\n".join(
        f"{line.place}. {line.what} × {line.quantity.normalize():f}, "
        f"{line.price.normalize():f} − {line.discount.normalize():f} % = {line.amount:,.2f}"
        for line in living_lines(quote)
    )


FACTS = [
    Fact("number", _("quote number"), "text", str),
    Fact("customer", _("customer"), "text", lambda row: str(row.customer)),
    Fact(
        "customer_tier",
        _("tier"),
        "choice",
        lambda row: row.customer.tier,
        choices=Customer.Tier.choices,
    ),
    Fact("positions", _("positions"), "text", positions),
    Fact("currency", _("currency"), "text", lambda row: row.currency),
    Fact("gross_amount", _("amount with tax"), "money", lambda row: row.gross_amount),
    Fact("amount", _("amount in yuan"), "money", lambda row: row.base_amount),
    Fact("discount", _("discount (%)"), "number", lambda row: row.discount),
    Fact(
        "price_mode",
        _("price mode"),
        "choice",
        lambda row: measured(row)[0],
        choices=PriceList.Mode.choices,
    ),
    Fact(
        "deviation",
        _("largest deviation from the reference price (%)"),
        "number",
        lambda row: measured(row)[1],
    ),
    Fact("is_special", _("needs a special approval"), "bool", is_special),
    Fact("found", _("what the guards found"), "text", special),
    Fact("valid_until", _("valid until"), "date", lambda row: row.valid_until),
    Fact("payment_terms", _("terms of payment"), "text", lambda row: row.payment_terms),
    Fact("owner", _("owner"), "person", lambda row: row.owner),
]


def asked(quote: Quote, run: Any, by: Any) -> None:
    if quote.status == Status.DRAFT:  # mended and submitted again within its process
        again(quote, by=by)


def agreed(quote: Quote, run: Any, by: Any) -> None:
    put_approved(quote, by=by)


def back(quote: Quote, run: Any, by: Any) -> None:
    reopen(quote, by=by, reason=run.number)


def register_subjects() -> None:
    register(
        Subject(
            key=DOCUMENT,
            model=Quote,
            label=_("Quote"),
            icon="file-dollar",
            facts=FACTS,
            amount=lambda row: row.base_amount,
            customer=lambda row: row.customer,
            team_role=team_members,
            team_roles=AccountTeamMember.Role.choices,
            is_money=True,
            on_started=asked,
            on_resubmitted=asked,
            on_approved=agreed,
            on_rejected=back,
            on_withdrawn=back,
            on_returned=back,
        )
    )
