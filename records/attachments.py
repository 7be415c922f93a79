"""Reads of attachments: always through the gate of the record they hang on."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404

from . import gate
from .models import Attachment


def of(subject: Any) -> Any:
    """The files of one record that the caller has already found through the gate, newest first."""
    return (
        Attachment.objects.alive()
        .filter(subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk)
        .select_related("created_by")
    )


def found(user: Any, pk: int, action: str = "view") -> Attachment:
    """One file whose record the user may see (404 otherwise) and, for `change`, change (403 otherwise)."""
    attachment = Attachment.objects.alive().filter(pk=pk).select_related("subject_type").first()
    subject = attachment.subject if attachment is not None else None
    if attachment is None or subject is None or not gate.may(user, subject, "view"):
        raise Http404("attachment")
    if action != "view":
        gate.require(user, subject, action)
    return attachment
