"""How far a price lies from another: of a local price from its reference, of an exchange rate from its base."""

from decimal import Decimal

from core.money import rounded

HUNDRED = Decimal(100)


def percent_off(value: Decimal, reference: Decimal) -> Decimal:
    """(value − reference) ÷ reference in percent, unrounded: 9,480 against 10,000 is −5.2."""
    return (value - reference) / reference * HUNDRED


def shown_percent(value: Decimal) -> Decimal:
    """Two decimals, half up, only for showing; limits are asked of the exact figure."""
    return rounded(value, 2)


def is_within(percent: Decimal, *, below: Decimal, above: Decimal) -> bool:
    """Whether the deviation stays in the allowed band, both ends included: −5 … +10 by default."""
    return -below <= percent <= above
