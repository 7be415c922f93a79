from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Customer
from core import facts
from core.addresses import row_address
from core.company_names import normalise as company_key
from core.history import tracked
from core.phones import digits
from core.pinyin import sort_key
from records.models import Child, OwnedRecord


class Lead(OwnedRecord):
    """Somebody may want to buy: taken in by whatever road, given to one person, converted once, kept for ever."""

    class Status(models.TextChoices):
        NEW = "new", _("new")
        ASSIGNED = "assigned", _("assigned")
        FOLLOWING = "following", _("in follow-up")
        CONVERTED = "converted", _("converted")
        INVALID = "invalid", _("invalid")
        CLOSED = "closed", _("closed")

    class Channel(models.TextChoices):
        MANUAL = "manual", _("entered by hand")
        WEB = "web", _("web form")
        API = "api", _("API")
        IMPORT = "import", _("import")
        MAIL = "mail", _("e-mail")
        MARKET_INFO = "market_info", _("market information")
        CAMPAIGN = "campaign", _("campaign")

    title = models.CharField(_("subject"), max_length=120)
    company = models.CharField(_("company"), max_length=120)
    company_key = models.CharField(max_length=120, editable=False)
    pinyin = models.CharField(max_length=300, blank=True, editable=False)
    contact_name = models.CharField(_("contact name"), max_length=60, blank=True)
    job_title = models.CharField(_("job title"), max_length=60, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    phone_digits = models.CharField(max_length=30, blank=True, editable=False)
    email = models.EmailField(_("e-mail"), blank=True)
    region = models.CharField(_("region"), max_length=60, blank=True)
    industry = models.CharField(_("industry"), max_length=40, blank=True)
    product_interest = models.CharField(_("product interest"), max_length=200, blank=True)
    est_amount = models.DecimalField(
        _("estimated amount (yuan)"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    details = models.TextField(_("details"), blank=True)
    source = models.CharField(_("source"), max_length=40, blank=True)
    channel = models.CharField(
        _("way in"), max_length=12, choices=Channel.choices, default=Channel.MANUAL, editable=False
    )
    source_tag = models.CharField(_("source tag"), max_length=60, blank=True, editable=False)
    consent = models.CharField(_("consent"), max_length=500, blank=True, editable=False)
    consent_at = models.DateTimeField(_("consent given"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.NEW, editable=False
    )
    assigned_at = models.DateTimeField(_("given out"), null=True, blank=True, editable=False)
    touched_at = models.DateTimeField(_("last touched"), null=True, blank=True, editable=False)
    escalation = models.PositiveSmallIntegerField(_("escalation"), default=0, editable=False)
    is_high_risk = models.BooleanField(_("high risk"), default=False, editable=False)
    rule = models.ForeignKey(
        "marketing.LeadRule",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("assignment rule"),
    )
    market_info = models.ForeignKey(
        "marketing.MarketInfo",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="leads",
        verbose_name=_("market information"),
    )
    campaign = models.ForeignKey(
        "marketing.Campaign",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("campaign"),
    )
    duplicate_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("looks like"),
    )
    customer = models.ForeignKey(
        Customer,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="leads",
        verbose_name=_("customer"),
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("contact")
    )
    converted_at = models.DateTimeField(_("converted on"), null=True, blank=True, editable=False)
    ended_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)

    facts = facts.root()
    CHANNELS = ("phone", "email")
    history = tracked(
        excluded_fields=["version", "updated_at", "updated_by", "pinyin", "company_key", "phone_digits"]
    )

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="converted", customer__isnull=False)
                | (~Q(status="converted") & Q(customer__isnull=True)),
                name="lead_converted_to_a_customer",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "status", "-id"], name="lead_owner"),
            models.Index(fields=["department", "-id"], name="lead_department"),
            models.Index(fields=["status", "escalation", "id"], name="lead_escalation"),
            models.Index(fields=["company_key"], name="lead_company"),
            models.Index(fields=["phone_digits"], name="lead_phone"),
            models.Index(fields=["-created_at", "-id"], name="lead_created"),
        ]
        permissions = [
            ("export_lead", _("Can export leads")),
            ("import_lead", _("Can import leads")),
            ("assign_lead", _("Can give leads to colleagues")),
            ("convert_lead", _("Can convert leads")),
            ("reveal_lead", _("Reads phone and mail in full")),
            ("unmask_lead", _("May unmask phone and mail one by one, logged")),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Keys computed from what was told; bulk paths call it themselves."""
        self.company_key = company_key(self.company)[:120]
        self.pinyin = sort_key(self.company)[:300]
        self.phone_digits = digits(self.phone)[-11:]

    @property
    def is_open(self) -> bool:
        return self.status in {self.Status.NEW, self.Status.ASSIGNED, self.Status.FOLLOWING}

    def get_absolute_url(self) -> str:
        return row_address("marketing:lead_detail", self.pk)


class LeadTouch(Child):
    """One attempt to reach whoever stands behind a lead, and what came of it."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("phone call")
        MAIL = "email", _("e-mail")
        WECHAT = "wechat", _("WeChat")
        MEETING = "meeting", _("meeting")
        OTHER = "other", _("other")

    lead = models.ForeignKey(Lead, models.PROTECT, related_name="touches", verbose_name=_("lead"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("time"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.PHONE)
    text = models.TextField(_("what came of it"))

    facts = facts.child("lead", permission_of="marketing.lead")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("touch of a lead")
        verbose_name_plural = _("touches of leads")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.text[:60]
