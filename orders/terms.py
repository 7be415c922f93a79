"""Terms of payment as figures: what part of an amount each one is, and on which day it is due. No database."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from core.money import rounded

HUNDRED = Decimal(100)
CENT = Decimal("0.01")
# 33.33 % and 33.3333 % are written for one third.
SMALLEST_PART = 12
READING = Fraction(5, 100_000)
WHOLE = Decimal("0.05")


def share(percent: Decimal) -> Fraction:
    """The part that a percentage was written for: 30 is 3/10, 33.33 is 1/3."""
    exact = Fraction(percent) / 100
    near = exact.limit_denominator(SMALLEST_PART)
    return near if abs(near - exact) <= READING else exact


def part(amount: Decimal, percent: Decimal) -> Decimal:
    """That share of an amount, rounded once."""
    found = share(percent)
    return rounded(amount * found.numerator / found.denominator)


def is_whole(percents: Sequence[Decimal]) -> bool:
    """They are written to be everything: 3 × 33.33 is."""
    return abs(sum(percents, Decimal(0)) - HUNDRED) <= WHOLE


def split(amount: Decimal, percents: Sequence[Decimal]) -> list[Decimal]:
    """An amount by shares, each rounded; the last takes the tail: 1,000,000 in three is …33.33, …33.33, …33.34."""
    if not percents:
        return []
    whole = amount if is_whole(percents) else rounded(amount * sum(percents, Decimal(0)) / HUNDRED)
    parts = [part(amount, percent) for percent in percents[:-1]]
    return [*parts, whole - sum(parts, Decimal(0))]


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last: 31 January + 1 month is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_day(term: Any, happened_on: date) -> date:
    """From the event, or the end of its month, so many months and days on: 月结60天, posted 12 August, 30 October."""
    start = month_end(happened_on) if term.from_month_end else happened_on
    return months_later(start, term.months) + timedelta(days=term.days)
