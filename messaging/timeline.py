"""Mail in the stream of a customer and of a person."""

from typing import Any

from django.db.models import F

from records import gate
from records.sources import TimelineItem, TimelineSource

from .models import MailMessage
from .selectors.threads import mails_of

LONGEST = 200


def told(subject: Any, user: Any) -> Any:
    return mails_of(subject, user).filter(is_automatic=False) if gate.allowed(user, MailMessage) else None


def in_stream(mail: MailMessage) -> TimelineItem:
    return TimelineItem(
        icon="mail" if mail.is_incoming else "send",
        title=str(mail),
        body=f"{mail.get_direction_display()} · {mail.get_status_display()}",
        actor=(mail.sender_name or mail.sender) if mail.is_incoming else str(mail.owner or ""),
        url=mail.get_absolute_url(),
    )


MAILS = TimelineSource("messaging.mailmessage", told, in_stream, F("at"))
