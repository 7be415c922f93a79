"""What quotes, contracts and orders have in common: a currency, prices with or without tax, and lines that add up."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.money import rounded
from core.vat import split_vat
from records.models import Child

from .fx import currency_field
from .price_list import PriceList
from .product import Product

HUNDRED = Decimal(100)
NOT_NEGATIVE = [MinValueValidator(Decimal(0))]
PERCENT = [MinValueValidator(Decimal(0)), MaxValueValidator(HUNDRED)]


def money(label: Any, **more: Any) -> models.DecimalField:
    """An amount that the system reckons; nobody writes it."""
    facts = {"max_digits": 20, "decimal_places": 2, "default": Decimal(0), "editable": False, **more}
    return models.DecimalField(label, **facts)


class PricedDocument(models.Model):
    """A document of lines with prices: what it is worth in its currency and in yuan."""

    currency = currency_field(_("currency"), default="CNY")
    tax_included = models.BooleanField(_("prices include tax"), default=True)
    rate = models.DecimalField(
        _("exchange rate to yuan"),
        max_digits=18,
        decimal_places=6,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.000001"))],
        help_text=_("How many yuan one unit of the currency is worth; empty: the newest rate."),
    )
    net_amount = money(_("amount without tax"))
    tax_amount = money(_("tax"))
    gross_amount = money(_("amount with tax"))
    base_amount = money(_("amount in yuan"))

    class Meta:
        abstract = True


class PricedLine(Child):
    """One position: what, how many, at which price. `DOCUMENT` names the foreign key to its document,
    `WRITTEN_TOO` what its model lets people write beyond these fields.
    """

    DOCUMENT: ClassVar[str]
    WRITTEN_TOO: ClassVar[tuple[str, ...]] = ()

    place = models.PositiveIntegerField(pgettext_lazy("line", "position"), default=1)
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("product"),
    )
    description = models.CharField(_("description"), max_length=200, blank=True)
    part_no = models.CharField(_("customer's part number"), max_length=60, blank=True)
    drawing_no = models.CharField(_("drawing number"), max_length=60, blank=True)
    drawing_revision = models.CharField(_("drawing revision"), max_length=20, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=18, decimal_places=4)
    uom = models.CharField(_("unit of measure"), max_length=20, default="piece")
    price = models.DecimalField(_("price"), max_digits=18, decimal_places=6, validators=NOT_NEGATIVE)
    discount = models.DecimalField(
        _("discount (%)"), max_digits=9, decimal_places=4, default=Decimal(0), validators=PERCENT
    )
    vat_rate = models.DecimalField(
        _("VAT rate (%)"), max_digits=9, decimal_places=4, default=Decimal(13), validators=PERCENT
    )
    amount = money(_("amount"))  # as it stands in the document: with tax where the prices include it
    net = money(_("amount without tax"))
    tax = money(_("tax"))
    gross = money(_("amount with tax"))
    # What the price lists said when the line was written, and where that stands.
    proposed_price = models.DecimalField(
        _("proposed price"), max_digits=18, decimal_places=6, null=True, blank=True, editable=False
    )
    price_origin = models.CharField(_("price from"), max_length=200, blank=True, editable=False)
    price_list = models.ForeignKey(
        PriceList, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("price list")
    )
    lead_days = models.PositiveIntegerField(_("delivery time (days)"), null=True, blank=True)
    delivery_place = models.CharField(_("place of delivery"), max_length=120, blank=True)

    class Meta:
        abstract = True
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return f"{self.place} · {self.what}"

    def get_absolute_url(self) -> str:
        address: str = getattr(self, self.DOCUMENT).get_absolute_url()
        return address

    @property
    def what(self) -> str:
        return self.description or str(self.product or "")

    def computed(self) -> Decimal:
        """quantity × price × (1 − discount), rounded once."""
        return rounded(self.quantity * self.price * (1 - self.discount / HUNDRED))

    @property
    def unit_price(self) -> Decimal:
        """What one piece really costs, in the way of the document (with or without tax)."""
        return self.price * (1 - self.discount / HUNDRED)

    def net_unit(self, *, tax_included: bool) -> Decimal:
        return self.unit_price / (1 + self.vat_rate / HUNDRED) if tax_included else self.unit_price

    def reckon(self, *, tax_included: bool, stated: Decimal | None = None) -> None:
        """Amounts from quantity, price and discount; an amount that was stated stays, for guards to judge."""
        self.amount = self.computed() if stated is None else rounded(stated)
        self.net, self.tax, self.gross = split_vat(self.amount, self.vat_rate, tax_included=tax_included)
