from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.fx import currency_field
from catalog.models.priced import money
from contacts.models import Contact, Customer
from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child, OwnedRecord

HALF_A_CENT = Decimal("0.005")


class Statement(OwnedRecord):
    """What passed between a customer and us in a month: opening + goods − returns − receipts ± claims = closing."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("made")
        SENT = "sent", pgettext_lazy("statement", "sent")
        CONFIRMED = "confirmed", _("confirmed by the customer")
        DISPUTED = "disputed", _("disputed by the customer")
        CLOSED = "closed", _("closed")

    BRIEF = ("id", "number", "customer_id", "status", "owner_id", "department_id")

    number = models.CharField(_("statement number"), max_length=30, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="statements", verbose_name=_("customer")
    )
    month = models.DateField(_("month"))  # its first day
    currency = currency_field(_("currency"), default="CNY")
    opening = money(_("opening balance"))
    goods = money(_("goods accepted"))
    returns = money(_("returns"))
    receipts = money(_("receipts"))
    claims = money(_("claims"))  # signed: what is added to, or taken off, what he owes
    closing = money(_("closing balance"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answer = models.CharField(_("answer of the customer"), max_length=400, blank=True, editable=False)
    notes = models.CharField(_("notes"), max_length=200, blank=True)

    facts = facts.root()
    FIGURES = ("opening", "goods", "returns", "receipts", "claims", "closing")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["-month", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(is_deleted=False), name="statement_number_once"
            ),
            models.UniqueConstraint(
                fields=["customer", "month", "currency"],
                condition=Q(is_deleted=False),
                name="statement_month_once",
            ),
            # Within half a cent, for SQLite keeps decimals as floating point.
            models.CheckConstraint(
                condition=Q(
                    closing__lt=F("opening")
                    + F("goods")
                    - F("returns")
                    - F("receipts")
                    + F("claims")
                    + HALF_A_CENT,
                    closing__gt=F("opening")
                    + F("goods")
                    - F("returns")
                    - F("receipts")
                    + F("claims")
                    - HALF_A_CENT,
                ),
                name="statement_adds_up",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-month"], name="statement_customer"),
            models.Index(fields=["status", "-month", "-id"], name="statement_status"),
        ]
        permissions = [
            ("export_statement", _("Can export statements")),
            ("send_statement", _("Sends statements to customers")),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return row_address("orders:statement_detail", self.pk)


class StatementLine(Child):
    """One thing that moved the balance of a statement, and the document it comes from."""

    class Kind(models.TextChoices):
        GOODS = "goods", _("goods accepted")
        RETURN = "return", _("returns")
        RECEIPT = "receipt", _("receipt")
        CLAIM = "claim", _("claim")

    TAKES = (Kind.RETURN, Kind.RECEIPT)  # their amounts are taken off what the customer owes

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="positions", verbose_name=_("statement")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    day = models.DateField(_("day"))
    document_type = models.CharField(max_length=60, blank=True)  # app_label.model
    document_id = models.BigIntegerField(null=True)
    document_no = models.CharField(_("document number"), max_length=60, blank=True)
    text = models.CharField(_("text"), max_length=200, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=18, decimal_places=4, null=True)
    amount = money(_("amount"))

    facts = facts.child("statement", permission_of="orders.statement")
    MADE_OF = {"effect": ("amount",)}  # noqa: RUF012  (see accounts.access)
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("statement line")
        verbose_name_plural = _("statement lines")
        ordering = ["day", "id"]
        indexes = [models.Index(fields=["statement", "day"], name="statement_line_day")]

    def __str__(self) -> str:
        return f"{self.day} · {self.document_no}"

    @property
    def effect(self) -> Decimal:
        """By how much it changes the balance: the opening balance and all effects come to the closing one."""
        return 0 - self.amount if self.kind in self.TAKES else self.amount

    def get_absolute_url(self) -> str:
        address: Any = self.statement.get_absolute_url()
        return str(address)
