"""A document in somebody's hands is not edited under them: one question, asked wherever a record is written."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from core import written
from core.errors import DomainError

from . import reach, subjects
from .models import ProcessRun

_opened: ContextVar[frozenset[tuple[str, int]]] = ContextVar("workflow_opened", default=frozenset())


def require_unlocked(obj: models.Model) -> None:
    """Refuse to change a document while a process has it in hand (DomainError, code `in_approval`).

    Sent back to its initiator it may be edited again. Services of subjects call it; forms of all record types
    do through `records.sources.require_unlocked`.
    """
    label = obj._meta.label_lower
    if obj.pk is None or label not in reach.KNOWN or (label, obj.pk) in _opened.get():
        return
    for run in written.rows(_locking, type(obj), ids=[obj.pk]):
        raise DomainError(
            _("%(run)s has this in hand (%(step)s). Withdraw it or have it sent back before you change it.")
            % {"run": run.number, "step": run.current_step or run.get_status_display()},
            code="in_approval",
        )


def _locking(ids: list[int], model: type[models.Model]) -> Any:
    locking = [key for key, subject in subjects.SUBJECTS.items() if subject.locks]
    subject_type = ContentType.objects.get_for_model(model)
    runs = ProcessRun.objects.filter(subject_type=subject_type, subject_id__named=ids)
    runs = runs.filter(status__in=ProcessRun.LOCKING, doc_type__in=locking)
    return runs.only("number", "current_step", "status").order_by("-pk")[:1]


@contextmanager
def opened(obj: models.Model | None) -> Iterator[None]:
    """The engine's own writes to the document: what an approver may fill in, and what the end brings about."""
    if obj is None:
        yield
        return
    token = _opened.set(_opened.get() | {(obj._meta.label_lower, obj.pk)})
    try:
        yield
    finally:
        _opened.reset(token)
