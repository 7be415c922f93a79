"""The rate of effective visits: effective ÷ (planned ones due − called off by the customer with proof + unplanned)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from accounts.models import User
from core import clock
from core.money import rounded

from ..models import Visit
from ..querysets import day_bounds


@dataclass(frozen=True)
class VisitRate:
    """What the rate is made of; `percent` is None where nothing was due."""

    planned: int
    excused: int
    unplanned: int
    effective: int

    @property
    def due(self) -> int:
        return self.planned - self.excused + self.unplanned

    @property
    def percent(self) -> Decimal | None:
        return rounded(Decimal(self.effective) * 100 / self.due) if self.due else None


def of_month(day: date, rows: Any = None, *, until: date | None = None) -> VisitRate:
    """The rate of the month that `day` lies in, over `rows` of visits (all), as far as they are due by `until` (today).

    A planned visit belongs to the month it was planned for, one that nobody planned to that of its check-in. What was
    moved to another time is due then, and a draft is no plan.
    """
    first = day.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return between(first, last, rows, until=until)


def between(first: date, last: date, rows: Any = None, *, until: date | None = None) -> VisitRate:
    """The same over the days from `first` to `last`, both included."""
    asked, figures = _figures(first, last, rows, until)
    return VisitRate(**asked.aggregate(**figures))


def by_person(first: date, last: date, rows: Any) -> list[tuple[User, VisitRate]]:
    """The same of each owner, by name, in two statements."""
    asked, figures = _figures(first, last, rows, None)
    found = {row.pop("owner"): VisitRate(**row) for row in asked.values("owner").annotate(**figures)}
    people = User.objects.filter(pk__in=[pk for pk in found if pk]).order_by("pinyin", "pk")
    return [(person, found[person.pk]) for person in people]


def _figures(first: date, last: date, rows: Any, until: date | None) -> tuple[Any, dict[str, Any]]:
    """The visits that the days ask for, and what is counted of them."""
    start, end = day_bounds(first)[0], day_bounds(min(last, until or clock.today()))[1]
    asked = rows if rows is not None else Visit.objects.alive()
    planned = Q(is_planned=True, planned_start__gte=start, planned_start__lt=end) & ~Q(
        status__in=["draft", "rescheduled"]
    )
    unplanned = Q(is_planned=False, checked_in_at__gte=start, checked_in_at__lt=end) & Q(
        checked_out_at__isnull=False
    )
    excused = Q(status="cancelled", cancelled_by="customer", proof__isnull=False)
    return asked.filter(planned | unplanned).order_by(), {
        "planned": Count("pk", filter=planned),
        "excused": Count("pk", filter=planned & excused),
        "unplanned": Count("pk", filter=unplanned),
        "effective": Count("pk", filter=Q(is_effective=True)),
    }
