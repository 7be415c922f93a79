from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import tracked


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **facts: Any) -> "User":
        user = self.model(username=self.model.normalize_username(username), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **facts: Any) -> "User":
        """Django's command asks for this; the account gets the system administrator's role, not a bypass."""
        from ..services.role import give_role

        user = self.create_user(username, password, **facts)
        give_role(user, "sys", by=None)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in: an employee, a customer's portal user, or the system itself."""

    class Kind(models.TextChoices):
        EMPLOYEE = "employee", _("employee")
        PORTAL = "portal", _("portal user")
        SYSTEM = "system", _("system account")

    class Density(models.TextChoices):
        COMFORTABLE = "comfortable", _("comfortable")
        COMPACT = "compact", _("compact")

    class Theme(models.TextChoices):
        SYSTEM = "system", _("as the system")
        LIGHT = "light", _("light")
        DARK = "dark", _("dark")

    username = models.CharField(
        _("user name"),
        max_length=60,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("This user name is taken. Choose another one.")},
    )
    name = models.CharField(_("name"), max_length=60)
    pinyin = models.CharField(max_length=200, blank=True, editable=False, db_index=True)
    email = models.EmailField(_("e-mail"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.EMPLOYEE)
    language = models.CharField(_("language"), max_length=10, blank=True)
    density = models.CharField(
        _("density"), max_length=12, choices=Density.choices, default=Density.COMFORTABLE
    )
    theme = models.CharField(_("colours"), max_length=8, choices=Theme.choices, default=Theme.SYSTEM)
    is_active = models.BooleanField(_("may sign in"), default=True)
    must_change_password = models.BooleanField(_("must change the password"), default=False)
    password_changed_at = models.DateTimeField(_("password changed"), null=True, blank=True)
    date_joined = models.DateTimeField(_("created"), auto_now_add=True)
    roles = models.ManyToManyField(
        "Role", through="UserRole", through_fields=("user", "role"), verbose_name=_("roles")
    )

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()
    history = tracked(excluded_fields=["password", "last_login", "pinyin"])

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["pinyin", "id"]
        permissions = [("access_admin", _("Can open the administration site"))]

    BRIEF = ("username", "name", "email")

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.name or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        from core.pinyin import sort_key

        if kwargs.get("update_fields") == ["last_login"]:  # the login log has it
            type(self).objects.filter(pk=self.pk).update(last_login=self.last_login)
            return
        self.pinyin = sort_key(self.name or self.username, is_person=True)[:200]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "pinyin"}
        super().save(*args, **kwargs)

    # Roles decide everything: no superuser passes by, so that nobody reads business data without a grant.
    @property
    def is_staff(self) -> bool:
        return self.has_perm("accounts.access_admin")

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        from ..access import allows

        return allows(self, perm)

    def has_module_perms(self, app_label: str) -> bool:
        from ..access import grants_of

        return any(perm.startswith(f"{app_label}.") for perm in grants_of(self))
