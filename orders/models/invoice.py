from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import Product
from catalog.models.fx import currency_field
from catalog.models.priced import PERCENT, money
from contacts.models import Customer
from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child, OwnedRecord

from .order import Order, OrderLine


class Invoice(OwnedRecord):
    """An invoice to a customer, from the request to its delivery; a red one takes an invoice back, in whole or part."""

    class Kind(models.TextChoices):
        SPECIAL = "special", _("special VAT invoice (paper)")
        PLAIN = "plain", _("plain VAT invoice (paper)")
        E_SPECIAL = "e_special", _("special VAT invoice (fully digital)")
        E_PLAIN = "e_plain", _("plain VAT invoice (fully digital)")
        EXPORT = "export", _("export invoice")

    class Status(models.TextChoices):
        REQUESTED = "requested", _("requested")
        APPROVING = "approving", _("in approval")
        APPROVED = "approved", _("to be issued")
        ISSUED = "issued", _("issued")
        DELIVERED = "delivered", pgettext_lazy("invoice", "delivered")
        VOID = "void", _("void")
        RED = "red", _("taken back by a red invoice")

    DIGITAL = (Kind.E_SPECIAL, Kind.E_PLAIN)
    POSTED = (Status.ISSUED, Status.DELIVERED, Status.RED)
    BRIEF = ("id", "number", "invoice_no", "customer_id", "status", "owner_id", "department_id")

    number = models.CharField(_("request number"), max_length=30, editable=False)
    invoice_no = models.CharField(_("invoice number"), max_length=40, blank=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="invoices", verbose_name=_("customer")
    )
    order = models.ForeignKey(
        Order,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invoices",
        verbose_name=pgettext_lazy("document", "order"),
    )
    red_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="red_invoices",
        verbose_name=_("takes back"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.E_SPECIAL)
    title = models.CharField(_("invoice title"), max_length=120)
    tax_no = models.CharField(_("tax number"), max_length=30, blank=True)
    bank = models.CharField(_("bank and account"), max_length=200, blank=True)
    address = models.CharField(_("address and phone"), max_length=200, blank=True)
    currency = currency_field(_("currency"), default="CNY")
    rate = models.DecimalField(
        _("exchange rate to yuan"), max_digits=18, decimal_places=6, default=Decimal(1)
    )
    # A red invoice has amounts below zero.
    net_amount = money(_("amount without tax"))
    tax_amount = money(_("tax"))
    gross_amount = money(_("amount with tax"))
    base_amount = money(_("amount in yuan"))
    received = money(_("received"))
    taken_back = money(_("taken back by red invoices"))
    issued_on = models.DateField(_("issued on"), null=True, editable=False)
    delivered_on = models.DateField(_("delivered on"), null=True, editable=False)
    sent_to = models.CharField(_("sent to"), max_length=200, blank=True)
    notes = models.CharField(_("notes"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.REQUESTED, editable=False
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("requested by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
    )
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    external_key = models.CharField(_("key in the ERP"), max_length=80, blank=True, editable=False)

    facts = facts.root()
    OPEN_PARTS = ("gross_amount", "received", "taken_back")
    MADE_OF = {"base_amount": ("gross_amount",), "open_amount": OPEN_PARTS, "open": OPEN_PARTS}  # noqa: RUF012  (see accounts.access)
    history = tracked(excluded_fields=["version", "updated_at", "updated_by", "base_amount"])
    PREFETCHED = {"lines": "positions"}  # noqa: RUF012  (what the API's field reads)

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(is_deleted=False), name="invoice_number_once"
            ),
            models.UniqueConstraint(
                fields=["invoice_no"], condition=~Q(invoice_no=""), name="invoice_no_once"
            ),
            models.UniqueConstraint(
                fields=["external_key"], condition=~Q(external_key=""), name="invoice_external_once"
            ),
            models.CheckConstraint(
                condition=Q(red_of__isnull=True, gross_amount__gte=0)
                | Q(red_of__isnull=False, gross_amount__lte=0),
                name="invoice_red_is_negative",
            ),
            models.CheckConstraint(
                condition=Q(received__gte=0)
                & Q(taken_back__gte=0)
                & (
                    Q(red_of__isnull=False, received=0, taken_back=0)
                    | Q(received__lte=F("gross_amount") - F("taken_back"))
                ),
                name="invoice_received_within",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "status"], name="invoice_customer"),
            models.Index(fields=["order", "status"], name="invoice_order"),
            models.Index(fields=["owner", "status"], name="invoice_owner"),
            models.Index(fields=["status", "-issued_on", "-id"], name="invoice_status"),
            models.Index(fields=["-created_at", "-id"], name="invoice_list"),
        ]
        permissions = [
            ("export_invoice", _("Can export invoices")),
            ("import_invoice", _("Can import invoices")),
            ("approve_invoice", _("Approves invoices")),
            ("issue_invoice", _("Issues invoices and takes them back")),
        ]

    def __str__(self) -> str:
        return self.invoice_no or self.number

    def get_absolute_url(self) -> str:
        return row_address("orders:invoice_detail", self.pk)

    @property
    def open_amount(self) -> Decimal:
        """What is still to be paid on it; of a red invoice nothing is."""
        return self.gross_amount - self.received - self.taken_back if self.red_of_id is None else Decimal(0)

    @property
    def is_digital(self) -> bool:
        return self.kind in self.DIGITAL

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines as programs read them."""
        return [
            line.as_json() for line in sorted(self.positions.all(), key=lambda line: (line.place, line.pk))
        ]


class InvoiceLine(Child):
    """One position of an invoice: what of an order it bills."""

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="positions", verbose_name=_("invoice"))
    place = models.PositiveIntegerField(pgettext_lazy("line", "position"), default=1)
    order_line = models.ForeignKey(
        OrderLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invoice_lines",
        verbose_name=_("order line"),
    )
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("product")
    )
    description = models.CharField(_("description"), max_length=200, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=18, decimal_places=4)
    price = models.DecimalField(
        _("price with tax"),
        max_digits=18,
        decimal_places=6,
        validators=[MinValueValidator(Decimal(0))],
    )
    vat_rate = models.DecimalField(
        _("VAT rate (%)"), max_digits=9, decimal_places=4, default=Decimal(13), validators=PERCENT
    )
    net = money(_("amount without tax"))
    tax = money(_("tax"))
    gross = money(_("amount with tax"))

    facts = facts.child("invoice", permission_of="orders.invoice")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("invoice line")
        verbose_name_plural = _("invoice lines")
        ordering = ["place", "id"]
        constraints = [models.CheckConstraint(condition=~Q(quantity=0), name="invoice_line_of_something")]
        indexes = [models.Index(fields=["order_line"], name="invoice_line_order")]

    def __str__(self) -> str:
        return f"{self.place} · {self.description or self.product or ''}"

    def as_json(self) -> dict[str, Any]:
        figures = ("quantity", "price", "vat_rate", "net", "tax", "gross")
        return {
            "id": self.pk,
            "place": self.place,
            "order_line": self.order_line_id,
            "product": self.product_id,
            "description": self.description,
            **{name: str(getattr(self, name)) for name in figures},
        }

    def get_absolute_url(self) -> str:
        address: Any = self.invoice.get_absolute_url()
        return str(address)
