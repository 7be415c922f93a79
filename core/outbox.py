"""What leaves the system: first a row beside its cause, then sent, retried with growing pauses, visible to all."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from . import clock, mail
from .models import OutboxItem

log = logging.getLogger(__name__)
PAUSES = [1, 5, 30, 120, 360, 720, 1440]  # minutes before the second, third … try
BATCH = 100
Sender = Callable[[OutboxItem], None]
SENDERS: dict[str, Sender] = {}


class Undeliverable(Exception):
    """Raised by a sender where another try would end the same way: the outside refuses it for good."""


class NotYet(Exception):
    """Raised by a sender before it tried anything: the outside rests until `until`, and no try was spent."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"rests until {until:%Y-%m-%d %H:%M}")
        self.until = until


def enqueue(channel: str, recipient: str, **payload: Any) -> OutboxItem:
    """Promise to send; inside the caller's transaction, so that nothing leaves for a change that never happened."""
    now = clock.now()
    return OutboxItem.objects.create(
        channel=channel, recipient=recipient, payload=payload, created_at=now, next_try_at=now
    )


def deliver_due() -> dict[str, int]:
    """Send what is due, each item claimed by one worker; returns how many were sent and how many failed."""
    sent = failed = 0
    due = OutboxItem.objects.filter(status=OutboxItem.Status.WAITING, next_try_at__lte=clock.now())
    for pk in list(due.order_by("next_try_at").values_list("pk", flat=True)[:BATCH]):
        item = _claim(pk)
        if item is None:
            continue
        try:
            SENDERS[item.channel](item)
        except NotYet as rest:
            OutboxItem.objects.filter(pk=pk).update(tries=item.tries - 1, next_try_at=rest.until)
        except Exception as error:  # whatever the outside does, it is told in the row and tried again
            _put_off(item, error)
            failed += 1
        else:
            OutboxItem.objects.filter(pk=pk).update(
                status=OutboxItem.Status.SENT, sent_at=clock.now(), error=""
            )
            sent += 1
    return {"sent": sent, "failed": failed}


def _claim(pk: int) -> OutboxItem | None:
    """Take one due item by pushing its next try away; None where another worker was quicker."""
    with transaction.atomic():
        item = OutboxItem.objects.select_for_update().filter(pk=pk).first()
        now = clock.now()
        if item is None or item.status != OutboxItem.Status.WAITING or item.next_try_at > now:
            return None
        item.tries += 1
        item.next_try_at = now + timedelta(minutes=PAUSES[min(item.tries, len(PAUSES)) - 1])
        item.save(update_fields=["tries", "next_try_at"])
        return item


def _put_off(item: OutboxItem, error: Exception) -> None:
    gives_up = item.tries > len(PAUSES) or isinstance(error, Undeliverable)
    OutboxItem.objects.filter(pk=item.pk).update(
        status=OutboxItem.Status.FAILED if gives_up else OutboxItem.Status.WAITING,
        error=f"{type(error).__name__}: {error}"[:1000],
    )
    log.warning("outbox item %s not sent: %s", item.pk, type(error).__name__)


def send_mail(item: OutboxItem) -> None:
    mail.send(
        str(item.payload["subject"]),
        item.payload["body"],
        item.recipient,
        headers={"Message-ID": f"<outbox-{item.pk}@kamcrm>"},
    )


SENDERS["mail"] = send_mail
