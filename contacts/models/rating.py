from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child

from .customer import Customer


class Rating(Child):
    """A proposed change of how a customer is rated; the old value stays in force until the last step agrees."""

    class Status(models.TextChoices):
        COMPUTED = "computed", _("computed")
        PROPOSED = "proposed", _("change proposed")
        APPROVING = "approving", _("in approval")
        IN_FORCE = "in_force", _("in force")
        PAST = "past", _("past")

    reason = models.CharField(_("reason"), max_length=200)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PROPOSED, editable=False
    )
    in_force_from = models.DateTimeField(_("in force from"), null=True, blank=True, editable=False)
    past_from = models.DateTimeField(_("in force until"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.status in (self.Status.PROPOSED, self.Status.APPROVING)


def _one_at_a_time(name: str) -> list[models.BaseConstraint]:
    return [
        models.UniqueConstraint(
            fields=["customer"],
            condition=Q(status__in=["proposed", "approving"], is_deleted=False),
            name=f"{name}_open_once",
        ),
        models.UniqueConstraint(
            fields=["customer"],
            condition=Q(status="in_force", is_deleted=False),
            name=f"{name}_in_force_once",
        ),
    ]


class TierChange(Rating):
    """A customer's tier: from which to which, why, and since when."""

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="tier_changes", verbose_name=_("customer")
    )
    before = models.CharField(
        _("tier before"), max_length=10, choices=Customer.Tier.choices, blank=True, editable=False
    )
    after = models.CharField(_("new tier"), max_length=10, choices=Customer.Tier.choices)

    facts = facts.child("customer", author="created_by")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("change of tier")
        verbose_name_plural = _("changes of tier")
        ordering = ["-id"]
        constraints = _one_at_a_time("tier_change")

    def __str__(self) -> str:
        return f"{self.customer} · {self.get_before_display() or '–'} → {self.get_after_display()}"

    def get_absolute_url(self) -> str:
        return row_address("contacts:tier_change_detail", self.pk)


class CreditRating(Rating):
    """A customer's credit grade and limit: from what to what, why, and since when."""

    class Grade(models.TextChoices):
        AAA = "AAA", "AAA"
        AA = "AA", "AA"
        A = "A", "A"
        BBB = "BBB", "BBB"
        BB = "BB", "BB"
        B = "B", "B"
        CCC = "CCC", "CCC"
        CC = "CC", "CC"
        C = "C", "C"

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="credit_ratings", verbose_name=_("customer")
    )
    before = models.CharField(_("credit grade before"), max_length=4, blank=True, editable=False)
    after = models.CharField(_("new credit grade"), max_length=4, choices=Grade.choices)
    score = models.DecimalField(
        _("score"), max_digits=9, decimal_places=4, null=True, blank=True, editable=False
    )
    details = models.JSONField(_("how it was computed"), default=dict, blank=True, editable=False)

    facts = facts.child("customer", author="created_by")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("credit rating")
        verbose_name_plural = _("credit ratings")
        ordering = ["-id"]
        constraints = _one_at_a_time("credit_rating")

    def __str__(self) -> str:
        return f"{self.customer} · {self.before or '–'} → {self.after}"

    def get_absolute_url(self) -> str:
        return row_address("contacts:credit_rating_detail", self.pk)
