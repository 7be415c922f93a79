"""Exchange rates as they were on a day, and how far they went from the base rate of a clause."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.money import rounded
from records import parameters

from ..models import FxClause, FxRate
from ..parameters import FX_MAX_AGE
from .deviation import percent_off

ONE = Decimal(1)


def rate_on(currency: str, base: str, day: date) -> Decimal | None:
    """What one `currency` was worth in `base` on `day`: the newest rate that is not too old, also the other way round."""
    if currency == base:
        return ONE
    rows = FxRate.objects.alive().filter(
        day__lte=day, currency__in=(currency, base), base__in=(currency, base)
    )
    newest = rows.order_by("-day", "-id").first()
    if newest is None or (day - newest.day).days > parameters.get(FX_MAX_AGE):
        return None
    return newest.rate if newest.currency == currency else ONE / newest.rate


def require_rate(currency: str, base: str, day: date) -> Decimal:
    """As `rate_on`; refuses (DomainError) where there is none to be used."""
    rate = rate_on(currency, base, day)
    if rate is None:
        raise DomainError(
            _(
                "There is no exchange rate %(currency)s/%(base)s for %(day)s, or only one that is too old. Enter it first."
            )
            % {"currency": currency, "base": base, "day": f"{day:%Y-%m-%d}"},
            code="no_fx_rate",
            field="currency",
        )
    return rate


def converted(amount: Decimal, currency: str, base: str, day: date) -> Decimal:
    """An amount of money in another currency, rounded once: USD 1,250.00 at 7.1000 is 8,875.00 yuan."""
    return rounded(amount * require_rate(currency, base, day))


def drift(clause: FxClause, currency: str, day: date) -> Decimal | None:
    """By how many percent (unrounded) the rate of `day` lies off the clause's base rate; None without either."""
    if clause.fx_base_rate is None:
        return None
    now = rate_on(currency, clause.fx_currency, day)
    return None if now is None else percent_off(now, clause.fx_base_rate)


def is_beyond(clause: FxClause, percent: Decimal | None) -> bool:
    """Whether the drift asks for new prices: more than the threshold, to either side; on it nothing happens."""
    return percent is not None and abs(percent) > clause.fx_threshold
