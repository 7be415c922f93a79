from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkRun(models.Model):
    """One action on many rows, and what became of each of them; only who started it reads it.

    A long one works through `ids` from `place` on, so that a worker who died loses nothing and does nothing twice.
    """

    record_type = models.CharField(_("record type"), max_length=60)
    label = models.CharField(_("action"), max_length=100)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="bulk_runs", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    options = models.JSONField(default=dict, blank=True)
    ids = models.JSONField(default=list, blank=True)
    place = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)
    results: Any = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("bulk change")
        verbose_name_plural = _("bulk changes")
        ordering = ["-id"]
        indexes = [models.Index(fields=["by", "-created_at"], name="bulk_run_by")]

    def __str__(self) -> str:
        return f"{self.label} #{self.pk}"
