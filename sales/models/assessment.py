from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child

from .inquiry import UNTRACKED


def score(label: Any) -> Any:
    return models.PositiveSmallIntegerField(label, validators=[MaxValueValidator(100)])


class AccountAssessment(Child):
    """Whether a customer deserves the effort of a key account: six scores from 0 to 100, weighed."""

    SCORES = ("sales", "quality", "strength", "ability", "credit", "potential")

    class Verdict(models.TextChoices):
        KEY = "key", _("key account")
        DEVELOP = "develop", _("to be developed")
        KEEP = "keep", _("to be kept with little effort")
        REDUCE = "reduce", _("effort to be reduced")

    class Mode(models.TextChoices):
        GUIDANCE = "guidance", _("guidance")
        PROMOTION = "promotion", _("promotion")
        STANDARD = "standard", _("standard service")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="assessments", verbose_name=_("customer")
    )
    assessed_on = models.DateField(_("assessed on"), default=clock.today)
    sales = score(_("sales"))
    quality = score(_("quality of the sales"))
    strength = score(_("strength (money, relations, logistics)"))
    ability = score(_("ability (management, ideas)"))
    credit = score(_("credit"))
    potential = score(_("potential"))
    weights: Any = models.JSONField(default=dict, editable=False)
    total = models.DecimalField(_("score"), max_digits=5, decimal_places=2, editable=False)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict.choices, editable=False)
    service_mode = models.CharField(
        _("service mode"), max_length=10, choices=Mode.choices, default=Mode.STANDARD
    )
    reasons = models.TextField(_("reasons"), blank=True)

    facts = facts.child("customer")
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("account assessment")
        verbose_name_plural = _("account assessments")
        ordering = ["-assessed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "assessed_on"],
                condition=Q(is_deleted=False),
                name="one_assessment_a_day",
            ),
            models.CheckConstraint(condition=Q(total__range=(0, 100)), name="assessment_score_range"),
        ]
        indexes = [models.Index(fields=["-assessed_on", "-id"], name="assessment_list")]
        permissions = [("export_accountassessment", _("Can export account assessments"))]

    BRIEF = ("id", "customer_id", "assessed_on", "total", "verdict")

    def __str__(self) -> str:
        return f"{self.customer} {self.assessed_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return f"{row_address('contacts:customer_detail', self.customer_id)}?tab=account_plans"
