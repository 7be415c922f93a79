from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.addresses import row_address
from core.facts import Facts
from core.history import tracked
from core.pinyin import sort_key
from records.models import Record

from .category import Category

NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


class Product(Record):
    """What we sell: its place in the tree, its unit, tax and standard price, and whether it is still made."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("in production")
        TRIAL = "trial", _("trial production")
        STOPPED = "stopped", _("stopped")

    code = models.CharField(_("product number"), max_length=40)
    name = models.CharField(_("product name"), max_length=120)
    pinyin = models.CharField(max_length=240, blank=True, editable=False)
    spec = models.CharField(_("specification"), max_length=200, blank=True)
    category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("product category"),
    )
    uom = models.CharField(_("unit of measure"), max_length=20, default="piece")
    vat_rate = models.DecimalField(
        _("VAT rate (%)"),
        max_digits=9,
        decimal_places=4,
        default=Decimal(13),
        validators=[*NOT_NEGATIVE, MaxValueValidator(Decimal(100))],
    )
    list_price = models.DecimalField(
        _("list price (yuan, tax included)"),
        max_digits=18,
        decimal_places=6,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    standard_cost = models.DecimalField(
        _("standard cost (yuan, without tax)"),
        max_digits=18,
        decimal_places=6,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    floor_price = models.DecimalField(
        _("floor price (yuan, tax included)"),
        max_digits=18,
        decimal_places=6,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    moq = models.DecimalField(
        _("minimum order quantity"),
        max_digits=18,
        decimal_places=4,
        null=True,
        blank=True,
        validators=NOT_NEGATIVE,
    )
    lead_days = models.PositiveIntegerField(_("standard lead time (days)"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.ACTIVE)
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("successor"),
    )
    certificates = models.CharField(_("certificates"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    facts = Facts()
    history = tracked(excluded_fields=["pinyin", "version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["pinyin", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(is_deleted=False), name="product_code_once"),
        ]
        indexes = [
            models.Index(fields=["pinyin", "id"], name="product_pinyin"),
            models.Index(fields=["category", "pinyin", "id"], name="product_category"),
        ]
        permissions = [
            ("export_product", _("Can export products")),
            ("import_product", _("Can import products")),
            ("stop_product", _("Stops products and takes them up again")),
            ("cost_product", _("Reads cost, floor price and margin of products")),
            ("recost_product", _("Changes cost and floor price of products")),
        ]

    BRIEF = ("code", "name")
    # Read by those alone who hold `cost_product`.
    RESTRICTED = ("standard_cost", "floor_price")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        self.pinyin = sort_key(self.name)[:240]

    def get_absolute_url(self) -> str:
        return row_address("catalog:product_detail", self.pk)

    @property
    def is_stopped(self) -> bool:
        return self.status == self.Status.STOPPED
