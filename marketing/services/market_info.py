"""The verbs of market information: report, correct, review, make a lead of it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from contacts import validation
from core import actions, clock
from core.errors import DomainError
from reminders.services.telling import tell

from .. import states
from ..models import Credibility, Lead, MarketInfo
from .lead_intake import take_in

Status = MarketInfo.Status
LABELS = dict(Status.choices)


def save_info(info: MarketInfo, *, by: Any) -> MarketInfo:
    """Report or correct; what was reviewed stays as the reviewer read it."""
    info.title = validation.clean_text(info.title)
    if not info.title:
        raise DomainError(_("Give it a title."), code="required", field="title")
    validation.check_not_future(info.heard_on, "heard_on")
    with transaction.atomic():
        is_new = info.pk is None
        if is_new:
            info.owner = info.owner or by
            info.department = access.home_department(info.owner)
        elif locked(info).status != Status.PENDING:
            raise DomainError(_("It was reviewed and is kept as it stands."), code="reviewed")
        info.save()
        actions.record(f"marketing.info_{'reported' if is_new else 'changed'}", info, by=by)
    return info


def review_info(
    info: MarketInfo,
    *,
    by: Any,
    is_adopted: bool,
    credibility: int | None = None,
    opinion: str = "",
    is_shared: bool = False,
) -> MarketInfo:
    """Adopt it or not; nobody reviews what he reported himself. Why not must be said."""
    if not is_adopted and not opinion.strip():
        raise DomainError(_("Say why it is not adopted."), code="required", field="opinion")
    if credibility is not None and credibility not in Credibility.values:
        raise DomainError(_("Credibility goes from 1 to 5."), code="unknown", field="credibility")
    with transaction.atomic():
        fresh = locked(info)
        _require_another(fresh, by)
        to = Status.ADOPTED if is_adopted else Status.REJECTED
        states.require_move(states.MARKET_INFO, fresh.status, to, LABELS)
        _reviewed(fresh, to, by, opinion)
        fresh.credibility = credibility or fresh.credibility
        fresh.is_shared = is_adopted and is_shared
        fresh.save()
        actions.record(
            "marketing.info_adopted" if is_adopted else "marketing.info_rejected",
            fresh,
            by=by,
            reason=fresh.opinion,
        )
        words = {"title": fresh.title, "state": fresh}
        sentence = (
            (lambda: _("Your information was adopted: %(title)s.") % words)
            if is_adopted
            else (lambda: _("Your information was not adopted: %(title)s.") % words)
        )
        tell(fresh.owner, sentence, fresh.get_absolute_url(), by=by)
    return fresh


def make_lead(info: MarketInfo, *, by: Any, company: str) -> Lead:
    """Take a lead in for it, once; what was not yet adopted is adopted by that."""
    with transaction.atomic():
        fresh = locked(info)
        if fresh.status == Status.LEAD:
            raise DomainError(_("A lead was made of it already."), code="converted")
        if fresh.status == Status.PENDING:
            _require_another(fresh, by)
            _reviewed(fresh, Status.LEAD, by, "")
        states.require_move(states.MARKET_INFO, info.status, Status.LEAD, LABELS)
        fresh.status = Status.LEAD
        fresh.save()
        customer = fresh.customer
        lead = take_in(
            by=by,
            channel=Lead.Channel.MARKET_INFO,
            owner=customer.owner if customer is not None and customer.owner_id else None,
            title=fresh.title,
            company=company or (customer.name if customer is not None else ""),
            industry=customer.industry if customer is not None else "",
            region=customer.city if customer is not None else "",
            details=fresh.body,
            market_info=fresh,
        )
        actions.record("marketing.info_to_lead", fresh, by=by, lead=str(lead))
    return lead


def _require_another(info: MarketInfo, by: Any) -> None:
    if info.owner_id == getattr(by, "pk", None):
        raise DomainError(_("Somebody else must review what you reported."), code="own_review")


def _reviewed(info: MarketInfo, status: str, by: Any, opinion: str) -> None:
    info.status, info.reviewer, info.reviewed_at = status, by, clock.now()
    info.opinion = opinion.strip()[:300]


def locked(info: MarketInfo) -> MarketInfo:
    rows = MarketInfo.objects.alive().select_for_update(of=("self",))
    found: MarketInfo = rows.select_related("owner", "customer__owner").get(pk=info.pk)
    return found
