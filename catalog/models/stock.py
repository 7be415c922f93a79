from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from core.facts import child
from core.history import tracked
from records.models import Child

from .product import Product

NOT_NEGATIVE = [MinValueValidator(Decimal(0))]


def quantity(label: object, **facts: object) -> models.DecimalField:
    return models.DecimalField(label, max_digits=18, decimal_places=4, validators=NOT_NEGATIVE, **facts)  # type: ignore[arg-type]


class StockSnapshot(Child):
    """What lay in a warehouse at a moment, as another system or a workbook reported it."""

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="stock_snapshots", verbose_name=_("product")
    )
    warehouse = models.CharField(_("warehouse"), max_length=40)
    on_hand = quantity(_("on hand"))
    reserved = quantity(_("reserved"), default=Decimal(0))
    in_production = quantity(_("in production"), default=Decimal(0))
    as_of = models.DateTimeField(_("as of"), default=clock.now)

    facts = child("product")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("stock snapshot")
        verbose_name_plural = _("stock snapshots")
        ordering = ["-as_of", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "warehouse", "as_of"], condition=Q(is_deleted=False), name="stock_once"
            ),
        ]
        indexes = [models.Index(fields=["product", "warehouse", "-as_of"], name="stock_newest")]
        permissions = [
            ("export_stocksnapshot", _("Can export stock snapshots")),
            ("import_stocksnapshot", _("Can import stock snapshots")),
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.warehouse}"

    def get_absolute_url(self) -> str:
        return reverse("catalog:stock_list")


class ProductionSnapshot(Child):
    """A batch in production: how many pieces it will give and when, as last reported."""

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="production_snapshots", verbose_name=_("product")
    )
    batch = models.CharField(_("batch"), max_length=60)
    quantity = quantity(_("quantity"))
    finishes_on = models.DateField(_("finishes on"))
    step = models.CharField(_("production step"), max_length=60, blank=True)
    as_of = models.DateTimeField(_("as of"), default=clock.now)

    facts = child("product")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("production snapshot")
        verbose_name_plural = _("production snapshots")
        ordering = ["-as_of", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "batch", "as_of"], condition=Q(is_deleted=False), name="production_once"
            ),
        ]
        indexes = [models.Index(fields=["product", "batch", "-as_of"], name="production_newest")]
        permissions = [
            ("export_productionsnapshot", _("Can export production snapshots")),
            ("import_productionsnapshot", _("Can import production snapshots")),
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.batch}"

    def get_absolute_url(self) -> str:
        return reverse("catalog:production_list")
