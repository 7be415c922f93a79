from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from core.addresses import row_address
from core.facts import child
from core.history import tracked
from records.models import Child, Record

from .fx import POSITIVE, FxClause, currency_field
from .product import Product

PERCENT = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]


class PriceList(FxClause, Record):
    """One version of a list of prices: for whom, in which currency, from when until when, approved or not."""

    class Mode(models.TextChoices):
        STANDARD = "standard", _("standard price")
        GLOBAL = "global", _("global unified price")
        LOCAL_BEST = "local_best", _("best local price")
        INTERNAL = "internal", _("internal settlement price")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVING = "approving", _("in approval")
        EFFECTIVE = "effective", _("in force")
        EXPIRED = "expired", _("expired")
        WITHDRAWN = "withdrawn", _("withdrawn")

    code = models.CharField(_("list number"), max_length=40, blank=True)
    edition = models.PositiveIntegerField(_("version"), default=1, editable=False)
    name = models.CharField(_("list name"), max_length=120)
    mode = models.CharField(_("price mode"), max_length=12, choices=Mode.choices, default=Mode.STANDARD)
    customer = models.ForeignKey(
        Customer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="price_lists",
        verbose_name=_("customer"),
    )
    country = models.CharField(_("country"), max_length=60, blank=True)
    currency = currency_field(_("currency"), default="CNY")
    tax_included = models.BooleanField(_("tax included"), default=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    max_below = models.DecimalField(
        _("allowed below the reference price (%)"),
        max_digits=9,
        decimal_places=4,
        default=Decimal(5),
        validators=PERCENT,
    )
    max_above = models.DecimalField(
        _("allowed above the reference price (%)"),
        max_digits=9,
        decimal_places=4,
        default=Decimal(10),
        validators=PERCENT,
    )
    notes = models.TextField(_("notes"), blank=True)
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
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    reprice_due_on = models.DateField(_("to be priced anew since"), null=True, editable=False)

    facts = child("customer")  # one for everybody is reached by another way: see catalog/reach.py
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("price list")
        verbose_name_plural = _("price lists")
        ordering = ["code", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "edition"], condition=Q(is_deleted=False), name="price_list_edition_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="price_list_ends_later",
            ),
            models.CheckConstraint(
                condition=~Q(mode="global") | Q(tax_included=False), name="global_prices_without_tax"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "valid_from"], name="price_list_status"),
            models.Index(fields=["customer", "status"], name="price_list_customer"),
        ]
        permissions = [
            ("export_pricelist", _("Can export price lists")),
            ("import_pricelist", _("Can import price lists")),
            ("approve_pricelist", _("Approves price lists")),
            ("withdraw_pricelist", _("Withdraws price lists that are in force")),
        ]

    BRIEF = ("code", "edition", "name", "currency")

    def __str__(self) -> str:
        return f"{self.name} V{self.edition}"

    def get_absolute_url(self) -> str:
        return row_address("catalog:price_list_detail", self.pk)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT


class PriceListLine(Child):
    """What one product costs from a quantity on, and the price it is measured against."""

    price_list = models.ForeignKey(
        PriceList, models.PROTECT, related_name="lines", verbose_name=_("price list")
    )
    product = models.ForeignKey(Product, models.PROTECT, related_name="prices", verbose_name=_("product"))
    min_qty = models.DecimalField(
        _("from quantity"),
        max_digits=18,
        decimal_places=4,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.0001"))],
    )
    price = models.DecimalField(_("price"), max_digits=18, decimal_places=6, validators=POSITIVE)
    reference_price = models.DecimalField(
        _("reference price"), max_digits=18, decimal_places=6, null=True, blank=True, validators=POSITIVE
    )
    notes = models.CharField(_("notes"), max_length=120, blank=True)

    facts = child("price_list")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        ordering = ["product__pinyin", "min_qty", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["price_list", "product", "min_qty"],
                condition=Q(is_deleted=False),
                name="price_tier_once",
            ),
            models.CheckConstraint(condition=Q(price__gt=0, min_qty__gt=0), name="price_positive"),
        ]
        permissions = [
            ("export_pricelistline", _("Can export prices")),
            ("import_pricelistline", _("Can import prices")),
        ]

    def __str__(self) -> str:
        return f"{self.product} ≥ {self.min_qty.normalize():f}"

    def get_absolute_url(self) -> str:
        return f"{row_address('catalog:price_list_detail', self.price_list_id)}?tab=prices"
