"""What becomes of an approved quote: sent, answered, negotiated, called void; and the links that show it to a customer."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from records import parameters
from records.services import open_links

from .. import quote_states as states
from ..models import Quote, QuoteLink, QuoteSend, QuoteView
from ..quote_parameters import FOLLOW_UP_DAYS, LINK_DAYS
from ..quote_pdf import pdf_name, pdf_of
from ..selectors.quote_check import findings_of, living_lines
from .inquiry import answered_by_quote
from .quote import locked
from .quote_approval import refuse_open

Status = Quote.Status
Channel = QuoteSend.Channel


def require_sendable(quote: Quote) -> None:
    """Only the newest version that is approved and has not expired goes out."""
    if quote.status not in {Status.APPROVED, Status.SENT}:
        states.require_status(quote.status, Status.SENT)
    if quote.is_expired:
        raise DomainError(
            _("%(quote)s was valid until %(day)s. Make a new version.")
            % {"quote": quote, "day": quote.valid_until},
            code="expired",
        )
    for line in living_lines(quote):
        if line.product is not None and line.product.is_stopped:
            raise DomainError(
                _("%(product)s is not made any more. Make a new version without it.")
                % {"product": line.product},
                code="guard_stopped_or_ended",
            )
    newest = Quote.objects.alive().filter(number=quote.number).order_by("-edition").first()
    if newest is not None and newest.pk != quote.pk:
        raise DomainError(_("%(quote)s is the newest version; send that.") % {"quote": newest}, "not_newest")


def send_quote(
    quote: Quote,
    *,
    by: Any,
    to: str = "",
    channel: str = Channel.MAIL,
    subject: str = "",
    body: str = "",
    reason: str = "",
) -> Quote:
    """Send the newest approved, unexpired version: by mail with its PDF, or note that it went out another way.

    An address that is not of the customer's domain wants a reason. From now on it is followed up.
    """
    with transaction.atomic():
        fresh = locked(quote)
        require_sendable(fresh)
        to = to.strip()
        if channel == Channel.MAIL:
            check_address(fresh, to, reason, by)
        letter = post(fresh, to=to, subject=subject, body=body, by=by) if channel == Channel.MAIL else None
        QuoteSend(
            quote=fresh,
            channel=channel,
            recipient=to,
            subject=subject[:200],
            body=body,
            letter_id=getattr(letter, "pk", None),
            reason=reason.strip()[:200],
            by=by if getattr(by, "pk", None) else None,
        ).save()
        if fresh.status == Status.APPROVED:
            states.require_status(fresh.status, Status.SENT)
            fresh.status = Status.SENT
        fresh.sent_at = fresh.sent_at or clock.now()
        if fresh.follow_up_on is None or fresh.follow_up_on < clock.today():
            ask = clock.today() + timedelta(days=parameters.get(FOLLOW_UP_DAYS))
            fresh.follow_up_on = min(ask, fresh.valid_until)
        fresh.save()
        actions.record("sales.quote_sent", fresh, by=by, to=to, channel=channel, customer=fresh.customer_id)
        if fresh.inquiry is not None:
            answered_by_quote(fresh.inquiry, by=by, document=str(fresh))
    return fresh


def check_address(quote: Quote, to: str, reason: str, by: Any) -> None:
    try:
        validate_email(to)
    except ValidationError:
        raise DomainError(_("Write one complete e-mail address."), code="bad_address", field="to")
    findings = [
        finding
        for finding in findings_of(quote, [], user=by, recipient=to)
        if finding.guard == "recipient_domain"
    ]
    try:
        refuse_open(findings, {"recipient_domain": reason})
    except DomainError as refusal:
        raise DomainError(refusal.message, refusal.code, "reason")


def post(quote: Quote, *, to: str, subject: str, body: str, by: Any) -> Any:
    """The letter with the PDF, through the outbox."""
    from messaging.services.letter import Enclosure, send

    return send(
        to=to,
        subject=subject,
        body=body,
        enclosures=[Enclosure(pdf_name(quote), pdf_of(quote), "application/pdf")],
        about=quote,
        customer=quote.customer,
        contact=quote.contact,
        by=by,
    )


# -- answers -------------------------------------------------------------------------------------------------
def _answer(quote: Quote, to: str, verb: str, *, by: Any, answer: str = "", on: Any = None) -> Quote:
    with transaction.atomic():
        fresh = locked(quote)
        states.require_status(fresh.status, to)
        if on is not None and on > clock.today():
            raise DomainError(_("An answer is not dated in the future."), code="future", field="answered_on")
        fresh.status, fresh.answer = to, answer.strip()[:200]
        fresh.answered_on = on or clock.today()
        if to in states.ENDED:
            fresh.follow_up_on = None
        fresh.save()
        actions.record(verb, fresh, by=by, answer=fresh.answer, customer=fresh.customer_id)
    return fresh


def accept_quote(quote: Quote, *, by: Any, answer: str = "", answered_on: Any = None) -> Quote:
    """The customer accepts what was sent; one that has expired he can accept no more."""
    if quote.is_expired:
        raise DomainError(
            _("%(quote)s was valid until %(day)s. Make a new version.")
            % {"quote": quote, "day": quote.valid_until},
            code="expired",
        )
    return _answer(quote, Status.ACCEPTED, "sales.quote_accepted", by=by, answer=answer, on=answered_on)


def reject_quote(quote: Quote, *, by: Any, answer: str, answered_on: Any = None) -> Quote:
    if not answer.strip():
        raise DomainError(_("Say why the customer declined."), code="required", field="answer")
    return _answer(quote, Status.REJECTED, "sales.quote_rejected", by=by, answer=answer, on=answered_on)


def bargain_quote(quote: Quote, *, by: Any, answer: str, answered_on: Any = None) -> Quote:
    """The customer wants other terms; what follows is a new version."""
    if not answer.strip():
        raise DomainError(_("Say what the customer asks for."), code="required", field="answer")
    return _answer(quote, Status.BARGAINING, "sales.quote_bargained", by=by, answer=answer, on=answered_on)


def void_quote(quote: Quote, *, by: Any, reason: str) -> Quote:
    """Take an approved or sent quote back for good; its links are closed."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    with transaction.atomic():
        fresh = locked(quote)
        states.require_status(fresh.status, Status.VOID)
        fresh.status, fresh.end_reason, fresh.follow_up_on = Status.VOID, reason.strip()[:200], None
        fresh.save()
        close_links(fresh)
        actions.record("sales.quote_voided", fresh, by=by, reason=fresh.end_reason)
    return fresh


