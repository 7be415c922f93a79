"""What quantities of an order's line are worth, with tax, in the order's currency."""

from decimal import Decimal

from core.money import rounded

from ..models import OrderLine


def value_of(line: OrderLine, quantity: Decimal) -> Decimal:
    """quantity × the line's gross ÷ its quantity, rounded once; the whole line is its gross to the cent."""
    if quantity == line.quantity:
        return line.gross
    return rounded(line.gross * quantity / line.quantity)


def accepted_value(line: OrderLine) -> Decimal:
    return value_of(line, line.accepted)


def returned_value(line: OrderLine) -> Decimal:
    """What came back for good or for replacement, as long as it has not been delivered again."""
    return value_of(line, line.returned)


def part_value(line: OrderLine, before: Decimal, after: Decimal) -> Decimal:
    """What a step from one quantity to another is worth: the parts of a line add up to the whole of it."""
    return value_of(line, after) - value_of(line, before)
