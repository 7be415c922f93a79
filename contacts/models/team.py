from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock, facts
from core.history import tracked
from records.models import Child

from ..querysets import TeamQuerySet
from .customer import Customer


class AccountTeamMember(Child):
    """A colleague who works on a customer beside its owner, with his role, rights and, if any, an end."""

    class Role(models.TextChoices):
        GRM = "grm", _("global relationship manager")
        RRM = "rrm", _("regional relationship manager")
        PM = "pm", _("project manager")
        TECHNICAL = "technical", _("technical support")
        COMMERCIAL = "commercial", _("commercial")
        SERVICE = "service", _("customer service")
        FINANCE = "finance", _("finance")
        SPONSOR = "sponsor", _("executive sponsor")

    class Rights(models.TextChoices):
        READ = "read", _("read")
        WRITE = "write", _("read and write")
        APPROVE = "approve", _("read and take part in approvals")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="team", verbose_name=_("customer"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="team_places", verbose_name=_("colleague")
    )
    role = models.CharField(_("team role"), max_length=10, choices=Role.choices)
    region = models.CharField(_("region"), max_length=40, blank=True)
    rights = models.CharField(_("rights"), max_length=8, choices=Rights.choices, default=Rights.READ)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)

    facts = facts.child("customer")
    objects = TeamQuerySet.as_manager()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("account team member")
        verbose_name_plural = _("account team")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "user", "role"], condition=Q(is_deleted=False), name="team_role_once"
            ),
            models.UniqueConstraint(
                fields=["customer"], condition=Q(role="grm", is_deleted=False), name="one_grm_per_customer"
            ),
            models.UniqueConstraint(
                fields=["customer", "region"],
                condition=Q(role="rrm", is_deleted=False),
                name="one_rrm_per_region",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class CreditSplit(Child):
    """A colleague's part of the sales that a customer brings; all parts of a customer make 100 %."""

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="credit_splits", verbose_name=_("customer")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="credit_splits", verbose_name=_("colleague")
    )
    percent = models.DecimalField(_("part (%)"), max_digits=9, decimal_places=4)

    facts = facts.child("customer")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("part of the sales")
        verbose_name_plural = _("parts of the sales")
        ordering = ["-percent", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "user"], condition=Q(is_deleted=False), name="credit_split_once"
            ),
            models.CheckConstraint(
                condition=Q(percent__gt=0) & Q(percent__lte=100), name="credit_split_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.percent.normalize():f} %"


class OwnershipRecord(models.Model):
    """Who owned a customer, or in which pool it lay, from when to when, and why it changed; never overwritten."""

    class Kind(models.TextChoices):
        CREATED = "created", _("created")
        TRANSFERRED = "transferred", _("transferred")
        ASSIGNED = "assigned", _("assigned")
        CLAIMED = "claimed", _("claimed")
        RELEASED = "released", _("given up")
        RECALLED = "recalled", _("recalled")
        EXPIRED = "expired", _("recalled by rule")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="ownership", verbose_name=_("customer")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("owner")
    )
    department = models.ForeignKey("accounts.Department", models.PROTECT, null=True, related_name="+")
    pool = models.ForeignKey(
        "contacts.PublicPool", models.PROTECT, null=True, related_name="+", verbose_name=_("public pool")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.TRANSFERRED)
    from_at = models.DateTimeField(_("from"), default=clock.now)
    to_at = models.DateTimeField(_("to"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ownership record")
        verbose_name_plural = _("ownership history")
        ordering = ["-from_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(to_at__isnull=True), name="one_open_ownership_per_customer"
            )
        ]

        indexes = [models.Index(fields=["owner", "kind", "-from_at"], name="ownership_owner_kind")]

    def __str__(self) -> str:
        return f"{self.customer} · {self.owner or self.pool or ''}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A row is written once; only its open end is closed later, by `close`."""
        if self.pk is not None and not self._state.adding:
            raise TypeError("an ownership record is never overwritten")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("an ownership record is never deleted")
