"""Value added tax: an amount parted into net and tax so that the two always add up to it."""

from decimal import Decimal
from typing import NamedTuple

from .money import rounded

HUNDRED = Decimal(100)


class Split(NamedTuple):
    net: Decimal
    tax: Decimal
    gross: Decimal


def split_vat(amount: Decimal, rate: Decimal, *, tax_included: bool = True) -> Split:
    """`rate` in per cent. With tax included: net = amount ÷ (1 + r), tax is the rest; else tax = amount × r on top."""
    amount = rounded(amount)
    if tax_included:
        net = rounded(amount / (1 + rate / HUNDRED))
        return Split(net, amount - net, amount)
    tax = rounded(amount * rate / HUNDRED)
    return Split(amount, tax, amount + tax)
