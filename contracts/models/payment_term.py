from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import facts
from core.history import tracked
from records.models import Child

from .contract import Contract


class TermFields(models.Model):
    """One part of what is to be paid: which share, by which event, how many days after it."""

    class Kind(models.TextChoices):
        ADVANCE = "advance", _("advance payment")
        SHIPMENT = "shipment", _("payment on shipment")
        ACCEPTANCE = "acceptance", _("payment on acceptance")
        RETENTION = "retention", _("retention money")
        MONTHLY = "monthly", _("monthly settlement")
        ON_USE = "on_use", _("settlement on use")
        OTHER = "other", _("other payment")

    class Event(models.TextChoices):
        SIGNING = "signing", _("signing")
        ORDER = "order", _("placing of the order")
        SHIPMENT = "shipment", pgettext_lazy("event", "shipment")
        ACCEPTANCE = "acceptance", pgettext_lazy("event", "acceptance")
        INVOICE = "invoice", _("invoice posted")
        DAY = "day", _("fixed day")

    place = models.PositiveIntegerField(pgettext_lazy("line", "position"), default=1)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.ADVANCE)
    percent = models.DecimalField(
        _("share (%)"),
        max_digits=9,
        decimal_places=4,
        validators=[MinValueValidator(Decimal("0.0001")), MaxValueValidator(Decimal(100))],
    )
    event = models.CharField(_("counted from"), max_length=10, choices=Event.choices, default=Event.SIGNING)
    days = models.PositiveIntegerField(_("days"), default=0, validators=[MaxValueValidator(3650)])
    months = models.PositiveIntegerField(_("months"), default=0, validators=[MaxValueValidator(240)])
    from_month_end = models.BooleanField(_("from the end of the month"), default=False)
    day = models.DateField(_("fixed day"), null=True, blank=True)

    class Meta:
        abstract = True


class PaymentTerm(TermFields, Child):
    """A term of payment of a contract; the orders under it and its payment plan follow it."""

    contract = models.ForeignKey(
        Contract, models.PROTECT, related_name="payment_terms", verbose_name=_("contract")
    )

    facts = facts.child("contract", permission_of="contracts.contract")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("term of payment")
        verbose_name_plural = _("terms of payment")
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="payment_term_percent"),
        ]
        indexes = [models.Index(fields=["contract", "place"], name="payment_term_place")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.percent.normalize():f} %"

    def get_absolute_url(self) -> str:
        address: Any = self.contract.get_absolute_url()
        return str(address)
