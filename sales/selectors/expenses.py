"""What was spent on a customer: by kind, this year and altogether, for those who may see the single expenses."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, Sum

from core import clock
from records import dictionaries


def sums(rows: Any) -> dict[str, Any]:
    """Approved money of these expenses by kind, the largest first; what waits for approval stands beside."""
    start = date(clock.today().year, 1, 1)
    this_year = Q(spent_on__gte=start, status="approved")
    found = (
        rows.order_by()
        .values("kind")
        .annotate(
            year=Sum("amount", filter=this_year),
            total=Sum("amount", filter=Q(status="approved")),
            waiting=Sum("amount", filter=Q(status__in=["draft", "approving"])),
        )
    )
    nothing = Decimal(0)
    kinds: list[dict[str, Any]] = [
        {
            "label": dictionaries.label("expense_kind", row["kind"]),
            "year": row["year"] or nothing,
            "total": row["total"] or nothing,
            "waiting": row["waiting"] or nothing,
        }
        for row in found
    ]
    kinds.sort(key=lambda row: (-row["total"], -row["waiting"]))
    return {
        "kinds": kinds,
        "year": sum((row["year"] for row in kinds), nothing),
        "total": sum((row["total"] for row in kinds), nothing),
        "waiting": sum((row["waiting"] for row in kinds), nothing),
    }
