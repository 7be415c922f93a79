from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child, OwnedRecord
from reminders.models import Task

from .visit import Visit


class WorkPlan(OwnedRecord):
    """What somebody means to do in a day, a week or a month, how much of it was done, and what his leader says."""

    class Span(models.TextChoices):
        DAY = "day", _("day plan")
        WEEK = "week", _("week plan")
        MONTH = "month", _("month plan")

    BRIEF = ("id", "span", "starts_on", "ends_on", "owner_id", "department_id")

    span = models.CharField(
        pgettext_lazy("work plan", "span"), max_length=5, choices=Span.choices, default=Span.WEEK
    )
    starts_on = models.DateField(pgettext_lazy("work plan", "from"))
    ends_on = models.DateField(pgettext_lazy("work plan", "until"), editable=False)
    goal = models.CharField(_("goal"), max_length=200, blank=True)
    summary = models.TextField(_("what became of it"), blank=True)
    comment = models.CharField(_("leader's comment"), max_length=500, blank=True, editable=False)
    commented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("commented by"),
    )
    commented_at = models.DateTimeField(_("commented at"), null=True, blank=True, editable=False)

    facts = facts.root()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("work plan")
        verbose_name_plural = _("work plans")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="work_plan_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["owner", "span", "starts_on"],
                condition=Q(is_deleted=False),
                name="work_plan_once",
            ),
        ]
        indexes = [
            models.Index(fields=["-starts_on", "-id"], name="work_plan_list"),
            models.Index(fields=["owner", "-starts_on"], name="work_plan_owner"),
        ]
        permissions = [
            ("export_workplan", _("Can export work plans")),
            ("review_workplan", _("Can comment on work plans")),
        ]

    def __str__(self) -> str:
        return f"{self.get_span_display()} {self.starts_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return row_address("sales:work_plan_detail", self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.starts_on, self.ends_on = bounds(self.span, self.starts_on)
        super().save(*args, **kwargs)


def bounds(span: str, day: date) -> tuple[date, date]:
    """The first and last day of the day, week (from Monday) or month that `day` lies in."""
    if span == WorkPlan.Span.DAY:
        return day, day
    if span == WorkPlan.Span.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


class WorkPlanItem(Child):
    """One thing of a plan; what is a visit or a task is done when that is."""

    plan = models.ForeignKey(WorkPlan, models.PROTECT, related_name="items", verbose_name=_("work plan"))
    text = models.CharField(_("what"), max_length=200)
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="plan_items", verbose_name=_("visit")
    )
    task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, related_name="plan_items", verbose_name=_("task")
    )
    is_done = models.BooleanField(_("done"), default=False)

    facts = facts.child("plan")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("item of a work plan")
        verbose_name_plural = _("items of work plans")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "visit"],
                condition=Q(is_deleted=False, visit__isnull=False),
                name="work_plan_visit_once",
            ),
            models.UniqueConstraint(
                fields=["plan", "task"],
                condition=Q(is_deleted=False, task__isnull=False),
                name="work_plan_task_once",
            ),
        ]
        indexes = [models.Index(fields=["plan", "id"], name="work_plan_items")]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return self.plan.get_absolute_url()
