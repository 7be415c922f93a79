from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import facts, stamps
from core.addresses import row_address
from core.history import tracked
from core.models.stamped import Stamped

from ..querysets import DepartmentQuerySet


class Department(Stamped):
    """A department of ours at any depth; `path` lists the ids from the root, so a subtree is one prefix."""

    class Kind(models.TextChoices):
        BUSINESS = "business", _("business")
        SALES = "sales", _("sales")
        MARKETING = "marketing", _("marketing")
        SERVICE = "service", _("customer service")
        FINANCE = "finance", _("finance")
        HR = "hr", _("human resources")
        MANAGEMENT = "management", _("management")
        REGION = "region", _("region")
        OTHER = "other", _("other")

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=60)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("superior department"),
    )
    leader = models.ForeignKey(
        "Employee",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_departments",
        verbose_name=_("leader"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.OTHER)
    is_active = models.BooleanField(_("active"), default=True)
    sort = models.PositiveIntegerField(_("order"), default=0)
    ext = models.JSONField(_("custom fields"), default=dict, blank=True, editable=False)
    path = models.CharField(max_length=300, editable=False, db_index=True, default="/")
    group = models.OneToOneField(Group, models.PROTECT, null=True, editable=False, related_name="department")

    stamp = stamps.RIGHTS  # how far a departmental right reaches is remembered with the rights
    facts = facts.root(owner="", department="id")
    objects = DepartmentQuerySet.as_manager()
    history = tracked(excluded_fields=["path", "group"])

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["sort", "code"]
        permissions = [("export_department", _("Can export departments"))]

    BRIEF = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return row_address("system:department_detail", self.pk)

    @property
    def ancestor_ids(self) -> list[int]:
        """Ids from the root down to this department itself."""
        return [int(part) for part in self.path.split("/") if part]


class Post(models.Model):
    """A post that employees hold, for example 大客户经理."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=60)
    is_active = models.BooleanField(_("active"), default=True)
    history = tracked()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class TitleLevel(models.Model):
    """A professional title (职称) with its place in the order."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=30)
    rank = models.PositiveSmallIntegerField(_("rank"), default=0)
    history = tracked()

    class Meta:
        verbose_name = _("title")
        verbose_name_plural = _("titles")
        ordering = ["rank"]

    def __str__(self) -> str:
        return self.name
