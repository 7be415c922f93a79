from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class ActionLog(models.Model):
    """What happened, as a dotted verb: who did it, to which record, under which operation."""

    class Channel(models.TextChoices):
        WEB = "web", _("browser")
        API = "api", _("API")
        IMPORT = "import", _("import")
        JOB = "job", _("background job")
        SYSTEM = "system", _("system")

    verb = models.CharField(_("action"), max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("time"))
    subject_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    subject_id = models.BigIntegerField(null=True, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    subject_label = models.CharField(_("record"), max_length=200, blank=True)
    data = models.JSONField(_("details"), default=dict, blank=True)
    operation_id = models.CharField(max_length=32, db_index=True)
    ip = models.GenericIPAddressField(_("address"), null=True, blank=True)
    channel = models.CharField(_("channel"), max_length=20, choices=Channel.choices, blank=True)

    class Meta:
        verbose_name = _("operation log entry")
        verbose_name_plural = _("operation log")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="actionlog_subject"),
            models.Index(fields=["-at"], name="actionlog_at"),
        ]

    def __str__(self) -> str:
        return (
            f"{self.verb} #{self.pk}"  # not the record's name: headings show this to readers of the bare log
        )
