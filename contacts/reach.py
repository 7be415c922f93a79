"""How a customer reaches people beyond owner and department: the account team and explicit shares.

Both end at their moment without waiting for a job. Who belongs to the team to read, or was shared to read,
does not write; nobody passes a customer on, shares or merges it by such a right alone.
"""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import access
from records.sources import ReachSource

from .models import AccountTeamMember, Customer, CustomerGroupShare, CustomerUserShare

READING = frozenset({"view", "export", "reveal", "unmask"})
OWNERS_ONLY = frozenset({"transfer", "share", "merge"})


def team_rows(user: Any, action: str) -> QuerySet[Any, Any] | None:
    """Customers in whose account team the user stands with the right that `action` needs."""
    if action in OWNERS_ONLY:
        return None
    places = AccountTeamMember.objects.in_force().filter(user=user)
    if action not in READING:
        places = places.filter(rights=AccountTeamMember.Rights.WRITE)
    return places.values("customer_id")


def user_share_rows(user: Any, action: str) -> QuerySet[Any, Any] | None:
    if action in OWNERS_ONLY:
        return None
    shares = CustomerUserShare.objects.in_force().filter(user=user)
    return shares.filter(_right(action)).values("content_object_id")


def group_share_rows(user: Any, action: str) -> QuerySet[Any, Any] | None:
    """Shares with the user's department or one above it."""
    departments = access.department_chain(user)
    if action in OWNERS_ONLY or not departments:
        return None
    shares = CustomerGroupShare.objects.in_force().filter(group__department__in=departments)
    return shares.filter(_right(action)).values("content_object_id")


def _right(action: str) -> Q:
    codenames = ["view_customer", "change_customer"] if action in READING else ["change_customer"]
    content_type = ContentType.objects.get_for_model(Customer)
    return Q(permission__codename__in=codenames, permission__content_type=content_type)


SOURCES = (
    ReachSource(team_rows, needs_team=True, label=_("member of the account team")),
    ReachSource(user_share_rows, label=_("shared with him")),
    ReachSource(group_share_rows, label=_("shared with his department")),
)
