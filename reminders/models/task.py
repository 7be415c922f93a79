from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.models import OwnedRecord


class Task(OwnedRecord):
    """Something that one person gives another (or himself) to do by a day; its owner does it, its assigner accepts it."""

    class Status(models.TextChoices):
        TODO = "todo", _("to do")
        DOING = "doing", _("in hand")
        TO_ACCEPT = "to_accept", _("to be accepted")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    class Priority(models.IntegerChoices):
        URGENT = 1, _("urgent")
        HIGH = 2, _("high")
        NORMAL = 3, _("normal")
        LOW = 4, _("low")

    BRIEF = ("id", "title", "status", "due_on", "owner_id", "department_id")

    title = models.CharField(_("task"), max_length=120)
    details = models.TextField(_("details"), blank=True)
    assigner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        editable=False,
        related_name="given_tasks",
        verbose_name=_("given by"),
    )
    due_on = models.DateField(_("due on"))
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority.choices, default=Priority.NORMAL
    )
    progress = models.PositiveSmallIntegerField(
        _("progress (%)"), default=0, validators=[MaxValueValidator(100)], editable=False
    )
    status = models.CharField(
        _("status"), max_length=9, choices=Status.choices, default=Status.TODO, editable=False
    )
    report = models.TextField(_("what was done"), blank=True, editable=False)
    comment = models.CharField(_("comment"), max_length=500, blank=True, editable=False)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True, editable=False)
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, editable=False, related_name="+")
    about_id = models.BigIntegerField(null=True, editable=False)
    about = GenericForeignKey("about_type", "about_id")

    facts = facts.root()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["due_on", "priority", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="task_progress_at_most_100"),
            models.CheckConstraint(
                condition=~Q(status="done") | Q(done_at__isnull=False), name="task_done_has_a_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "status", "due_on"], name="task_owner"),
            models.Index(fields=["assigner", "status", "due_on"], name="task_assigner"),
            models.Index(fields=["due_on", "priority", "id"], name="task_list"),
            models.Index(fields=["about_type", "about_id"], name="task_about"),
        ]
        permissions = [
            ("export_task", _("Can export tasks")),
            ("assign_task", _("Can give tasks to others")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_address("reminders:task_detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.status not in {self.Status.DONE, self.Status.CANCELLED}

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < clock.today()

    @property
    def is_ones_own(self) -> bool:
        """Whoever gives himself a task needs nobody to accept it."""
        return bool(self.assigner_id == self.owner_id)
