from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child

from .contract import Contract


class ContractVoiding(Child):
    """The wish to call a signed contract void: asked with a reason, decided by a process or another approver."""

    class Status(models.TextChoices):
        APPROVING = "approving", _("in approval")
        APPLIED = "applied", _("in force")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    contract = models.ForeignKey(
        Contract, models.PROTECT, related_name="voidings", verbose_name=_("contract")
    )
    number = models.CharField(_("number of the request"), max_length=40, editable=False)
    reason = models.CharField(_("reason"), max_length=200)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.APPROVING, editable=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    answer = models.CharField(_("why it was decided so"), max_length=200, blank=True, editable=False)

    facts = facts.child("contract", permission_of="contracts.contract")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("request to call a contract void")
        verbose_name_plural = _("requests to call contracts void")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(status="approving", is_deleted=False),
                name="voiding_one_open",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return row_address("contracts:voiding_detail", self.pk)
