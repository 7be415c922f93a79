"""From the action log to the webhooks: each entry about a record is promised to those that asked for its verb.

Called for every entry of the log, so it asks the database nothing while no webhook listens: which there are is kept
by each process until the stamp of the settings changes.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from core import outbox, stamps
from core.models import ActionLog
from records import record_type

from ..models import Webhook

CHANNEL = "webhook"
OWN_VERBS = "api."  # what is done to webhooks themselves would tell of its own telling
_kept: tuple[str, tuple[tuple[int, tuple[str, ...]], ...]] = ("", ())


def feed(entry: ActionLog, subject: Any) -> None:
    """Promise the event, in the transaction of its cause, to each webhook that listens."""
    if subject is None or entry.verb.startswith(OWN_VERBS):
        return
    wanted = [pk for pk, events in listeners() if listens(events, entry.verb)]
    if wanted and (record := record_type.of(subject)) is not None:
        content = content_of(entry, subject, record.name)
        for pk in wanted:
            outbox.enqueue(CHANNEL, str(pk), webhook=pk, content=content)


def listeners() -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The webhooks in force with their events."""
    global _kept
    stamp = stamps.current(stamps.SETTINGS)
    if not stamp:
        return ()  # nobody has ever changed any setting
    if stamp != _kept[0]:
        rows = Webhook.objects.filter(is_active=True, is_deleted=False).values_list("pk", "events")
        _kept = (stamp, tuple((pk, tuple(events)) for pk, events in rows.order_by("pk")))
    return _kept[1]


def listens(events: Iterable[str], verb: str) -> bool:
    """Whether the verb is among them; one that ends in * stands for all that begin so."""
    return any(
        verb == event or (event.endswith("*") and verb.startswith(event.removesuffix("*")))
        for event in events
    )


def content_of(entry: ActionLog, subject: Any, name: str) -> dict[str, Any]:
    """What is told: that it happened and to what. No name, no figure: the receiver reads those with its own rights."""
    number = getattr(subject, "number", None) or getattr(subject, "code", None) or ""
    return {
        "id": f"event-{entry.pk}",
        "verb": entry.verb,
        "time": timezone.localtime(entry.at).isoformat(timespec="seconds"),
        "subject": {
            "type": name,
            "id": subject.pk,
            "number": str(number),
            "address": f"/api/v1/{name}/{subject.pk}",
        },
    }
