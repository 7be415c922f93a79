from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from core.history import tracked


class Arrangement(models.Model):
    """In which order the things of a place stand, which of them are hidden and what they are called.

    For everybody (neither role nor user), for a role, or for one user. `lines` holds, in their order,
    {"name", "hidden", "zh", "en"}; what it does not mention stands where it was delivered.
    """

    place = models.SlugField(_("place"), max_length=40)
    role = models.ForeignKey(
        Role, models.CASCADE, null=True, related_name="arrangements", verbose_name=_("role")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        related_name="arrangements",
        verbose_name=_("user"),
    )
    lines = models.JSONField(_("lines"), default=list)

    history = tracked()

    class Meta:
        verbose_name = _("arrangement")
        verbose_name_plural = _("arrangements")
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(
                fields=["place"],
                condition=models.Q(role=None, user=None),
                name="arrangement_one_for_everybody",
            ),
            models.UniqueConstraint(fields=["place", "role"], name="arrangement_one_a_role"),
            models.UniqueConstraint(fields=["place", "user"], name="arrangement_one_a_user"),
            models.CheckConstraint(
                condition=models.Q(role=None) | models.Q(user=None), name="arrangement_role_or_user"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.role or self.user or ''}".strip()
