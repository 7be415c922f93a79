from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.fx import currency_field
from catalog.models.priced import money
from contacts.models import Customer
from contracts.models import Contract, TermFields
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.gate import GateQuerySet
from records.models import OwnedRecord

from .order import Order

CENT = [MinValueValidator(Decimal("0.01"))]


class PaymentPlanQuerySet(GateQuerySet[Any]):
    def open(self) -> "PaymentPlanQuerySet":
        """Due or becoming due, and not paid in full: what the customer owes or will owe."""
        return self.filter(status__in=PaymentPlan.OWED)

    def overdue(self, day: date | None = None) -> "PaymentPlanQuerySet":
        return self.open().filter(due_on__lt=day or clock.today())


class PaymentPlan(OwnedRecord):
    """A part of what a contract or an order brings: how much, by which event, due when, and what came of it."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("not yet in force")  # its event has not happened
        DUE = "due", _("to be paid")
        PARTLY = "partly", _("partly paid")
        PAID = "paid", _("paid")
        OVERDUE = "overdue", _("overdue")
        VOID = "void", _("void")

    class Kind(models.TextChoices):
        ADVANCE = "advance", _("advance payment")
        SHIPMENT = "shipment", _("payment on shipment")
        ACCEPTANCE = "acceptance", _("payment on acceptance")
        RETENTION = "retention", _("retention money")
        MONTHLY = "monthly", _("monthly settlement")
        ON_USE = "on_use", _("settlement on use")
        OTHER = "other", _("other payment")
        OPENING = "opening", _("opening balance")

    OWED = (Status.DUE, Status.PARTLY, Status.OVERDUE)
    BRIEF = ("id", "number", "customer_id", "status", "owner_id", "department_id")

    number = models.CharField(_("plan number"), max_length=40, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="payment_plans", verbose_name=_("customer")
    )
    contract = models.ForeignKey(
        Contract,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payment_plans",
        verbose_name=_("contract"),
    )
    order = models.ForeignKey(
        Order,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="payment_plans",
        verbose_name=pgettext_lazy("document", "order"),
    )
    place = models.PositiveIntegerField(pgettext_lazy("line", "position"), default=1)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.OTHER)
    event = models.CharField(
        _("counted from"), max_length=10, choices=TermFields.Event.choices, default=TermFields.Event.DAY
    )
    event_on = models.DateField(_("happened on"), null=True, blank=True, editable=False)
    days = models.PositiveIntegerField(_("days"), default=0)
    months = models.PositiveIntegerField(_("months"), default=0)
    from_month_end = models.BooleanField(_("from the end of the month"), default=False)
    posted_on = models.DateField(_("posted on"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    currency = currency_field(_("currency"), default="CNY")
    rate = models.DecimalField(
        _("exchange rate to yuan"), max_digits=18, decimal_places=6, default=Decimal(1)
    )
    # Which share of its document it is; empty for one written by hand.
    percent = models.DecimalField(
        _("share (%)"), max_digits=9, decimal_places=4, null=True, blank=True, editable=False
    )
    amount = models.DecimalField(_("amount"), max_digits=20, decimal_places=2, validators=CENT)
    received = money(_("received"))
    notes = models.CharField(_("notes"), max_length=200, blank=True)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.WAITING, editable=False
    )
    external_key = models.CharField(_("key in the ERP"), max_length=80, blank=True, editable=False)
    reminded_due = models.DateField(
        null=True, editable=False
    )  # the due day that was reminded of, and how far
    reminded_step = models.IntegerField(null=True, editable=False)

    facts = facts.root()
    MADE_OF = {
        "open_amount": ("amount", "received"),
        "open": ("amount", "received"),
        "open_yuan": ("amount", "received"),
    }  # noqa: RUF012  (see accounts.access)
    objects = PaymentPlanQuerySet.as_manager()
    history = tracked(
        excluded_fields=["version", "updated_at", "updated_by", "reminded_due", "reminded_step"]
    )

    class Meta:
        verbose_name = _("payment plan")
        verbose_name_plural = _("payment plans")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(is_deleted=False), name="payment_plan_number_once"
            ),
            models.UniqueConstraint(
                fields=["external_key"], condition=~Q(external_key=""), name="payment_plan_external_once"
            ),
            models.CheckConstraint(
                condition=Q(contract__isnull=False, order__isnull=True)
                | Q(contract__isnull=True, order__isnull=False)
                | Q(kind="opening", contract__isnull=True, order__isnull=True),
                name="payment_plan_of_one",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, received__gte=0, received__lte=F("amount")),
                name="payment_plan_received_within",
            ),
            models.CheckConstraint(
                condition=~Q(status="paid") | Q(received=F("amount")), name="payment_plan_paid_is_paid"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "status", "due_on"], name="payment_plan_customer"),
            models.Index(fields=["contract", "place"], name="payment_plan_contract"),
            models.Index(fields=["order", "place"], name="payment_plan_order"),
            models.Index(fields=["owner", "status", "due_on"], name="payment_plan_owner"),
            models.Index(fields=["status", "due_on", "id"], name="payment_plan_due"),
        ]
        permissions = [
            ("export_paymentplan", _("Can export payment plans")),
            ("import_paymentplan", _("Can import payment plans")),
            ("collect_paymentplan", _("Works on overdue payments")),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return row_address("orders:payment_plan_detail", self.pk)

    @property
    def open_amount(self) -> Decimal:
        return self.amount - self.received

    def days_overdue(self, day: date | None = None) -> int:
        """Days past its due day; 0 or less is not yet due."""
        return ((day or clock.today()) - self.due_on).days if self.due_on else 0


class CollectionStep(models.Model):
    """What was done about a payment that is late: a call, a letter, a promise. Never overwritten."""

    class Stage(models.TextChoices):
        REMIND = "remind", _("reminder")
        CALL = "call", _("phone call")
        VISIT = "visit", pgettext_lazy("collection", "visit")
        LETTER = "letter", _("letter of demand")
        STOP = "stop", _("deliveries stopped")
        LEGAL = "legal", _("handed to lawyers")

    plan = models.ForeignKey(
        PaymentPlan, models.PROTECT, related_name="collection", verbose_name=_("payment plan")
    )
    stage = models.CharField(_("collection stage"), max_length=8, choices=Stage.choices)
    text = models.CharField(_("what was said"), max_length=400)
    promised_on = models.DateField(_("promised for"), null=True, blank=True)
    promised_amount = models.DecimalField(
        _("promised amount"), max_digits=20, decimal_places=2, null=True, blank=True, validators=CENT
    )
    at = models.DateTimeField(_("time"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("collection step")
        verbose_name_plural = _("collection steps")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["plan", "-at"], name="collection_newest")]

    def __str__(self) -> str:
        return f"{self.plan} · {self.get_stage_display()}"


class AccountingPeriod(models.Model):
    """A month of the books; once closed nothing is posted into it any more."""

    month = models.DateField(_("month"), unique=True, help_text=_("Its first day."))
    is_closed = models.BooleanField(_("closed"), default=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("closed by"),
    )

    class Meta:
        verbose_name = _("accounting period")
        verbose_name_plural = _("accounting periods")
        ordering = ["-month"]
        permissions = [("close_accountingperiod", _("Closes and opens accounting periods"))]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
