from decimal import Decimal

import pytest
from django.utils import translation

from core import money


@pytest.mark.parametrize(
    ("amount", "places", "wanted"),
    [("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("1.005", 2, "1.01"), ("2.5", 0, "3"), ("10", 2, "10.00")],
)
def test_halves_are_rounded_away_from_zero(amount: str, places: int, wanted: str) -> None:
    assert str(money.rounded(amount, places)) == wanted


@pytest.mark.parametrize(
    ("amount", "unit", "wanted"),
    [
        (Decimal("1234567.89"), "yuan", "1,234,567.89"),
        (Decimal("1234567.89"), "wan", "123.46"),
        (Decimal("-1130000"), "wan", "-113.00"),
        (Decimal("-0.001"), "yuan", "0.00"),
        (0, "yuan", "0.00"),
        (Decimal("1E+6"), "yuan", "1,000,000.00"),
        (Decimal("999999999999.99"), "yuan", "999,999,999,999.99"),
        (None, "yuan", ""),
    ],
)
def test_an_amount_is_shown_in_the_readers_unit(
    amount: Decimal | None, unit: money.Unit, wanted: str
) -> None:
    assert money.amount_text(amount, unit) == wanted


def test_an_amount_names_its_unit() -> None:
    with translation.override("en"):
        assert money.money_text(Decimal("1234.5")) == "1,234.50 yuan"
        assert money.money_text(20_000, "wan", places=0) == "2 ten thousand yuan"
    assert money.money_text(None) == ""
