from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.models import Customer
from core.facts import child
from core.history import tracked
from records.models import Child

from .fx import POSITIVE, currency_field
from .product import Product


class DealPrice(Child):
    """A price agreed with a customer, written down by the contract or order that made it; quotes are checked against it."""

    class Document(models.TextChoices):
        CONTRACT = "contract", _("contract")
        ORDER = "order", pgettext_lazy("document", "order")
        QUOTE = "quote", _("quotation")
        IMPORT = "import", _("opening balance")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="deal_prices", verbose_name=_("customer")
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="deal_prices", verbose_name=_("product")
    )
    price = models.DecimalField(_("price"), max_digits=18, decimal_places=6, validators=POSITIVE)
    currency = currency_field(_("currency"), default="CNY")
    tax_included = models.BooleanField(_("tax included"), default=True)
    quantity = models.DecimalField(
        _("quantity"), max_digits=18, decimal_places=4, validators=[MinValueValidator(Decimal("0.0001"))]
    )
    agreed_on = models.DateField(_("agreed on"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    document = models.CharField(_("document"), max_length=10, choices=Document.choices)
    document_no = models.CharField(_("document number"), max_length=60)
    line_no = models.PositiveIntegerField(_("line"), default=1)

    facts = child("customer")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("agreed price")
        verbose_name_plural = _("agreed prices")
        ordering = ["-agreed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "document_no", "line_no"],
                condition=Q(is_deleted=False),
                name="deal_price_once",
            ),
            models.CheckConstraint(condition=Q(price__gt=0, quantity__gt=0), name="deal_price_positive"),
        ]
        indexes = [models.Index(fields=["customer", "product", "-agreed_on"], name="deal_price_newest")]

    def __str__(self) -> str:
        return f"{self.product} · {self.document_no}"

    def get_absolute_url(self) -> str:
        return f"{self.product.get_absolute_url()}?tab=deals"
