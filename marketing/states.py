"""Which moves of a lead are allowed; what is not listed is refused."""

from contacts.states import require_move

from .models import Lead

NEW, ASSIGNED, FOLLOWING = Lead.Status.NEW, Lead.Status.ASSIGNED, Lead.Status.FOLLOWING
CONVERTED, INVALID, CLOSED = Lead.Status.CONVERTED, Lead.Status.INVALID, Lead.Status.CLOSED

LEAD: dict[str, frozenset[str]] = {
    NEW: frozenset({ASSIGNED, INVALID}),
    # Assigned again is another owner, in follow-up as well.
    ASSIGNED: frozenset({ASSIGNED, FOLLOWING, INVALID, CLOSED}),
    FOLLOWING: frozenset({ASSIGNED, CONVERTED, INVALID, CLOSED}),
    INVALID: frozenset({ASSIGNED}),
    CONVERTED: frozenset(),
    CLOSED: frozenset(),
}

__all__ = ["ASSIGNED", "CLOSED", "CONVERTED", "FOLLOWING", "INVALID", "LEAD", "NEW", "require_move"]
