"""What a contract said at a moment, and what an amendment changes in it. Versions are never overwritten."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child

from .contract import Contract


class ContractVersion(models.Model):
    """All fields, lines, clauses and terms of a contract as they stood: written when it is handed over or comes back."""

    class Origin(models.TextChoices):
        SUBMITTED = "submitted", _("handed over for review")
        RETURNED = "returned", _("came back from the customer")
        PROPOSED = "proposed", _("proposed by the customer")
        SIGNED = "signed", pgettext_lazy("version", "signed")
        AMENDED = "amended", _("amended")

    contract = models.ForeignKey(
        Contract, models.PROTECT, related_name="versions", verbose_name=_("contract")
    )
    edition = models.PositiveIntegerField(_("version"))
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices)
    content = models.JSONField(_("content"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField(_("time"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("contract version")
        verbose_name_plural = _("contract versions")
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "edition"], name="contract_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.contract} V{self.edition}"


class ContractAmendment(Child):
    """A change of a contract that is being carried out: proposed, approved, then in force, with before and after."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVING = "approving", _("in approval")
        APPLIED = "applied", _("in force")
        REJECTED = "rejected", _("rejected")
        WITHDRAWN = "withdrawn", _("withdrawn")

    contract = models.ForeignKey(
        Contract, models.PROTECT, related_name="amendments", verbose_name=_("contract")
    )
    number = models.CharField(_("amendment number"), max_length=40, editable=False)
    reason = models.CharField(_("reason"), max_length=200)
    effective_on = models.DateField(_("effective on"), null=True, blank=True)
    before = models.JSONField(_("before"), default=dict, editable=False)
    after = models.JSONField(_("after"), default=dict, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)

    facts = facts.child("contract", permission_of="contracts.contract")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["-id"]
        constraints = [
            # Two changes of one contract at once would each be approved against terms that the other replaces.
            models.UniqueConstraint(
                fields=["contract"],
                condition=Q(status__in=["draft", "approving"], is_deleted=False),
                name="amendment_one_open",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return row_address("contracts:amendment_detail", self.pk)
