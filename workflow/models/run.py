from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Department
from core import clock, facts
from core.addresses import row_address
from records.gate import GateQuerySet

from .definition import ProcessVersion


class RunQuerySet(GateQuerySet["ProcessRun"]):
    def open(self) -> "RunQuerySet":
        """Not ended yet, whoever has it in hand."""
        return self.filter(status__in=ProcessRun.OPEN)

    def about(self, obj: models.Model) -> "RunQuerySet":
        return self.filter(subject_type=ContentType.objects.get_for_model(obj), subject_id=obj.pk)


class ProcessRun(models.Model):
    """One running (or ended) process over one document, on the version with which it began.

    `snapshot` is the document as submitted, shown to those who decide; `facts` are the values that conditions
    read, frozen with it. `tokens` say where the run stands: each has `id`, `at` (node key), `visit`, `path` (ids of
    the branches it lies in), and what the node needs (`queue`, `until`, `back_to`). Written by services alone.
    """

    class Status(models.TextChoices):
        RUNNING = "running", _("in approval")
        STUCK = "stuck", _("stuck")
        RETURNED = "returned", _("sent back")
        APPROVED = "approved", _("approved")
        REJECTED = "rejected", _("turned down")
        WITHDRAWN = "withdrawn", _("withdrawn")
        TERMINATED = "terminated", _("terminated")

    OPEN = (Status.RUNNING, Status.STUCK, Status.RETURNED)
    LOCKING = (Status.RUNNING, Status.STUCK)

    number = models.CharField(_("number"), max_length=30, unique=True)
    version = models.ForeignKey(
        ProcessVersion, models.PROTECT, related_name="runs", verbose_name=_("process")
    )
    doc_type = models.CharField(_("document"), max_length=40, blank=True)
    title = models.CharField(_("subject"), max_length=200)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    subject_id = models.BigIntegerField(null=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    snapshot = models.JSONField(default=list, blank=True)
    previous_snapshot = models.JSONField(default=list, blank=True)
    facts_read = models.JSONField(default=dict, blank=True)
    choices = models.JSONField(default=dict, blank=True)
    tokens = models.JSONField(default=list, blank=True)
    return_point = models.JSONField(default=dict, blank=True)
    visits = models.PositiveIntegerField(default=0)
    submission = models.PositiveIntegerField(default=1)
    initiator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="started_runs", verbose_name=_("started by")
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, related_name="+", verbose_name=_("department")
    )
    market = models.CharField(_("market"), max_length=8, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.RUNNING)
    current_step = models.CharField(_("current step"), max_length=200, blank=True)
    current_people = models.CharField(_("waits for"), max_length=200, blank=True)
    waits_since = models.DateTimeField(_("since"), null=True)
    next_wait_at = models.DateTimeField(null=True)
    done_steps = models.PositiveSmallIntegerField(default=0)
    total_steps = models.PositiveSmallIntegerField(default=0)
    started_at = models.DateTimeField(_("started"), default=clock.now)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = RunQuerySet.as_manager()
    facts = facts.root(owner="initiator", department="department")

    class Meta:
        verbose_name = _("process run")
        verbose_name_plural = _("process runs")
        ordering = ["-started_at", "-id"]
        permissions = [
            ("monitor_processrun", _("Can watch over all process runs")),
            ("export_processrun", _("Can export process runs")),
        ]
        indexes = [
            models.Index(fields=["initiator", "-id"], name="run_initiator"),
            models.Index(fields=["status", "-id"], name="run_status"),
            models.Index(fields=["subject_type", "subject_id"], name="run_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "doc_type"],
                condition=models.Q(status__in=["running", "stuck", "returned"]) & ~models.Q(doc_type=""),
                name="one_open_run_per_document",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return row_address("workflow:run_detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def snapshot_values(self) -> dict[str, Any]:
        return {field["name"]: field.get("value") for field in self.snapshot}
