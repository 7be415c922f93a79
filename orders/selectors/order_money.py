"""What quantities of an order's line are worth, with tax, in the order's currency."""

from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, ExpressionWrapper, F, Func
from django.db.models.functions import Round

from core.money import rounded

from ..models import OrderLine

YUAN = DecimalField(max_digits=30, decimal_places=2)


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


class PartToTheCent(Func):
    """The first expression ÷ the second, rounded to the cent, exactly as each database reckons a row and a sum."""

    arity = 2
    arg_joiner = " / "
    template = "ROUND(%(expressions)s, 2)"
    output_field: Any = YUAN

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # SQLite divides whole numbers to whole numbers.
        return self.as_sql(compiler, connection, template="ROUND(1.0 * %(expressions)s, 2)", **context)


def _product(*factors: Any) -> Any:
    found = factors[0]
    for factor in factors[1:]:
        found = found * factor
    return ExpressionWrapper(found, output_field=DecimalField(max_digits=60, decimal_places=20))


def in_yuan(amount: str, rate: str) -> Round:
    """An amount at its document's rate, rounded to the cent row by row: what is summed is what is shown."""
    return Round(_product(F(amount), F(rate)), precision=2, output_field=YUAN)


def ordered_yuan() -> PartToTheCent:
    """What a line of an order is worth without tax in yuan; what came back for good is taken off."""
    kept = F("quantity") - F("returned") + F("replaced")
    return PartToTheCent(_product(F("net"), F("order__rate"), kept), F("quantity"))


def shipped_yuan() -> PartToTheCent:
    """What has been shipped of a line, with tax in yuan."""
    return PartToTheCent(_product(F("gross"), F("order__rate"), F("shipped")), F("quantity"))


def open_yuan(taken: str = "received") -> Round:
    """What is still to be paid on a plan, or (`allocated`) still to be matched of a receipt."""
    open_amount = ExpressionWrapper(F("amount") - F(taken), output_field=YUAN)
    return Round(_product(open_amount, F("rate")), precision=2, output_field=YUAN)
