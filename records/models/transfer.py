from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from core.models import Job


class ImportRun(models.Model):
    """One file brought in: how its columns were read, what came of each row, and whether it was taken back."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        CHECKED = "checked", _("checked")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        REVERTING = "reverting", _("being taken back")
        REVERTED = "reverted", _("taken back")

    class Mode(models.TextChoices):
        UPSERT = "upsert", _("create new rows and update known ones")
        CREATE = "create", _("only create new rows")
        UPDATE = "update", _("only update known rows")

    kind = models.CharField(_("kind"), max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    file = models.FileField(upload_to="imports/%Y/%m")
    file_name = models.CharField(_("file"), max_length=200)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    options = models.JSONField(default=dict, blank=True)
    mode = models.CharField(_("mode"), max_length=8, choices=Mode.choices, default=Mode.UPSERT)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.UPLOADED)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    total = models.PositiveIntegerField(_("rows"), default=0)
    created = models.PositiveIntegerField(_("created"), default=0)
    updated = models.PositiveIntegerField(_("updated"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    error = models.TextField(_("error"), blank=True)
    created_at = models.DateTimeField(_("time"), default=clock.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"


class ImportRow(models.Model):
    """What one row of an import did: what it made or changed with its former values, or what was wrong with it."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("created")
        UPDATED = "updated", _("updated")
        REJECTED = "rejected", _("rejected")
        WARNED = "warned", _("brought in with a warning")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    model = models.CharField(max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True)
    before = models.JSONField(default=dict, blank=True)
    after_version = models.PositiveIntegerField(null=True)
    field = models.CharField(_("column"), max_length=60, blank=True)
    message = models.TextField(_("reason"), blank=True)
    values = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["number", "id"]
        indexes = [models.Index(fields=["run", "outcome", "number"], name="importrow_run_outcome")]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.number} {self.outcome}"


class ExportTask(models.Model):
    """A file asked for from a list, made by the worker, kept for a while, and logged."""

    class Status(models.TextChoices):
        APPROVING = "approving", _("in approval")
        WAITING = "waiting", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    record_type = models.CharField(_("list"), max_length=60)
    query = models.CharField(max_length=2000, blank=True)
    columns = models.JSONField(default=list)
    ids = models.JSONField(null=True, blank=True)
    format = models.CharField(_("format"), max_length=5)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    language = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    file = models.FileField(upload_to="exports/%Y/%m", blank=True)
    row_count = models.PositiveIntegerField(_("rows"), default=0)
    status = models.CharField(_("status"), max_length=9, choices=Status.choices, default=Status.WAITING)
    error = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(_("time"), default=clock.now)
    expires_at = models.DateTimeField(_("expires"))

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.record_type} {self.format} #{self.pk}"
