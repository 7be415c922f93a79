"""Shares, ranks and yearly averages: pure figures of a ranking."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from core.money import rounded


def shares(amounts: Sequence[Decimal]) -> list[Decimal | None]:
    """Each amount in per cent of all with two decimals, by the largest remainder: together exactly 100.

    Three equal ones are 33.34, 33.33, 33.33. Where all come to nothing or less there are no shares.
    """
    whole = sum(amounts, Decimal(0))
    if whole <= 0:
        return [None] * len(amounts)
    # Whole numbers, cents of the amounts and hundredths of a per cent, are exact and a tenth of the work.
    cents = [int(amount * 100) for amount in amounts]
    all_cents = sum(cents)
    parts = [divmod(amount * 10_000, all_cents) for amount in cents]
    missing = 10_000 - sum(share for share, _rest in parts)
    by_remainder = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))
    raised = set(by_remainder[:missing])
    hundredths = [share + (place in raised) for place, (share, _rest) in enumerate(parts)]
    known = {number: Decimal(number).scaleb(-2) for number in set(hundredths)}
    return [known[number] for number in hundredths]


def ranks(amounts: Sequence[Decimal]) -> list[int]:
    """Of amounts that fall: equal ones share a rank, and the next one counts them all (1, 2, 2, 4)."""
    found: list[int] = []
    for place, amount in enumerate(amounts):
        found.append(found[-1] if place and amount == amounts[place - 1] else place + 1)
    return found


def months_between(first: date, last: date) -> int:
    """Whole months from the first deal to the last day, one at least."""
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return max(months, 1)


def a_year(amount: Decimal, first: date, last: date) -> Decimal:
    """年均: the amount ÷ (months since the first deal ÷ 12)."""
    return rounded(amount * 12 / months_between(first, last))
