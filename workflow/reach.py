"""Whom a running process lets read what: its subject, the run itself and the tasks, never more than to view."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.sources import ReachSource

from .models import ApprovalDelegate, ProcessRun, ProcessTask

KNOWN: set[str] = set()
SEEN = [*ProcessTask.OPEN, *(status for status in ProcessTask.ACTED if status != "transferred")]


def tasks_of(user: Any) -> QuerySet[ProcessTask]:
    """The tasks that a user has or had: his own, those passed up to him, and, while it lasts, his principals'.

    A task that nobody needs any more opens nothing, nor does one that was handed on.
    """
    own = Q(assignee=user, status__in=SEEN) | Q(decided_by=user, status__in=SEEN)
    above = Q(escalated_to=user, status__in=ProcessTask.OPEN)
    principals = ApprovalDelegate.objects.in_force().filter(to=user).values("principal")
    lent = Q(assignee__in=principals, status__in=ProcessTask.OPEN) & ~Q(run__initiator=user)
    return ProcessTask.objects.filter(own | above | lent)


def approvers(model: type[models.Model]) -> ReachSource:
    """The way from a document to those who decide, or have decided, about it."""

    def rows(user: Any, action: str) -> QuerySet[Any, Any] | None:
        if action != "view":
            return None
        kind = ContentType.objects.get_for_model(model)
        return tasks_of(user).filter(run__subject_type=kind).order_by().values("run__subject_id")

    return ReachSource(rows, label=gettext_lazy("has an approval task on it"))


def runs_of(user: Any, action: str) -> QuerySet[Any, Any] | None:
    return tasks_of(user).values("run") if action == "view" else None


def lent_tasks(user: Any, action: str) -> QuerySet[Any, Any] | None:
    return tasks_of(user).values("pk") if action == "view" else None


def held_by_a_run(obj: models.Model) -> list[str]:
    run = ProcessRun.objects.about(obj).open().exclude(doc_type="").first()
    return [_("%(run)s is still open.") % {"run": run}] if run is not None else []
