"""Explicit shares on guardian's direct-foreign-key models, with the expiry that guardian lacks; the gate reads them."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from core import clock


class ShareQuerySet(models.QuerySet[Any]):
    def in_force(self) -> "ShareQuerySet":
        """An expired share is without effect at that moment, whether or not a job has run."""
        return self.filter(Q(expires_at__isnull=True) | Q(expires_at__gt=clock.now()))


class UserShareBase(UserObjectPermissionBase):
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    shared_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    shared_at = models.DateTimeField(default=clock.now)
    objects = ShareQuerySet.as_manager()

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True


class GroupShareBase(GroupObjectPermissionBase):
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    shared_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    shared_at = models.DateTimeField(default=clock.now)
    objects = ShareQuerySet.as_manager()

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = True
