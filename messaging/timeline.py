"""Mail in the stream of a customer and of a person."""

from collections.abc import Iterable
from typing import Any

from records import gate
from records.sources import TimelineItem

from .models import MailMessage
from .selectors.threads import mails_of

LONGEST = 200


def with_customer(customer: Any, user: Any, limit: int) -> Iterable[TimelineItem]:
    return _items(customer, user, limit)


def with_contact(contact: Any, user: Any, limit: int) -> Iterable[TimelineItem]:
    return _items(contact, user, limit)


def _items(subject: Any, user: Any, limit: int) -> Iterable[TimelineItem]:
    if not gate.allowed(user, MailMessage):
        return
    for mail in mails_of(subject, user).filter(is_automatic=False)[:limit]:
        yield TimelineItem(
            at=mail.at,
            kind="mail",
            icon="mail" if mail.is_incoming else "send",
            title=str(mail),
            body=f"{mail.get_direction_display()} · {mail.get_status_display()}",
            actor=(mail.sender_name or mail.sender) if mail.is_incoming else str(mail.owner or ""),
            url=mail.get_absolute_url(),
        )
