"""在途物资 as a timeline: each shipment is a bar over days, from its departure to the day it is expected, or to today."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from core import clock
from core.brief import briefly
from core.day_fields import asked_day
from records.ordering import by_names

from ..models import Shipment, ShipmentLine

DAYS = 14  # how many columns the timeline has
BEFORE = 4  # of them before today
MOST = 60


def first_day(asked: str) -> date:
    """The first day shown: the asked one, else some days before today."""
    return asked_day(asked) or clock.today() - timedelta(days=BEFORE)


def timeline(rows: Any, asked: str = "") -> dict[str, Any]:
    """The shipments of `rows` as bars; those that are late come first, then by the day they are expected.

    A grid of CSS classes has no place for dates: `start` and `span` are columns, 1 is the first day shown.
    """
    today, start = clock.today(), first_day(asked)
    days = [start + timedelta(days=n) for n in range(DAYS)]
    soonest = briefly(rows, "customer", "owner").order_by(*by_names(Shipment, ("eta", "id")))
    found = list(soonest[: MOST + 1])
    goods: dict[int, list[str]] = {}
    lines = ShipmentLine.objects.alive().filter(shipment__in=found[:MOST])
    for line in lines.select_related("order_line__product").order_by("place"):
        what = f"{line.order_line.what} × {line.quantity.normalize():f}"
        goods.setdefault(line.shipment_id, []).append(what)
    bars = [bar(row, days, goods.get(row.pk, [])) for row in found[:MOST]]
    bars.sort(key=lambda each: (not each["is_late"], each["row"].eta or date.max, each["row"].pk))
    return {
        "days": [
            {"day": day, "is_today": day == today, "is_weekend": day.weekday() > 4, "column": place}
            for place, day in enumerate(days, start=1)
        ],
        "bars": bars,
        "has_more": len(found) > MOST,
        "late_count": sum(each["is_late"] for each in bars),
        "earlier": (start - timedelta(days=DAYS // 2)).isoformat(),
        "later": (start + timedelta(days=DAYS // 2)).isoformat(),
    }


def bar(row: Shipment, days: list[date], goods: list[str]) -> dict[str, Any]:
    left = timezone.localtime(row.shipped_at).date() if row.shipped_at else row.etd or clock.today()
    to = max(
        row.eta or left, clock.today(), left
    )  # what has not arrived is on its way today, whatever was expected
    start = min(max((left - days[0]).days + 1, 1), DAYS)
    end = min(max((to - days[0]).days + 1, start), DAYS)
    due = (row.due_on - days[0]).days + 1 if row.due_on else 0
    return {
        "row": row,
        "is_late": row.is_late,
        "start": start,
        "span": end - start + 1,
        "begins_before": left < days[0],
        "ends_after": to > days[-1],
        "due": due if 1 <= due <= DAYS else 0,
        "goods": goods[:3],
        "more": max(len(goods) - 3, 0),
        "days_late": (max(row.eta or clock.today(), clock.today()) - row.due_on).days if row.due_on else 0,
    }
