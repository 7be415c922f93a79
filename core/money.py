"""Money: Decimal in yuan, rounded half up at the last step, shown in 元 or 万元 as the reader chooses."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.translation import pgettext

Unit = Literal["yuan", "wan"]


def rounded(amount: Decimal | int | str, places: int = 2) -> Decimal:
    """Half up, away from zero: 0.125 is 0.13, −0.125 is −0.13. Never give it a float."""
    return Decimal(amount).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def unit_label(unit: Unit = "yuan") -> str:
    """What stands behind an amount or in the head of its column: 元 or 万元."""
    return pgettext("money", "ten thousand yuan") if unit == "wan" else pgettext("money", "yuan")


def amount_text(amount: Decimal | int | None, unit: Unit = "yuan", places: int = 2) -> str:
    """1,234,567.89 or, in ten thousands, 123.46: for columns whose head names the unit. Empty for None."""
    if amount is None:
        return ""
    value = rounded(Decimal(amount) / 10_000 if unit == "wan" else amount, places)
    return f"{abs(value) if value == 0 else value:,f}"


def money_text(amount: Decimal | int | None, unit: Unit = "yuan", places: int = 2) -> str:
    """The amount with its unit: 1,234.50 元, 123.46 万元."""
    text = amount_text(amount, unit, places)
    return (
        pgettext("money", "%(amount)s %(unit)s") % {"amount": text, "unit": unit_label(unit)} if text else ""
    )
