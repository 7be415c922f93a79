"""A customer's forecast as a table of months, and what has changed against the edition before."""

from datetime import date
from typing import Any

from core.brief import briefly

from ..models import RollingForecast

EDITIONS = 24


def editions(customer: Any, user: Any) -> list[date]:
    """The days of his newest editions, newest first."""
    rows = RollingForecast.objects.under(customer, user).order_by("-edition")
    return list(rows.values_list("edition", flat=True).distinct()[:EDITIONS])


def compared(customer: Any, user: Any, asked: str = "") -> dict[str, Any]:
    """The asked edition (the newest without) beside the one before it."""
    days = editions(customer, user)
    if not days:
        return {"editions": [], "edition": None}
    edition = next((day for day in days if day.isoformat() == asked), days[0])
    before = next((day for day in days if day < edition), None)
    rows = RollingForecast.objects.under(customer, user).filter(edition__in=[edition, before or edition])
    now: dict[Any, dict[date, RollingForecast]] = {}
    then: dict[Any, dict[date, RollingForecast]] = {}
    names: dict[Any, dict[str, str]] = {}
    for row in briefly(rows, "product").order_by("edition", "part_no", "month"):
        key = row.product_id or row.part_no
        (now if row.edition == edition else then).setdefault(key, {})[row.month] = row
        product = row.product
        names[key] = {
            "part_no": row.part_no or (names[key]["part_no"] if key in names else ""),
            "product": product.code if product is not None else "",
            "name": product.name if product is not None else "",
        }
    months = sorted({month for cells in now.values() for month in cells})
    lines = []
    for key in sorted(names, key=lambda each: (names[each]["part_no"], names[each]["product"])):
        cells = [_cell(now.get(key, {}).get(month), then.get(key, {}).get(month), before) for month in months]
        lines.append({**names[key], "cells": cells, "sum": sum(cell["quantity"] or 0 for cell in cells)})
    source = next((row.source for cells in now.values() for row in cells.values() if row.source), "")
    return {
        "editions": days,
        "edition": edition,
        "before": before,
        "months": months,
        "lines": lines,
        "source": source,
    }


def _cell(now: RollingForecast | None, then: RollingForecast | None, before: date | None) -> dict[str, Any]:
    """One figure with its change; a month that the edition before did not reach has none."""
    quantity = now.quantity if now is not None else None
    change = None
    if before is not None and then is not None:
        change = (quantity or 0) - then.quantity
    return {"quantity": quantity, "change": change or None}
