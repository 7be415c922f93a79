from decimal import Decimal
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from contacts.models import Contact, Customer, CustomerUnit
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child, OwnedRecord

from .opportunity import Opportunity

UNTRACKED = ["version", "updated_at", "updated_by"]


class Inquiry(OwnedRecord):
    """What a customer asks us to offer: known products, or something that is to be designed for him."""

    class Kind(models.TextChoices):
        PRODUCT = "product", _("known products")
        NEW_PRODUCT = "new_product", _("new product")
        SERVICE = "service", _("service")

    class Channel(models.TextChoices):
        PHONE = "phone", _("phone")
        MAIL = "mail", _("e-mail")
        WECHAT = "wechat", _("WeChat")
        VISIT = "visit", _("visit")
        WEB = "web", _("web")
        TENDER = "tender", _("tender")

    class Status(models.TextChoices):
        NEW = "new", _("received")
        CLARIFYING = "clarifying", _("being clarified")
        EVALUATING = "evaluating", _("feasibility under review")
        QUOTING = "quoting", _("being quoted")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("declined by us")
        WITHDRAWN = "withdrawn", _("withdrawn by the customer")

    class Currency(models.TextChoices):
        CNY = "CNY", _("CNY")
        USD = "USD", _("USD")
        EUR = "EUR", _("EUR")

    BRIEF = ("id", "code", "name", "customer_id", "status", "owner_id", "department_id")

    code = models.CharField(_("number"), max_length=30, unique=True, editable=False)
    name = models.CharField(_("subject"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.PRODUCT)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="inquiries", verbose_name=_("customer")
    )
    unit = models.ForeignKey(
        CustomerUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="inquiries", verbose_name=_("contact")
    )
    opportunity = models.ForeignKey(
        Opportunity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inquiries",
        verbose_name=_("opportunity"),
    )
    market_type = models.CharField(
        _("market"), max_length=10, choices=Customer.Market.choices, editable=False
    )
    channel = models.CharField(_("came by"), max_length=8, choices=Channel.choices, default=Channel.PHONE)
    received_at = models.DateTimeField(_("received"), default=clock.now)
    answer_by = models.DateField(_("answer wanted by"), null=True, blank=True)
    currency = models.CharField(
        _("currency of target prices"), max_length=3, choices=Currency.choices, default=Currency.CNY
    )
    requirements = models.TextField(
        _("requirements"), blank=True, help_text=_("Working conditions, standards, packaging, certificates.")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.NEW, editable=False
    )
    # The response clock: from the inquiry to our first word on it, in working hours.
    reply_due_at = models.DateTimeField(_("first reply due"), null=True, editable=False)
    first_reply_at = models.DateTimeField(_("first reply"), null=True, blank=True, editable=False)
    response_minutes = models.PositiveIntegerField(
        _("response time (working minutes)"), null=True, blank=True, editable=False
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    answer = models.TextField(_("answer"), blank=True, editable=False)
    answer_document = models.CharField(
        _("number of the quotation"), max_length=60, blank=True, editable=False
    )
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)

    facts = facts.root()
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        ordering = ["-received_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="answered") | Q(answered_at__isnull=False), name="inquiry_answered_when"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["declined", "withdrawn"]) | ~Q(end_reason=""),
                name="inquiry_ended_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="inquiry_list"),
            models.Index(fields=["customer", "-received_at"], name="inquiry_customer"),
            models.Index(fields=["owner", "status"], name="inquiry_owner"),
            models.Index(fields=["status", "reply_due_at"], name="inquiry_clock"),
        ]
        permissions = [
            ("export_inquiry", _("Can export inquiries")),
            ("import_inquiry", _("Can import inquiries")),
            ("transfer_inquiry", _("Can transfer inquiries")),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return row_address("sales:inquiry_detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in {"new", "clarifying", "evaluating", "quoting"}


class InquiryLine(Child):
    """One thing that is asked for: a product of ours, or a design of the customer's, by his number and drawing."""

    class Feasibility(models.TextChoices):
        UNKNOWN = "unknown", _("not judged yet")
        FEASIBLE = "feasible", _("feasible")
        CHANGES = "changes", _("feasible with changes")
        NOT = "not_feasible", _("not feasible")

    inquiry = models.ForeignKey(Inquiry, models.PROTECT, related_name="lines", verbose_name=_("inquiry"))
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inquiry_lines",
        verbose_name=_("product"),
    )
    description = models.CharField(
        _("description"), max_length=200, blank=True, help_text=_("Of a new design: what it is, for what.")
    )
    part_no = models.CharField(_("customer's part number"), max_length=60, blank=True)
    drawing_no = models.CharField(_("drawing number"), max_length=60, blank=True)
    drawing_revision = models.CharField(_("drawing revision"), max_length=20, blank=True)
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=18,
        decimal_places=4,
        validators=[MinValueValidator(Decimal("0.0001")), MaxValueValidator(Decimal(100_000_000))],
    )
    uom = models.CharField(_("unit of measure"), max_length=20, blank=True)
    target_price = models.DecimalField(
        _("target price"),
        max_digits=18,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    required_on = models.DateField(_("required on"), null=True, blank=True)
    feasibility = models.CharField(
        _("feasibility"), max_length=12, choices=Feasibility.choices, default=Feasibility.UNKNOWN
    )
    notes = models.CharField(_("notes"), max_length=300, blank=True)

    facts = facts.child("inquiry")
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("inquiry line")
        verbose_name_plural = _("inquiry lines")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="inquiry_line_quantity_positive"),
            models.CheckConstraint(
                condition=Q(product__isnull=False) | ~Q(description=""), name="inquiry_line_says_what"
            ),
        ]
        indexes = [models.Index(fields=["part_no", "drawing_revision"], name="inquiry_line_part")]

    def __str__(self) -> str:
        return str(self.product) if self.product_id else self.description

    def get_absolute_url(self) -> str:
        return f"{row_address('sales:inquiry_detail', self.inquiry_id)}?tab=lines"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.part_no = " ".join(self.part_no.split())
        self.drawing_revision = self.drawing_revision.strip()
        super().save(*args, **kwargs)

    @property
    def is_new_design(self) -> bool:
        return self.product_id is None
