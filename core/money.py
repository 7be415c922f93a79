"""Money: Decimal in yuan, rounded half up at the last step; large sums in 万元 or in whole yuan, as one reads."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.translation import get_language, pgettext

Unit = Literal["yuan", "large"]
TEN_THOUSAND = 10_000


def counts_in_wan() -> bool:
    """Chinese counts large sums in 万元; English has no word for ten thousand and takes whole yuan."""
    return not (get_language() or "").startswith("en")


def rounded(amount: Decimal | int | str, places: int = 2) -> Decimal:
    """Half up, away from zero: 0.125 is 0.13, −0.125 is −0.13. Never give it a float."""
    return Decimal(amount).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def unit_label(unit: Unit = "yuan") -> str:
    """What stands behind an amount or in the head of its column: 元 or 万元."""
    if unit == "large" and counts_in_wan():
        return pgettext("money", "ten thousand yuan")
    return pgettext("money", "yuan")


def amount_text(amount: Decimal | int | None, unit: Unit = "yuan", places: int = 2) -> str:
    """1,234,567.89 or, as a large sum, 123.46 (万元) or 1,234,568: where the unit is named. Empty for None."""
    if amount is None:
        return ""
    if unit == "large" and counts_in_wan():
        value = rounded(Decimal(amount) / TEN_THOUSAND, places)
    else:
        value = rounded(amount, 0 if unit == "large" else places)
    return f"{abs(value) if value == 0 else value:,f}"


def money_text(amount: Decimal | int | None, unit: Unit = "yuan", places: int = 2) -> str:
    """The amount with its unit: 1,234.50 元, 123.46 万元, 1,234,568 yuan."""
    text = amount_text(amount, unit, places)
    return (
        pgettext("money", "%(amount)s %(unit)s") % {"amount": text, "unit": unit_label(unit)} if text else ""
    )


def short_text(amount: Decimal) -> str:
    """A large sum as short as an axis wants it: 123.5 (万元), 1.25M, 500K."""
    if counts_in_wan():
        return f"{rounded(amount / TEN_THOUSAND, 1).normalize():,f}"
    for size, letter in ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K")):
        if abs(amount) >= size:
            return f"{rounded(amount / size).normalize():,f}{letter}"
    return f"{rounded(amount).normalize():,f}"
