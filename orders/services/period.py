"""Accounting periods: a month is closed, and nothing is posted into it any more until finance opens it again."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError

from ..models import AccountingPeriod


def first_of(day: date) -> date:
    return day.replace(day=1)


def is_closed(day: date) -> bool:
    return AccountingPeriod.objects.filter(month=first_of(day), is_closed=True).exists()


def require_open(day: date, field: str | None = None) -> None:
    """Refuse to post into a month whose books are closed."""
    if is_closed(day):
        raise DomainError(
            _(
                "The books of %(month)s are closed. Take a day of an open month, or have finance open it again."
            )
            % {"month": f"{day:%Y-%m}"},
            code="period_closed",
            field=field,
        )


def close_period(month: date, *, by: Any) -> AccountingPeriod:
    """A month is closed once it is over."""
    month = first_of(month)
    with transaction.atomic():
        period = _locked(month)
        if period.is_closed:
            raise DomainError(_("%(month)s is closed already.") % {"month": period}, "closed")
        if month >= first_of(clock.today()):
            raise DomainError(_("%(month)s is not over yet.") % {"month": period}, "not_over", "month")
        _set(period, True, by, "orders.period_closed")
    return period


def open_period(month: date, *, by: Any, reason: str) -> AccountingPeriod:
    """Open a closed month again; the log keeps who and why."""
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    with transaction.atomic():
        period = _locked(first_of(month))
        if not period.is_closed:
            raise DomainError(_("%(month)s is open.") % {"month": period}, "open")
        _set(period, False, by, "orders.period_opened", reason=reason.strip()[:200])
    return period


def _locked(month: date) -> AccountingPeriod:
    AccountingPeriod.objects.get_or_create(month=month)
    return AccountingPeriod.objects.select_for_update().get(month=month)


def _set(period: AccountingPeriod, is_now_closed: bool, by: Any, verb: str, **data: Any) -> None:
    period.is_closed = is_now_closed
    period.closed_at = clock.now() if is_now_closed else None
    period.closed_by = by if is_now_closed else None
    period.save()
    actions.record(verb, period, by=by, month=str(period), **data)
