from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child

from ..querysets import AssignmentQuerySet
from .customer import Customer


class Assignment(Child):
    """A customer lent to a colleague for a purpose until a moment; its owner stays its owner."""

    class Status(models.TextChoices):
        PENDING = "pending", _("waits for confirmation")
        EFFECTIVE = "effective", _("effective")
        RECALLED = "recalled", _("recalled")
        EXPIRED = "expired", _("expired")
        REFUSED = "refused", _("refused")

    class OnExpiry(models.TextChoices):
        OWNER = "owner", _("back to the owner")
        POOL = "pool", _("to the public pool")
        TRANSFER = "transfer", _("the colleague becomes the owner")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="assignments", verbose_name=_("customer")
    )
    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("lent by")
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments", verbose_name=_("lent to")
    )
    purpose = models.CharField(_("purpose"), max_length=200)
    start = models.DateTimeField(_("from"))
    expires_at = models.DateTimeField(_("until"))
    on_expiry = models.CharField(
        _("at the end"), max_length=8, choices=OnExpiry.choices, default=OnExpiry.OWNER
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PENDING, editable=False
    )
    extensions = models.PositiveSmallIntegerField(_("extensions"), default=0, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)

    facts = facts.child("customer")
    objects = AssignmentQuerySet.as_manager()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["-start", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("start")), name="assignment_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["customer", "to_user"],
                condition=Q(status__in=["pending", "effective"], is_deleted=False),
                name="assignment_once",
            ),
        ]
        indexes = [
            models.Index(fields=["to_user", "status", "expires_at"], name="assignment_to"),
            models.Index(fields=["status", "expires_at"], name="assignment_due"),
        ]
        permissions = [
            ("confirm_assignment", _("Can confirm and extend assignments")),
            ("recall_assignment", _("Can recall assignments")),
        ]

    def __str__(self) -> str:
        return f"{self.customer} → {self.to_user}"

    def get_absolute_url(self) -> str:
        return row_address("contacts:assignment_detail", self.pk)
