from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.models import Contact, Customer, CustomerUnit, StakeholderRole
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from core.money import rounded
from records.models import Child, OwnedRecord

from ..querysets import OpportunityQuerySet
from .pipeline import Pipeline, Stage


class Opportunity(OwnedRecord):
    """A sale that may come about: with whom, how much, how likely, when, and what is done next."""

    class Status(models.TextChoices):
        OPEN = "open", _("in progress")
        WON = "won", _("won")
        LOST = "lost", pgettext_lazy("sale", "lost")
        SHELVED = "shelved", _("shelved")
        INVALID = "invalid", _("invalid")

    class Currency(models.TextChoices):
        CNY = "CNY", _("CNY")
        USD = "USD", _("USD")
        EUR = "EUR", _("EUR")

    BRIEF = ("id", "name", "customer_id", "status", "owner_id", "department_id")

    name = models.CharField(_("opportunity name"), max_length=120)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="opportunities", verbose_name=_("customer")
    )
    unit = models.ForeignKey(
        CustomerUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    pipeline = models.ForeignKey(
        Pipeline, models.PROTECT, related_name="opportunities", verbose_name=_("pipeline")
    )
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="opportunities", verbose_name=_("stage"))
    stage_since = models.DateTimeField(_("in this stage since"), default=clock.now, editable=False)
    amount = models.DecimalField(
        _("amount"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, default=Currency.CNY)
    rate = models.DecimalField(
        _("exchange rate to yuan"),
        max_digits=12,
        decimal_places=6,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.000001"))],
        help_text=_("How many yuan one unit of the currency is worth."),
    )
    base_amount = models.DecimalField(
        _("amount in yuan"), max_digits=20, decimal_places=2, default=Decimal(0), editable=False
    )
    own_probability = models.DecimalField(
        _("own win probability (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        help_text=_("Empty: that of the stage. It holds until the stage changes."),
    )
    probability_reason = models.CharField(_("why another probability"), max_length=200, blank=True)
    expected_close = models.DateField(_("expected close"))
    next_step = models.CharField(_("next step"), max_length=200)
    next_step_on = models.DateField(_("next step on"), null=True, blank=True)
    # The name of who else is in the race; the link to a competitor's own record joins it later.
    competitor = models.CharField(_("competitor"), max_length=120, blank=True)
    description = models.TextField(_("description"), blank=True)
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.OPEN, editable=False
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    won_document = models.CharField(_("contract or order"), max_length=60, blank=True, editable=False)
    loss_reason = models.CharField(_("loss reason"), max_length=40, blank=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)

    facts = facts.root()
    MADE_OF = {"base_amount": ("amount",), "weighted": ("amount", "base_amount")}  # noqa: RUF012  (see accounts.access)
    objects = OpportunityQuerySet.as_manager()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by", "base_amount"])

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        ordering = ["expected_close", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="opportunity_amount_positive"
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="opportunity_rate_positive"),
            models.CheckConstraint(
                condition=Q(own_probability__isnull=True)
                | (Q(own_probability__range=(0, 100)) & ~Q(probability_reason="")),
                name="opportunity_probability_says_why",
            ),
            models.CheckConstraint(
                condition=Q(status="open", closed_at__isnull=True)
                | Q(status="shelved", closed_at__isnull=True)
                | Q(status__in=["won", "lost", "invalid"], closed_at__isnull=False),
                name="opportunity_ended_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status="lost") | ~Q(loss_reason=""), name="opportunity_lost_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "status"], name="opportunity_customer"),
            models.Index(fields=["stage", "status", "expected_close", "id"], name="opportunity_board"),
            models.Index(fields=["owner", "status", "expected_close"], name="opportunity_owner"),
            models.Index(fields=["status", "expected_close", "id"], name="opportunity_forecast"),
            models.Index(fields=["expected_close", "id"], name="opportunity_list"),
            models.Index(fields=["status", "closed_at"], name="opportunity_closed"),
        ]
        permissions = [
            ("export_opportunity", _("Can export opportunities")),
            ("import_opportunity", _("Can import opportunities")),
            ("transfer_opportunity", _("Can transfer opportunities")),
            ("reopen_opportunity", _("Can reopen lost opportunities")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return row_address("sales:opportunity_detail", self.pk)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "base_amount", "rate"}
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """What follows from the columns: the amount in yuan, by which everything is summed."""
        if self.currency == self.Currency.CNY:
            self.rate = Decimal(1)
        self.base_amount = rounded((self.amount or Decimal(0)) * self.rate)

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def probability(self) -> Decimal:
        """Per cent: of a won one all, of one that came to nothing none, else its own or that of its stage."""
        if self.status == self.Status.WON:
            return Decimal(100)
        if self.status in {self.Status.LOST, self.Status.INVALID}:
            return Decimal(0)
        return self.own_probability if self.own_probability is not None else self.stage.probability

    @property
    def weighted(self) -> Decimal:
        """Yuan: amount × probability."""
        return rounded(self.base_amount * self.probability / 100)

    @property
    def days_in_stage(self) -> int:
        return (clock.now() - self.stage_since).days


class OpportunityContact(Child):
    """A person of the customer who has a part in this sale."""

    opportunity = models.ForeignKey(
        Opportunity, models.PROTECT, related_name="people", verbose_name=_("opportunity")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, related_name="opportunity_places", verbose_name=_("contact")
    )
    role = models.CharField(_("buying role"), max_length=16, choices=StakeholderRole.Role.choices)
    is_primary = models.BooleanField(_("main contact"), default=False)
    notes = models.CharField(_("notes"), max_length=200, blank=True)

    facts = facts.child("opportunity")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("contact of an opportunity")
        verbose_name_plural = _("contacts of opportunities")
        ordering = ["-is_primary", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "contact", "role"],
                condition=Q(is_deleted=False),
                name="opportunity_contact_once",
            ),
            models.UniqueConstraint(
                fields=["opportunity"],
                condition=Q(is_primary=True, is_deleted=False),
                name="one_main_contact_per_opportunity",
            ),
        ]
        indexes = [models.Index(fields=["contact", "opportunity"], name="opportunity_contact_who")]

    def __str__(self) -> str:
        return f"{self.contact} · {self.get_role_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.opportunity.get_absolute_url()}?tab=contacts"


class StageChange(models.Model):
    """When an opportunity entered a stage or ended, from where, and how long it had been there; never overwritten."""

    opportunity = models.ForeignKey(
        Opportunity, models.PROTECT, related_name="stage_changes", verbose_name=_("opportunity")
    )
    from_stage = models.ForeignKey(Stage, models.PROTECT, null=True, related_name="+", verbose_name=_("from"))
    to_stage = models.ForeignKey(Stage, models.PROTECT, related_name="+", verbose_name=_("to"))
    from_status = models.CharField(max_length=8, blank=True)
    to_status = models.CharField(_("status"), max_length=8, choices=Opportunity.Status.choices)
    at = models.DateTimeField(_("time"), default=clock.now)
    dwell_days = models.PositiveIntegerField(_("days in the stage"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("change of stage")
        verbose_name_plural = _("stage history")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["opportunity", "-at"], name="stage_change_of")]

    def __str__(self) -> str:
        return f"{self.from_stage or ''} → {self.to_stage}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise TypeError("a change of stage is never overwritten")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("a change of stage is never deleted")
