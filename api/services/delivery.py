"""Telling a webhook: called by the outbox, which tries again with growing pauses; each try is written down.

A receiver that fails five times in a row rests for a while, so that others do not wait behind it; one that fails
too often is stopped, and whoever made it is told.
"""

import json
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, outbox, outgoing
from core.locking import locked_row
from core.models import OutboxItem
from core.outbox import PAUSES, NotYet, Undeliverable
from records import gate, parameters
from records.record_type import RECORD_TYPES

from ..models import Webhook, WebhookDelivery
from ..webhook_parameters import KEPT_DAYS, MOST_FAILURES, OWN_HOSTS, PLAIN
from . import feeding, signing
from .webhook import stop_failing

PATIENCE = 5  # failures in a row after which it rests
LONGEST_REST = 60  # minutes
GONE = 410  # what a receiver answers who wants to hear no more
BATCH = 1000
Outcome = WebhookDelivery.Outcome


class NotTaken(Exception):
    """The receiver answered, but not that it took the event."""


def deliver(item: OutboxItem) -> None:
    """Tell one webhook of one event; raises what the outbox then tries again or gives up."""
    webhook = Webhook.objects.select_related("owner").filter(pk=item.payload["webhook"]).first()
    if webhook is None or webhook.is_deleted or not webhook.is_active:
        raise Undeliverable("the webhook is stopped")
    if webhook.rests_until is not None and webhook.rests_until > clock.now():
        raise NotYet(webhook.rests_until)
    content = item.payload["content"]
    if not may_hear(webhook, content["subject"]):
        _note(webhook, content, Outcome.WITHHELD, item.tries)
        return
    delivery = attempt(webhook, content, item.tries)
    if delivery.outcome == Outcome.DELIVERED:
        return
    if delivery.code == GONE or delivery.error.startswith("Refused: "):
        raise Undeliverable(delivery.error or str(GONE))
    raise NotTaken(delivery.error or f"answered {delivery.code}")


def may_hear(webhook: Webhook, subject: dict[str, Any]) -> bool:
    """Whether its owner reads the record now; one that was deleted he may have read before."""
    owner, record = webhook.owner, RECORD_TYPES.get(subject["type"])
    if owner is None or not owner.is_active or record is None or not record.allowed(owner):
        return False
    rows = record.model._default_manager.filter(gate.condition(owner, record.model), pk=subject["id"])
    return bool(rows.exists())


def attempt(webhook: Webhook, content: dict[str, Any], tries: int = 1) -> WebhookDelivery:
    """Send once and write down what came of it."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        answer = outgoing.post(
            webhook.url,
            body,
            signing.headers(webhook, content["id"], body),
            private_hosts=own_hosts(),
            plain=is_plain_allowed(),
        )
    except (OSError, outgoing.Refused) as error:
        why = " ".join(f"{type(error).__name__}: {error}".split())
        delivery = _note(webhook, content, Outcome.FAILED, tries, error=why[:300])
    else:
        is_taken = 200 <= answer.code < 300
        delivery = _note(
            webhook,
            content,
            Outcome.DELIVERED if is_taken else Outcome.FAILED,
            tries,
            code=answer.code,
            milliseconds=answer.milliseconds,
            error="" if is_taken else " ".join(answer.text.split())[:300],
        )
    _reckon(webhook, delivery)
    return delivery


def own_hosts() -> list[str]:
    return [str(host).strip().lower().rstrip(".") for host in parameters.get(OWN_HOSTS)]


def is_plain_allowed() -> bool:
    return bool(settings.DEBUG or parameters.get(PLAIN))


def _note(
    webhook: Webhook, content: dict[str, Any], outcome: str, tries: int, **facts: Any
) -> WebhookDelivery:
    subject = content.get("subject") or {}
    return WebhookDelivery.objects.create(
        webhook=webhook,
        event=content["id"],
        verb=content["verb"],
        subject_type=subject.get("type", ""),
        subject_id=subject.get("id"),
        content=content,
        outcome=outcome,
        tries=tries,
        **facts,
    )


def _reckon(webhook: Webhook, delivery: WebhookDelivery) -> None:
    """Count failures in a row: rest after some, stop after many; one success clears them."""
    if delivery.outcome == Outcome.DELIVERED:
        Webhook.objects.filter(pk=webhook.pk).update(failures=0, rests_until=None, delivered_at=delivery.at)
        return
    with transaction.atomic():
        fresh = locked_row(Webhook, webhook.pk)
        failures = fresh.failures + 1
        rests_until = None
        if failures >= PATIENCE:
            minutes = min(PAUSES[min(failures - PATIENCE, len(PAUSES) - 1)], LONGEST_REST)
            rests_until = clock.now() + timedelta(minutes=minutes)
        Webhook.objects.filter(pk=webhook.pk).update(failures=failures, rests_until=rests_until)
        if not fresh.is_active:
            return
        if delivery.code == GONE:
            stop_failing(fresh, lambda: _("the receiver answered that it is gone (410)"))
        elif failures >= parameters.get(MOST_FAILURES):
            stop_failing(
                fresh,
                lambda: (
                    _("%(count)s failures in a row, at last: %(why)s")
                    % {"count": failures, "why": delivery.why}
                ),
            )


def send_again(delivery: WebhookDelivery, *, by: Any) -> None:
    """The same event once more, under the same number, by the usual way."""
    from .webhook import require_active

    with transaction.atomic():
        webhook = locked_row(Webhook, delivery.webhook_id)
        require_active(webhook)
        outbox.enqueue(feeding.CHANNEL, str(webhook.pk), webhook=webhook.pk, content=delivery.content)


def forget_old(as_of: date) -> dict[str, int]:
    """Deliveries past their time go; what was done in the system stays in its own log."""
    until = clock.now() - timedelta(days=parameters.get(KEPT_DAYS))
    ids = list(
        WebhookDelivery.objects.filter(at__lt=until).order_by("at").values_list("pk", flat=True)[:BATCH]
    )
    return {"forgotten": WebhookDelivery.objects.filter(pk__in=ids).delete()[0]}
