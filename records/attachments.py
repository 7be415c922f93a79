"""Reads of attachments: always through the gate of the record they hang on."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import Http404

from . import gate, sources
from .models import Attachment
from .record_type import RECORD_TYPES


def of(subject: Any) -> Any:
    """The files of one record that the caller has already found through the gate, newest first."""
    return (
        Attachment.objects.alive()
        .filter(subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk)
        .select_related("created_by")
    )


def found(user: Any, pk: int, action: str = "view") -> Attachment:
    """One file whose record the user may see (404 otherwise) and, for `change`, change (403 otherwise)."""
    rows = Attachment.objects.alive().filter(pk=pk).filter(_on_visible(user)).select_related("subject_type")
    attachment = rows.first()
    if attachment is None:
        raise Http404("attachment")
    if action != "view":
        gate.require(user, attachment.subject, action)
    return attachment


def _on_visible(user: Any) -> Q:
    """On a row that the user may see, of whatever type: asked at once, so that a hidden file costs what none costs."""
    visible = Q(pk__in=[])
    for model in dict.fromkeys(record.model for record in RECORD_TYPES.values()):
        closed = sources.FILES_CLOSED.get(model._meta.label_lower)
        if gate.allowed(user, model) and not (closed is not None and closed(user)):
            kind = ContentType.objects.get_for_model(model)
            visible |= Q(subject_type=kind, subject_id__in=gate.rows(user, model).order_by().values("pk"))
    return visible
