"""The verbs of a quote's draft: write it with its lines, hand it over, delete it."""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from catalog.selectors.priced_lines import lines_in_force, living_lines
from catalog.services.priced_lines import (
    RECKONED_BY,
    Line,
    add_up,
    checked_amount,
    set_rate,
    store,
    written,
)
from contacts.services.ownership import check_can_own
from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row
from core.money import rounded
from records import gate, parameters, sources
from records.services import numbering
from records.services.deletion import delete_record

from ..models import Quote, QuoteLine
from ..quote_parameters import USUAL_DAYS
from .inquiry import being_quoted

Status = Quote.Status
NUMBER = "quote"
JUDGED = ("product_id", "quantity", "price", "discount", "vat_rate", "amount", "lead_days")


def usual_validity() -> Any:
    return clock.today() + timedelta(days=parameters.get(USUAL_DAYS))


def save_quote(quote: Quote, *, by: Any, lines: Sequence[Line] | None = None) -> Quote:
    """Write a draft with its lines (None: they stay as they are); what is empty in a line comes from the catalogue.

    Refuses what is no draft any more, a unit, person or sale of another customer, quantities of nothing or beyond
    what is made, and a currency without a rate. What only blunders is saved: the guards judge it.
    """
    is_new = quote.pk is None
    with transaction.atomic():
        if not is_new:
            before = locked_row(Quote, quote.pk)
            require_draft(before)
            sources.require_unlocked(quote)
        _check(quote)
        if (
            lines is None
            and not is_new
            and any(getattr(before, name) != getattr(quote, name) for name in RECKONED_BY)
        ):
            lines = lines_in_force(quote)
        if is_new:
            quote.number = quote.number or numbering.next_free(NUMBER)
            if quote.owner_id is None:
                set_owner(quote, by if getattr(by, "pk", None) else quote.customer.owner)
        rows = written(quote, lines) if lines is not None else None
        if rows is not None:
            add_up_quote(quote, rows)
            if not is_new and _says_otherwise(quote, rows):
                # A reason confirmed what stood there; for what stands there now it is asked again.
                quote.reasons = {k: why for k, why in quote.reasons.items() if before.reasons.get(k) != why}
        quote.save()
        if rows is not None:
            store(quote, rows, lines or ())
        verb = "sales.quote_drafted" if is_new else "sales.quote_changed"
        actions.record(verb, quote, by=by, customer=quote.customer_id)
        if quote.inquiry is not None and gate.holds(by, quote.inquiry, "change"):
            being_quoted(quote.inquiry, by=by)
    return quote


def _says_otherwise(quote: Quote, rows: Sequence[QuoteLine]) -> bool:
    """Whether a guard would look at other figures than those that are saved."""
    there = living_lines(quote)
    return [[getattr(row, name) for name in JUDGED] for row in there] != [
        [getattr(row, name) for name in JUDGED] for row in rows
    ]


def require_draft(quote: Quote) -> None:
    if not quote.is_draft:
        raise DomainError(
            _("%(quote)s is “%(status)s”. Only a draft is edited: make a new version.")
            % {"quote": quote, "status": quote.get_status_display()},
            code="not_draft",
        )


def _check(quote: Quote) -> None:
    customer = quote.customer
    if quote.pk is None or quote.is_draft:
        quote.market_type = customer.market_type
    for name in ("unit", "contact", "opportunity", "inquiry"):
        other = getattr(quote, name)
        if other is not None and other.customer_id != customer.pk:
            raise DomainError(
                _("%(record)s belongs to another customer.") % {"record": other}, "foreign", name
            )
    set_rate(quote)


def add_up_quote(quote: Quote, rows: Sequence[QuoteLine]) -> None:
    """The head is the sum of the lines, and so is what the price lists would have asked."""
    add_up(quote, rows)
    proposed = [
        row.amount if row.proposed_price is None else rounded(row.quantity * row.proposed_price)
        for row in rows
    ]
    quote.list_amount = checked_amount(sum(proposed, Decimal(0)))


def set_owner(quote: Quote, owner: Any) -> None:
    quote.owner = owner
    if owner is not None:
        quote.department = access.home_department(owner)


def locked(quote: Quote) -> Quote:
    rows = Quote.objects.alive().select_for_update(of=("self",))
    try:
        fresh: Quote = rows.select_related("owner").get(pk=quote.pk)
    except Quote.DoesNotExist:
        raise DomainError(_("This quote does not exist any more."), code="gone") from None
    return fresh


def transfer_quote(quote: Quote, *, to: Any, by: Any, reason: str = "") -> Quote:
    """Give it to a colleague; the department follows him."""
    check_can_own(to)
    with transaction.atomic():
        fresh = locked(quote)
        before = fresh.owner
        if before is not None and before.pk == to.pk:
            raise DomainError(_("%(name)s owns it already.") % {"name": to}, "is_owner", "to")
        set_owner(fresh, to)
        fresh.save()
        actions.record(
            "sales.quote_transferred",
            fresh,
            by=by,
            before=str(before or ""),
            after=str(to),
            reason=reason.strip(),
        )
        words = {"name": by, "quote": fresh}
        tell(to, lambda: _("%(name)s gave you the quote %(quote)s.") % words, fresh.get_absolute_url(), by=by)
    return fresh


def note_follow_up(quote: Quote, *, on: Any, by: Any) -> Quote:
    """When one asks the customer again; of a quote that has ended nobody asks any more."""
    with transaction.atomic():
        fresh = locked(quote)
        if fresh.status not in {Status.APPROVED, Status.SENT, Status.BARGAINING, Status.DRAFT}:
            raise DomainError(
                _("%(quote)s is “%(status)s”: there is nothing to follow up.")
                % {"quote": fresh, "status": fresh.get_status_display()},
                code="ended",
            )
        fresh.follow_up_on = on
        fresh.save()
        actions.record("sales.quote_follow_up", fresh, by=by, on=on.isoformat() if on else "")
    return fresh


def delete_quote(quote: Quote, *, by: Any) -> None:
    """A draft goes to the recycle bin with its lines, and the version it was to replace is in force again."""
    with transaction.atomic():
        fresh = locked(quote)
        require_draft(fresh)
        sources.require_unlocked(fresh)
        for line in QuoteLine.objects.alive().filter(quote=fresh):
            line.is_deleted = True
            line.save()
        if fresh.previous_id is not None:
            before = locked_row(Quote, fresh.previous_id)
            if before.status == Status.SUPERSEDED and before.status_before:
                before.status, before.status_before = before.status_before, ""
                before.save()
                actions.record("sales.quote_in_force_again", before, by=by)
            fresh.previous = None
            fresh.save()
        delete_record(fresh, by=by)
