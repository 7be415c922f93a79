from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock, facts
from core.history import tracked
from records.models import Child

from .opportunity import Opportunity


class LossReview(Child):
    """The black box of a lost sale: what happened, why, and what is done so that it does not happen again."""

    opportunity = models.ForeignKey(
        Opportunity, models.PROTECT, related_name="loss_reviews", verbose_name=_("opportunity")
    )
    findings = models.TextField(_("what happened"))
    cause = models.TextField(_("root cause"))
    actions = models.TextField(_("what we do about it"), blank=True)
    wins_back = models.BooleanField(_("worth another try"), default=False)
    try_again_on = models.DateField(_("try again on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("reviewed by")
    )
    reviewed_at = models.DateTimeField(_("reviewed"), default=clock.now, editable=False)

    facts = facts.child("opportunity")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("loss review")
        verbose_name_plural = _("loss reviews")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity"], condition=Q(is_deleted=False), name="one_loss_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.opportunity} · " + _("loss review")

    def get_absolute_url(self) -> str:
        return f"{self.opportunity.get_absolute_url()}?tab=review"
