from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock, facts
from core.addresses import row_address
from records.gate import GateQuerySet


class ErpMessage(models.Model):
    """What another system said, or was told, once for each key of its own: the same again changes nothing."""

    class Direction(models.TextChoices):
        IN = "in", _("from the ERP")
        OUT = "out", _("to the ERP")

    class Kind(models.TextChoices):
        STOCK = "stock", _("stock")
        BATCH = "batch", _("batch in production")
        PROGRESS = "progress", _("production progress")
        SHIPMENT = "shipment", _("shipment")
        TRACK = "track", _("event of a shipment")
        RECEIPT = "receipt", _("receipt")
        ORDER = "order", _("order taken over")

    class Status(models.TextChoices):
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    direction = models.CharField(
        _("direction"), max_length=3, choices=Direction.choices, default=Direction.IN
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    external_key = models.CharField(_("key in the ERP"), max_length=80)
    payload = models.JSONField(_("content"))
    digest = models.CharField(max_length=64, editable=False)
    status = models.CharField(_("status"), max_length=6, choices=Status.choices, default=Status.FAILED)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), null=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    error_code = models.CharField(max_length=40, blank=True)
    # What came of it: the kind of record, its id and its number.
    result = models.JSONField(_("result"), default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("time"), default=clock.now)
    done_at = models.DateTimeField(_("done at"), null=True)

    facts = facts.root(owner="by", department="by__employee__department")
    objects = GateQuerySet.as_manager()

    class Meta:
        verbose_name = _("ERP message")
        verbose_name_plural = _("ERP messages")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "external_key"], name="erp_message_once"),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="erp_message_newest"),
            models.Index(fields=["status", "next_try_at"], name="erp_message_due"),
            models.Index(fields=["kind", "status", "-at"], name="erp_message_kind"),
        ]
        permissions = [("export_erpmessage", _("Can export ERP messages"))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.external_key}"

    def get_absolute_url(self) -> str:
        return row_address("outside:erp_message_detail", self.pk)
