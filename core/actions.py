"""Writes the action log; the translated labels of all verbs live in VERBS, added by each app when it is ready."""

from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from . import clock, gathered, operation
from .models import ActionLog

VERBS: dict[str, Any] = {}
# Told of each entry and the record it is about, in the same transaction: they promise, and leave the work to others.
LISTENERS: list[Callable[[ActionLog, models.Model | None], None]] = []


def record(verb: str, subject: models.Model | None, *, by: Any = None, **data: Any) -> ActionLog:
    """Log that `by` (or the acting user) did `verb` to `subject`; inside the caller's transaction."""
    op = operation.current()
    actor = by if by is not None else op.user
    entry = ActionLog(
        verb=verb,
        actor=actor if getattr(actor, "pk", None) else None,
        at=clock.now(),
        subject_type=ContentType.objects.get_for_model(subject) if subject is not None else None,
        subject_id=subject.pk if subject is not None else None,
        subject_label=str(subject)[:200] if subject is not None else "",
        data=data,
        operation_id=op.id,
        ip=op.ip,
        channel=op.channel,
    )
    gathered.insert(entry)
    for tell in LISTENERS:
        tell(entry, subject)
    return entry


def label(verb: str) -> str:
    return str(VERBS.get(verb, verb))
