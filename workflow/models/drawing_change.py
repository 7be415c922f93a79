from django.conf import settings as site
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock

from .definition import ProcessVersion


class DrawingChange(models.Model):
    """One stroke on a draft: who drew what, and the drawing as it was before, so that it can be taken back.

    `revision` is the draft's revision after the stroke; `before` is {"steps": …, "settings": …} as
    workflow/step_data.py writes them. Where a stroke was taken back it is the drawing with that stroke, and `what` says
    which it was, so that it can be drawn again.
    """

    class What(models.TextChoices):
        ADDED = "added", _("step added")
        CHANGED = "changed", _("step changed")
        MOVED = "moved", _("step moved")
        DELETED = "deleted", _("step deleted")
        BRANCH_ADDED = "branch_added", _("branch added")
        BRANCH_CHANGED = "branch_changed", _("branch changed")
        BRANCH_MOVED = "branch_moved", _("branch moved")
        BRANCH_DELETED = "branch_deleted", _("branch deleted")
        SETTINGS = "settings", _("settings of the process changed")
        UNDONE = "undone", _("taken back")

    version = models.ForeignKey(
        ProcessVersion, models.CASCADE, related_name="changes", verbose_name=_("version")
    )
    revision = models.PositiveIntegerField(_("revision"))
    what = models.CharField(_("what"), max_length=20, choices=What.choices)
    step = models.CharField(_("step"), max_length=60, blank=True)
    about = models.CharField(max_length=60, blank=True, editable=False)
    by = models.ForeignKey(
        site.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"), default=clock.now)
    before = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("change of a drawing")
        verbose_name_plural = _("changes of drawings")
        ordering = ["-id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.step} · {self.get_what_display()}" if self.step else str(self.get_what_display())

    @property
    def taken_back(self) -> str:
        """The stroke that this one took back, in words."""
        return str(DrawingChange(step=self.step, what=self.before.get("what", "")))
