from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.history import tracked


class TaxRate(models.Model):
    """A rate of value added tax and from when until when the law has it."""

    rate = models.DecimalField(
        _("VAT rate (%)"),
        max_digits=9,
        decimal_places=4,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    name = models.CharField(_("name"), max_length=60, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    history = tracked()

    class Meta:
        verbose_name = _("tax rate")
        verbose_name_plural = _("tax rates")
        ordering = ["-rate", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["rate", "valid_from"], name="tax_rate_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="tax_rate_ends_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rate.normalize():f} %"
