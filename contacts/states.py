"""Which moves of a customer's lifecycle are allowed; what is not listed is refused."""

from .models import Customer

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
