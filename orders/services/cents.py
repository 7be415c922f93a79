"""Amounts and rates as they are kept: whole cents above nothing, and a rate that turns them into yuan."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from catalog.models.fx import HOME_CURRENCY
from catalog.selectors.fx import require_rate
from catalog.services.priced_lines import whole_figure
from contacts import validation
from core.errors import DomainError
from core.money import rounded


def whole_cents(amount: Any, field: str = "amount") -> Decimal:
    """The amount; refuses nothing, less than nothing, parts of a cent and what no column holds."""
    if amount is None:
        raise DomainError(_("Give an amount above nothing."), "not_positive", field)
    found = _figure(amount, 2, field)
    if found <= 0:
        raise DomainError(_("Give an amount above nothing."), "not_positive", field)
    validation.check_amount(found, field)
    return found


def rate_of(currency: str, rate: Any, day: date, amount: Decimal) -> Decimal:
    """Yuan need none; another currency has the rate that was written, else that of the day."""
    if currency == HOME_CURRENCY:
        return Decimal(1)
    if rate is None or rate == 1:
        return rounded(require_rate(currency, HOME_CURRENCY, day), 6)
    found = _figure(rate, 6, "rate")
    if found <= 0:
        raise DomainError(_("A rate lies above nothing."), "not_positive", "rate")
    validation.check_amount(amount * found, "rate")
    return found


def _figure(value: Any, places: int, field: str) -> Decimal:
    try:
        return whole_figure(value, places)
    except DomainError as refusal:
        raise DomainError(refusal.message, refusal.code, field) from None
