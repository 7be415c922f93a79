from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock, facts
from core.history import tracked
from records.gate import GateQuerySet


class DelegateQuerySet(GateQuerySet["ApprovalDelegate"]):
    def in_force(self) -> "DelegateQuerySet":
        """Those whose window holds this very moment: from its start, up to but not including its end."""
        now = clock.now()
        return self.filter(starts_at__lte=now, ends_at__gt=now, revoked_at=None)


class ApprovalDelegate(models.Model):
    """While the window is open a colleague may decide in one's stead; both see the tasks, the first acts.

    `doc_types` limits it to some documents (empty: all). There are no chains: a delegate's delegate has no part.
    """

    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations", verbose_name=_("for")
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegated_to_me", verbose_name=_("delegate")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    doc_types = models.JSONField(_("documents"), default=list, blank=True)
    reason = models.CharField(_("reason"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = DelegateQuerySet.as_manager()
    facts = facts.root(owner="principal", department="")
    history = tracked()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["to", "ends_at"], name="delegate_to")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="delegation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~models.Q(principal=models.F("to")), name="no_delegation_to_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.principal} → {self.to}"

    @property
    def is_in_force(self) -> bool:
        return self.revoked_at is None and self.starts_at <= clock.now() < self.ends_at

    @property
    def is_over(self) -> bool:
        return self.revoked_at is not None or self.ends_at <= clock.now()
