"""Files on records: kept under a name that tells nothing, served only as downloads and only within the gate."""

import unicodedata
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError

from ..models import Attachment

FORBIDDEN = {
    "exe",
    "bat",
    "cmd",
    "com",
    "scr",
    "js",
    "jse",
    "vbs",
    "msi",
    "ps1",
    "jar",
    "hta",
    "lnk",
    "phar",
    "php",
}


def attach(subject: Any, file: Any, *, by: Any) -> Attachment:
    """Hang an uploaded file on `subject`; refuses programs, empty files and files over the size limit."""
    name = clean_name(file.name or "")
    if file.size == 0:
        raise DomainError(
            _("“%(name)s” is empty. Choose another file.") % {"name": name}, "empty_file", "files"
        )
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise DomainError(
            _("“%(name)s” is larger than %(limit)d MB. Make it smaller or share a link.")
            % {"name": name, "limit": settings.UPLOAD_MAX_BYTES // 1024 // 1024},
            "file_too_large",
            "files",
        )
    if name.rsplit(".", 1)[-1].lower() in FORBIDDEN:
        raise DomainError(
            _("“%(name)s” is a program; programs cannot be attached. Pack documents only.") % {"name": name},
            "file_kind",
            "files",
        )
    with transaction.atomic():
        attachment = Attachment(
            subject_type=ContentType.objects.get_for_model(subject),
            subject_id=subject.pk,
            name=name,
            size=file.size,
            content_kind=(getattr(file, "content_type", "") or "")[:100],
        )
        attachment.file.save(name, file, save=False)
        attachment.save()
        actions.record("records.file_attached", subject, by=by, name=name)
    return attachment


def remove_attachment(attachment: Attachment, *, by: Any) -> None:
    """Take a file off its record; the row and the bytes stay for the audit."""
    with transaction.atomic():
        attachment.is_deleted = True
        attachment.save()
        actions.record("records.file_removed", attachment.subject, by=by, name=attachment.name)


def clean_name(name: str) -> str:
    """The file's own name without any path, control or direction characters."""
    bare = PurePath(name.replace("\\", "/")).name
    kept = "".join(ch for ch in bare if unicodedata.category(ch)[0] != "C").strip(" .")
    stem, dot, suffix = kept.rpartition(".")
    return (f"{stem[:150]}{dot}{suffix[:20]}" if dot else kept[:180]) or _("file")
