from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Customer
from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child, OwnedRecord

UNTRACKED = ["version", "updated_at", "updated_by"]


class Campaign(OwnedRecord):
    """A fair, a seminar, a round of visits: planned with a budget, held, and judged by what came of it."""

    class Kind(models.TextChoices):
        FAIR = "fair", _("fair")
        SEMINAR = "seminar", _("seminar")
        ADVERTISEMENT = "advertisement", _("advertisement")
        MAILING = "mailing", _("mailing")
        ROADSHOW = "roadshow", _("roadshow")
        EXCHANGE = "exchange", _("technical exchange")
        VISITS = "visits", _("round of visits")

    class Status(models.TextChoices):
        PLANNED = "planned", _("being planned")
        APPROVING = "approving", _("in approval")
        RUNNING = "running", _("running")
        REVIEW = "review", _("being reviewed")
        CLOSED = "closed", _("closed")

    code = models.CharField(_("number"), max_length=30, unique=True, blank=True)
    name = models.CharField(_("campaign"), max_length=120)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.SEMINAR)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    budget = models.DecimalField(_("budget (yuan)"), max_digits=18, decimal_places=2, default=0)
    expected = models.PositiveIntegerField(_("expected participants"), null=True, blank=True)
    goal = models.TextField(_("goal"), blank=True)
    plan = models.TextField(_("plan"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PLANNED, editable=False
    )
    summary = models.TextField(_("summary"), blank=True, editable=False)
    attributed_profit = models.DecimalField(
        _("gross profit attributed (yuan)"),
        max_digits=18,
        decimal_places=2,
        null=True,
        blank=True,
        editable=False,
    )

    facts = facts.root()
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="campaign_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(budget__gte=0), name="campaign_budget_positive"),
        ]
        indexes = [
            models.Index(fields=["-starts_on", "-id"], name="campaign_starts"),
            models.Index(fields=["owner", "-starts_on"], name="campaign_owner"),
        ]
        permissions = [
            ("export_campaign", _("Can export campaigns")),
            ("import_campaign", _("Can import campaigns")),
        ]

    BRIEF = ("name", "owner", "department", "starts_on")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return row_address("marketing:campaign_detail", self.pk)


class CampaignMember(Child):
    """A customer, or a person there, whom a campaign is meant for: invited, there or not, and what they said."""

    class Status(models.TextChoices):
        TARGET = "target", _("target")
        INVITED = "invited", _("invited")
        ACCEPTED = "accepted", _("will come")
        DECLINED = "declined", _("will not come")
        ATTENDED = "attended", _("was there")
        ABSENT = "absent", _("was not there")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="members", verbose_name=_("campaign"))
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="campaign_members", verbose_name=_("customer")
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="campaign_members",
        verbose_name=_("contact"),
    )
    status = models.CharField(_("participation"), max_length=8, choices=Status.choices, default=Status.TARGET)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    rating = models.PositiveSmallIntegerField(
        _("rating (1–5)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    feedback = models.TextField(_("feedback"), blank=True)

    facts = facts.child("campaign", other_parent="customer")
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("campaign member")
        verbose_name_plural = _("campaign members")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "contact"],
                condition=Q(is_deleted=False, contact__isnull=False),
                name="campaign_person_once",
            ),
            models.UniqueConstraint(
                fields=["campaign", "customer"],
                condition=Q(is_deleted=False, contact__isnull=True),
                name="campaign_customer_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact or self.customer}"

    def get_absolute_url(self) -> str:
        return f"{row_address('marketing:campaign_detail', self.campaign_id)}?tab=members"


class CampaignCost(Child):
    """Money that a campaign has cost."""

    class Kind(models.TextChoices):
        VENUE = "venue", _("venue and stand")
        TRAVEL = "travel", _("travel")
        MATERIAL = "material", _("material")
        GIFT = "gift", _("gifts and meals")
        MEDIA = "media", _("media")
        OTHER = "other", _("other")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="costs", verbose_name=_("campaign"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.OTHER)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=18, decimal_places=2)
    spent_on = models.DateField(_("spent on"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    facts = facts.child("campaign")
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("campaign cost")
        verbose_name_plural = _("campaign costs")
        ordering = ["-spent_on", "-id"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="campaign_cost_positive")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.spent_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return f"{row_address('marketing:campaign_detail', self.campaign_id)}?tab=costs"
