"""Which moves of a contract and of its amendments are allowed; what is not listed is refused with those that are."""

from contacts.states import require_move

from .models import Contract, ContractAmendment, ContractTemplate

Status = Contract.Status
Change = ContractAmendment.Status
Edition = ContractTemplate.Status

# From review it goes back to a draft when it is refused, returned or withdrawn; what is reviewed or confirmed may be
# reopened as long as nobody has signed it: its review begins anew. Nothing but a draft is edited.
CONTRACT: dict[str, frozenset[str]] = {
    Status.DRAFT: frozenset({Status.REVIEWING, Status.VOID}),
    Status.REVIEWING: frozenset({Status.REVIEWED, Status.DRAFT}),
    Status.REVIEWED: frozenset({Status.CONFIRMED, Status.DRAFT, Status.VOID}),
    Status.CONFIRMED: frozenset({Status.SIGNED, Status.DRAFT}),
    Status.SIGNED: frozenset({Status.EXECUTING, Status.VOID}),
    Status.EXECUTING: frozenset({Status.AMENDING, Status.SUSPENDED, Status.COMPLETED}),
    Status.AMENDING: frozenset({Status.EXECUTING}),
    Status.SUSPENDED: frozenset({Status.EXECUTING, Status.TERMINATED}),
    Status.COMPLETED: frozenset({Status.CLOSED}),
    Status.TERMINATED: frozenset(),
    Status.CLOSED: frozenset(),
    Status.VOID: frozenset(),
}
ENDED = frozenset({Status.TERMINATED, Status.COMPLETED, Status.CLOSED, Status.VOID})
RUNNING = tuple(status for status in Status if status not in ENDED)
REOPENED = (Status.REVIEWED, Status.CONFIRMED)

# Refused, it may be mended; withdrawn or in force, it is over.
AMENDMENT: dict[str, frozenset[str]] = {
    Change.DRAFT: frozenset({Change.APPROVING, Change.WITHDRAWN}),
    Change.APPROVING: frozenset({Change.APPLIED, Change.REJECTED, Change.DRAFT}),
    Change.APPLIED: frozenset(),
    Change.REJECTED: frozenset(),
    Change.WITHDRAWN: frozenset(),
}
# Only a draft is edited; publishing an edition retires the one before it.
TEMPLATE: dict[str, frozenset[str]] = {
    Edition.DRAFT: frozenset({Edition.PUBLISHED}),
    Edition.PUBLISHED: frozenset({Edition.RETIRED}),
    Edition.RETIRED: frozenset(),
}


def require_status(now: str, to: str) -> None:
    require_move(CONTRACT, now, to, dict(Status.choices))


def require_amendment(now: str, to: str) -> None:
    require_move(AMENDMENT, now, to, dict(Change.choices))


def require_template(now: str, to: str) -> None:
    require_move(TEMPLATE, now, to, dict(Edition.choices))


def may_become(contract: Contract, to: str) -> bool:
    return to in CONTRACT[contract.status]
