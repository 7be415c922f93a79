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


def of_own_box(user: Any, word: str) -> QuerySet[Any, Any]:
    """What lies in one's own mailbox, whoever owns the customer that it concerns."""
    return MailMessage.objects.filter(account__owner=user).values("pk")


SOURCES = (
    ReachSource(owned_rows, label=_("his customer"), word=reach.word, through="customer"),
    ReachSource(of_own_box, label=_("his own mailbox"), word=reach.word),
    *reach.by_customer(),
)
