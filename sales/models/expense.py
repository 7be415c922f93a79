from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Customer
from core import facts
from core.addresses import row_address
from core.history import tracked
from marketing.models import Campaign
from records.models import OwnedRecord

from .inquiry import UNTRACKED
from .opportunity import Opportunity
from .sample import SampleRequest
from .visit import Visit


class Expense(OwnedRecord):
    """Money spent on a customer: the cost side of what he is worth. Receipts hang on it as files."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVING = "approving", _("in approval")
        APPROVED = "approved", _("approved")
        VOID = "void", _("void")

    BRIEF = ("id", "code", "customer_id", "status", "owner_id", "department_id")

    code = models.CharField(_("number"), max_length=30, unique=True, editable=False)
    kind = models.CharField(_("kind of expense"), max_length=40)
    amount = models.DecimalField(_("amount (yuan)"), max_digits=16, decimal_places=2)
    spent_on = models.DateField(_("spent on"))
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="expenses", verbose_name=_("customer")
    )
    opportunity = models.ForeignKey(
        Opportunity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="expenses",
        verbose_name=_("opportunity"),
    )
    sample = models.ForeignKey(
        SampleRequest,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="expenses",
        verbose_name=_("sample"),
    )
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="expenses", verbose_name=_("visit")
    )
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="expenses", verbose_name=_("campaign")
    )
    purpose = models.CharField(_("what for"), max_length=200)
    people = models.CharField(_("with whom"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)

    facts = facts.root()
    history = tracked(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("expense")
        verbose_name_plural = _("expenses")
        ordering = ["-spent_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="expense_amount_positive"),
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(approved_at__isnull=False), name="expense_approved_when"
            ),
        ]
        indexes = [
            models.Index(fields=["-spent_on", "-id"], name="expense_list"),
            models.Index(fields=["customer", "-spent_on"], name="expense_customer"),
            models.Index(fields=["owner", "status"], name="expense_owner"),
        ]
        permissions = [
            ("export_expense", _("Can export expenses")),
            ("import_expense", _("Can import expenses")),
            ("transfer_expense", _("Can transfer expenses")),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.purpose}"

    def get_absolute_url(self) -> str:
        return row_address("sales:expense_detail", self.pk)

    @property
    def is_open(self) -> bool:
        return self.status in {"draft", "approving"}
