"""Which moves of a visit are allowed; what is not listed is refused."""

from django.utils.translation import gettext as _

from contacts.states import require_move
from core.errors import DomainError

from .models import Visit

DRAFT = Visit.Status.DRAFT
PLANNED = Visit.Status.PLANNED
CHECKED_IN = Visit.Status.CHECKED_IN
CHECKED_OUT = Visit.Status.CHECKED_OUT
SUBMITTED = Visit.Status.SUBMITTED
RETURNED = Visit.Status.RETURNED
REVIEWED = Visit.Status.REVIEWED
RESCHEDULED = Visit.Status.RESCHEDULED
CANCELLED = Visit.Status.CANCELLED
MISSED = Visit.Status.MISSED

# A draft is checked in to where the visit was not planned. Who comes to us or is rung up needs no check-in.
VISIT: dict[str, frozenset[str]] = {
    DRAFT: frozenset({PLANNED, CHECKED_IN, SUBMITTED}),
    PLANNED: frozenset({CHECKED_IN, SUBMITTED, RESCHEDULED, CANCELLED, MISSED}),
    CHECKED_IN: frozenset({CHECKED_OUT}),
    CHECKED_OUT: frozenset({SUBMITTED}),
    SUBMITTED: frozenset({REVIEWED, RETURNED}),
    RETURNED: frozenset({SUBMITTED}),
    REVIEWED: frozenset(),
    RESCHEDULED: frozenset(),
    CANCELLED: frozenset(),
    MISSED: frozenset(),
}
COMING = frozenset({DRAFT, PLANNED})
LIVE = frozenset({DRAFT, PLANNED, CHECKED_IN, CHECKED_OUT, RETURNED})
HELD = frozenset({SUBMITTED, REVIEWED})


def require_status(visit: Visit, to: str) -> None:
    """Refuse what the table does not list; and minutes of a visit that wants a check-in and has none."""
    require_move(VISIT, visit.status, to, dict(Visit.Status.choices))
    if to == SUBMITTED and visit.status in COMING and visit.needs_check_in:
        raise DomainError(
            _(
                "Check in and out first: a visit at the customer's and a video meeting are written up afterwards."
            ),
            code="forbidden_move",
            field="status",
        )
    if to == CHECKED_IN and visit.kind == Visit.Kind.PHONE:
        raise DomainError(
            _("A phone appointment is not checked in to. Write it up."), "forbidden_move", "status"
        )
