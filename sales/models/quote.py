from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models import Product
from catalog.models.priced import HUNDRED, PricedDocument, PricedLine, money
from contacts.models import Contact, Customer, CustomerUnit
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from core.money import rounded
from records.gate import GateQuerySet
from records.models import OwnedRecord

from .inquiry import Inquiry
from .opportunity import Opportunity


class QuoteQuerySet(GateQuerySet[Any]):
    def live(self) -> "QuoteQuerySet":
        """In approval, approved or with the customer, and not past its last day."""
        return self.filter(status__in=Quote.LIVE, valid_until__gte=clock.today())

    def awaiting_answer(self) -> "QuoteQuerySet":
        return self.filter(status__in=[Quote.Status.SENT, Quote.Status.BARGAINING])


class Quote(PricedDocument, OwnedRecord):
    """What we offer a customer: products, prices and terms, until a day; each change after approval is a new version."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVING = "approving", _("in approval")
        APPROVED = "approved", _("approved")
        SENT = "sent", pgettext_lazy("quote", "sent")
        BARGAINING = "bargaining", _("in negotiation")
        ACCEPTED = "accepted", _("accepted by the customer")
        REJECTED = "rejected", _("rejected by the customer")
        CONVERTED = "converted", _("turned into a contract or order")
        EXPIRED = "expired", _("expired")
        VOID = "void", _("void")
        SUPERSEDED = "superseded", _("replaced by a new version")

    class Language(models.TextChoices):
        ZH = "zh-hans", _("Chinese")
        EN = "en", _("English")

    LIVE = (Status.APPROVING, Status.APPROVED, Status.SENT, Status.BARGAINING)
    BRIEF = ("id", "number", "edition", "customer_id", "status", "owner_id", "department_id")

    number = models.CharField(_("quote number"), max_length=30, editable=False)
    edition = models.PositiveIntegerField(_("version"), default=1, editable=False)
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="following",
        verbose_name=_("version before"),
    )
    subject = models.CharField(_("subject"), max_length=120, blank=True)
    customer = models.ForeignKey(Customer, models.PROTECT, related_name="quotes", verbose_name=_("customer"))
    unit = models.ForeignKey(
        CustomerUnit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="quotes", verbose_name=_("contact")
    )
    opportunity = models.ForeignKey(
        Opportunity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quotes",
        verbose_name=_("opportunity"),
    )
    inquiry = models.ForeignKey(
        Inquiry, models.PROTECT, null=True, blank=True, related_name="quotes", verbose_name=_("inquiry")
    )
    market_type = models.CharField(
        _("market"), max_length=10, choices=Customer.Market.choices, editable=False
    )
    valid_until = models.DateField(_("valid until"))
    language = models.CharField(
        _("language of the document"), max_length=8, choices=Language.choices, default=Language.ZH
    )
    payment_terms = models.CharField(_("terms of payment"), max_length=200, blank=True)
    delivery_terms = models.CharField(_("terms of delivery"), max_length=200, blank=True)
    terms = models.TextField(_("further terms"), blank=True)
    notes = models.TextField(_("internal notes"), blank=True)
    # Guard → why it is right all the same; asked for where a guard wants a confirmation.
    reasons = models.JSONField(_("reasons"), default=dict, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    status_before = models.CharField(max_length=10, blank=True, editable=False)  # of a replaced version
    list_amount = money(_("amount at proposed prices"))
    follow_up_on = models.DateField(_("follow up on"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved"), null=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    answer = models.CharField(_("answer of the customer"), max_length=200, blank=True, editable=False)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)

    facts = facts.root()
    MADE_OF = {"base_amount": ("gross_amount",)}  # noqa: RUF012  (see accounts.access)
    objects = QuoteQuerySet.as_manager()
    history = tracked(
        excluded_fields=["version", "updated_at", "updated_by", "base_amount", "list_amount", "status_before"]
    )
    PREFETCHED = {"lines": "positions"}  # noqa: RUF012  (what the API's field reads)

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "edition"], condition=Q(is_deleted=False), name="quote_edition_once"
            ),
            models.CheckConstraint(condition=Q(rate__gt=0), name="quote_rate_positive"),
            models.CheckConstraint(
                condition=Q(net_amount__gte=0, tax_amount__gte=0, gross_amount__gte=0),
                name="quote_amount_positive",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "status"], name="quote_customer"),
            models.Index(fields=["owner", "status", "valid_until"], name="quote_owner"),
            models.Index(fields=["status", "valid_until", "id"], name="quote_expiry"),
            models.Index(fields=["status", "follow_up_on"], name="quote_follow_up"),
            models.Index(fields=["-created_at", "-id"], name="quote_list"),
        ]
        permissions = [
            ("export_quote", _("Can export quotes")),
            ("import_quote", _("Can import quotes")),
            ("transfer_quote", _("Can transfer quotes")),
            ("approve_quote", _("Approves quotes")),
            ("send_quote", _("Sends quotes")),
            ("serve_quote", _("Reads quotes that were sent")),
        ]

    def __str__(self) -> str:
        return f"{self.number} V{self.edition}"

    def get_absolute_url(self) -> str:
        return row_address("sales:quote_detail", self.pk)

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_expired(self) -> bool:
        return self.valid_until < clock.today()

    @property
    def discount(self) -> Decimal:
        """Per cent off the proposed prices, two decimals; nothing where it is dearer."""
        if not self.list_amount:
            return Decimal(0)
        asked = self.gross_amount if self.tax_included else self.net_amount
        return rounded((self.list_amount - asked) / self.list_amount * HUNDRED)

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines in force as programs read them."""
        rows = [line for line in self.positions.all() if not line.is_deleted]
        return [line.as_json() for line in sorted(rows, key=lambda line: (line.place, line.pk))]


class QuoteLine(PricedLine):
    """One position of a quote: what, how many, at which price, when and where to."""

    DOCUMENT = "quote"

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="positions", verbose_name=_("quote"))
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quote_lines",
        verbose_name=_("product"),
    )
    facts = facts.child("quote", permission_of="sales.quote")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta(PricedLine.Meta):
        verbose_name = _("quote line")
        verbose_name_plural = _("quote lines")
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0, price__gte=0), name="quote_line_positive"),
            models.CheckConstraint(
                condition=Q(product__isnull=False) | ~Q(description=""), name="quote_line_says_what"
            ),
        ]
        indexes = [models.Index(fields=["product", "quote"], name="quote_line_product")]

    def as_json(self) -> dict[str, Any]:
        texts = (
            "id", "place", "description", "part_no", "drawing_no", "drawing_revision", "uom", "lead_days",
            "delivery_place", "price_origin",
        )  # fmt: skip
        figures = ("quantity", "price", "discount", "vat_rate", "amount", "net", "tax", "gross")
        found = {"product": self.product_id, **{name: getattr(self, name) for name in texts}}
        return {**found, **{name: str(getattr(self, name)) for name in figures}}
