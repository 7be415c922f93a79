from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from core import facts
from core.history import tracked
from core.money import rounded
from marketing.models import Competitor, Lead
from records.models import Child

from .opportunity import Opportunity


class OpportunityProduct(Child):
    """A product that the sale is about: how much of it, at what price."""

    opportunity = models.ForeignKey(
        Opportunity, models.PROTECT, related_name="products", verbose_name=_("opportunity")
    )
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("product"))
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=14,
        decimal_places=3,
        validators=[MinValueValidator(Decimal("0.001"))],
    )
    price = models.DecimalField(
        _("price without tax"),
        max_digits=16,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_("In the currency of the opportunity."),
    )
    notes = models.CharField(_("notes"), max_length=200, blank=True)

    facts = facts.child("opportunity")
    MADE_OF = {"amount": ("price",)}  # noqa: RUF012  (see accounts.access)
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("product of an opportunity")
        verbose_name_plural = _("products of opportunities")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "product"],
                condition=Q(is_deleted=False),
                name="opportunity_product_once",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="opportunity_product_quantity"),
        ]

    def __str__(self) -> str:
        return str(self.product)

    def get_absolute_url(self) -> str:
        return f"{self.opportunity.get_absolute_url()}?tab=products"

    @property
    def amount(self) -> Decimal | None:
        return rounded(self.quantity * self.price) if self.price is not None else None


class OpportunityCompetitor(Child):
    """Who else is in the race, and how he stands there."""

    class Standing(models.TextChoices):
        BEHIND = "behind", _("behind us")
        EVEN = "even", _("level with us")
        AHEAD = "ahead", _("ahead of us")
        UNKNOWN = "unknown", _("not known")

    opportunity = models.ForeignKey(
        Opportunity, models.PROTECT, related_name="competitors", verbose_name=_("opportunity")
    )
    competitor = models.ForeignKey(Competitor, models.PROTECT, related_name="+", verbose_name=_("competitor"))
    standing = models.CharField(
        _("how he stands"), max_length=8, choices=Standing.choices, default=Standing.UNKNOWN
    )
    offer = models.CharField(_("his offer"), max_length=200, blank=True)
    notes = models.CharField(_("notes"), max_length=200, blank=True)

    facts = facts.child("opportunity")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("competitor in an opportunity")
        verbose_name_plural = _("competitors in opportunities")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "competitor"],
                condition=Q(is_deleted=False),
                name="opportunity_competitor_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.competitor)

    def get_absolute_url(self) -> str:
        return f"{self.opportunity.get_absolute_url()}?tab=products"


class LeadOpportunity(models.Model):
    """The one opportunity that a lead has become."""

    lead = models.OneToOneField(Lead, models.PROTECT, related_name="became", verbose_name=_("lead"))
    opportunity = models.OneToOneField(
        Opportunity, models.PROTECT, related_name="origin", verbose_name=_("opportunity")
    )

    class Meta:
        verbose_name = _("opportunity of a lead")
        verbose_name_plural = _("opportunities of leads")

    def __str__(self) -> str:
        return f"{self.lead} → {self.opportunity}"
