from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Department
from core import clock, operation
from core.facts import Facts

from .. import search
from ..gate import GateQuerySet


class Record(models.Model):
    """A business row: who wrote it and when, soft deletion, and room for custom fields."""

    facts: ClassVar[Facts]

    created_at = models.DateTimeField(_("created"), editable=False, default=clock.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("created by"),
    )
    updated_at = models.DateTimeField(_("updated"), editable=False, default=clock.now)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("updated by"),
    )
    is_deleted = models.BooleanField(_("deleted"), default=False, editable=False)
    ext = models.JSONField(_("custom fields"), default=dict, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = GateQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        from ..custom import saving

        self.stamp()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "updated_at", "updated_by", "version"}
        saving.before_save(self, kwargs.get("update_fields"))
        super().save(*args, **kwargs)
        saving.after_save(self)
        search.index(self)

    def stamp(self) -> None:
        """Note the acting user and the moment; bulk paths call it themselves."""
        user = operation.current().user
        self.updated_at = clock.now()
        self.updated_by_id = getattr(user, "pk", None)
        if self._state.adding:
            self.created_by_id = self.created_by_id or self.updated_by_id
        else:
            self.version += 1


class OwnedRecord(Record):
    """A root record with an owner and the department it is booked under."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_%(class)ss",
        verbose_name=_("owner"),
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owning department"),
    )

    class Meta:
        abstract = True


class Child(Record):
    """A record that belongs to another one and inherits its reach."""

    class Meta:
        abstract = True
