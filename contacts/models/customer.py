from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import facts
from core.addresses import row_address
from core.company_names import normalise as company_key
from core.history import tracked
from core.phones import mask, mask_email
from core.pinyin import sort_key
from records.models import GroupShareBase, OwnedRecord, UserShareBase

from ..querysets import CustomerQuerySet


class Customer(OwnedRecord):
    """An organisation that buys, or may buy, from us: the root of a tree of units and people."""

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", _("enterprise")
        GOVERNMENT = "government", _("government")
        INSTITUTION = "institution", _("public institution")
        OVERSEAS = "overseas", _("overseas company")
        OTHER = "other", _("other")

    class Market(models.TextChoices):
        INTERNAL = "internal", _("internal market")
        EXTERNAL = "external", _("external market")

    class Region(models.TextChoices):
        DOMESTIC = "domestic", _("domestic")
        OVERSEAS = "overseas", _("overseas")

    class Lifecycle(models.TextChoices):
        LEAD = "lead", _("lead")
        PROSPECT = "prospect", _("prospect")
        DEVELOPING = "developing", _("developing")
        ACTIVE = "active", pgettext_lazy("lifecycle", "active")
        DORMANT = "dormant", _("dormant")
        LOST = "lost", _("lost")
        BLACKLISTED = "blacklisted", _("blacklisted")

    class Tier(models.TextChoices):
        VIP = "vip", _("VIP")
        IMPORTANT = "important", _("important")
        ORDINARY = "ordinary", _("ordinary")
        SMALL = "small", _("small")

    class Deal(models.TextChoices):
        NONE = "none", _("no deal yet")
        DEALT = "dealt", _("dealt")

    code = models.CharField(_("customer number"), max_length=30, unique=True, blank=True)
    name = models.CharField(_("customer name"), max_length=120)
    name_key = models.CharField(max_length=120, editable=False)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    pinyin = models.CharField(max_length=300, blank=True, editable=False)
    # Null, not "": only known codes are unique.
    usci = models.CharField(_("unified social credit code"), max_length=18, null=True, blank=True)  # noqa: DJ001
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.ENTERPRISE)
    industry = models.CharField(_("industry"), max_length=40, blank=True)
    market_type = models.CharField(
        _("market"), max_length=10, choices=Market.choices, default=Market.EXTERNAL
    )
    region_type = models.CharField(
        _("domestic or overseas"), max_length=10, choices=Region.choices, default=Region.DOMESTIC
    )
    country = models.CharField(_("country"), max_length=60, blank=True)
    city = models.CharField(_("city"), max_length=60, blank=True)
    legal_person = models.CharField(_("legal representative"), max_length=60, blank=True)
    reg_address = models.CharField(_("registered address"), max_length=200, blank=True)
    biz_scope = models.TextField(_("business scope"), blank=True)
    main_business = models.CharField(_("main business"), max_length=200, blank=True)
    site = models.CharField(_("website"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    fax = models.CharField(_("fax"), max_length=60, blank=True)
    reg_capital = models.DecimalField(
        _("registered capital (yuan)"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    founded = models.DateField(_("founded on"), null=True, blank=True)
    scale = models.CharField(_("size"), max_length=40, blank=True)
    annual_revenue = models.DecimalField(
        _("annual revenue (yuan)"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(_("source"), max_length=40, blank=True)
    lifecycle = models.CharField(
        _("lifecycle"), max_length=12, choices=Lifecycle.choices, default=Lifecycle.PROSPECT
    )
    tier = models.CharField(_("tier"), max_length=10, choices=Tier.choices, blank=True)
    credit = models.CharField(_("credit grade"), max_length=4, blank=True)
    is_key_account = models.BooleanField(_("key account"), default=False)
    deal_status = models.CharField(
        _("deal state"), max_length=6, choices=Deal.choices, default=Deal.NONE, editable=False
    )
    owner_since = models.DateTimeField(_("owned since"), null=True, blank=True, editable=False)
    last_follow_at = models.DateTimeField(_("last follow-up"), null=True, blank=True, editable=False)
    next_follow_on = models.DateField(_("next contact"), null=True, blank=True, editable=False)
    last_effective_follow_on = models.DateField(
        _("last effective follow-up"), null=True, blank=True, editable=False
    )
    pool = models.ForeignKey(
        "contacts.PublicPool",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="customers",
        verbose_name=_("public pool"),
    )
    pooled_at = models.DateTimeField(_("in the pool since"), null=True, blank=True, editable=False)
    locked_until = models.DateTimeField(_("locked until"), null=True, blank=True, editable=False)
    primary_contact = models.ForeignKey(
        "contacts.Contact",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("primary contact"),
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    radius_m = models.PositiveIntegerField(_("visit radius (m)"), default=500)
    notes = models.TextField(_("notes"), blank=True)

    facts = facts.root()
    objects = CustomerQuerySet.as_manager()
    history = tracked(excluded_fields=["pinyin", "name_key", "version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        ordering = ["pinyin", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"], condition=Q(is_deleted=False), name="customer_name_once"
            ),
            models.UniqueConstraint(
                fields=["usci"],
                condition=Q(is_deleted=False) & Q(usci__isnull=False),
                name="customer_usci_once",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=True) | Q(pool__isnull=True), name="owner_or_pool"
            ),
        ]
        indexes = [
            models.Index(fields=["pinyin", "id"], condition=Q(is_deleted=False), name="customer_pinyin"),
            # Whose a row below the customer is, and what pools close, without reading the customer.
            models.Index(
                fields=["id", "owner", "department", "pool"],
                condition=Q(is_deleted=False),
                name="customer_reached",
            ),
            models.Index(fields=["owner", "next_follow_on", "id"], name="customer_owner_next"),
            models.Index(fields=["department", "pinyin"], name="customer_department"),
            models.Index(fields=["next_follow_on", "id"], name="customer_next"),
            models.Index(fields=["-last_follow_at", "-id"], name="customer_last_follow"),
            models.Index(fields=["-created_at", "-id"], name="customer_created"),
            models.Index(
                fields=["pool", "-pooled_at", "id"], name="customer_pool", condition=Q(pool__isnull=False)
            ),
        ]
        permissions = [
            ("export_customer", _("Can export customers")),
            ("import_customer", _("Can import customers")),
            ("transfer_customer", _("Can change a customer's owner")),
            ("share_customer", _("Can share customers")),
            ("merge_customer", _("Can merge duplicate customers")),
            ("release_customer", _("Can give a customer up to the public pool")),
            ("recall_customer", _("Can recall a customer to the public pool")),
            ("lock_customer", _("Can lock a customer against recall")),
            ("lend_customer", _("Can lend a customer to a colleague")),
            ("assign_customer", _("Can give customers without owner to a colleague")),
        ]

    BRIEF = ("name", "short_name", "owner")

    def __str__(self) -> str:
        return self.short_name or self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Keys computed from the name; bulk paths call it themselves."""
        self.name_key = company_key(self.name)[:120]
        self.pinyin = sort_key(self.name)[:300]
        self.usci = self.usci or None

    # Kept from everybody while the customer lies in a public pool.
    REACHED_BY = ("phone", "fax", "email")

    @property
    def masked_now(self) -> tuple[str, ...]:
        """The fields that nobody reads in full at this moment."""
        return self.REACHED_BY if self.pool_id is not None else ()

    def shown(self, name: str) -> str:
        value: str = getattr(self, name)
        if not value or name not in self.masked_now:
            return value
        return mask_email(value) if name == "email" else mask(value)

    def get_absolute_url(self) -> str:
        return row_address("contacts:customer_detail", self.pk)


class CustomerUserShare(UserShareBase):
    """A customer shared with one person."""

    content_object = models.ForeignKey(Customer, models.CASCADE, related_name="user_shares")


class CustomerGroupShare(GroupShareBase):
    """A customer shared with a department (and those below it)."""

    content_object = models.ForeignKey(Customer, models.CASCADE, related_name="group_shares")
