from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from contacts.models import Contact, Customer, CustomerUnit
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child, OwnedRecord

from .order import OrderLine, count

POSITIVE = [MinValueValidator(Decimal("0.0001"))]


class Shipment(OwnedRecord):
    """Goods on their way to a customer: what of which orders, by whom, and when they are expected."""

    class Status(models.TextChoices):
        PREPARING = "preparing", _("being prepared")
        SHIPPED = "shipped", pgettext_lazy("shipment", "shipped")
        IN_TRANSIT = "in_transit", _("in transit")
        ARRIVED = "arrived", _("at the port or station")
        DELIVERING = "delivering", _("out for delivery")
        SIGNED = "signed", pgettext_lazy("shipment", "received by the customer")
        TROUBLE = "trouble", _("in trouble")
        SENT_BACK = "sent_back", _("sent back")
        CANCELLED = "cancelled", _("cancelled")

    class Mode(models.TextChoices):
        ROAD = "road", _("by road")
        RAIL = "rail", _("by rail")
        SEA = "sea", _("by sea")
        AIR = "air", _("by air")
        SHIP_SUPPLY = "ship_supply", _("delivery on board")

    UNDER_WAY = (Status.SHIPPED, Status.IN_TRANSIT, Status.ARRIVED, Status.DELIVERING, Status.TROUBLE)
    BRIEF = ("id", "number", "customer_id", "status", "owner_id", "department_id")

    number = models.CharField(_("shipment number"), max_length=30, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="shipments", verbose_name=_("customer")
    )
    unit = models.ForeignKey(
        CustomerUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    receiver = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="shipments", verbose_name=_("receiver")
    )
    mode = models.CharField(_("way of transport"), max_length=12, choices=Mode.choices, default=Mode.ROAD)
    carrier = models.CharField(_("carrier"), max_length=80, blank=True)
    waybill = models.CharField(_("waybill"), max_length=80, blank=True)
    from_place = models.CharField(_("from"), max_length=120, blank=True)
    to_place = models.CharField(
        pgettext_lazy("shipment", "to"),
        max_length=160,
        help_text=_("Plant and dock, or vessel, port and agent."),
    )
    shipped_at = models.DateTimeField(_("shipped at"), null=True, blank=True, editable=False)
    etd = models.DateField(_("planned departure"), null=True, blank=True)
    eta = models.DateField(_("expected arrival"), null=True, blank=True)
    # The earliest day that one of its lines is due: an arrival after it is late.
    due_on = models.DateField(_("due"), null=True, editable=False)
    signed_at = models.DateTimeField(_("received at"), null=True, blank=True, editable=False)
    signed_by = models.CharField(_("received by"), max_length=60, blank=True, editable=False)
    notes = models.TextField(_("notes"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PREPARING, editable=False
    )
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    external_key = models.CharField(_("key in the ERP"), max_length=80, blank=True, editable=False)

    facts = facts.root()
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])
    PREFETCHED = {"lines": "positions"}  # noqa: RUF012  (what the API's field reads)

    class Meta:
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(is_deleted=False), name="shipment_number_once"
            ),
            models.UniqueConstraint(
                fields=["external_key"], condition=~Q(external_key=""), name="shipment_external_once"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "status"], name="shipment_customer"),
            models.Index(fields=["owner", "status", "eta"], name="shipment_owner"),
            models.Index(fields=["department", "status"], name="shipment_department"),
            models.Index(fields=["status", "eta", "id"], name="shipment_eta"),
            models.Index(fields=["-created_at", "-id"], name="shipment_list"),
        ]
        permissions = [
            ("export_shipment", _("Can export shipments")),
            ("import_shipment", _("Can import shipments")),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return row_address("orders:shipment_detail", self.pk)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines in force as programs read them."""
        rows = [line for line in self.positions.all() if not line.is_deleted]
        figures = ("quantity", "delivered", "lost", "accepted", "returned")
        return [
            {
                "id": row.pk,
                "place": row.place,
                "order_line": row.order_line_id,
                **{name: str(getattr(row, name)) for name in figures},
            }
            for row in sorted(rows, key=lambda row: (row.place, row.pk))
        ]

    @property
    def is_late(self) -> bool:
        """Still under way, and expected (or past) after the day it is due."""
        if self.status not in self.UNDER_WAY or self.due_on is None:
            return False
        return max(self.eta or self.due_on, clock.today()) > self.due_on


class ShipmentLine(Child):
    """How many of an order's line go with a shipment, and how many of them arrived."""

    shipment = models.ForeignKey(
        Shipment, models.PROTECT, related_name="positions", verbose_name=_("shipment")
    )
    place = models.PositiveIntegerField(pgettext_lazy("line", "position"), default=1)
    order_line = models.ForeignKey(
        OrderLine, models.PROTECT, related_name="shipment_lines", verbose_name=_("order line")
    )
    quantity = models.DecimalField(_("quantity"), max_digits=18, decimal_places=4, validators=POSITIVE)
    delivered = count(_("delivered"))
    lost = count(_("lost on the way"))
    accepted = count(_("accepted"))
    returned = count(_("returned"))

    facts = facts.child("shipment", permission_of="orders.shipment")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("shipment line")
        verbose_name_plural = _("shipment lines")
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, delivered__gte=0, lost__gte=0, accepted__gte=0, returned__gte=0),
                name="shipment_line_positive",
            ),
            models.CheckConstraint(
                condition=Q(delivered__lte=F("quantity") - F("lost")), name="shipment_line_delivered_was_sent"
            ),
            models.CheckConstraint(
                condition=Q(accepted__lte=F("delivered"), returned__lte=F("delivered")),
                name="shipment_line_accepted_arrived",
            ),
            models.CheckConstraint(
                condition=Q(accepted__lte=F("delivered") - F("returned")),
                name="shipment_line_accepted_is_there",
            ),
        ]
        indexes = [models.Index(fields=["order_line", "shipment"], name="shipment_line_order")]

    def __str__(self) -> str:
        return f"{self.place} · {self.order_line}"

    def get_absolute_url(self) -> str:
        return self.shipment.get_absolute_url()


