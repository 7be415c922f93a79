from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.models import Contact, Customer
from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child, OwnedRecord

from .order import count
from .shipment import POSITIVE, Shipment, ShipmentLine


class Acceptance(OwnedRecord):
    """What a customer found on receiving goods: how many of each line he accepts, and how many not."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        DONE = "done", _("accepted by the customer")
        VOID = "void", _("void")

    number = models.CharField(_("acceptance number"), max_length=30, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="acceptances", verbose_name=_("customer")
    )
    shipment = models.ForeignKey(
        Shipment, models.PROTECT, related_name="acceptances", verbose_name=_("shipment")
    )
    accepted_on = models.DateField(_("accepted on"))
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("accepted by")
    )
    document_no = models.CharField(_("the customer's receipt number"), max_length=60, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    status = models.CharField(
        _("status"), max_length=6, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)

    facts = facts.root()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = pgettext_lazy("document", "acceptance")
        verbose_name_plural = _("acceptances")
        ordering = ["-accepted_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(is_deleted=False), name="acceptance_number_once"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-accepted_on"], name="acceptance_customer"),
            models.Index(fields=["shipment", "status"], name="acceptance_shipment"),
        ]
        permissions = [("export_acceptance", _("Can export acceptances"))]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return row_address("orders:acceptance_detail", self.pk)


class AcceptanceLine(Child):
    """Of one line that arrived: accepted, and turned down with the reason."""

    acceptance = models.ForeignKey(
        Acceptance,
        models.PROTECT,
        related_name="positions",
        verbose_name=pgettext_lazy("document", "acceptance"),
    )
    shipment_line = models.ForeignKey(
        ShipmentLine, models.PROTECT, related_name="acceptance_lines", verbose_name=_("shipment line")
    )
    accepted = models.DecimalField(_("accepted"), max_digits=18, decimal_places=4, default=Decimal(0))
    refused = models.DecimalField(_("turned down"), max_digits=18, decimal_places=4, default=Decimal(0))
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    facts = facts.child("acceptance", permission_of="orders.acceptance")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("acceptance line")
        verbose_name_plural = _("acceptance lines")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted__gte=0, refused__gte=0), name="acceptance_line_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.acceptance} · {self.shipment_line}"

    def get_absolute_url(self) -> str:
        address: Any = self.acceptance.get_absolute_url()
        return str(address)


class ReturnOrder(OwnedRecord):
    """Goods that come back from a customer, why, and what becomes of them."""

    class Disposition(models.TextChoices):
        REPLACE = "replace", _("replacement")
        REPAIR = "repair", _("repair")
        SCRAP = "scrap", _("scrapped")
        REFUND = "refund", _("refund")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        AGREED = "agreed", _("agreed")
        DONE = "done", _("done")
        VOID = "void", _("void")

    number = models.CharField(_("return number"), max_length=30, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="return_orders", verbose_name=_("customer")
    )
    disposition = models.CharField(
        _("what becomes of them"), max_length=10, choices=Disposition.choices, default=Disposition.REPLACE
    )
    reason = models.CharField(_("reason"), max_length=40)
    returned_on = models.DateField(_("returned on"))
    notes = models.TextField(_("notes"), blank=True)
    status = models.CharField(
        _("status"), max_length=6, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    end_reason = models.CharField(max_length=200, blank=True, editable=False)

    facts = facts.root()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = pgettext_lazy("document", "return")
        verbose_name_plural = _("returns")
        ordering = ["-returned_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(is_deleted=False), name="return_number_once"
            ),
        ]
        indexes = [models.Index(fields=["customer", "-returned_on"], name="return_customer")]
        permissions = [("export_returnorder", _("Can export returns"))]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return row_address("orders:return_detail", self.pk)


class ReturnLine(Child):
    """How many of what arrived with one shipment come back."""

    return_order = models.ForeignKey(
        ReturnOrder,
        models.PROTECT,
        related_name="positions",
        verbose_name=pgettext_lazy("document", "return"),
    )
    shipment_line = models.ForeignKey(
        ShipmentLine, models.PROTECT, related_name="return_lines", verbose_name=_("shipment line")
    )
    quantity = models.DecimalField(_("quantity"), max_digits=18, decimal_places=4, validators=POSITIVE)
    # How many of them the customer had accepted before: so many are accepted no more once they are back.
    was_accepted = count(_("accepted before"))
    batch_no = models.CharField(_("batch number"), max_length=80, blank=True)
    defect = models.CharField(_("defect"), max_length=200, blank=True)

    facts = facts.child("return_order", permission_of="orders.returnorder")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("return line")
        verbose_name_plural = _("return lines")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, was_accepted__gte=0, was_accepted__lte=F("quantity")),
                name="return_line_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.return_order} · {self.shipment_line}"

    def get_absolute_url(self) -> str:
        address: Any = self.return_order.get_absolute_url()
        return str(address)
