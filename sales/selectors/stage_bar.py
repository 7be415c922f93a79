"""The bar of stages across the page of an opportunity: passed, present, to come, with the days spent."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from ..models import Opportunity, Stage, StageChange
from ..services.opportunity import stages_of


@dataclass
class Step:
    stage: Stage
    is_past: bool
    is_now: bool
    is_stale: bool
    days: int | None
    url: str


def stage_bar(opportunity: Opportunity) -> list[Step]:
    """Each stage of the pipeline with the days that were spent there, all visits together."""
    spent: dict[int, int] = {}
    changes = StageChange.objects.filter(opportunity=opportunity, dwell_days__isnull=False)
    for stage_id, days in changes.values_list("from_stage_id", "dwell_days"):
        if stage_id is not None:
            spent[stage_id] = spent.get(stage_id, 0) + (days or 0)
    now = opportunity.stage
    if opportunity.is_open:
        spent[now.pk] = spent.get(now.pk, 0) + opportunity.days_in_stage
    move = reverse("sales:opportunity_move", args=[opportunity.pk])
    win = reverse("sales:opportunity_win", args=[opportunity.pk])
    return [
        Step(
            stage=stage,
            is_past=(stage.sort, stage.pk) < (now.sort, now.pk),
            is_now=stage.pk == now.pk,
            is_stale=stage.pk == now.pk and opportunity.is_open and is_stale(opportunity),
            days=spent.get(stage.pk),
            url=win if stage.is_final else f"{move}?stage={stage.pk}",
        )
        for stage in stages_of(opportunity.pipeline)
    ]


def is_stale(opportunity: Opportunity) -> bool:
    usual = opportunity.stage.dwell_days
    return bool(usual) and opportunity.days_in_stage > usual


def changes_of(opportunity: Opportunity) -> Any:
    rows = StageChange.objects.filter(opportunity=opportunity)
    return rows.select_related("from_stage", "to_stage", "by").order_by("-at", "-id")[:200]
