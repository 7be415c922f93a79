from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import stamps
from core.models import Stamped


class SavedView(Stamped):
    """A list as somebody wants to see it again: filters, sort, groups, columns and their widths under a name."""

    class Visibility(models.TextChoices):
        PRIVATE = "private", _("only me")
        PUBLIC = "public", _("everybody")

    stamp = stamps.LISTS
    record_type = models.CharField(max_length=60)
    name = models.CharField(_("name"), max_length=60)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    query = models.CharField(max_length=2000, blank=True)
    columns = models.JSONField(default=list, blank=True)
    widths = models.JSONField(default=dict, blank=True)
    visibility = models.CharField(
        _("seen by"), max_length=8, choices=Visibility.choices, default=Visibility.PRIVATE
    )
    is_default = models.BooleanField(_("opens first"), default=False)
    is_pinned = models.BooleanField(_("pinned to the menu"), default=False)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "record_type", "name"], name="saved_view_name_once"),
            models.UniqueConstraint(
                fields=["owner", "record_type"], condition=models.Q(is_default=True), name="one_default_view"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ColumnChoice(Stamped):
    """Which columns, in which order and how wide, a user wants on one list."""

    stamp = stamps.LISTS
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="column_choices")
    record_type = models.CharField(max_length=60)
    columns = models.JSONField(default=list)
    widths = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "record_type"], name="column_choice_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.record_type}"


class Star(models.Model):
    """A record that a user follows."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="stars")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "content_type", "object_id"], name="star_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.content_type_id}:{self.object_id}"


class RecentView(models.Model):
    """When a user last opened a record."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recent_views")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "content_type", "object_id"], name="recent_once")
        ]
        indexes = [models.Index(fields=["user", "-at"], name="recent_user_at")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.content_type_id}:{self.object_id}"
