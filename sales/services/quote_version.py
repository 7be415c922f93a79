"""Versions of a quote: what was approved is never edited, the next version takes its place."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.selectors.priced_lines import WRITTEN
from contacts.services.telling import tell
from core import actions
from core.errors import DomainError
from core.locking import locked_row
from records import sources
from records.services import numbering, open_links

from .. import quote_states as states
from ..models import Quote, QuoteLine, QuoteLink
from .quote import NUMBER, save_quote, set_owner, usual_validity

Status = Quote.Status
CARRIED = (
    "subject", "customer", "unit", "contact", "opportunity", "inquiry", "currency", "tax_included", "rate", "language",
    "payment_terms", "delivery_terms", "terms", "notes",
)  # fmt: skip


def new_version(quote: Quote, *, by: Any) -> Quote:
    """A draft of version n+1 with the same lines and prices; version n is replaced and its links are closed."""
    with transaction.atomic():
        rows = list(
            Quote.objects.alive()
            .select_for_update(of=("self",))
            .filter(number=quote.number)
            .select_related("customer", "owner")
            .order_by("-edition")
        )
        source = next((row for row in rows if row.pk == quote.pk), None)
        if source is None:
            raise DomainError(_("This quote does not exist any more."), code="gone")
        if source.pk != rows[0].pk:
            raise DomainError(
                _("%(quote)s is the newest version; go on from there.") % {"quote": rows[0]}, "not_newest"
            )
        states.require_status(source.status, Status.SUPERSEDED)
        sources.require_unlocked(source)
        made = Quote(
            **{name: getattr(source, name) for name in CARRIED},
            number=source.number,
            edition=source.edition + 1,
            previous=source,
            valid_until=max(source.valid_until, usual_validity())
            if source.is_expired
            else source.valid_until,
            ext=dict(source.ext),
        )
        set_owner(made, source.owner or (by if getattr(by, "pk", None) else None))
        save_quote(made, by=by, lines=carried_lines(source))
        source.status_before, source.status = source.status, Status.SUPERSEDED
        source.follow_up_on = None
        source.save()
        open_links.revoked(QuoteLink.objects.filter(quote=source))
        actions.record("sales.quote_renewed", made, by=by, of=source.edition)
    return made


def copy_quote(quote: Quote, *, by: Any) -> Quote:
    """A new quote, with a number of its own, that offers the same."""
    with transaction.atomic():
        sale = quote.opportunity
        made = Quote(
            **{name: getattr(quote, name) for name in CARRIED},
            number=numbering.next_free(NUMBER),
            valid_until=usual_validity(),
            ext=dict(quote.ext),
        )
        if sale is not None and not sale.is_open:
            made.opportunity = None
        if quote.inquiry is not None and not quote.inquiry.is_open:
            made.inquiry = None
        save_quote(made, by=by, lines=carried_lines(quote))
        actions.record("sales.quote_copied", made, by=by, of=str(quote))
    return made


def carried_lines(quote: Quote) -> list[dict[str, Any]]:
    rows = QuoteLine.objects.alive().filter(quote=quote).select_related("product__replaced_by")
    return [{name: getattr(row, name) for name in WRITTEN} for row in rows.order_by("place", "id")]


def expire_quotes(as_of: date) -> dict[str, Any]:
    """Quotes that were approved or sent and whose last day is over expire; who owns one is told."""
    count = 0
    rows = Quote.objects.alive().filter(status__in=[Status.APPROVED, Status.SENT], valid_until__lt=as_of)
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            fresh = locked_row(Quote, pk)
            if fresh.status not in {Status.APPROVED, Status.SENT} or fresh.valid_until >= as_of:
                continue
            fresh.status, fresh.follow_up_on = Status.EXPIRED, None
            fresh.save()
            actions.record("sales.quote_expired", fresh)
            tell(
                fresh.owner,
                lambda quote=str(fresh): (  # type: ignore[misc]
                    _("The quote %(quote)s has expired. Make a new version if the customer still wants it.")
                    % {"quote": quote}
                ),
                fresh.get_absolute_url(),
                by=None,
            )
        count += 1
    return {"expired": count}
