from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock, facts
from core.addresses import row_address
from records.gate import GateQuerySet

from .run import ProcessRun


class ProcessTask(models.Model):
    """What one person has to do in a run: decide, work, sign, advise or take note.

    `visit` numbers the entry into the node, so a node that is entered again has fresh tasks. `origin` is the task
    from which this one came (handed on, asked for an opinion, added signer). `decided_by` differs from `assignee`
    where a delegate, or the superior to whom it was passed upwards, acted.
    """

    class Kind(models.TextChoices):
        APPROVE = "approve", _("approve")
        HANDLE = "handle", _("complete")
        SIGN = "sign", _("sign as well")
        ADVISE = "advise", _("give an opinion")
        READ = "read", _("take note")

    class Sign(models.TextChoices):
        BEFORE = "before", _("before me")
        AFTER = "after", _("after me")
        PARALLEL = "parallel", _("beside me")

    class Status(models.TextChoices):
        PENDING = "pending", _("to do")
        WAITING_SIGNERS = "waiting_signers", _("waits for signers")
        DELEGATED = "delegated", _("waits for an opinion")
        APPROVED = "approved", _("agreed")
        REJECTED = "rejected", _("turned down")
        RETURNED = "returned", _("sent back")
        TRANSFERRED = "transferred", _("handed on")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("no longer needed")

    OPEN = (Status.PENDING, Status.WAITING_SIGNERS, Status.DELEGATED)
    ACTED = (Status.APPROVED, Status.REJECTED, Status.RETURNED, Status.TRANSFERRED, Status.DONE)

    run = models.ForeignKey(ProcessRun, models.PROTECT, related_name="tasks", verbose_name=_("process run"))
    node_key = models.CharField(max_length=40)
    node_name = models.CharField(_("step"), max_length=60)
    visit = models.PositiveIntegerField()
    submission = models.PositiveIntegerField(default=1)
    sequence = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    sign = models.CharField(max_length=8, choices=Sign.choices, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="process_tasks", verbose_name=_("for")
    )
    escalated_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("passed to")
    )
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="offspring")
    is_rescue = models.BooleanField(default=False)
    status = models.CharField(_("status"), max_length=16, choices=Status.choices, default=Status.PENDING)
    created_at = models.DateTimeField(_("since"), default=clock.now)
    due_at = models.DateTimeField(_("due"), null=True)
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    overdue_at = models.DateTimeField(null=True)
    urged_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    closed_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    opinion = models.TextField(_("opinion"), blank=True)
    form_data = models.JSONField(default=dict, blank=True)
    tokens_before = models.JSONField(default=list, blank=True)

    objects = GateQuerySet.as_manager()
    facts = facts.root(owner="assignee", department="")

    class Meta:
        verbose_name = _("process task")
        verbose_name_plural = _("process tasks")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["assignee", "status", "-id"], name="task_inbox"),
            models.Index(fields=["run", "visit"], name="task_visit"),
            models.Index(fields=["status", "remind_at"], name="task_remind"),
            models.Index(fields=["status", "due_at"], name="task_due"),
        ]

    def __str__(self) -> str:
        return f"{self.node_name} · {self.assignee}"

    def get_absolute_url(self) -> str:
        return row_address("workflow:task_detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN
