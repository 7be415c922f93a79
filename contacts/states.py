"""Which moves of a customer and of what hangs on it are allowed; what is not listed is refused."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.errors import DomainError
from core.joining import listed

from .models import Assignment, Customer, HandoverNote, Rating

LEAD = Customer.Lifecycle.LEAD
PROSPECT = Customer.Lifecycle.PROSPECT
DEVELOPING = Customer.Lifecycle.DEVELOPING
ACTIVE = Customer.Lifecycle.ACTIVE
DORMANT = Customer.Lifecycle.DORMANT
LOST = Customer.Lifecycle.LOST
BLACKLISTED = Customer.Lifecycle.BLACKLISTED

LIFECYCLE: dict[str, frozenset[str]] = {
    LEAD: frozenset({PROSPECT, LOST}),
    PROSPECT: frozenset({DEVELOPING, ACTIVE, LOST}),
    DEVELOPING: frozenset({PROSPECT, ACTIVE, LOST}),
    ACTIVE: frozenset({DORMANT, LOST}),
    DORMANT: frozenset({ACTIVE, LOST}),
    LOST: frozenset({ACTIVE, DEVELOPING}),
    BLACKLISTED: frozenset(),  # only an approval leads in and out
}

# Who has a customer. A lock that has run out is none; a reassignment ends it.
UNOWNED = "unowned"
POOLED = "pooled"
OWNED = "owned"
LOCKED = "locked"
OWNERSHIP: dict[str, frozenset[str]] = {
    UNOWNED: frozenset({OWNED}),
    POOLED: frozenset({OWNED}),
    OWNED: frozenset({OWNED, POOLED, LOCKED}),
    LOCKED: frozenset({OWNED}),
}
OWNERSHIP_LABELS = {
    UNOWNED: _("without owner"),
    POOLED: _("in the public pool"),
    OWNED: _("owned"),
    LOCKED: _("locked for its owner"),
}

ASSIGNMENT: dict[str, frozenset[str]] = {
    Assignment.Status.PENDING: frozenset({Assignment.Status.EFFECTIVE, Assignment.Status.REFUSED}),
    # Effective again is an extension.
    Assignment.Status.EFFECTIVE: frozenset(
        {Assignment.Status.EFFECTIVE, Assignment.Status.RECALLED, Assignment.Status.EXPIRED}
    ),
    Assignment.Status.RECALLED: frozenset(),
    Assignment.Status.EXPIRED: frozenset(),
    Assignment.Status.REFUSED: frozenset(),
}

HANDOVER_NOTE: dict[str, frozenset[str]] = {
    HandoverNote.Status.DRAFT: frozenset({HandoverNote.Status.SENT}),
    HandoverNote.Status.SENT: frozenset({HandoverNote.Status.ACCEPTED, HandoverNote.Status.RETURNED}),
    HandoverNote.Status.RETURNED: frozenset({HandoverNote.Status.SENT}),
    HandoverNote.Status.ACCEPTED: frozenset(),
}

# From approval a rating goes back to a proposal when it is refused, returned or withdrawn.
RATING: dict[str, frozenset[str]] = {
    Rating.Status.COMPUTED: frozenset({Rating.Status.PROPOSED, Rating.Status.IN_FORCE}),
    Rating.Status.PROPOSED: frozenset({Rating.Status.APPROVING}),
    Rating.Status.APPROVING: frozenset({Rating.Status.IN_FORCE, Rating.Status.PROPOSED}),
    Rating.Status.IN_FORCE: frozenset({Rating.Status.PAST}),
    Rating.Status.PAST: frozenset(),
}


def ownership_of(customer: Customer) -> str:
    """The state in which a customer is at this moment."""
    if customer.pool_id is not None:
        return POOLED
    if customer.owner_id is None:
        return UNOWNED
    until = customer.locked_until
    return LOCKED if until is not None and until > clock.now() else OWNED


def require_move(
    table: dict[str, frozenset[str]], now: str, to: str, labels: dict[str, Any], *, field: str = "status"
) -> None:
    """Refuse a move that the table does not list, and say which ones it does."""
    allowed = table[now]
    if to in allowed:
        return
    if not allowed:
        message = gettext("“%(now)s” is the end; nothing follows it.") % {"now": labels[now]}
    else:
        message = gettext("From “%(now)s” it goes on only to: %(allowed)s.") % {
            "now": labels[now],
            "allowed": listed(str(labels[state]) for state in labels if state in allowed),
        }
    raise DomainError(message, code="forbidden_move", field=field)
