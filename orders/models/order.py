from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.priced import PERCENT, PricedDocument, PricedLine
from contacts.models import Contact, Customer, CustomerUnit
from contracts.models import Contract, ContractLine, TermFields
from core import facts
from core.addresses import row_address
from core.history import tracked
from records.gate import GateQuerySet
from records.models import Child, OwnedRecord
from sales.models import Opportunity, Quote

ZERO = Decimal(0)


def count(label: Any) -> models.DecimalField:
    """A quantity that deeds move; nobody writes it."""
    return models.DecimalField(label, max_digits=18, decimal_places=4, default=ZERO, editable=False)


class OrderQuerySet(GateQuerySet[Any]):
    def open(self) -> "OrderQuerySet":
        """Placed with us and not yet closed."""
        return self.filter(status__in=Order.OPEN)


class Order(PricedDocument, OwnedRecord):
    """What a customer orders: lines with dates, from a quote, called off a contract, or by hand."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVING = "approving", _("in approval")
        PLACED = "placed", _("placed")
        PRODUCING = "producing", _("in production")
        HELD = "held", _("on hold")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    OPEN = (Status.PLACED, Status.PRODUCING, Status.HELD)
    BRIEF = ("id", "number", "customer_id", "status", "owner_id", "department_id")

    number = models.CharField(_("order number"), max_length=30, editable=False)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="orders", verbose_name=_("customer"))
    unit = models.ForeignKey(
        CustomerUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("contact")
    )
    contract = models.ForeignKey(
        Contract, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("contract")
    )
    quote = models.ForeignKey(
        Quote, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("quote")
    )
    opportunity = models.ForeignKey(
        Opportunity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="orders",
        verbose_name=_("opportunity"),
    )
    po_no = models.CharField(_("the customer's order number"), max_length=60, blank=True)
    subject = models.CharField(_("subject"), max_length=120, blank=True)
    market_type = models.CharField(
        _("market"), max_length=10, choices=Customer.Market.choices, editable=False
    )
    ordered_on = models.DateField(_("ordered on"))
    due_on = models.DateField(_("due"))
    delivery_place = models.CharField(_("place of delivery"), max_length=120, blank=True)
    delivery_terms = models.CharField(_("terms of delivery"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    held_from = models.CharField(max_length=10, blank=True, editable=False)  # the state it goes back to
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    placed_at = models.DateTimeField(_("placed"), null=True, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    external_key = models.CharField(_("key in the ERP"), max_length=80, blank=True, editable=False)
    reminded_due = models.DateField(
        null=True, editable=False
    )  # the due day that was reminded of, and how far
    reminded_step = models.IntegerField(null=True, editable=False)

    facts = facts.root()
    MADE_OF = {"base_amount": ("gross_amount",)}  # noqa: RUF012  (see accounts.access)
    objects = OrderQuerySet.as_manager()
    history = tracked(
        excluded_fields=[
            "version", "updated_at", "updated_by", "base_amount", "held_from", "reminded_due", "reminded_step",
        ]
    )  # fmt: skip
    PREFETCHED = {"lines": "positions__schedule"}  # noqa: RUF012  (what the API's field reads)

    class Meta:
        verbose_name = pgettext_lazy("document", "order")
        verbose_name_plural = _("orders")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(is_deleted=False), name="order_number_once"
            ),
            models.UniqueConstraint(
                fields=["external_key"], condition=~Q(external_key=""), name="order_external_once"
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("ordered_on")), name="order_due_after_order"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="order_rate_positive"),
            models.CheckConstraint(
                condition=Q(net_amount__gte=0, tax_amount__gte=0, gross_amount__gte=0),
                name="order_amount_positive",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "status"], name="order_customer"),
            models.Index(fields=["contract", "status"], name="order_contract"),
            models.Index(fields=["owner", "status", "due_on"], name="order_owner"),
            models.Index(fields=["department", "status"], name="order_department"),
            models.Index(fields=["status", "due_on", "id"], name="order_due"),
            models.Index(fields=["-created_at", "-id"], name="order_list"),
            models.Index(fields=["ordered_on", "id"], name="order_day"),
        ]
        permissions = [
            ("export_order", _("Can export orders")),
            ("import_order", _("Can import orders")),
            ("transfer_order", _("Can transfer orders")),
            ("approve_order", _("Approves orders")),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return row_address("orders:order_detail", self.pk)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines in force as programs read them."""
        rows = [line for line in self.positions.all() if not line.is_deleted]
        return [line.as_json() for line in sorted(rows, key=lambda line: (line.place, line.pk))]


