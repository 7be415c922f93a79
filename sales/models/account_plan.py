from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.models import Contact, Customer
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child, OwnedRecord

from .inquiry import UNTRACKED


class Level(models.IntegerChoices):
    """The five levels of the business pyramid: what we are to the customer; higher ones are harder to replace."""

    PRODUCT = 1, _("a product that meets a need")
    QUALITY = 2, _("products and services of high quality")
    SUPPORT = 3, _("excellent service and technical support")
    BUSINESS = 4, _("a contribution to his business problems")
    COMPANY = 5, _("a contribution to his company's problems")


class AccountPlan(OwnedRecord):
    """How a key account is developed in a year: what we want, why it will work, who does what, and where we stand."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        ACTIVE = "active", _("in force")
        CLOSED = "closed", _("closed")

    BRIEF = ("id", "code", "name", "customer_id", "year", "status", "owner_id", "department_id")

    code = models.CharField(_("number"), max_length=30, unique=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="account_plans", verbose_name=_("customer")
    )
    name = models.CharField(
        _("plan name"), max_length=140, blank=True, help_text=_("Empty: the customer and the year.")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    # The charter
    statement = models.TextField(
        _("statement"),
        blank=True,
        help_text=_("In two sentences: what we will be to this customer, and what he gains by it."),
    )
    vision = models.TextField(_("where we want to be in three years"), blank=True)
    win_win = models.TextField(_("what the customer gains"), blank=True)
    # The environment
    trends = models.TextField(_("trends in his market"), blank=True)
    perception = models.TextField(_("how the customer sees us"), blank=True)
    opportunities = models.TextField(_("chances"), blank=True)
    threats = models.TextField(_("threats"), blank=True)
    strengths = models.TextField(_("our strengths"), blank=True)
    weaknesses = models.TextField(_("our weaknesses"), blank=True)
    achilles_heel = models.TextField(
        _("Achilles' heel"), blank=True, help_text=_("The one weakness by which we could lose this customer.")
    )
    # The business pyramid
    level = models.PositiveSmallIntegerField(_("our level"), choices=Level.choices, default=Level.PRODUCT)
    level_target = models.PositiveSmallIntegerField(
        _("level at the end of the year"), choices=Level.choices, null=True, blank=True
    )
    rival_level = models.PositiveSmallIntegerField(
        _("level of the strongest competitor"), choices=Level.choices, null=True, blank=True
    )
    level_evidence = models.TextField(
        _("evidence of our level"), blank=True, help_text=_("What the customer says or does that proves it.")
    )
    # The rhythm of reviews
    review_days = models.PositiveSmallIntegerField(
        _("days between reviews"),
        null=True,
        blank=True,
        validators=[MinValueValidator(7), MaxValueValidator(366)],
        help_text=_("Empty: as everywhere."),
    )
    next_review_on = models.DateField(_("next review"), null=True, blank=True, editable=False)
    copied_from = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="copies",
        verbose_name=_("copied from"),
    )
    closed_on = models.DateField(_("closed"), null=True, blank=True, editable=False)
    result = models.TextField(_("what came of it"), blank=True, editable=False)

    facts = facts.root()
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("account plan")
        verbose_name_plural = _("account plans")
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "year"], condition=Q(is_deleted=False), name="one_account_plan_a_year"
            ),
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="account_plan_five_levels"),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(closed_on__isnull=False), name="account_plan_closed_when"
            ),
        ]
        indexes = [
            models.Index(fields=["-year", "-id"], name="account_plan_list"),
            models.Index(fields=["owner", "status"], name="account_plan_owner"),
            models.Index(fields=["status", "next_review_on"], name="account_plan_review"),
        ]
        permissions = [
            ("export_accountplan", _("Can export account plans")),
            ("import_accountplan", _("Can import account plans")),
            ("transfer_accountplan", _("Can transfer account plans")),
            ("review_accountplan", _("Can comment on reviews of account plans")),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return row_address("sales:account_plan_detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.status != self.Status.CLOSED


class OfPlan(Child):
    """What stands in a plan: one line of it."""

    TAB = "objectives"
    plan: Any

    facts = facts.child("plan")

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        return f"{row_address('sales:account_plan_detail', self.plan_id)}?tab={self.TAB}"


class PlanObjective(OfPlan):
    """What is to be reached, as a number: measured from the data where a measure is chosen, else told by hand."""

    class Kind(models.TextChoices):
        REVENUE = "revenue", _("revenue and share")
        RELATIONSHIP = "relationship", _("relationship")
        TECHNOLOGY = "technology", _("product and technology")
        SERVICE = "service", _("service")
        INDICATOR = "indicator", _("short-term indicator")

    plan = models.ForeignKey(
        AccountPlan,
        models.PROTECT,
        related_name="objectives",
        verbose_name=pgettext_lazy("account plan", "plan"),
    )
    name = models.CharField(_("objective"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.REVENUE)
    measure = models.CharField(_("measured by"), max_length=40, blank=True)
    is_main = models.BooleanField(_("drawn as the gap curve"), default=False)
    baseline = models.DecimalField(
        _("last year"), max_digits=18, decimal_places=2, null=True, blank=True, help_text=_("For comparison.")
    )
    target = models.DecimalField(
        _("target"), max_digits=18, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    monthly = models.JSONField(_("target of each month"), default=list, blank=True)
    reported = models.DecimalField(
        _("reached so far"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Only where nothing measures it."),
    )
    note = models.CharField(_("notes"), max_length=300, blank=True)

    facts = facts.child("plan")
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("objective of a plan")
        verbose_name_plural = _("objectives of plans")
        ordering = ["-is_main", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(target__gt=0), name="plan_objective_target_positive"),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(is_main=True, is_deleted=False), name="plan_one_main_objective"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanChoice(OfPlan):
    """One line of the T: where we put more of our time and money, or where we stop."""

    TAB = "choices"

    class Side(models.TextChoices):
        INVEST = "invest", _("invest")
        STOP = "stop", _("stop investing")

    plan = models.ForeignKey(
        AccountPlan,
        models.PROTECT,
        related_name="choices",
        verbose_name=pgettext_lazy("account plan", "plan"),
    )
    side = models.CharField(_("decision"), max_length=6, choices=Side.choices, default=Side.INVEST)
    what = models.CharField(_("what"), max_length=200)
    why = models.TextField(_("why"))
    hours = models.DecimalField(
        _("hours a month"),
        max_digits=8,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    amount = models.DecimalField(
        _("money a year (yuan)"),
        max_digits=16,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    decided_on = models.DateField(_("decided"), default=clock.today)

    facts = facts.child("plan")
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("invest or stop decision")
        verbose_name_plural = _("invest or stop decisions")
        ordering = ["side", "id"]

    def __str__(self) -> str:
        return self.what


class PlanAction(OfPlan):
    """Who does what until when so that an objective is reached; a milestone is one that is looked at."""

    TAB = "actions"

    class Side(models.TextChoices):
        OURS = "ours", _("we")
        CUSTOMER = "customer", _("the customer")
        JOINT = "joint", _("both together")

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("plan action", "open")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    plan = models.ForeignKey(
        AccountPlan,
        models.PROTECT,
        related_name="actions",
        verbose_name=pgettext_lazy("account plan", "plan"),
    )
    objective = models.ForeignKey(
        PlanObjective,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("serves the objective"),
    )
    name = models.CharField(pgettext_lazy("account plan", "action"), max_length=200)
    side = models.CharField(_("who acts"), max_length=8, choices=Side.choices, default=Side.OURS)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="plan_actions", verbose_name=_("responsible")
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plan_actions",
        verbose_name=_("the customer's person"),
    )
    due_on = models.DateField(_("due"))
    is_milestone = models.BooleanField(_("milestone"), default=False)
    progress = models.PositiveSmallIntegerField(
        _("progress (%)"), default=0, validators=[MaxValueValidator(100)]
    )
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.OPEN, editable=False
    )
    ended_on = models.DateField(_("ended"), null=True, blank=True, editable=False)
    effect = models.TextField(_("effect"), blank=True, help_text=_("What it brought about."))

    facts = facts.child("plan", author="responsible")
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("action of a plan")
        verbose_name_plural = _("actions of plans")
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="plan_action_progress_percent"),
            models.CheckConstraint(
                condition=Q(status="open", ended_on__isnull=True)
                | Q(status__in=["done", "dropped"], ended_on__isnull=False),
                name="plan_action_ended_when",
            ),
        ]
        indexes = [models.Index(fields=["responsible", "status", "due_on"], name="plan_action_of")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_overdue(self) -> bool:
        return self.status == self.Status.OPEN and self.due_on < clock.today()
