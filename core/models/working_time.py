from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import tracked


class WorkCalendarDay(models.Model):
    """A day that differs from Monday-to-Friday: a holiday, or a weekend day that is worked (调休)."""

    date = models.DateField(_("date"), unique=True)
    is_workday = models.BooleanField(_("working day"))
    note = models.CharField(_("note"), max_length=60, blank=True)
    history = tracked()

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("working calendar")
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.note}"


class WorkShift(models.Model):
    """A stretch of the working day, for example 08:30–12:00; it may hold from and to a day."""

    starts_at = models.TimeField(_("from"))
    ends_at = models.TimeField(_("to"))
    valid_from = models.DateField(
        _("valid from"), null=True, blank=True, help_text=_("Empty: from the beginning.")
    )
    valid_to = models.DateField(
        _("valid to"), null=True, blank=True, help_text=_("The last day. Empty: until further notice.")
    )
    history = tracked()

    class Meta:
        verbose_name = _("shift")
        verbose_name_plural = _("shifts")
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="shift_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        hours = f"{self.starts_at:%H:%M}–{self.ends_at:%H:%M}"
        if self.valid_from is None and self.valid_to is None:
            return hours
        return f"{hours} ({self.valid_from or '…'} – {self.valid_to or '…'})"

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )

    def clean(self) -> None:
        """A shift ends after it starts, and no two overlap on the same day."""
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The shift must end after it starts.")})
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last day lies before the first.")})
        if self.starts_at and self.ends_at:
            others = WorkShift.objects.filter(starts_at__lt=self.ends_at, ends_at__gt=self.starts_at)
            if self.valid_to:
                others = others.filter(models.Q(valid_from=None) | models.Q(valid_from__lte=self.valid_to))
            if self.valid_from:
                others = others.filter(models.Q(valid_to=None) | models.Q(valid_to__gte=self.valid_from))
            other = others.exclude(pk=self.pk).first()
            if other is not None:
                raise ValidationError({"starts_at": _("Overlaps the shift %(shift)s.") % {"shift": other}})


class Festival(models.Model):
    """A day on which greetings are sent: fixed in the solar or the lunar calendar."""

    class Calendar(models.TextChoices):
        SOLAR = "solar", _("solar")
        LUNAR = "lunar", _("lunar")

    name = models.CharField(_("name"), max_length=40, unique=True)
    calendar = models.CharField(_("calendar"), max_length=5, choices=Calendar.choices, default=Calendar.SOLAR)
    month = models.PositiveSmallIntegerField(_("month"))
    day = models.PositiveSmallIntegerField(_("day"))

    class Meta:
        verbose_name = _("festival")
        verbose_name_plural = _("festivals")
        ordering = ["calendar", "month", "day"]

    def __str__(self) -> str:
        return self.name
