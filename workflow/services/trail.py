"""Writes the trail of a run: one line for each thing that happened, never changed afterwards."""

from typing import Any

from core import clock

from ..models import ApprovalRecord, ProcessRun, ProcessTask
from ..structure import Step

Action = ApprovalRecord.Action


def note(
    run: ProcessRun,
    action: str,
    *,
    by: Any = None,
    task: ProcessTask | None = None,
    step: Step | None = None,
    behalf: Any = None,
    opinion: str = "",
    visit: int = 0,
    **data: Any,
) -> ApprovalRecord:
    """Add a line; the step is taken from the task where there is one."""
    return ApprovalRecord.objects.create(
        run=run,
        task=task,
        submission=run.submission,
        visit=task.visit if task is not None else visit,
        node_key=task.node_key if task is not None else (step.key if step is not None else ""),
        node_name=task.node_name if task is not None else (step.name if step is not None else ""),
        action=action,
        actor=by,
        on_behalf_of=behalf,
        at=clock.now(),
        opinion=opinion.strip(),
        data=data,
    )
