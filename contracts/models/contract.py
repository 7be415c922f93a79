from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.priced import PERCENT, PricedDocument, PricedLine, money
from contacts.models import Contact, Customer, CustomerUnit
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.gate import GateQuerySet
from records.models import Child, GroupShareBase, OwnedRecord, UserShareBase
from sales.models import Opportunity, Quote

from .clause import Clause, ContractTemplate, Language, Mode


class ContractQuerySet(GateQuerySet[Any]):
    def in_force(self, day: date | None = None) -> "ContractQuerySet":
        """Signed or being carried out, and not past its last day."""
        return self.filter(status__in=Contract.IN_FORCE, end_on__gte=day or clock.today())


class Contract(PricedDocument, OwnedRecord):
    """What a customer and we have agreed: a master contract, or one under it, with prices, terms and clauses."""

    class Kind(models.TextChoices):
        MASTER = "master", _("master contract")
        LOCAL = "local", _("local contract")
        FRAMEWORK = "framework", _("framework contract")
        SINGLE = "single", _("single contract")
        SUPPLEMENT = "supplement", _("supplementary contract")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        REVIEWING = "reviewing", _("in review")
        REVIEWED = "reviewed", pgettext_lazy("contract", "reviewed")
        CONFIRMED = "confirmed", _("confirmed by both")
        SIGNED = "signed", _("signed")
        EXECUTING = "executing", _("being carried out")
        AMENDING = "amending", _("being amended")
        SUSPENDED = "suspended", _("suspended")
        TERMINATED = "terminated", _("terminated")
        COMPLETED = "completed", _("carried out")
        CLOSED = "closed", _("closed")
        VOID = "void", _("void")

    class PriceMode(models.TextChoices):
        FIXED = "fixed", _("fixed price")
        LIST = "list", _("by price list")
        FORMULA = "formula", _("by formula")

    IN_FORCE = (Status.SIGNED, Status.EXECUTING, Status.AMENDING)
    BEFORE_SIGNING = (Status.DRAFT, Status.REVIEWING, Status.REVIEWED, Status.CONFIRMED)
    BRIEF = ("id", "number", "name", "customer_id", "status", "owner_id", "department_id")

    number = models.CharField(_("contract number"), max_length=30, editable=False)
    name = models.CharField(_("contract name"), max_length=120)
    their_number = models.CharField(_("the customer's contract number"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.SINGLE)
    master = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="locals",
        verbose_name=_("master contract"),
    )
    renews = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="renewals",
        verbose_name=_("renews"),
    )
    country = models.CharField(_("country"), max_length=60, blank=True)
    template_mode = models.CharField(
        _("template mode"), max_length=10, choices=Mode.choices, default=Mode.UNIFIED
    )
    template = models.ForeignKey(
        ContractTemplate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contracts",
        verbose_name=_("contract template"),
    )
    language = models.CharField(
        _("language of the document"), max_length=8, choices=Language.choices, default=Language.ZH
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="contracts", verbose_name=_("customer")
    )
    unit = models.ForeignKey(
        CustomerUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    contact = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contracts",
        verbose_name=_("handled by (customer)"),
    )
    their_signer = models.ForeignKey(
        Contact,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="signed_contracts",
        verbose_name=_("signs for the customer"),
    )
    our_signer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signs for us"),
    )
    opportunity = models.ForeignKey(
        Opportunity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contracts",
        verbose_name=_("opportunity"),
    )
    quote = models.ForeignKey(
        Quote, models.PROTECT, null=True, blank=True, related_name="contracts", verbose_name=_("quote")
    )
    market_type = models.CharField(
        _("market"), max_length=10, choices=Customer.Market.choices, editable=False
    )
    # What may be called off in all, with tax; empty: the sum of the lines. Orders count against it.
    ceiling = models.DecimalField(
        _("ceiling with tax"),
        max_digits=20,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    called_off = money(_("called off"))
    start_on = models.DateField(_("start"))
    end_on = models.DateField(_("end"))
    effective_on = models.DateField(_("effective on"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True, editable=False)
    auto_renew = models.BooleanField(_("renews by itself"), default=False)
    renew_notice_days = models.PositiveIntegerField(_("notice before renewal (days)"), default=90)
    price_mode = models.CharField(
        _("price mode"), max_length=10, choices=PriceMode.choices, default=PriceMode.FIXED
    )
    fx_base_rate = models.DecimalField(
        _("agreed exchange rate"), max_digits=18, decimal_places=6, null=True, blank=True
    )
    fx_threshold = models.DecimalField(
        _("reprice beyond (%)"), max_digits=9, decimal_places=4, null=True, blank=True, validators=PERCENT
    )
    yearly_reduction = models.DecimalField(
        _("yearly price reduction (%)"),
        max_digits=9,
        decimal_places=4,
        null=True,
        blank=True,
        validators=PERCENT,
    )
    warranty_months = models.PositiveIntegerField(
        _("warranty (months)"), null=True, blank=True, validators=[MaxValueValidator(600)]
    )
    delivery_terms = models.CharField(_("terms of delivery"), max_length=200, blank=True)
    terms = models.TextField(_("further terms"), blank=True)
    notes = models.TextField(_("internal notes"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    review_due_at = models.DateTimeField(_("review due"), null=True, editable=False)
    reviewed_at = models.DateTimeField(pgettext_lazy("contract", "reviewed at"), null=True, editable=False)
    confirmed_on = models.DateField(_("confirmed on"), null=True, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    # The last of 90, 60, 30 and 7 days before its end that people were reminded of.
    reminded_step = models.PositiveSmallIntegerField(null=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)

    facts = facts.root()
    MADE_OF = {"base_amount": ("gross_amount",)}  # noqa: RUF012  (see accounts.access)
    objects = ContractQuerySet.as_manager()
    history = tracked(
        excluded_fields=["version", "updated_at", "updated_by", "base_amount", "called_off", "reminded_step"]
    )
    # What the API's fields read.
    PREFETCHED: ClassVar[dict[str, str]] = {
        "lines": "positions",
        "clause_list": "clauses",
        "term_list": "payment_terms",
    }

    class Meta:
        verbose_name = _("contract")
        verbose_name_plural = _("contracts")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(is_deleted=False), name="contract_number_once"
            ),
            models.CheckConstraint(condition=Q(end_on__gte=F("start_on")), name="contract_end_after_start"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="contract_rate_positive"),
            models.CheckConstraint(
                condition=Q(net_amount__gte=0, tax_amount__gte=0, gross_amount__gte=0, called_off__gte=0),
                name="contract_amount_positive",
            ),
            models.CheckConstraint(
                condition=~Q(kind="local") | Q(master__isnull=False), name="contract_local_has_master"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "status"], name="contract_customer"),
            models.Index(fields=["owner", "status", "end_on"], name="contract_owner"),
            models.Index(fields=["department", "status"], name="contract_department"),
            models.Index(fields=["status", "end_on", "id"], name="contract_end"),
            models.Index(fields=["-created_at", "-id"], name="contract_list"),
        ]
        permissions = [
            ("export_contract", _("Can export contracts")),
            ("import_contract", _("Can import contracts")),
            ("transfer_contract", _("Can transfer contracts")),
            ("share_contract", _("Can share contracts")),
            ("approve_contract", _("Approves contracts")),
            ("archive_contract", _("Archives signed contracts")),
            ("serve_contract", _("Reads the contracts in force of the customers he serves")),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def get_absolute_url(self) -> str:
        return row_address("contracts:contract_detail", self.pk)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def limit(self) -> Decimal:
        """What orders under it may come to in all, with tax, in its currency."""
        return self.ceiling if self.ceiling is not None else self.gross_amount

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines in force as programs read them."""
        return [line.as_json() for line in _in_order(self.positions.all())]

    @property
    def clause_list(self) -> list[dict[str, Any]]:
        """The clauses as programs read and write them."""
        names = ("id", "place", "title", "body", "is_required")
        return [
            {"clause": row.clause_id, **{name: getattr(row, name) for name in names}}
            for row in _in_order(self.clauses.all())
        ]

    @property
    def term_list(self) -> list[dict[str, Any]]:
        """The terms of payment as programs read and write them."""
        names = ("id", "place", "kind", "event", "days", "months", "from_month_end")
        return [
            {
                **{name: getattr(row, name) for name in names},
                "percent": str(row.percent),
                "day": row.day.isoformat() if row.day else None,
            }
            for row in _in_order(self.payment_terms.all())
        ]


def _in_order(rows: Any) -> list[Any]:
    return sorted((row for row in rows if not row.is_deleted), key=lambda row: (row.place, row.pk))


class ContractUserShare(UserShareBase):
    """A contract shared with one person."""

    content_object = models.ForeignKey(Contract, models.CASCADE, related_name="user_shares")


class ContractGroupShare(GroupShareBase):
    """A contract shared with a department."""

    content_object = models.ForeignKey(Contract, models.CASCADE, related_name="group_shares")


class ContractLine(PricedLine):
    """One position of a contract: a product at its agreed price."""

    DOCUMENT = "contract"

    contract = models.ForeignKey(
        Contract, models.PROTECT, related_name="positions", verbose_name=_("contract")
    )
    ordered = models.DecimalField(
        _("ordered"), max_digits=18, decimal_places=4, default=Decimal(0), editable=False
    )

    facts = facts.child("contract", permission_of="contracts.contract")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by", "ordered"])

    class Meta(PricedLine.Meta):
        verbose_name = _("contract line")
        verbose_name_plural = _("contract lines")
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, price__gte=0, ordered__gte=0), name="contract_line_positive"
            ),
            models.CheckConstraint(
                condition=Q(product__isnull=False) | ~Q(description=""), name="contract_line_says_what"
            ),
        ]
        indexes = [models.Index(fields=["product", "contract"], name="contract_line_product")]

    def as_json(self) -> dict[str, Any]:
        texts = (
            "id", "place", "description", "part_no", "drawing_no", "drawing_revision", "uom", "lead_days",
            "delivery_place",
        )  # fmt: skip
        figures = ("quantity", "price", "discount", "vat_rate", "amount", "net", "tax", "gross", "ordered")
        found = {"product": self.product_id, **{name: getattr(self, name) for name in texts}}
        return {**found, **{name: str(getattr(self, name)) for name in figures}}


class ContractClause(Child):
    """A clause as this contract has it, and how it differs from the master's."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="clauses", verbose_name=_("contract"))
    place = models.PositiveIntegerField(pgettext_lazy("line", "position"), default=1)
    clause = models.ForeignKey(
        Clause, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("clause")
    )
    inherited = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="heirs",
        verbose_name=_("clause of the master contract"),
    )
    title = models.CharField(pgettext_lazy("clause", "title"), max_length=120)
    body = models.TextField(_("wording"))
    is_required = models.BooleanField(_("may not be left out"), default=False)

    facts = facts.child("contract", permission_of="contracts.contract")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("clause of a contract")
        verbose_name_plural = _("clauses of a contract")
        ordering = ["place", "id"]
        indexes = [models.Index(fields=["contract", "place"], name="contract_clause_place")]

    def __str__(self) -> str:
        return f"{self.place} · {self.title}"

    def get_absolute_url(self) -> str:
        address: Any = self.contract.get_absolute_url()
        return str(address)
