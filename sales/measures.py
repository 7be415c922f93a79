"""What an objective of an account plan can be measured by; upper apps add what they know (receipts, orders, satisfaction).

A measure reads all of the customer's data, not only what the reader sees: whoever may read the plan's objectives
reads the same figures as everybody else who may.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

# (customer, year) → twelve values, one a month. What has not come yet is None where months do not add up.
Months = Sequence[Decimal | None]
Read = Callable[[Any, int], Months]


@dataclass(frozen=True, kw_only=True)
class Measure:
    """`is_sum`: months add up to the year (money won, visits); else each month's value is that of the year so far (a
    share). `expected` says what the coming months will add; where it is missing the pace so far is carried on.
    """

    code: str
    label: Any
    unit: str  # money | count | percent
    reached: Read
    expected: Read | None = None
    is_sum: bool = True
    of: tuple[str, ...] = ()  # record type and its fields that the figures are made of


MEASURES: dict[str, Measure] = {}


def add_measure(*measures: Measure) -> None:
    """Called by each app when it is ready."""
    for measure in measures:
        MEASURES[measure.code] = measure


def choices() -> list[tuple[str, Any]]:
    return [(measure.code, measure.label) for measure in MEASURES.values()]


def label(code: str) -> str:
    measure = MEASURES.get(code)
    return str(measure.label) if measure is not None else code


def unit_of(code: str) -> str:
    measure = MEASURES.get(code)
    return measure.unit if measure is not None else "count"
