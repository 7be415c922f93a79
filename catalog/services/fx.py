"""Exchange rates are noted by day; a clause whose base rate they left behind asks for new prices."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row
from reminders.services.notification import notify

from ..models import FxRate, PriceList
from ..selectors.deviation import shown_percent
from ..selectors.fx import drift, is_beyond


def save_fx_rate(rate: FxRate, *, by: Any) -> FxRate:
    """Note a rate; one for each pair of currencies and day, none for a day to come."""
    check_fx_rate(rate)
    is_new = rate.pk is None
    with transaction.atomic():
        try:
            with transaction.atomic():
                rate.save()
        except IntegrityError:
            raise DomainError(
                _("There is a rate of %(currency)s/%(base)s for this day. Change that one.")
                % {"currency": rate.currency, "base": rate.base},
                code="duplicate",
                field="day",
            )
        actions.record("catalog.fx_rate_added" if is_new else "catalog.fx_rate_changed", rate, by=by)
    return rate


def check_fx_rate(rate: FxRate) -> None:
    if rate.rate is None or rate.rate <= 0:
        raise DomainError(_("An exchange rate is above 0."), code="bad_rate", field="rate")
    if rate.currency == rate.base:
        raise DomainError(_("Choose two different currencies."), code="same_currency", field="base")
    if rate.day > clock.today():
        raise DomainError(_("This day has not come yet."), code="future", field="day")


def review_fx_clauses(as_of: date) -> dict[str, Any]:
    """Mark the lists in force whose exchange rate went beyond the threshold, and tell who keeps them, once.

    A list whose rate came back, or whose prices follow the rate by themselves, is not marked.
    """
    counts = {"marked": 0, "cleared": 0}
    rows = PriceList.objects.alive().filter(status=PriceList.Status.EFFECTIVE, fx_base_rate__isnull=False)
    for row in rows.order_by("pk"):
        off = drift(row, row.currency, as_of)
        is_due = is_beyond(row, off) and row.fx_reprice == PriceList.Reprice.REQUOTE
        if is_due == (row.reprice_due_on is not None):
            continue
        with transaction.atomic():
            fresh = locked_row(PriceList, row.pk)
            fresh.reprice_due_on = as_of if is_due else None
            fresh.save()
            if is_due and off is not None:
                actions.record("catalog.reprice_due", fresh, drift=str(shown_percent(off)))
                notify(
                    fresh.submitted_by or fresh.created_by,
                    _(
                        "%(list)s: the exchange rate moved by %(drift)s %%. Make a new version with new prices."
                    )
                    % {"list": fresh, "drift": f"{shown_percent(off):+}"},
                    fresh.get_absolute_url(),
                )
        counts["marked" if is_due else "cleared"] += 1
    return counts
