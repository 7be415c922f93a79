"""Messages of another system: each done once in the name of who sent it, refused in words, tried again where it failed.

What arrives may come twice, out of turn, or many at once. The key decides: the same content again gets the same
answer, another content under the key of something done is refused. A message that failed had no effect, so its
mended content is taken.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from core.operation import acting_as
from core.outbox import PAUSES
from records import gate

from ..models import ErpMessage
from .erp_payload import Content

log = logging.getLogger(__name__)
MOST_MESSAGES = 500
LONGEST_KEY = 80
LARGEST = 64 * 1024
BATCH = 200
Status = ErpMessage.Status
Handler = Callable[[Content, str, Any], dict[str, Any]]


@dataclass(frozen=True)
class Kind:
    """`handle(content, key, by)` answers what came of it; `model` and `action` name the right that it takes."""

    model: Any
    action: str
    handle: Handler
    direction: str = ErpMessage.Direction.IN


KINDS: dict[str, Kind] = {}


def take(messages: Any, *, by: Any) -> list[dict[str, Any]]:
    """Do each message on its own and answer for each, in their order; one that fails keeps no other out."""
    if not isinstance(messages, list) or not messages:
        raise DomainError(_("Send a list of messages."), "invalid", "messages")
    if len(messages) > MOST_MESSAGES:
        raise DomainError(
            _("Send at most %(most)d messages at once.") % {"most": MOST_MESSAGES}, "too_many", "messages"
        )
    return [take_one(message, by=by) for message in messages]


def take_one(message: Any, *, by: Any) -> dict[str, Any]:
    """One message and its answer; refusals are answers, too."""
    kind, key = "", ""
    try:
        envelope = Content(message, "message")
        kind = envelope.choice("kind", list(KINDS))
        key = envelope.text("external_key", is_required=True, most=LONGEST_KEY)
        payload = envelope._value("payload")
        envelope.finish()
        Content(payload)
        text = json.dumps(payload, sort_keys=True, ensure_ascii=False)
        if len(text) > LARGEST or "\\u0000" in text:
            raise DomainError(_("The content is too large or cannot be kept."), "invalid", "payload")
        row = _kept(kind, key, payload, sha256(text.encode()).hexdigest(), by)
    except DomainError as refusal:
        return {
            "kind": kind,
            "external_key": key,
            "status": "refused",
            "result": {},
            "error": _error(str(refusal), refusal.code, refusal.field),
        }
    return answer(row)


def _error(message: str, code: str, field: str | None = "") -> dict[str, str]:
    return {"code": code, "field": field or "", "message": message}


def answer(row: ErpMessage) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "external_key": row.external_key,
        "status": row.status,
        "result": row.result,
        "error": _error(row.error, row.error_code) if row.status == Status.FAILED else None,
    }


def _kept(kind: str, key: str, payload: dict[str, Any], digest: str, by: Any) -> ErpMessage:
    """The message of this key, done now unless it is done already; two at once wait for each other."""
    with transaction.atomic():
        facts = {"payload": payload, "digest": digest, "by": by, "at": clock.now()}
        facts["direction"] = KINDS[kind].direction
        row, _is_new = ErpMessage.objects.get_or_create(kind=kind, external_key=key, defaults=facts)
        row = ErpMessage.objects.select_for_update(of=("self",)).select_related("by").get(pk=row.pk)
        if row.status == Status.DONE:
            if row.digest != digest:
                raise DomainError(
                    _("This key was used already with another content, which is done. Use a new key."),
                    "changed_payload",
                    "external_key",
                )
            return row
        row.payload, row.digest, row.by = payload, digest, by
        return _attempt(row)


def retry(message: ErpMessage, *, by: Any) -> ErpMessage:
    """Try a failed message again now, in the name of who sent it."""
    with transaction.atomic():
        row = ErpMessage.objects.select_for_update(of=("self",)).select_related("by").get(pk=message.pk)
        if row.status == Status.DONE:
            return row
        with acting_as(row.by, channel="api"):
            _attempt(row)
        actions.record("orders.erp_retried", row, by=by, outcome=row.status)
    return row


def reads_content(row: ErpMessage, user: Any) -> bool:
    """What a message says is read by who sent it, and by who reads all records of the kind that it speaks of."""
    return row.by_id == user.pk or gate.holds_everywhere(user, KINDS[row.kind].model)


def _attempt(row: ErpMessage) -> ErpMessage:
    """Do it once and write down what came of it; the caller holds the row."""
    row.tries += 1
    kind = KINDS[row.kind]
    try:
        with transaction.atomic():
            if not gate.allowed(row.by, kind.model, kind.action):
                raise DomainError(_("Your roles do not allow this."), "forbidden", "kind")
            content = Content(row.payload)
            row.result = kind.handle(content, row.external_key, row.by)
        row.status, row.error, row.error_code = Status.DONE, "", ""
        row.next_try_at, row.done_at = None, clock.now()
    except DomainError as refusal:
        where = f"{refusal.field}: " if refusal.field else ""
        _fail(row, f"{where}{refusal}", refusal.code)
    except Exception as error:  # a fault of ours must not keep out the messages behind it
        log.exception("ERP message %s failed", row.pk)
        _fail(row, type(error).__name__, "failed")
    row.save()
    return row


def _fail(row: ErpMessage, error: str, code: str) -> None:
    row.status, row.error, row.error_code = Status.FAILED, error[:300], code[:40]
    is_last = row.tries > len(PAUSES)
    row.next_try_at = (
        None if is_last else clock.now() + timedelta(minutes=PAUSES[min(row.tries, len(PAUSES)) - 1])
    )


def retry_due(as_of: date) -> dict[str, int]:
    """Try again what failed and may go better now: what it speaks of may have come in meanwhile."""
    due = ErpMessage.objects.filter(status=Status.FAILED, next_try_at__lte=clock.now())
    found = list(due.order_by("next_try_at").values_list("pk", flat=True)[:BATCH])
    return {"tried": len(found), "done": sum(_retried(pk) for pk in found)}


def _retried(pk: int) -> bool:
    with transaction.atomic():
        row = ErpMessage.objects.select_for_update(of=("self",)).select_related("by").get(pk=pk)
        if row.status == Status.DONE or row.next_try_at is None or row.next_try_at > clock.now():
            return False
        with acting_as(row.by, channel="job"):
            return _attempt(row).status == Status.DONE


def made(name: str, row: Any) -> dict[str, Any]:
    """What a message led to, as its answer names it."""
    number = getattr(row, "number", "") or getattr(row, "code", "")
    return {"type": name, "id": row.pk, "number": number}
