from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import facts
from core.history import tracked
from records.models import Child

from .customer import Customer
from .pool import PublicPool


class OwnershipRequest(Child):
    """A key account is to change hands: what was asked for, done once the process has agreed."""

    class Kind(models.TextChoices):
        TRANSFER = "transfer", _("transfer")
        ASSIGN = "assign", _("assignment")
        CLAIM = "claim", _("claim from the public pool")
        RECALL = "recall", _("recall to the public pool")

    class Status(models.TextChoices):
        OPEN = "open", _("in approval")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="ownership_requests", verbose_name=_("customer")
    )
    kind = models.CharField(_("what is asked for"), max_length=8, choices=Kind.choices)
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("new owner")
    )
    pool = models.ForeignKey(
        PublicPool, models.PROTECT, null=True, related_name="+", verbose_name=_("public pool")
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    status = models.CharField(_("status"), max_length=9, choices=Status.choices, default=Status.OPEN)
    details = models.JSONField(default=dict)

    facts = facts.child("customer", author="created_by")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("change of a key account's owner")
        verbose_name_plural = _("changes of key accounts' owners")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"],
                condition=Q(status="open", is_deleted=False),
                name="ownership_request_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer} · {self.get_kind_display()} {self.to_user or self.pool or ''}".rstrip()

    def get_absolute_url(self) -> str:
        return self.customer.get_absolute_url()
