"""Which moves of a quote are allowed; what is not listed is refused with those that are."""

from contacts.states import require_move

from .models import Quote

Status = Quote.Status

# From approval it goes back to a draft when it is refused, returned or withdrawn.
QUOTE: dict[str, frozenset[str]] = {
    Status.DRAFT: frozenset({Status.APPROVING}),
    Status.APPROVING: frozenset({Status.APPROVED, Status.DRAFT}),
    Status.APPROVED: frozenset({Status.SENT, Status.EXPIRED, Status.VOID, Status.SUPERSEDED}),
    Status.SENT: frozenset(
        {
            Status.ACCEPTED,
            Status.REJECTED,
            Status.BARGAINING,
            Status.EXPIRED,
            Status.VOID,
            Status.SUPERSEDED,
        }
    ),
    Status.BARGAINING: frozenset({Status.SUPERSEDED}),
    Status.ACCEPTED: frozenset({Status.CONVERTED}),
    Status.REJECTED: frozenset(),
    Status.CONVERTED: frozenset(),
    Status.EXPIRED: frozenset({Status.SUPERSEDED}),
    Status.VOID: frozenset(),
    Status.SUPERSEDED: frozenset(),
}
ENDED = frozenset(
    {Status.REJECTED, Status.CONVERTED, Status.EXPIRED, Status.VOID, Status.SUPERSEDED, Status.ACCEPTED}
)


def require_status(now: str, to: str) -> None:
    require_move(QUOTE, now, to, dict(Status.choices))


def may_become(quote: Quote, to: str) -> bool:
    return to in QUOTE[quote.status]
