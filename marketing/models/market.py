from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import Product
from contacts.models import Customer
from core import facts
from core.addresses import row_address
from core.company_names import normalise as company_key
from core.history import tracked
from core.pinyin import sort_key
from records.models import Child, OwnedRecord

UNTRACKED = ["version", "updated_at", "updated_by"]


class Credibility(models.IntegerChoices):
    """How far one may rely on it, from hearsay to proof."""

    RUMOUR = 1, _("1 rumour")
    DOUBTFUL = 2, _("2 doubtful")
    PLAUSIBLE = 3, _("3 plausible")
    RELIABLE = 4, _("4 reliable")
    PROVEN = 5, _("5 proven")


class Competitor(OwnedRecord):
    """A company that sells what we sell: what it can, what it cannot, and at which customers it was seen."""

    class Price(models.TextChoices):
        LOWER = "lower", _("lower than ours")
        EQUAL = "equal", _("about ours")
        HIGHER = "higher", _("higher than ours")

    class Threat(models.TextChoices):
        LOW = "low", _("low")
        MEDIUM = "medium", _("medium")
        HIGH = "high", _("high")

    name = models.CharField(_("competitor"), max_length=120)
    name_key = models.CharField(max_length=120, editable=False)
    pinyin = models.CharField(max_length=300, blank=True, editable=False)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    country = models.CharField(_("country"), max_length=60, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    site = models.CharField(_("website"), max_length=200, blank=True)
    products = models.TextField(_("what it sells"), blank=True)
    strength = models.TextField(_("strengths"), blank=True)
    weakness = models.TextField(_("weaknesses"), blank=True)
    strategy = models.TextField(_("how we meet it"), blank=True)
    price_level = models.CharField(_("price level"), max_length=6, choices=Price.choices, blank=True)
    threat = models.CharField(_("threat"), max_length=6, choices=Threat.choices, blank=True)
    is_shared = models.BooleanField(
        _("shared with the house"), default=False, help_text=_("All who may read competitors see it.")
    )

    facts = facts.root()
    history = tracked(excluded_fields=[*UNTRACKED, "pinyin", "name_key"])

    class Meta:
        verbose_name = _("competitor")
        verbose_name_plural = _("competitors")
        ordering = ["pinyin", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"], condition=Q(is_deleted=False), name="competitor_name_once"
            )
        ]
        indexes = [models.Index(fields=["pinyin", "id"], name="competitor_pinyin")]
        permissions = [
            ("export_competitor", _("Can export competitors")),
            ("import_competitor", _("Can import competitors")),
            ("share_competitor", _("Can share competitors with the house")),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        self.name_key = company_key(self.name)[:120]
        self.pinyin = sort_key(self.name)[:300]

    def get_absolute_url(self) -> str:
        return row_address("marketing:competitor_detail", self.pk)


class CompetitorProduct(Child):
    """A product of a competitor as it was observed: data, price, and where that is known from."""

    competitor = models.ForeignKey(
        Competitor, models.PROTECT, related_name="product_rows", verbose_name=_("competitor")
    )
    name = models.CharField(_("competing product"), max_length=120)
    ours = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="competing",
        verbose_name=_("our product"),
        help_text=_("The one of ours that it is bought instead of."),
    )
    spec = models.CharField(_("specification"), max_length=300, blank=True)
    price = models.DecimalField(_("price"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    observed_on = models.DateField(_("observed on"), null=True, blank=True)
    evidence = models.CharField(_("evidence"), max_length=300, blank=True)
    comparison = models.TextField(_("compared with ours"), blank=True)

    facts = facts.child("competitor")
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("competing product")
        verbose_name_plural = _("competing products")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["competitor", "name"],
                condition=Q(is_deleted=False),
                name="competitor_product_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{row_address('marketing:competitor_detail', self.competitor_id)}?tab=products"


class CompetitorSighting(Child):
    """A competitor seen at a customer: since when, with what, and how much of the business it has there."""

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="competitor_sightings", verbose_name=_("customer")
    )
    competitor = models.ForeignKey(
        Competitor, models.PROTECT, related_name="sightings", verbose_name=_("competitor")
    )
    share_percent = models.PositiveSmallIntegerField(
        _("share of the customer (%)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    products = models.CharField(_("with what"), max_length=200, blank=True)
    seen_on = models.DateField(_("seen on"))
    notes = models.TextField(_("notes"), blank=True)

    facts = facts.child("customer", other_parent="competitor")
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("competitor seen at a customer")
        verbose_name_plural = _("competitors seen at customers")
        ordering = ["-seen_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "competitor"],
                condition=Q(is_deleted=False),
                name="competitor_sighting_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.competitor} – {self.customer}"

    def get_absolute_url(self) -> str:
        return f"{row_address('contacts:customer_detail', self.customer_id)}?tab=market"


class MarketInfo(OwnedRecord):
    """What somebody heard in the market; counts once a reviewer has adopted it."""

    class Kind(models.TextChoices):
        FEEDBACK = "feedback", _("market feedback")
        COMPETITION = "competition", _("moves of competitors")
        POLICY = "policy", _("policy")
        TENDER = "tender", _("tender")
        PRICE = "price", _("prices")

    class Status(models.TextChoices):
        PENDING = "pending", _("waits for review")
        ADOPTED = "adopted", _("adopted")
        REJECTED = "rejected", _("not adopted")
        LEAD = "lead", _("became a lead")

    title = models.CharField(_("headline"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.FEEDBACK)
    body = models.TextField(_("what is known"), blank=True)
    source = models.CharField(_("source"), max_length=120, blank=True)
    heard_on = models.DateField(_("heard on"), null=True, blank=True)
    credibility = models.PositiveSmallIntegerField(
        _("credibility"), choices=Credibility.choices, default=Credibility.PLAUSIBLE
    )
    customer = models.ForeignKey(
        Customer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="market_infos",
        verbose_name=_("customer"),
    )
    competitor = models.ForeignKey(
        Competitor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="market_infos",
        verbose_name=_("competitor"),
    )
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.PENDING, editable=False
    )
    is_shared = models.BooleanField(_("shared with the house"), default=False, editable=False)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=pgettext_lazy("information", "reviewed by"),
    )
    reviewed_at = models.DateTimeField(
        pgettext_lazy("information", "reviewed"), null=True, blank=True, editable=False
    )
    opinion = models.CharField(_("opinion"), max_length=300, blank=True, editable=False)

    facts = facts.root()
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("market information")
        verbose_name_plural = _("market information")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["status", "-created_at"], name="market_info_status"),
            models.Index(fields=["owner", "-created_at"], name="market_info_owner"),
            models.Index(fields=["-created_at", "-id"], name="market_info_created"),
        ]
        permissions = [
            ("export_marketinfo", _("Can export market information")),
            ("import_marketinfo", _("Can import market information")),
            ("review_marketinfo", _("Can review market information")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_address("marketing:market_info_detail", self.pk)
