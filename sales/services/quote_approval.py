"""From draft to approval: guards bind, a process decides, and where none is published somebody else approves."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from records import sources
from workflow.services.start import start_where_taken

from .. import quote_states as states
from ..guards import CONFIRM, Checked, Finding, judge, unanswered
from ..models import Quote, QuoteCheck, QuoteLine
from ..selectors.quote_check import findings_of, living_lines, loaded
from .quote import locked, require_draft

Status = Quote.Status
DOCUMENT = "quote"


def refuse_open(findings: list[Finding], reasons: dict[str, str]) -> None:
    """Refuse while a guard blocks or waits for a reason; the first one is said, and how many more there are."""
    left = unanswered(findings, reasons)
    if not left:
        return
    said = [(field_of(finding), _in_full(finding), f"guard_{finding.guard}") for finding in left]
    field, text, code = said[0]
    if len(left) > 1:
        text += " " + _("(%(more)d more)") % {"more": len(left) - 1}
    raise DomainError(text, code=code, field=field, all=said)


def field_of(finding: Finding) -> str:
    """Where it is mended: by a reason, in the positions, or in the head of the quote."""
    if finding.level == CONFIRM:
        return "reasons"
    if finding.place is not None:
        return "lines"
    return {"validity": "valid_until", "price_jump": "rate"}.get(finding.guard, "reasons")


def _in_full(finding: Finding) -> str:
    text = finding.message
    if finding.place is not None:
        text = _("Position %(place)d: %(message)s") % {"place": finding.place, "message": finding.message}
    if finding.level == CONFIRM:
        text += " " + _("Say why it is right all the same.")
    return text


def submit_quote(quote: Quote, *, by: Any, reasons: dict[str, str] | None = None) -> Quote:
    """Submit for approval: complete, within the guards, confirmed where they ask; what they found is kept.

    The colleagues whose live quotes concern the same are told.
    """
    with transaction.atomic():
        fresh = locked(quote)
        states.require_status(fresh.status, Status.APPROVING)
        sources.require_unlocked(fresh)
        checked = _judge(fresh, living_lines(fresh), reasons or {}, by)
        run = start_where_taken(DOCUMENT, fresh, by=by)
        tell_rivals(fresh, {rival.number for line in checked.lines for rival in line.rivals}, by)
        if run is not None:  # the process may have gone on with it already
            fresh.refresh_from_db()
    return fresh


def again(quote: Quote, *, by: Any) -> Quote:
    """Mended and submitted again within its process: the guards bind as they did at first."""
    with transaction.atomic():
        fresh = locked(quote)
        states.require_status(fresh.status, Status.APPROVING)
        _judge(fresh, living_lines(fresh), {}, by)
    return fresh


def _judge(quote: Quote, lines: list[QuoteLine], reasons: dict[str, str], by: Any) -> Checked:
    """Submitted, if the guards let it pass; what they looked at is given back."""
    if reasons:
        given = {key: value.strip()[:200] for key, value in reasons.items() if value.strip()}
        quote.reasons = {**quote.reasons, **given}
    check_complete(quote, lines)
    checked = loaded(quote, lines, user=by)
    findings = judge(checked)
    refuse_open(findings, quote.reasons)
    quote.status, quote.submitted_by, quote.submitted_at = Status.APPROVING, by, clock.now()
    quote.save()
    keep(quote, findings, by)
    actions.record("sales.quote_submitted", quote, by=by, findings=len(findings))
    return checked


def check_complete(quote: Quote, lines: list[QuoteLine]) -> None:
    if not lines:
        raise DomainError(_("The quote has no positions yet. Add what is offered."), "no_lines", "lines")
    if quote.contact_id is None:
        raise DomainError(_("Name the person at the customer for whom it is."), "required", "contact")


def keep(quote: Quote, findings: list[Finding], by: Any) -> None:
    QuoteCheck.objects.bulk_create(
        [
            QuoteCheck(
                quote=quote,
                guard=finding.guard,
                level=finding.level,
                place=finding.place,
                message=finding.message[:400],
                reason=quote.reasons.get(finding.guard, "")[:200] if finding.level == CONFIRM else "",
                at=clock.now(),
                by=by if getattr(by, "pk", None) else None,
            )
            for finding in findings
        ]
    )


def tell_rivals(quote: Quote, numbers: set[str], by: Any) -> None:
    others = Quote.objects.filter(number__in=numbers, status__in=Quote.LIVE).select_related("owner")
    for other in others.order_by("pk"):
        words = {"name": by, "quote": other.number, "customer": quote.customer}
        tell(other.owner, partial(_rival_sentence, words), other.get_absolute_url(), by=by)


def _rival_sentence(words: dict[str, Any]) -> str:
    return (
        _("%(name)s quotes the same product to %(customer)s as your quote %(quote)s. Agree with each other.")
        % words
    )


def approve_quote(quote: Quote, *, by: Any) -> Quote:
    """Approve where no process has it in hand; never one's own."""
    sources.require_unlocked(quote)
    findings = findings_of(quote, [], checker=by.pk)
    own = next((finding for finding in findings if finding.guard == "maker_is_checker"), None)
    if own is not None:
        raise DomainError(own.message, code="own_document")
    return put_approved(quote, by=by)


def put_approved(quote: Quote, *, by: Any) -> Quote:
    """Approved: the call of a process, or of `approve_quote`."""
    with transaction.atomic():
        fresh = locked(quote)
        states.require_status(fresh.status, Status.APPROVED)
        fresh.status, fresh.approved_by, fresh.approved_at = Status.APPROVED, by, clock.now()
        fresh.save()
        actions.record("sales.quote_approved", fresh, by=by)
        words = {"quote": fresh}
        if fresh.owner is not None:
            tell(
                fresh.owner,
                lambda: _("The quote %(quote)s is approved and can be sent.") % words,
                fresh.get_absolute_url(),
                by=by,
            )
    return fresh


def return_quote(quote: Quote, *, by: Any, reason: str) -> Quote:
    """Give a submitted quote back to be mended; one that a process has in hand is returned there."""
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    sources.require_unlocked(quote)
    return reopen(quote, by=by, reason=reason.strip())


def reopen(quote: Quote, *, by: Any, reason: str = "") -> Quote:
    """A draft again: refused, returned or withdrawn."""
    with transaction.atomic():
        fresh = locked(quote)
        states.require_status(fresh.status, Status.DRAFT)
        fresh.status = Status.DRAFT
        fresh.save()
        actions.record("sales.quote_returned", fresh, by=by, reason=reason)
    return fresh


__all__ = ["approve_quote", "put_approved", "reopen", "require_draft", "return_quote", "submit_quote"]