class ShipmentBatch(Child):
    """A batch (heat, serial numbers) in a shipment's line; its certificate is an attachment of the shipment."""

    line = models.ForeignKey(
        ShipmentLine, models.PROTECT, related_name="batches", verbose_name=_("shipment line")
    )
    batch_no = models.CharField(_("batch number"), max_length=80)
    quantity = models.DecimalField(_("quantity"), max_digits=18, decimal_places=4, validators=POSITIVE)
    certificate_no = models.CharField(_("certificate number"), max_length=80, blank=True)

    facts = facts.child("line", permission_of="orders.shipment")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["batch_no", "id"]
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="batch_positive")]
        indexes = [models.Index(fields=["batch_no"], name="shipment_batch_no")]

    def __str__(self) -> str:
        return self.batch_no

    def get_absolute_url(self) -> str:
        return self.line.get_absolute_url()


class ShipmentEvent(models.Model):
    """What happened to a shipment on its way, or a new expected arrival. Never overwritten."""

    class Kind(models.TextChoices):
        STATUS = "status", _("state")
        TRACK = "track", _("place")
        ETA = "eta", _("new expected arrival")

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="events", verbose_name=_("shipment"))
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices)
    at = models.DateTimeField(_("time"), default=clock.now)
    place = models.CharField(_("place"), max_length=120, blank=True)
    text = models.CharField(_("what happened"), max_length=300, blank=True)
    status = models.CharField(_("status"), max_length=10, blank=True)
    eta_before = models.DateField(_("expected before"), null=True)
    eta_after = models.DateField(_("expected now"), null=True)
    external_key = models.CharField(_("key in the ERP"), max_length=80, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("track event")
        verbose_name_plural = _("track events")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shipment", "external_key"],
                condition=~Q(external_key=""),
                name="shipment_event_external_once",
            ),
        ]
        indexes = [models.Index(fields=["shipment", "-at"], name="shipment_event_newest")]

    def __str__(self) -> str:
        return f"{self.shipment} · {self.at}"
