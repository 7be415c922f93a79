"""Processes as those who draw them look at them: what is published, what is a draft, what is running."""

from typing import Any

from django.db.models import Count, OuterRef, Q, Subquery

from records import gate
from workflow.models import ProcessDefinition, ProcessRun, ProcessVersion
from workflow.records.process import document_label

Status = ProcessVersion.Status


def process_list(user: Any, doc_type: str | None = None, market: str = "") -> list[Any]:
    """All processes within reach by document and market, with published version, draft and open runs."""
    rows = gate.rows(user, ProcessDefinition)
    if doc_type is not None:
        rows = rows.filter(doc_type=doc_type)
    if market:
        rows = rows.filter(Q(market=market) | Q(market=ProcessDefinition.Market.ANY))
    found = list(
        rows.annotate(published=_number(Status.PUBLISHED), draft=_number(Status.DRAFT)).order_by(
            "doc_type", "market", "-priority", "code"
        )
    )
    running = _open_runs([row.pk for row in found])
    for row in found:
        row.document = document_label(row)
        row.open_runs = running.get(row.pk, 0)
    return found


def _number(status: str) -> Subquery:
    versions = ProcessVersion.objects.filter(definition=OuterRef("pk"), status=status)
    return Subquery(versions.values("number")[:1])


def _open_runs(ids: list[int]) -> dict[int, int]:
    rows = ProcessRun.objects.filter(version__definition__in=ids, status__in=ProcessRun.OPEN)
    counted = rows.order_by().values_list("version__definition").annotate(Count("pk"))
    return dict(counted)


def versions_of(process: ProcessDefinition) -> list[Any]:
    """The versions, newest first, each with the runs that still stand on it."""
    rows: list[Any] = list(process.versions.select_related("published_by", "created_by").order_by("-number"))
    counted = dict(
        ProcessRun.objects.filter(version__in=rows, status__in=ProcessRun.OPEN)
        .order_by()
        .values_list("version")
        .annotate(Count("pk"))
    )
    for row in rows:
        row.open_runs = counted.get(row.pk, 0)
    return rows
