"""Which moves of a run and of a task are allowed; what is not listed is refused, naming what is."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.errors import DomainError
from core.joining import listed

from .models import ProcessRun, ProcessTask

RUN = ProcessRun.Status
TASK = ProcessTask.Status

RUNS: dict[str, frozenset[str]] = {
    RUN.RUNNING: frozenset(
        {RUN.APPROVED, RUN.REJECTED, RUN.WITHDRAWN, RUN.RETURNED, RUN.TERMINATED, RUN.STUCK}
    ),
    RUN.STUCK: frozenset(
        {RUN.RUNNING, RUN.APPROVED, RUN.REJECTED, RUN.WITHDRAWN, RUN.RETURNED, RUN.TERMINATED}
    ),
    RUN.RETURNED: frozenset({RUN.RUNNING, RUN.WITHDRAWN, RUN.TERMINATED}),
    RUN.APPROVED: frozenset(),
    RUN.REJECTED: frozenset(),
    RUN.WITHDRAWN: frozenset(),
    RUN.TERMINATED: frozenset(),
}
ENDS = frozenset({TASK.APPROVED, TASK.REJECTED, TASK.RETURNED, TASK.TRANSFERRED, TASK.DONE, TASK.CANCELLED})
TASKS: dict[str, frozenset[str]] = {
    TASK.PENDING: ENDS | {TASK.WAITING_SIGNERS, TASK.DELEGATED},
    # Whoever waits for signers may still reject or send back; agreeing would pass them over.
    TASK.WAITING_SIGNERS: frozenset({TASK.PENDING, TASK.REJECTED, TASK.RETURNED, TASK.CANCELLED}),
    TASK.DELEGATED: frozenset({TASK.PENDING, TASK.CANCELLED}),
    TASK.APPROVED: frozenset({TASK.PENDING}),  # taken back while the next step is untouched
    TASK.DONE: frozenset({TASK.PENDING}),
    TASK.REJECTED: frozenset(),
    TASK.RETURNED: frozenset(),
    TASK.TRANSFERRED: frozenset(),
    TASK.CANCELLED: frozenset({TASK.PENDING}),  # only together with the decision that cancelled it
}


def may_move(table: dict[str, frozenset[str]], before: str, after: str) -> bool:
    return after in table[before]


def require_run_move(run: ProcessRun, after: str) -> None:
    """Refuse a move that the table does not list (DomainError, code `wrong_state`)."""
    if not may_move(RUNS, run.status, after):
        raise refusal(run, RUN, RUNS[run.status], after)


def require_task_move(task: ProcessTask, after: str) -> None:
    if not may_move(TASKS, task.status, after):
        raise refusal(task, TASK, TASKS[task.status], after)


def refusal(thing: Any, labels: Any, allowed: Iterable[str], after: str) -> DomainError:
    names = listed(str(status.label) for status in labels if status in set(allowed))
    return DomainError(
        _("“%(now)s” cannot become “%(wanted)s”. Possible now: %(allowed)s.")
        % {
            "now": thing.get_status_display(),
            "wanted": labels(after).label,
            "allowed": names or _("nothing any more"),
        },
        code="wrong_state",
    )
