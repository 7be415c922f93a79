"""Chainable reads of opportunities, and the expressions by which they are summed."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Case, DecimalField, ExpressionWrapper, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from core import clock
from records.gate import GateQuerySet

MONEY = DecimalField(max_digits=22, decimal_places=4)
PERCENT = DecimalField(max_digits=5, decimal_places=2)


def probability() -> Any:
    """Per cent, as `Opportunity.probability` says it."""
    return Case(
        When(status="won", then=Value(Decimal(100), output_field=PERCENT)),
        When(status__in=["lost", "invalid"], then=Value(Decimal(0), output_field=PERCENT)),
        default=Coalesce("own_probability", "stage__probability"),
        output_field=PERCENT,
    )


def weighted() -> Any:
    """Yuan: amount × probability, of one row."""
    return ExpressionWrapper(F("base_amount") * probability() / Decimal(100), output_field=MONEY)


def weighted_open() -> Any:
    """The same of a row that is known to be in progress; cheaper where a hundred thousand are summed."""
    chance = Coalesce("own_probability", "stage__probability")
    return ExpressionWrapper(F("base_amount") * chance / Decimal(100), output_field=MONEY)


class OpportunityQuerySet(GateQuerySet[Any]):
    def in_progress(self) -> "OpportunityQuerySet":
        return self.filter(status="open")

    def overdue(self) -> "OpportunityQuerySet":
        """In progress though the day of its expected close, or of its next step, has passed."""
        today = clock.today()
        return self.in_progress().filter(Q(expected_close__lt=today) | Q(next_step_on__lt=today))


class VisitQuerySet(GateQuerySet[Any]):
    def coming(self) -> "VisitQuerySet":
        return self.filter(status__in=["draft", "planned"])

    def under_way(self) -> "VisitQuerySet":
        """Begun, and not yet written up."""
        return self.filter(status__in=["checked_in", "checked_out", "returned"])

    def held(self) -> "VisitQuerySet":
        """Written up: what the judgement of a day looks at."""
        return self.filter(status__in=["submitted", "reviewed"])

    def on(self, day: Any) -> "VisitQuerySet":
        """Planned for this day, or held on it."""
        start, end = day_bounds(day)
        return self.filter(planned_start__gte=start, planned_start__lt=end)


def day_bounds(day: Any) -> tuple[datetime, datetime]:
    """The first moment of a day and that of the next, in the company's time zone."""
    start = timezone.make_aware(datetime.combine(day, time()))
    return start, timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def stale(stages: Any) -> Q:
    """Opportunities that have been in their stage for longer than its usual days; `stages`: (pk, dwell days)."""
    now = clock.now()
    found = Q(pk__in=[])
    for pk, days in stages:
        if days:
            found |= Q(stage=pk, stage_since__lt=now - timedelta(days=days))
    return Q(status="open") & found


__all__ = [
    "OpportunityQuerySet",
    "VisitQuerySet",
    "day_bounds",
    "probability",
    "stale",
    "weighted",
    "weighted_open",
]