def mark_converted(quote: Quote, *, by: Any, document: str) -> Quote:
    """A contract or an order was made of it: the call of the floors above."""
    with transaction.atomic():
        fresh = locked(quote)
        states.require_status(fresh.status, Status.CONVERTED)
        fresh.status, fresh.end_reason = Status.CONVERTED, document[:200]
        fresh.save()
        actions.record("sales.quote_converted", fresh, by=by, document=document)
    return fresh


# -- links ---------------------------------------------------------------------------------------------------
def open_link(
    quote: Quote, *, by: Any, recipient: str = "", days: int | None = None
) -> tuple[QuoteLink, str]:
    """A new address for the customer; the token is told once, only its digest is kept."""
    with transaction.atomic():
        fresh = locked(quote)
        require_sendable(fresh)
        until = clock.now() + timedelta(days=days or parameters.get(LINK_DAYS))
        last = timezone.make_aware(datetime.combine(fresh.valid_until + timedelta(days=1), time()))
        link, token = open_links.opened(
            QuoteLink, quote=fresh, by=by, recipient=recipient, until=min(until, last)
        )
        actions.record("sales.quote_link_opened", fresh, by=by, recipient=link.recipient)
    if fresh.status == Status.APPROVED:
        send_quote(fresh, by=by, to=recipient, channel=Channel.LINK)
    return link, token


def revoke_link(link: QuoteLink, *, by: Any) -> QuoteLink:
    with transaction.atomic():
        fresh = QuoteLink.objects.select_for_update().select_related("quote").get(pk=link.pk)
        if fresh.revoked_at is None:
            fresh.revoked_at = clock.now()
            fresh.save(update_fields=["revoked_at"])
            actions.record("sales.quote_link_revoked", fresh.quote, by=by, recipient=fresh.recipient)
    return fresh


def close_links(quote: Quote) -> None:
    open_links.revoked(QuoteLink.objects.filter(quote=quote))


def link_of(token: str) -> QuoteLink | None:
    """The open link behind a token; nothing says whether there ever was one."""
    rows = QuoteLink.objects.select_related("quote__customer", "quote__contact", "quote__owner")
    link: QuoteLink | None = open_links.found(rows, token)
    shown = {Status.APPROVED, Status.SENT, Status.BARGAINING, Status.ACCEPTED, Status.CONVERTED}
    if link is None or link.quote.is_deleted or link.quote.status not in shown:
        return None
    return link


def note_view(link: QuoteLink, *, ip: str, agent: str, is_pdf: bool = False) -> QuoteView | None:
    """Write down that somebody looked; refuses (`too_many`) what no reader does. The owner is told of the first view."""
    view: QuoteView | None
    view, is_first = open_links.note_view(QuoteView, link, ip=ip, agent=agent, is_pdf=is_pdf)
    quote = link.quote
    if is_first and quote.owner is not None:
        words = {"customer": quote.customer, "quote": quote}
        tell(
            quote.owner,
            lambda: _("%(customer)s opened the quote %(quote)s.") % words,
            f"{quote.get_absolute_url()}?tab=sendings",
            by=None,
        )
    return view
