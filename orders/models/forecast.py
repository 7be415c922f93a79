from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from contacts.models import Customer
from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child


class RollingForecast(Child):
    """What a customer expects to need of one thing in one month, as he said it on one day: an edition of his forecast.

    Editions stay as they came; what has changed is the difference between two of them.
    """

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="forecasts", verbose_name=_("customer")
    )
    edition = models.DateField(_("edition"), help_text=_("The day on which the customer issued it."))
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="forecasts", verbose_name=_("product")
    )
    part_no = models.CharField(_("customer's part number"), max_length=60, blank=True)
    month = models.DateField(_("month"), help_text=_("Any day of it; its first is kept."))
    quantity = models.DecimalField(
        _("quantity"), max_digits=18, decimal_places=4, validators=[MinValueValidator(Decimal(0))]
    )
    source = models.CharField(_("source file"), max_length=120, blank=True, editable=False)

    facts = facts.child("customer")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("customer's forecast")
        verbose_name_plural = _("customers' forecasts")
        ordering = ["-edition", "month", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "edition", "product", "month"],
                condition=Q(is_deleted=False, product__isnull=False),
                name="forecast_product_once",
            ),
            models.UniqueConstraint(
                fields=["customer", "edition", "part_no", "month"],
                condition=Q(is_deleted=False, product__isnull=True),
                name="forecast_part_once",
            ),
            models.CheckConstraint(
                condition=Q(product__isnull=False) | ~Q(part_no=""), name="forecast_says_what"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="forecast_not_negative"),
            models.CheckConstraint(condition=Q(month__day=1), name="forecast_month_first"),
        ]
        indexes = [
            models.Index(fields=["customer", "-edition", "month"], name="forecast_customer"),
            models.Index(fields=["month", "customer"], name="forecast_month"),
            models.Index(fields=["-edition", "month", "id"], name="forecast_list"),
        ]
        permissions = [
            ("export_rollingforecast", _("Can export customers' forecasts")),
            ("import_rollingforecast", _("Can import customers' forecasts")),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} · {Decimal(self.quantity).normalize():f}"

    def get_absolute_url(self) -> str:
        return f"{row_address('contacts:customer_detail', self.customer_id)}?tab=forecasts"
