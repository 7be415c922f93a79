from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Department
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.models import OwnedRecord


class Notice(OwnedRecord):
    """A notice on everybody's homepage, or on that of some departments, until it expires."""

    title = models.CharField(pgettext_lazy("notice", "title"), max_length=120)
    body = models.TextField(_("text"), blank=True)
    published_at = models.DateTimeField(_("published"), default=clock.now)
    expires_on = models.DateField(_("shown until"), null=True, blank=True)
    is_pinned = models.BooleanField(_("on top"), default=False)
    audience = models.ManyToManyField(
        Department, blank=True, related_name="+", verbose_name=_("for departments")
    )

    facts = facts.root()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-is_pinned", "-published_at", "-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_address("reminders:notice_detail", self.pk)
