"""The verbs of a webhook: kept, given a new secret, stopped and started, tried, deleted."""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row
from core.sealing import seal
from records import gate
from reminders.services.telling import tell

from ..models import Webhook, WebhookDelivery
from . import signing

FORMER_SIGNS = timedelta(days=1)


def save_webhook(webhook: Webhook, *, by: Any) -> tuple[Webhook, str]:
    """Keep what was entered; a new one gets its secret, which is handed back this once."""
    if webhook.owner is None or not webhook.owner.is_active:
        raise DomainError(_("Choose the person whose eyes it sees with."), code="required", field="owner")
    if not webhook.events:
        raise DomainError(_("Choose at least one event."), code="required", field="events")
    secret = ""
    with transaction.atomic():
        if webhook.pk is None:
            secret = signing.new_secret()
            webhook.sealed_secret = seal(secret)
        else:
            fresh = locked(webhook)  # how it went meanwhile is counted past the form
            webhook.failures, webhook.rests_until = fresh.failures, fresh.rests_until
            webhook.delivered_at = fresh.delivered_at
        webhook.save()
        actions.record("api.webhook_saved", webhook, by=by)
    return webhook, secret


def renew_secret(webhook: Webhook, *, by: Any) -> str:
    """A new secret, told this once; the former one signs along for a day, so that nobody need hurry."""
    with transaction.atomic():
        fresh = locked(webhook)
        secret = signing.new_secret()
        fresh.sealed_former, fresh.former_until = fresh.sealed_secret, clock.now() + FORMER_SIGNS
        fresh.sealed_secret = seal(secret)
        fresh.save()
        actions.record("api.webhook_secret_renewed", fresh, by=by)
    return secret


def stop(webhook: Webhook, *, by: Any) -> Webhook:
    """It is told nothing more; events of the time meanwhile are not made up for."""
    with transaction.atomic():
        fresh = locked(webhook)
        if fresh.is_active:
            fresh.is_active, fresh.stopped_because = False, ""
            fresh.save()
            actions.record("api.webhook_stopped", fresh, by=by)
    return fresh


def start(webhook: Webhook, *, by: Any) -> Webhook:
    with transaction.atomic():
        fresh = locked(webhook)
        if not fresh.is_active:
            fresh.is_active, fresh.stopped_because = True, ""
            fresh.failures, fresh.rests_until = 0, None
            fresh.save()
            actions.record("api.webhook_started", fresh, by=by)
    return fresh


def stop_failing(webhook: Webhook, reason: Callable[[], str]) -> None:
    """It failed too often: stopped by itself, and whoever keeps it is told. The caller holds it locked."""
    webhook.is_active, webhook.stopped_because = False, reason()[:300]
    webhook.save()
    actions.record("api.webhook_stopped", webhook, reason=webhook.stopped_because)
    people = {person.pk: person for person in (webhook.created_by, webhook.owner) if person is not None}
    for person in people.values():
        if gate.allowed(person, Webhook):
            tell(
                person,
                lambda: (
                    _("The webhook %(name)s was stopped: %(reason)s")
                    % {"name": webhook.name, "reason": reason()}
                ),
                webhook.get_absolute_url(),
                by=None,
            )


def try_out(webhook: Webhook, *, by: Any) -> WebhookDelivery:
    """Send a test event at once and say what came of it; a stopped webhook may be tried, too."""
    from .delivery import attempt

    content = {
        "id": f"test-{uuid.uuid4().hex}",
        "verb": "api.webhook_tested",
        "time": timezone.localtime(clock.now()).isoformat(timespec="seconds"),
        "subject": None,
    }
    delivery = attempt(webhook, content)
    actions.record("api.webhook_tested", webhook, by=by, outcome=delivery.outcome)
    return delivery


def delete_webhook(webhook: Webhook, *, by: Any) -> None:
    with transaction.atomic():
        fresh = locked(webhook)
        fresh.is_active, fresh.is_deleted = False, True
        fresh.sealed_secret = fresh.sealed_former = ""
        fresh.save()
        actions.record("api.deleted", fresh, by=by)


def require_active(webhook: Webhook) -> None:
    if not webhook.is_active:
        raise DomainError(_("The webhook is stopped: start it first."), code="stopped")


def locked(webhook: Webhook) -> Webhook:
    found: Webhook = locked_row(Webhook, webhook.pk)
    return found
