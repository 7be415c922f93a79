"""Which status an employee may pass to from which."""

from .models import Employee

Status = Employee.Status

EMPLOYEE_MOVES: dict[str, frozenset[str]] = {
    Status.PROBATION: frozenset({Status.ACTIVE, Status.DISABLED, Status.LEFT}),
    Status.ACTIVE: frozenset({Status.DISABLED, Status.LEFT}),
    Status.DISABLED: frozenset({Status.ACTIVE, Status.LEFT}),
    Status.LEFT: frozenset(),
}
WORKING = frozenset({Status.PROBATION, Status.ACTIVE})


def may_move(before: str, after: str) -> bool:
    return after in EMPLOYEE_MOVES[before]
