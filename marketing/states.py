"""Which moves of a lead, of market information and of a campaign are allowed; what is not listed is refused."""

from contacts.states import require_move

from .models import Campaign, Lead, MarketInfo

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

MARKET_INFO: dict[str, frozenset[str]] = {
    MarketInfo.Status.PENDING: frozenset(
        {MarketInfo.Status.ADOPTED, MarketInfo.Status.REJECTED, MarketInfo.Status.LEAD}
    ),
    MarketInfo.Status.ADOPTED: frozenset({MarketInfo.Status.LEAD, MarketInfo.Status.REJECTED}),
    MarketInfo.Status.REJECTED: frozenset({MarketInfo.Status.ADOPTED}),
    MarketInfo.Status.LEAD: frozenset(),
}

CAMPAIGN: dict[str, frozenset[str]] = {
    Campaign.Status.PLANNED: frozenset({Campaign.Status.APPROVING}),
    # Planned again when it is refused, returned or withdrawn.
    Campaign.Status.APPROVING: frozenset({Campaign.Status.RUNNING, Campaign.Status.PLANNED}),
    Campaign.Status.RUNNING: frozenset({Campaign.Status.REVIEW}),
    Campaign.Status.REVIEW: frozenset({Campaign.Status.CLOSED, Campaign.Status.RUNNING}),
    Campaign.Status.CLOSED: frozenset(),
}

__all__ = [
    "ASSIGNED",
    "CLOSED",
    "CONVERTED",
    "FOLLOWING",
    "INVALID",
    "LEAD",
    "MARKET_INFO",
    "NEW",
    "require_move",
]
