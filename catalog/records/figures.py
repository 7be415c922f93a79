"""Columns of prices and quantities: as many decimals as they have, money at least two."""

from decimal import Decimal
from typing import Any

from core.tables import Column, attribute


def trimmed(value: Decimal | None, least: int = 0) -> str:
    """9480.000000 as 9,480.00 (least 2), 0.0478 as 0.0478, 12.0000 as 12 (least 0)."""
    if value is None:
        return ""
    places = max(least, -int(value.normalize().as_tuple().exponent))
    return f"{value:,.{places}f}"


def _column(name: str, label: Any, least: int, **facts: Any) -> Column:
    facts = {"sort": name, **facts}
    return Column(
        name=name,
        label=label,
        value=attribute(name),
        html=lambda row: trimmed(getattr(row, name), least) or None,
        align="end",
        **facts,
    )


def price(name: str, label: Any, **facts: Any) -> Column:
    return _column(name, label, 2, **facts)


def amount(name: str, label: Any, **facts: Any) -> Column:
    """A quantity, a rate, a percentage."""
    return _column(name, label, 0, **facts)
