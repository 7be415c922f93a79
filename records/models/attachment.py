from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.history import tracked

from .owned import Record


def private_storage() -> object:
    return storages["default"]


def storage_path(attachment: "Attachment", filename: str) -> str:
    """A path that tells nothing: the given name is kept in the row, never on disk."""
    import uuid

    return f"attachments/{attachment.created_at:%Y/%m}/{uuid.uuid4().hex}"


class Attachment(Record):
    """A file that hangs on a record and is reached only through that record's gate."""

    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    file = models.FileField(_("file"), upload_to=storage_path, storage=private_storage)
    name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveBigIntegerField(pgettext_lazy("file", "size"), default=0)
    content_kind = models.CharField(_("content type"), max_length=100, blank=True)
    history = tracked()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="attachment_subject")]

    def __str__(self) -> str:
        return self.name
