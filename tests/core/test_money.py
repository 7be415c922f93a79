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
        (Decimal("1234567.89"), "large", "123.46"),
        (Decimal("-1130000"), "large", "-113.00"),
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
    assert money.money_text(None) == ""


@pytest.mark.parametrize(
    ("language", "text", "short"),
    [("en", "1,254,000 yuan", "1.25M"), ("zh-hans", "125.40 万元", "125.4")],
)
def test_a_large_sum_is_counted_as_the_reader_counts(language: str, text: str, short: str) -> None:
    """Nobody who reads English counts in ten thousands."""
    with translation.override(language):
        assert money.money_text(Decimal("1253999.60"), "large") == text
        assert money.short_text(Decimal("1253999.60")) == short


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [("0", "0"), ("900", "900"), ("50000", "50K"), ("-2000000", "-2M"), ("3.2E9", "3.2B")],
)
def test_an_axis_in_english_is_short(amount: str, wanted: str) -> None:
    with translation.override("en"):
        assert money.short_text(Decimal(amount)) == wanted