class OrderLine(PricedLine):
    """One position of an order, and how far it has come: the database itself keeps these figures in order."""

    DOCUMENT = "order"
    WRITTEN_TOO = ("due_on", "tolerance", "contract_line")

    order = models.ForeignKey(Order, models.PROTECT, related_name="positions", verbose_name=_("order"))
    contract_line = models.ForeignKey(
        ContractLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="order_lines",
        verbose_name=_("contract line"),
    )
    due_on = models.DateField(_("due"))  # with a delivery schedule the day of the part that comes next
    tolerance = models.DecimalField(
        _("over-delivery allowed (%)"), max_digits=9, decimal_places=4, default=ZERO, validators=PERCENT
    )
    shipped = count(_("shipped"))
    delivered = count(_("delivered"))
    lost = count(_("lost on the way"))
    accepted = count(_("accepted"))
    returned = count(_("returned"))
    replaced = count(_("returned for replacement"))
    invoiced = count(_("invoiced"))
    quality_note = models.CharField(_("product quality"), max_length=200, blank=True)

    facts = facts.child("order", permission_of="orders.order")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta(PricedLine.Meta):
        verbose_name = _("order line")
        verbose_name_plural = _("order lines")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0, price__gte=0), name="order_line_positive"),
            models.CheckConstraint(
                condition=Q(product__isnull=False) | ~Q(description=""), name="order_line_says_what"
            ),
            models.CheckConstraint(
                condition=Q(
                    shipped__gte=0,
                    delivered__gte=0,
                    lost__gte=0,
                    accepted__gte=0,
                    returned__gte=0,
                    replaced__gte=0,
                    invoiced__gte=0,
                ),
                name="order_line_counts_positive",
            ),
            models.CheckConstraint(
                condition=Q(delivered__lte=F("shipped") - F("lost")), name="order_line_delivered_was_shipped"
            ),
            models.CheckConstraint(
                condition=Q(accepted__lte=F("delivered")), name="order_line_accepted_was_delivered"
            ),
            models.CheckConstraint(
                condition=Q(returned__lte=F("delivered")), name="order_line_returned_was_delivered"
            ),
            models.CheckConstraint(
                condition=Q(accepted__lte=F("delivered") - F("returned")), name="order_line_accepted_is_there"
            ),
            models.CheckConstraint(
                condition=Q(replaced__lte=F("returned")), name="order_line_replaced_was_returned"
            ),
            # Never divided: SQLite divides whole numbers to whole numbers.
            models.CheckConstraint(
                condition=LessThanOrEqual(
                    (F("shipped") - F("replaced") - F("lost")) * 100, F("quantity") * (F("tolerance") + 100)
                ),
                name="order_line_shipped_was_ordered",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(F("invoiced") * 100, F("quantity") * (F("tolerance") + 100)),
                name="order_line_invoiced_was_ordered",
            ),
        ]
        indexes = [
            models.Index(fields=["product", "order"], name="order_line_product"),
            models.Index(fields=["due_on", "order"], name="order_line_due"),
        ]

    def as_json(self) -> dict[str, Any]:
        texts = (
            "id", "place", "description", "part_no", "drawing_no", "drawing_revision", "uom", "lead_days",
            "delivery_place",
        )  # fmt: skip
        figures = (
            "quantity", "price", "discount", "vat_rate", "amount", "net", "tax", "gross", "tolerance", "shipped",
            "delivered", "lost", "accepted", "returned", "replaced", "invoiced",
        )  # fmt: skip
        found = {"product": self.product_id, **{name: getattr(self, name) for name in texts}}
        found |= {"due_on": self.due_on.isoformat(), "contract_line": self.contract_line_id}
        found["schedule"] = [
            {"due_on": part.due_on.isoformat(), "quantity": str(part.quantity)}
            for part in sorted(self.schedule.all(), key=lambda part: part.due_on)
            if not part.is_deleted
        ]
        return {**found, **{name: str(getattr(self, name)) for name in figures}}

    @property
    def in_transit(self) -> Decimal:
        """在途: shipped, not delivered and not lost."""
        return self.shipped - self.delivered - self.lost

    @property
    def to_ship(self) -> Decimal:
        return max(self.quantity + self.replaced + self.lost - self.shipped, ZERO)


class OrderLineSchedule(Child):
    """A part of a line that is due on a day of its own."""

    line = models.ForeignKey(OrderLine, models.PROTECT, related_name="schedule", verbose_name=_("order line"))
    due_on = models.DateField(_("due"))
    quantity = models.DecimalField(
        _("quantity"), max_digits=18, decimal_places=4, validators=[MinValueValidator(Decimal("0.0001"))]
    )

    facts = facts.child("line", permission_of="orders.order")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("delivery schedule")
        verbose_name_plural = _("delivery schedules")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "due_on"], condition=Q(is_deleted=False), name="schedule_day_once"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="schedule_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.due_on} · {self.quantity.normalize():f}"

    def get_absolute_url(self) -> str:
        return self.line.get_absolute_url()


class OrderPaymentTerm(TermFields, Child):
    """A term of payment of an order that has no contract, or that departs from it."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="payment_terms", verbose_name=_("order"))

    facts = facts.child("order", permission_of="orders.order")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("term of payment of an order")
        verbose_name_plural = _("terms of payment of an order")
        ordering = ["place", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="order_term_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.percent.normalize():f} %"

    def get_absolute_url(self) -> str:
        address: Any = self.order.get_absolute_url()
        return str(address)


class ProductionProgress(Child):
    """How far the making of a line has come: a step with its planned and its real end."""

    class Source(models.TextChoices):
        MANUAL = "manual", _("entered by hand")
        IMPORT = "import", _("imported")
        API = "api", _("reported by another system")

    line = models.ForeignKey(OrderLine, models.PROTECT, related_name="progress", verbose_name=_("order line"))
    step = models.CharField(_("production step"), max_length=60)
    quantity = models.DecimalField(_("quantity"), max_digits=18, decimal_places=4, null=True, blank=True)
    planned_on = models.DateField(_("planned end"), null=True, blank=True)
    finished_on = models.DateField(_("real end"), null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=10, choices=Source.choices, default=Source.MANUAL, editable=False
    )

    facts = facts.child("line", permission_of="orders.order")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("production progress")
        verbose_name_plural = _("production progress")
        ordering = ["planned_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "step"], condition=Q(is_deleted=False), name="progress_step_once"
            ),
        ]

    def __str__(self) -> str:
        return self.step

    def get_absolute_url(self) -> str:
        return self.line.get_absolute_url()
