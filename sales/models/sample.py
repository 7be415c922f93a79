from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from contacts.models import Contact, Customer, CustomerUnit
from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import OwnedRecord

from .inquiry import UNTRACKED, Inquiry
from .opportunity import Opportunity


class SampleRequest(OwnedRecord):
    """A sample that a customer wants to try: how fast we answer and deliver, and what the trial says."""

    class Status(models.TextChoices):
        REQUESTED = "requested", _("requested")
        REVIEW = "review", _("under review")
        MAKING = "making", _("being made")
        INSPECTING = "inspecting", _("being inspected")
        SHIPPED = "shipped", _("shipped")
        TRIAL = "trial", _("in trial at the customer")
        PASSED = "passed", _("passed")
        FAILED = "failed", _("failed")
        RESEND = "resend", _("to be sent again")
        CANCELLED = "cancelled", _("cancelled")

    BRIEF = ("id", "code", "name", "customer_id", "status", "owner_id", "department_id")

    code = models.CharField(_("number"), max_length=30, unique=True, editable=False)
    name = models.CharField(_("sample"), max_length=120)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="sample_requests", verbose_name=_("customer")
    )
    unit = models.ForeignKey(
        CustomerUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sample_requests",
        verbose_name=_("contact"),
    )
    opportunity = models.ForeignKey(
        Opportunity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="samples",
        verbose_name=_("opportunity"),
    )
    inquiry = models.ForeignKey(
        Inquiry, models.PROTECT, null=True, blank=True, related_name="samples", verbose_name=_("inquiry")
    )
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sample_requests",
        verbose_name=_("product"),
        help_text=_("Empty: a new design."),
    )
    part_no = models.CharField(_("customer's part number"), max_length=60, blank=True)
    drawing_no = models.CharField(_("drawing number"), max_length=60, blank=True)
    drawing_revision = models.CharField(_("drawing revision"), max_length=20, blank=True)
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(1_000_000))],
    )
    required_on = models.DateField(_("required on"), null=True, blank=True)
    is_charged = models.BooleanField(_("charged to the customer"), default=False)
    purpose = models.CharField(_("what is to be tried"), max_length=200, blank=True)
    requirements = models.TextField(_("requirements"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.REQUESTED, editable=False
    )
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="following",
        verbose_name=_("earlier sample"),
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)
    # The clocks run from the submission: working hours to the first reply, working days to the delivery.
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    reply_due_at = models.DateTimeField(_("first reply due"), null=True, blank=True, editable=False)
    first_reply_at = models.DateTimeField(_("first reply"), null=True, blank=True, editable=False)
    response_minutes = models.PositiveIntegerField(
        _("response time (working minutes)"), null=True, blank=True, editable=False
    )
    deliver_by = models.DateField(_("delivery due"), null=True, blank=True, editable=False)
    promised_on = models.DateField(_("promised for"), null=True, blank=True, editable=False)
    shipped_on = models.DateField(_("shipped"), null=True, blank=True, editable=False)
    waybill = models.CharField(_("waybill"), max_length=60, blank=True, editable=False)
    inspection = models.CharField(_("inspection"), max_length=300, blank=True, editable=False)
    trial_since = models.DateField(_("trial since"), null=True, blank=True, editable=False)
    concluded_on = models.DateField(_("concluded"), null=True, blank=True, editable=False)
    conclusion = models.TextField(_("conclusion"), blank=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)

    facts = facts.root()
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("sample")
        verbose_name_plural = _("samples")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="sample_quantity_positive"),
            models.CheckConstraint(
                condition=Q(status__in=["requested", "cancelled"]) | Q(submitted_at__isnull=False),
                name="sample_under_way_was_submitted",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["passed", "failed", "resend"])
                | (Q(concluded_on__isnull=False) & ~Q(conclusion="")),
                name="sample_concluded_says_what",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-id"], name="sample_customer"),
            models.Index(fields=["owner", "status"], name="sample_owner"),
            models.Index(fields=["status", "deliver_by"], name="sample_delivery"),
            models.Index(fields=["part_no", "drawing_revision"], name="sample_part"),
        ]
        permissions = [
            ("export_samplerequest", _("Can export samples")),
            ("import_samplerequest", _("Can import samples")),
            ("transfer_samplerequest", _("Can transfer samples")),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def get_absolute_url(self) -> str:
        return row_address("sales:sample_detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in {"requested", "review", "making", "inspecting", "shipped", "trial"}

    @property
    def is_before_shipment(self) -> bool:
        return self.status in {"requested", "review", "making", "inspecting"}
