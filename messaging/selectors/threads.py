"""Mails that belong together, and whom a letter could go to."""

from typing import Any

from contacts.models import Contact, Customer
from core.brief import briefly
from records import gate

from .. import addresses
from ..models import MailMessage

MOST = 50


def thread_of(message: MailMessage, user: Any) -> list[MailMessage]:
    """The whole talk as far as the user sees it, oldest first."""
    rows = MailMessage.objects.visible_to(user).filter(thread=message.thread).select_related("owner")
    return list(rows.order_by("at", "pk")[:MOST])


def mails_of(subject: Any, user: Any) -> Any:
    """The mails with a customer or a person, newest first."""
    field = "customer" if isinstance(subject, Customer) else "contact"
    rows = MailMessage.objects.visible_to(user).filter(**{field: subject})
    return briefly(rows, "owner").defer("body", "html").order_by("-at", "-pk")


def waiting_for(user: Any) -> Any:
    """The mails that wait for this person's own answer, the most pressing first."""
    rows = MailMessage.objects.mine(user).filter(
        status__in=[MailMessage.Status.UNREAD, MailMessage.Status.OPEN]
    )
    return rows.order_by("reply_due", "at", "pk")


def known_addresses(customer: Customer | None, user: Any) -> list[str]:
    """The people of a customer whose addresses the user may read, those in service first."""
    if customer is None or not gate.allowed(user, Contact, "reveal"):
        return []
    rows = Contact.objects.visible_to(user, "reveal").filter(customer=customer).exclude(email="")
    return [addresses.joined(person.name, person.email) for person in rows.order_by("pinyin", "pk")[:MOST]]
