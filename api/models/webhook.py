from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock, facts, stamps
from core.addresses import row_address
from core.history import tracked
from records.models import OwnedRecord

from .. import troubles


class Webhook(OwnedRecord):
    """An address outside that is told of events: which ones, and never of a record that its owner could not read."""

    name = models.CharField(_("name"), max_length=80)
    url = models.CharField(
        _("web address"), max_length=500, help_text=_("https://… of the program that is told.")
    )
    events = models.JSONField(_("events"), default=list)
    is_active = models.BooleanField(_("active"), default=True, editable=False)
    stopped_because = models.CharField(_("stopped because"), max_length=300, blank=True, editable=False)
    # What both sides sign with; after a renewal the former one signs along for a day.
    sealed_secret = models.TextField(blank=True, editable=False)
    sealed_former = models.TextField(blank=True, editable=False)
    former_until = models.DateTimeField(null=True, editable=False)

    # How it went lately; derived from the deliveries.
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    rests_until = models.DateTimeField(_("rests until"), null=True, editable=False)
    delivered_at = models.DateTimeField(_("last delivered"), null=True, editable=False)

    facts = facts.root()
    history = tracked(
        excluded_fields=[
            "version", "updated_at", "updated_by", "sealed_secret", "sealed_former", "former_until", "failures",
            "rests_until", "delivered_at",
        ]
    )  # fmt: skip

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=Q(is_deleted=False), name="webhook_name_once"),
        ]
        permissions = [("export_webhook", _("Can export webhooks"))]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        """Every process keeps which webhooks there are; whatever is written of one reaches all of them."""
        super().save(*args, **options)
        stamps.renew(stamps.SETTINGS)

    def get_absolute_url(self) -> str:
        return row_address("webhooks:webhook_detail", self.pk)


class WebhookDelivery(models.Model):
    """One try to tell a webhook of one event, and what came of it. Never overwritten."""

    class Outcome(models.TextChoices):
        DELIVERED = "delivered", pgettext_lazy("webhook", "delivered")
        FAILED = "failed", _("failed")
        WITHHELD = "withheld", _("withheld: its owner may not read the record")

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries", verbose_name=_("webhook"))
    event = models.CharField(_("event number"), max_length=40)
    verb = models.CharField(_("event"), max_length=60)
    subject_type = models.CharField(_("kind of record"), max_length=60, blank=True)
    subject_id = models.BigIntegerField(_("record"), null=True)
    content = models.JSONField(_("content"), default=dict)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    tries = models.PositiveSmallIntegerField(pgettext_lazy("delivery", "try"), default=1)
    code = models.PositiveSmallIntegerField(_("answer"), null=True)
    milliseconds = models.PositiveIntegerField(_("milliseconds"), null=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    at = models.DateTimeField(_("time"), default=clock.now)

    class Meta:
        verbose_name = _("webhook delivery")
        verbose_name_plural = _("webhook deliveries")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["webhook", "-at"], name="webhook_delivery_newest"),
            models.Index(fields=["at"], name="webhook_delivery_at"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} · {self.get_outcome_display()}"

    @property
    def why(self) -> str:
        """What went wrong, in the reader's language; `error` has the raw words."""
        return troubles.said(self.error, self.code) if self.outcome == self.Outcome.FAILED else self.error
