from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Department
from core import clock, stamps
from core.addresses import row_address
from core.facts import Facts
from core.history import tracked
from records.gate import GateQuerySet

from ..querysets import PooledQuerySet
from .customer import Customer


def default_remind_days() -> list[int]:
    return [7, 3, 1]


class PublicPool(models.Model):
    """Customers without owner that its members may claim; who belongs to it, what it hides, how much one may take."""

    HIDEABLE = (
        "usci", "industry", "city", "tier", "phone", "email", "site", "legal_person", "reg_address",
        "annual_revenue", "source", "notes", "last_follow_at", "former_owner",
    )  # fmt: skip

    name = models.CharField(_("pool name"), max_length=60, unique=True)
    sort = models.PositiveIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("active"), default=True)
    admins = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="led_pools", verbose_name=_("pool administrators")
    )
    departments = models.ManyToManyField(
        Department, blank=True, related_name="pools", verbose_name=_("departments")
    )
    users = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="pools", verbose_name=_("further members")
    )
    hidden_fields = models.JSONField(_("hidden fields"), default=list, blank=True)
    daily_claim_limit = models.PositiveIntegerField(_("claims a day and person"), null=True, blank=True)
    prev_owner_days = models.PositiveIntegerField(
        _("days before the former owner may claim again"), default=30
    )
    new_entry_protect_days = models.PositiveIntegerField(
        _("days before a new entry may be claimed"), default=0
    )
    remind_days = models.JSONField(_("warn so many days before"), default=default_remind_days, blank=True)
    auto_recall = models.BooleanField(_("recall by the rules"), default=True)

    facts = Facts()
    objects = GateQuerySet.as_manager()
    history = tracked()

    class Meta:
        verbose_name = _("public pool")
        verbose_name_plural = _("public pools")
        ordering = ["sort", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        stamps.renew(stamps.SETTINGS)

    def get_absolute_url(self) -> str:
        return f"{reverse('contacts:pooled_list')}?pool={self.pk}"


class PoolRule(models.Model):
    """When a customer leaves its owner for the pool: so many days after a base, unless an exemption holds it."""

    class Trigger(models.TextChoices):
        NOT_DEALT = "not_dealt", _("no deal")
        NOT_FOLLOWED = "not_followed", _("no effective follow-up")
        NO_NEW_OPPORTUNITY = "no_new_opportunity", _("no new opportunity")
        CONTRACT_EXPIRED = "contract_expired", _("contract expired, not renewed")

    pool = models.ForeignKey(PublicPool, models.CASCADE, related_name="rules", verbose_name=_("public pool"))
    trigger = models.CharField(_("trigger"), max_length=20, choices=Trigger.choices)
    tier = models.CharField(_("only for tier"), max_length=10, choices=Customer.Tier.choices, blank=True)
    limit_days = models.PositiveIntegerField(_("days"))
    lifted_exemptions = models.JSONField(_("exemptions that do not hold here"), default=list, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    history = tracked()

    class Meta:
        verbose_name = _("pool rule")
        verbose_name_plural = _("pool rules")
        ordering = ["trigger", "tier", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pool", "trigger", "tier"], name="pool_rule_once"),
        ]

    def __str__(self) -> str:
        tier = f" · {self.get_tier_display()}" if self.tier else ""
        return f"{self.get_trigger_display()} {self.limit_days}{tier}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        stamps.renew(stamps.SETTINGS)


class HoldingLimit(models.Model):
    """How many customers one person, or a department together, may own (or keep locked) at a time.

    Without person and department it holds for everybody; the nearest limit counts: the person's own, else that
    of his department or the next one above, else the general one. A total of a department holds beside it.
    """

    class Kind(models.TextChoices):
        OWNED = "owned", _("owned")
        LOCKED = "locked", _("locked")

    class Applies(models.TextChoices):
        EACH = "each", _("each person")
        TOTAL = "total", _("the department together")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="holding_limits",
        verbose_name=_("person"),
    )
    department = models.ForeignKey(
        Department, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("department")
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind.choices, default=Kind.OWNED)
    applies = models.CharField(_("counts"), max_length=5, choices=Applies.choices, default=Applies.EACH)
    max = models.PositiveIntegerField(_("at most"))
    count_dealt = models.BooleanField(_("dealt customers count"), default=True)

    history = tracked()

    class Meta:
        verbose_name = _("holding cap")
        verbose_name_plural = _("holding caps")
        ordering = ["kind", "department", "user", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(department__isnull=True), name="limit_of_one_scope"
            ),
            models.CheckConstraint(
                condition=Q(applies="each") | Q(department__isnull=False), name="total_of_a_department"
            ),
            models.UniqueConstraint(
                fields=["user", "kind"], condition=Q(user__isnull=False), name="limit_of_person_once"
            ),
            models.UniqueConstraint(
                fields=["department", "kind", "applies"],
                condition=Q(department__isnull=False),
                name="limit_of_department_once",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(user__isnull=True, department__isnull=True),
                name="general_limit_once",
            ),
        ]

    def __str__(self) -> str:
        whose = self.user or self.department or _("everybody")
        return f"{whose} · {self.get_kind_display()} {self.max}"


class PooledManager(models.Manager.from_queryset(PooledQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> Any:
        return super().get_queryset().filter(pool__isnull=False, is_deleted=False)


class PooledCustomer(Customer):
    """A customer while it lies in a pool, as the members of the pool see it: masked, until somebody claims it."""

    facts = Facts(parent="pool")
    objects = PooledManager()

    class Meta:
        proxy = True
        verbose_name = _("customer in the public pool")
        verbose_name_plural = _("customers in the public pool")
        default_permissions = ("view",)
        permissions = [
            ("claim_pooledcustomer", _("Can claim customers from a pool")),
            ("assign_pooledcustomer", _("Can give customers of a pool to a colleague")),
            ("export_pooledcustomer", _("Can export the customers of a pool")),
        ]

    def get_absolute_url(self) -> str:
        return row_address("contacts:pooled_detail", self.pk)


class OwnershipWarning(models.Model):
    """A warning given before a customer is recalled: once for each day it falls due and each step before it."""

    class Kind(models.TextChoices):
        POOL = "pool", _("recall to the pool")
        ASSIGNMENT = "assignment", _("end of an assignment")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject_id = models.BigIntegerField()
    due_on = models.DateField()
    step = models.PositiveIntegerField()
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("ownership warning")
        verbose_name_plural = _("ownership warnings")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id", "due_on", "step"], name="ownership_warning_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id} {self.due_on} -{self.step}"
