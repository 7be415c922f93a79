from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock

from .order import Order, OrderLine


class ScheduleChange(models.Model):
    """When a line of a placed order was to come before and after a change, and why. Never overwritten."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="schedule_changes", verbose_name=_("order"))
    line = models.ForeignKey(OrderLine, models.PROTECT, related_name="+", verbose_name=_("order line"))
    before = models.TextField(_("before"))  # a day and a quantity on each line
    after = models.TextField(_("after"))
    reason = models.CharField(_("reason"), max_length=200)
    at = models.DateTimeField(_("time"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("change of a delivery schedule")
        verbose_name_plural = _("changes of delivery schedules")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.order_id} · {self.at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise TypeError("a change of a schedule is never overwritten")
        super().save(*args, **kwargs)
