from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import facts
from core.addresses import row_address
from core.history import tracked
from core.pinyin import sort_key
from records.models import Child

from ..querysets import UnitQuerySet
from .customer import Customer


class CustomerUnit(Child):
    """A part of a customer (科室, 车间, 船队 …) at any depth; `path` lists the ids from the root."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("department")
        WORKSHOP = "workshop", _("workshop")
        PLANT = "plant", _("branch plant")
        PROJECT = "project", _("project office")
        FLEET = "fleet", _("fleet")
        OFFICE = "office", _("office")
        OTHER = "other", _("other")

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="units", verbose_name=_("customer"))
    code = models.CharField(_("code"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("superior unit"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.DEPARTMENT)
    name = models.CharField(_("unit name"), max_length=80)
    pinyin = models.CharField(max_length=240, blank=True, editable=False)
    function = models.CharField(_("function"), max_length=200, blank=True)
    location = models.CharField(_("location"), max_length=200, blank=True)
    # A place of its own; empty: that of its superior unit, at last the customer's.
    address = models.CharField(_("address"), max_length=200, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=9, decimal_places=6, null=True, blank=True)
    head = models.ForeignKey(
        "contacts.Contact", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("head")
    )
    sort = models.PositiveIntegerField(_("order"), default=0)
    path = models.CharField(max_length=2000, editable=False, default="/")
    depth = models.PositiveSmallIntegerField(editable=False, default=1)

    facts = facts.child("customer")
    objects = UnitQuerySet.as_manager()
    history = tracked(excluded_fields=["path", "depth", "pinyin", "version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("customer unit")
        verbose_name_plural = _("customer units")
        ordering = ["sort", "pinyin", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "parent", "name"], condition=Q(is_deleted=False), name="unit_name_once"
            ),
            models.UniqueConstraint(
                fields=["customer", "name"],
                condition=Q(parent__isnull=True, is_deleted=False),
                name="root_unit_name_once",
            ),
            models.UniqueConstraint(
                fields=["customer", "code"],
                condition=Q(is_deleted=False) & ~Q(code=""),
                name="unit_code_once",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "parent", "sort", "pinyin", "id"], name="unit_children"),
            models.Index(fields=["customer", "path"], name="unit_path"),
        ]
        permissions = [
            ("export_customerunit", _("Can export customer units")),
            ("import_customerunit", _("Can import customer units")),
        ]

    BRIEF = ("name", "customer", "path")

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        self.pinyin = sort_key(self.name)[:240]

    def get_absolute_url(self) -> str:
        return f"{row_address('contacts:customer_detail', self.customer_id)}?node=unit-{self.pk}"

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root unit down to this unit itself."""
        return [int(part) for part in self.path.split("/") if part]
