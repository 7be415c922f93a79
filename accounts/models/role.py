from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import stamps
from core.history import tracked
from core.models import Stamped


class Right(Stamped):
    """What decides who may do what: kept by every process (`accounts.access`) until any of it is written."""

    stamp = stamps.RIGHTS

    class Meta:
        abstract = True


class Role(Right):
    """A named bundle of grants; the delivered ones are data that an administrator may change."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=60)
    description = models.CharField(_("description"), max_length=200, blank=True)
    is_separate = models.BooleanField(
        _("kept apart"),
        default=False,
        help_text=_("Nobody may hold two roles that are kept apart (system, security, audit)."),
    )
    delivered = models.JSONField(default=list, blank=True, editable=False)
    history = tracked(excluded_fields=["delivered"])

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class UserRole(Right):
    """A role that a user holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_links")
    role = models.ForeignKey(Role, models.PROTECT, related_name="user_links", verbose_name=_("role"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    history = tracked()

    class Meta:
        verbose_name = _("user's role")
        verbose_name_plural = _("users' roles")
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="role_once_per_user")]

    def __str__(self) -> str:
        return f"{self.user} · {self.role}"


class Span(models.TextChoices):
    """How far a permission reaches, from nothing of one's own to everything."""

    SHARED = "shared", _("shared or assigned only")
    SELF = "self", _("own")
    TEAM = "team", _("own and account team")
    DEPT = "dept", _("department")
    BELOW = "below", _("department and below")
    REGION = "region", _("region")
    ALL = "all", _("all")


class Grant(Right):
    """A permission that a role has, and how far it reaches."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="grants", verbose_name=_("role"))
    permission = models.ForeignKey(Permission, models.CASCADE, related_name="+", verbose_name=_("permission"))
    span = models.CharField(_("span"), max_length=8, choices=Span.choices, default=Span.SELF)
    history = tracked()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            models.UniqueConstraint(fields=["role", "permission"], name="permission_once_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.role} · {self.permission.codename} · {self.get_span_display()}"


class FieldPolicy(Right):
    """How a role meets one field of a record type; without a policy the field is writable."""

    class Mode(models.TextChoices):
        HIDDEN = "hidden", _("hidden")
        MASKED = "masked", _("masked")
        READ_ONLY = "read_only", _("read only")
        NEW_ONLY = "new_only", _("writable in a new record only")
        WRITABLE = "writable", _("writable")

    role = models.ForeignKey(Role, models.CASCADE, related_name="field_policies", verbose_name=_("role"))
    entity = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name=_("record type"))
    field = models.CharField(_("field"), max_length=60)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices)
    history = tracked()

    class Meta:
        verbose_name = _("field policy")
        verbose_name_plural = _("field policies")
        constraints = [models.UniqueConstraint(fields=["role", "entity", "field"], name="field_policy_once")]

    def __str__(self) -> str:
        return f"{self.role} · {self.entity.model}.{self.field} · {self.get_mode_display()}"
