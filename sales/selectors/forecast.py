"""The forecast: what sales in progress will bring, month by month of their expected close, and what was won.

Best case: all in progress. Committed: those with the probability that the settings name (80 %) or a higher one.
Weighted: Σ amount × probability, in yuan at each one's rate. Three statements, however many sales there are.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce, TruncMonth
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import access
from contacts.selectors.colleagues import subordinate_ids
from core import clock
from core.money import amount_text, rounded
from records import parameters

from ..models import Opportunity
from ..parameters import COMMITTED_FROM
from ..querysets import weighted_open

MONTHS = 6
WHOSE = [
    ("me", _("Mine")),
    ("people", _("My people's")),
    ("department", _("My department's")),
    ("all", _("All I see")),
]


def whose(user: Any, name: str) -> Q:
    """Whose sales are asked for; what the user does not see is left out elsewhere."""
    if name == "me":
        return Q(owner=user)
    if name == "people":
        return Q(owner__in=subordinate_ids(user))
    if name == "department":
        home = access.home_department(user)
        return Q(department__in=access.subtree_ids(user, home)) if home else Q(pk__in=[])
    return Q()


def usual(user: Any) -> str:
    """What one looks at first: all of it where one answers for others, else one's own."""
    return "all" if subordinate_ids(user) else "me"


@dataclass
class Figure:
    amount: Decimal
    url: str

    @property
    def text(self) -> str:
        return amount_text(self.amount, "large")


@dataclass
class Month:
    start: date | None  # None: what should have been closed before this month
    count: int
    won: Figure
    committed: Figure
    best: Figure
    weighted: Figure


def months_from(first: date, count: int) -> list[date]:
    found = [first]
    while len(found) < count:
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found


class Forecast:
    def __init__(self, user: Any, name: str = "me", *, months: int = MONTHS) -> None:
        self.user = user
        self.name = name if name in dict(WHOSE) else "me"
        self.first = clock.today().replace(day=1)
        self.starts = months_from(self.first, months)
        self.end = (self.starts[-1] + timedelta(days=32)).replace(day=1)

    @cached_property
    def rows(self) -> Any:
        return Opportunity.objects.visible_to(self.user).filter(whose(self.user, self.name)).order_by()

    @cached_property
    def least(self) -> Decimal:
        return Decimal(parameters.get(COMMITTED_FROM))

    @cached_property
    def _open(self) -> dict[date, dict[str, Any]]:
        chance = Coalesce("own_probability", "stage__probability")
        rows = self.rows.filter(status=Opportunity.Status.OPEN, expected_close__lt=self.end)
        sums = (
            rows.annotate(chance=chance, month=TruncMonth("expected_close"))
            .values("month")
            .annotate(
                count=Count("pk"),
                best=Sum("base_amount"),
                committed=Sum("base_amount", filter=Q(chance__gte=self.least)),
                weighted=Sum(weighted_open()),
            )
        )
        return {row["month"]: row for row in sums}

    @cached_property
    def _won(self) -> dict[date, Decimal]:
        rows = self.rows.filter(status=Opportunity.Status.WON, closed_at__date__gte=self.first)
        sums = rows.annotate(month=TruncMonth("closed_at")).values("month").annotate(total=Sum("base_amount"))
        return {row["month"].date().replace(day=1): row["total"] for row in sums}

    @cached_property
    def months(self) -> list[Month]:
        late = [found for month, found in self._open.items() if month < self.first]
        months = [
            self._month(start, [self._open[start]] if start in self._open else []) for start in self.starts
        ]
        return [*([self._month(None, late)] if late else []), *months]

    def _month(self, start: date | None, found: list[dict[str, Any]]) -> Month:
        def total(name: str) -> Decimal:
            return rounded(sum((row[name] or Decimal(0) for row in found), Decimal(0)))

        after = {"expected_close_min": start} if start else {}
        before = (start + timedelta(days=32)).replace(day=1) if start else self.first
        within: dict[str, Any] = {**after, "expected_close_max": before - timedelta(days=1), "status": "open"}
        won = {"status": "won", "closed_at_min": start, "closed_at_max": before - timedelta(days=1)}
        return Month(
            start=start,
            count=sum(row["count"] for row in found),
            won=Figure(
                self._won.get(start, Decimal(0)) if start else Decimal(0), self.url(**won) if start else ""
            ),
            committed=Figure(total("committed"), self.url(**within, chance=f"{self.least.normalize():f}")),
            best=Figure(total("best"), self.url(**within)),
            weighted=Figure(total("weighted"), self.url(**within)),
        )

    @property
    def total(self) -> dict[str, str]:
        """Of all months shown, what should have been closed before included."""
        return {
            name: amount_text(sum((getattr(row, name).amount for row in self.months), Decimal(0)), "large")
            for name in ("won", "committed", "best", "weighted")
        }

    @property
    def largest(self) -> Decimal:
        return max((row.best.amount for row in self.months), default=Decimal(0))

    def url(self, **query: Any) -> str:
        scope = {} if self.name == "all" else {"whose": self.name}
        return f"{reverse('sales:opportunity_list')}?{urlencode({**scope, **query})}"

    @property
    def tabs(self) -> list[tuple[Any, str, bool]]:
        page = reverse("sales:forecast")
        return [(label, f"{page}?whose={name}", name == self.name) for name, label in WHOSE]
