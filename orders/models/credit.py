from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from core import facts
from core.history import tracked
from records.models import Child


class CreditLimit(Child):
    """How much a customer may owe us, open orders included, before an order needs an approval. Without one nothing is
    checked; it is read by those who hold `view_creditlimit` alone."""

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="credit_limits", verbose_name=_("customer")
    )
    amount = models.DecimalField(
        _("credit limit in yuan"), max_digits=20, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    facts = facts.child("customer")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("credit limit")
        verbose_name_plural = _("credit limits")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(is_deleted=False), name="credit_limit_once"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="credit_limit_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} · {self.amount:,.2f}"

    def get_absolute_url(self) -> str:
        address: str = self.customer.get_absolute_url()
        return address
