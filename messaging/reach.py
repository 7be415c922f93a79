"""How mail reaches people beyond its owner and department: whoever owns its customer, is on the account team, or has
the customer lent or shared to him, has its mail with the same rights, if his role has the permission.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from contacts import reach
from contacts.models import Customer
from records.sources import ReachSource

from .models import MailMessage


def owned_rows(user: Any, word: str) -> QuerySet[Any, Any]:
    return Customer.objects.alive().filter(owner=user).values("pk")


def of_customers(source: Any) -> Any:
    """The mails of the customers that a source of customers gives."""

    def rows(user: Any, word: str) -> QuerySet[Any, Any] | None:
        customers = source(user, word)
        return None if customers is None else MailMessage.objects.filter(customer__in=customers).values("pk")

    return rows


def of_own_box(user: Any, word: str) -> QuerySet[Any, Any]:
    """What lies in one's own mailbox, whoever owns the customer that it concerns."""
    return MailMessage.objects.filter(account__owner=user).values("pk")


SOURCES = (
    ReachSource(of_customers(owned_rows), label=_("his customer"), word=reach.word),
    ReachSource(of_own_box, label=_("his own mailbox"), word=reach.word),
    ReachSource(
        of_customers(reach.team_rows), needs_team=True, label=_("member of the account team"), word=reach.word
    ),
    ReachSource(of_customers(reach.assignment_rows), label=_("customer lent to him"), word=reach.word),
    ReachSource(of_customers(reach.user_share_rows), label=_("customer shared with him"), word=reach.word),
    ReachSource(
        of_customers(reach.group_share_rows), label=_("customer shared with his department"), word=reach.word
    ),
)
