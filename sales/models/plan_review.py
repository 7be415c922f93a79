from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock, facts
from core.history import tracked

from .account_plan import AccountPlan, OfPlan
from .inquiry import UNTRACKED


class PlanReview(OfPlan):
    """What a review found, with the figures of that day as they stood; they are never written again."""

    TAB = "reviews"

    class Health(models.TextChoices):
        GREEN = "green", _("on course")
        AMBER = "amber", _("in danger")
        RED = "red", _("off course")

    plan = models.ForeignKey(
        AccountPlan,
        models.PROTECT,
        related_name="reviews",
        verbose_name=pgettext_lazy("account plan", "plan"),
    )
    held_on = models.DateField(_("held on"), default=clock.today)
    health = models.CharField(_("judgement"), max_length=5, choices=Health.choices)
    findings = models.TextField(_("what we learned"))
    decisions = models.TextField(_("what we change"), blank=True)
    next_review_on = models.DateField(_("next review"), null=True, blank=True)
    snapshot: Any = models.JSONField(default=dict, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("by"),
    )
    comment = models.TextField(_("comment of the leader"), blank=True, editable=False)
    commented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("commented by"),
    )
    commented_at = models.DateTimeField(_("commented"), null=True, editable=False)

    facts = facts.child("plan")
    history = tracked(excluded_fields=[*UNTRACKED, "snapshot"])

    class Meta:
        verbose_name = _("review of a plan")
        verbose_name_plural = _("reviews of plans")
        ordering = ["-held_on", "-id"]

    def __str__(self) -> str:
        return f"{self.held_on:%Y-%m-%d} {self.get_health_display()}"


class PlanReminder(models.Model):
    """That somebody was told of a review or an action that is due: once for each due day."""

    key = models.CharField(max_length=60, unique=True)
    told_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("reminder of a plan")
        verbose_name_plural = _("reminders of plans")

    def __str__(self) -> str:
        return self.key
