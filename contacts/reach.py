"""How a customer reaches people beyond owner and department: account team, assignments and explicit shares.

All end at their moment without waiting for a job. Who belongs to the team to read, or was shared to read,
does not write; nobody passes a customer on, shares or merges it by such a right alone. While a customer lies in a
public pool nobody acts on it or reads its people's numbers: members of the pool see it masked, through the pool.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import access
from records.sources import ReachSource

from .models import AccountTeamMember, Assignment, Customer, CustomerGroupShare, CustomerUserShare
from .selectors.pools import pools_of

READING = frozenset({"view", "export", "reveal", "unmask"})
OWNERS_ONLY = frozenset(
    {"transfer", "share", "merge", "release", "recall", "lock", "lend", "assign", "confirm"}
)


def word(action: str) -> str:
    """To read or to write, which is all that a place in the team or a share distinguishes."""
    return "" if action in OWNERS_ONLY else "read" if action in READING else "write"


def team_rows(user: Any, word: str) -> QuerySet[Any, Any]:
    """Customers in whose account team the user stands with the right to `word`."""
    places = AccountTeamMember.objects.in_force().filter(user=user)
    if word == "write":
        places = places.filter(rights=AccountTeamMember.Rights.WRITE)
    return places.values("customer_id")


def assignment_rows(user: Any, word: str) -> QuerySet[Any, Any]:
    """Customers lent to the user at this very minute; he reads and writes them as a member of the team would."""
    return Assignment.objects.in_force().filter(to_user=user).values("customer_id")


def unowned_rows(user: Any, word: str) -> QuerySet[Any, Any] | None:
    """Customers that nobody owns are seen by those who may give them to somebody."""
    if not access.allows(user, "contacts.assign_customer"):
        return None
    return Customer.objects.filter(owner=None, pool=None, department=None).values("pk")


def pool_rows(user: Any, word: str) -> QuerySet[Any, Any]:
    """The pools that one belongs to; only their administrators, beside holders of a wide span, give customers out."""
    return pools_of(user).order_by().values("pk")


def user_share_rows(user: Any, word: str) -> QuerySet[Any, Any]:
    shares = CustomerUserShare.objects.in_force().filter(user=user)
    return shares.filter(_right(word)).values("content_object_id")


def group_share_rows(user: Any, word: str) -> QuerySet[Any, Any] | None:
    """Shares with the user's department or one above it."""
    departments = access.department_chain(user)
    if not departments:
        return None
    shares = CustomerGroupShare.objects.in_force().filter(group__department__in=departments)
    return shares.filter(_right(word)).values("content_object_id")


def _right(word: str) -> Q:
    codenames = ["view_customer", "change_customer"] if word == "read" else ["change_customer"]
    content_type = ContentType.objects.get_for_model(Customer)
    return Q(permission__codename__in=codenames, permission__content_type=content_type)


SOURCES = (
    ReachSource(team_rows, needs_team=True, label=_("member of the account team"), word=word),
    ReachSource(assignment_rows, label=_("lent to him"), word=word),
    ReachSource(
        unowned_rows,
        needs_team=True,
        label=_("without owner, and he may give it to somebody"),
        word=lambda action: "give" if action in READING | {"assign"} else "",
    ),
    ReachSource(user_share_rows, label=_("shared with him"), word=word),
    ReachSource(group_share_rows, label=_("shared with his department"), word=word),
)


def by_customer(word: Callable[[str], str] = word) -> tuple[ReachSource, ...]:
    """How rows of a root type with a `customer` reach people by way of that customer."""
    ways = (
        (team_rows, True, _("member of the account team")),
        (assignment_rows, False, _("customer lent to him")),
        (user_share_rows, False, _("customer shared with him")),
        (group_share_rows, False, _("customer shared with his department")),
    )
    return tuple(
        ReachSource(rows, needs_team=needs_team, label=label, word=word, through="customer")
        for rows, needs_team, label in ways
    )


POOL_SOURCES = (ReachSource(pool_rows, label=_("member of the public pool")),)

# What is left of a customer's rights while it lies in a pool: wide spans still read it, nobody writes.
STILL_ALLOWED = frozenset({"view", "export"})


def unless_pooled(path: str, allowed: frozenset[str] = STILL_ALLOWED) -> Any:
    """The limit of rows under a customer: whatever is not `allowed` waits until the customer is claimed."""

    def limit(user: Any, action: str) -> str:
        return "" if action in allowed else f"{path}pool"

    return limit


LIMITS = {
    "contacts.customer": unless_pooled(""),
    "contacts.customerunit": unless_pooled("customer__"),
    "contacts.contact": unless_pooled("customer__"),
    "contacts.contactposition": unless_pooled("contact__customer__"),
    "contacts.followup": unless_pooled("customer__"),
    "contacts.stakeholderrole": unless_pooled("customer__"),
    "contacts.installedasset": unless_pooled("customer__"),
    "contacts.partnerrole": unless_pooled("customer__"),
    # Family and personal ties are nobody's to read meanwhile.
    "contacts.contactfamily": unless_pooled("contact__customer__", frozenset()),
    "contacts.contactrelation": unless_pooled("a__customer__", frozenset()),
    "contacts.personcustomerrelation": unless_pooled("contact__customer__", frozenset()),
}
