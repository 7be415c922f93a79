from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.fx import currency_field
from catalog.models.priced import money
from contacts.models import Customer
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child, OwnedRecord

from .invoice import Invoice
from .payment_plan import CENT, PaymentPlan


class Receipt(OwnedRecord):
    """Money that came from a customer, in whatever form; what of it has been matched, and what is his credit."""

    class Method(models.TextChoices):
        TRANSFER = "transfer", _("bank transfer")
        BANK_DRAFT = "bank_draft", _("bank acceptance draft")
        TRADE_DRAFT = "trade_draft", _("commercial acceptance draft")
        CHEQUE = "cheque", _("cheque")
        LETTER_OF_CREDIT = "letter_of_credit", _("letter of credit")
        CASH = "cash", _("cash")
        CHAIN_NOTE = "chain_note", _("supply-chain note")
        OPENING = "opening", _("opening balance")

    class Status(models.TextChoices):
        REGISTERED = "registered", _("registered")
        CONFIRMED = "confirmed", _("confirmed by finance")
        PARTLY = "partly", _("partly matched")
        MATCHED = "matched", _("matched")
        BOUNCED = "bounced", _("bounced")
        VOID = "void", _("void")

    DRAFTS = (Method.BANK_DRAFT, Method.TRADE_DRAFT, Method.CHAIN_NOTE)
    COUNTS = (Status.CONFIRMED, Status.PARTLY, Status.MATCHED)
    BRIEF = ("id", "number", "customer_id", "status", "owner_id", "department_id")

    number = models.CharField(_("receipt number"), max_length=30, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="receipts", verbose_name=_("customer")
    )
    received_on = models.DateField(_("received on"))
    method = models.CharField(_("form"), max_length=16, choices=Method.choices, default=Method.TRANSFER)
    draft_no = models.CharField(_("draft number"), max_length=60, blank=True)
    draft_due_on = models.DateField(_("draft due"), null=True, blank=True)
    cashed_on = models.DateField(_("cashed on"), null=True, blank=True, editable=False)
    currency = currency_field(_("currency"), default="CNY")
    rate = models.DecimalField(
        _("exchange rate to yuan"),
        max_digits=18,
        decimal_places=6,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.000001"))],
    )
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2, validators=CENT)
    allocated = money(_("matched"))
    base_amount = money(_("amount in yuan"))
    payer = models.CharField(_("payer"), max_length=120, blank=True)
    bank_reference = models.CharField(_("bank reference"), max_length=80, blank=True)
    notes = models.CharField(_("notes"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.REGISTERED, editable=False
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    external_key = models.CharField(_("key in the ERP"), max_length=80, blank=True, editable=False)

    facts = facts.root()
    MADE_OF = {"base_amount": ("amount",), "rest": ("amount", "allocated")}  # noqa: RUF012  (see accounts.access)
    history = tracked(excluded_fields=["version", "updated_at", "updated_by", "base_amount"])

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(is_deleted=False), name="receipt_number_once"
            ),
            models.UniqueConstraint(
                fields=["external_key"], condition=~Q(external_key=""), name="receipt_external_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, allocated__gte=0, allocated__lte=F("amount")),
                name="receipt_allocated_within",
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="receipt_rate_positive"),
        ]
        indexes = [
            models.Index(fields=["customer", "-received_on"], name="receipt_customer"),
            models.Index(fields=["owner", "-received_on"], name="receipt_owner"),
            models.Index(fields=["status", "-received_on", "-id"], name="receipt_status"),
            models.Index(fields=["draft_due_on"], name="receipt_draft"),
        ]
        permissions = [
            ("export_receipt", _("Can export receipts")),
            ("import_receipt", _("Can import receipts")),
            ("confirm_receipt", _("Confirms receipts")),
            ("allocate_receipt", _("Matches receipts with what is owed")),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return row_address("orders:receipt_detail", self.pk)

    @property
    def rest(self) -> Decimal:
        """What nothing has been matched with yet: the customer's credit (预收)."""
        return self.amount - self.allocated


class ReceiptAllocation(Child):
    """How much of a receipt pays a plan, an invoice, or both at once; taken back, it stays with who and when."""

    receipt = models.ForeignKey(
        Receipt, models.PROTECT, related_name="allocations", verbose_name=_("receipt")
    )
    plan = models.ForeignKey(
        PaymentPlan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="allocations",
        verbose_name=_("payment plan"),
    )
    invoice = models.ForeignKey(
        Invoice,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="allocations",
        verbose_name=_("invoice"),
    )
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2, validators=CENT)
    allocated_on = models.DateField(_("matched on"), default=clock.today)
    reversed_at = models.DateTimeField(_("taken back"), null=True, editable=False)
    reversed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("taken back by"),
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)

    facts = facts.child("receipt", permission_of="orders.receipt")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("matching")
        verbose_name_plural = _("matchings")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="allocation_positive"),
            models.CheckConstraint(
                condition=Q(plan__isnull=False) | Q(invoice__isnull=False), name="allocation_pays_something"
            ),
        ]
        indexes = [
            models.Index(fields=["receipt"], name="allocation_receipt"),
            models.Index(fields=["plan"], name="allocation_plan"),
            models.Index(fields=["invoice"], name="allocation_invoice"),
        ]

    def __str__(self) -> str:
        return f"{self.receipt} · {self.amount}"

    def get_absolute_url(self) -> str:
        address: Any = self.receipt.get_absolute_url()
        return str(address)
