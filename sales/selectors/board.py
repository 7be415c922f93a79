"""The board of one pipeline: its stages as columns, with counts, sums and the first cards of each.

Four statements, however many sales there are: pipelines, stages, the sums of all columns, and the ids of the first
cards of every column together (each by its index); then the cards themselves.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Sum
from django.http import QueryDict
from django.urls import reverse

from accounts import access
from core import written
from core.brief import briefly
from core.money import amount_text, money_text, rounded
from core.together import ids_together
from records import marks, parameters
from records.lists import Listing

from ..models import Opportunity, Pipeline, Stage
from ..parameters import CARDS
from ..querysets import weighted_open
from ..records.opportunity import OPPORTUNITIES
from .board_card import Card, card_of

FROZEN = {"pipeline", "part", "stage_from", "from", "status"}


@dataclass
class BoardColumn:
    stage: Stage
    count: int = 0
    total: Decimal = Decimal(0)
    weighted: Decimal = Decimal(0)
    cards: list[Card] = field(default_factory=list)
    list_url: str = ""
    more_url: str = ""

    @property
    def total_text(self) -> str:
        return amount_text(self.total, "large")

    @property
    def weighted_text(self) -> str:
        return amount_text(self.weighted, "large")


class Board:
    """What one user sees of one pipeline; the filters of the list apply."""

    def __init__(self, user: Any, query: QueryDict) -> None:
        self.user = user
        self.query = query
        self.listing = Listing(OPPORTUNITIES, user, self._filters())

    def _filters(self) -> QueryDict:
        """The list's own parameters; a board is always of sales in progress in one pipeline."""
        kept = self.query.copy()
        for name in FROZEN:
            kept.pop(name, None)
        return kept

    @cached_property
    def pipelines(self) -> list[Pipeline]:
        return list(Pipeline.objects.filter(is_active=True))

    @cached_property
    def pipeline(self) -> Pipeline | None:
        asked = self.query.get("pipeline", "")
        return next((row for row in self.pipelines if str(row.pk) == asked), next(iter(self.pipelines), None))

    @cached_property
    def stages(self) -> list[Stage]:
        rows = Stage.objects.filter(pipeline=self.pipeline).order_by("sort", "id")
        return list(rows)

    @cached_property
    def rows(self) -> Any:
        return self.listing.rows.filter(status=Opportunity.Status.OPEN, pipeline=self.pipeline)

    @cached_property
    def shows_amounts(self) -> bool:
        return "amount" not in access.closed_fields(self.user, "sales.opportunity")

    @cached_property
    def size(self) -> int:
        return int(parameters.get(CARDS))

    @cached_property
    def columns(self) -> list[BoardColumn]:
        found = {stage.pk: BoardColumn(stage) for stage in self.stages}
        sums = (
            self.rows.order_by()
            .values("stage")
            .annotate(count=Count("pk"), total=Sum("base_amount"), weighted=Sum(weighted_open()))
        )
        for row in sums:
            if row["stage"] in found:
                column = found[row["stage"]]
                column.count = row["count"]
                column.total = rounded(row["total"] or 0)
                column.weighted = rounded(row["weighted"] or 0)
        by_stage = self.cards([stage for stage in self.stages if not stage.is_final])
        for column in found.values():
            column.cards = by_stage.get(column.stage.pk, [])
            column.list_url = self.list_url(stage=column.stage.pk, status="open")
            if column.count > len(column.cards):
                column.more_url = self.url(part="cards", stage_from=column.stage.pk, **{"from": self.size})
        return list(found.values())

    def cards(self, stages: list[Stage], start: int = 0) -> dict[int, list[Card]]:
        """The next cards of each stage, by the day on which they are expected to close."""
        by_pk = {stage.pk: stage for stage in self.stages}
        ids = self._ids(stages, start)
        rows = written.rows(_cards, ids=ids)
        marks.mark(self.user, rows, ["change"])
        found: dict[int, list[Card]] = {stage.pk: [] for stage in stages}
        for sale in sorted(rows, key=lambda row: (row.expected_close, row.pk)):
            sale.stage = by_pk[sale.stage_id]
            found[sale.stage_id].append(card_of(sale, shows_amount=self.shows_amounts))
        return found

    def _ids(self, stages: list[Stage], start: int) -> list[int]:
        """The ids of the first cards of all stages by one statement, each part of it by its index."""
        rows = self.rows.order_by("expected_close", "pk")
        parts = [rows.filter(stage=stage)[start : start + self.size] for stage in stages]
        return [pk for found in ids_together(parts) for pk in found]

    @property
    def totals(self) -> dict[str, Any]:
        return {
            "count": sum(column.count for column in self.columns),
            "total": money_text(sum((column.total for column in self.columns), Decimal(0)), "large"),
            "weighted": money_text(sum((column.weighted for column in self.columns), Decimal(0)), "large"),
        }

    def figures(self) -> list[dict[str, Any]]:
        """Counts and sums of all columns, for the head of each after a card was moved."""
        return [
            {
                "stage": column.stage.pk,
                "count": column.count,
                "total": column.total_text if self.shows_amounts else "",
                "weighted": column.weighted_text if self.shows_amounts else "",
            }
            for column in self.columns
        ]

    # -- addresses --------------------------------------------------------------------------------------------
    def url(self, **changes: Any) -> str:
        return f"{reverse('sales:board')}?{urlencode(self._asked(**changes), doseq=True)}"

    def list_url(self, **changes: Any) -> str:
        return f"{reverse('sales:opportunity_list')}?{urlencode(self._asked(**changes), doseq=True)}"

    def _asked(self, **changes: Any) -> dict[str, list[Any]]:
        kept = {name: values for name, values in self.query.lists() if name not in FROZEN and any(values)}
        if self.pipeline is not None:
            kept["pipeline"] = [str(self.pipeline.pk)]
        return {**kept, **{name: [str(value)] for name, value in changes.items()}}

    @property
    def tabs(self) -> list[tuple[Pipeline, str, bool]]:
        return [(row, self.url(pipeline=row.pk), row == self.pipeline) for row in self.pipelines]


def _cards(ids: list[int]) -> Any:
    rows = Opportunity.objects.filter(pk__named=ids)
    return briefly(rows, "customer", "owner", also=marks.reads(Opportunity, ["change"]))
