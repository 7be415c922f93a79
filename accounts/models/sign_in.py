from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import facts

from .. import browsers


class LoginLog(models.Model):
    """Each attempt to sign in and each sign-out, kept at least half a year."""

    class Outcome(models.TextChoices):
        SUCCESS = "success", _("signed in")
        FAILURE = "failure", _("refused")
        LOCKED = "locked", _("locked out")
        SIGN_OUT = "sign_out", _("signed out")
        REVOKED = "revoked", _("session ended by revocation")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="login_logs", verbose_name=_("user")
    )
    username = models.CharField(_("user name"), max_length=150)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    at = models.DateTimeField(_("time"), db_index=True)
    ip = models.GenericIPAddressField(_("address"), null=True)
    user_agent = models.CharField(_("browser"), max_length=200, blank=True)
    facts = facts.root(owner="user", department="user__employee__department")

    class Meta:
        verbose_name = _("login log entry")
        verbose_name_plural = _("login log")
        ordering = ["-at", "-id"]
        permissions = [("export_loginlog", _("Can export the login log"))]

    def __str__(self) -> str:
        return f"{self.username} {self.outcome} {self.at:%F %T}"

    @property
    def browser(self) -> str:
        return browsers.name(self.user_agent)


class UserSession(models.Model):
    """A signed-in browser, so that its owner or an administrator can see and end it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sessions")
    session_key = models.CharField(max_length=40, unique=True)
    ip = models.GenericIPAddressField(_("address"), null=True)
    user_agent = models.CharField(_("browser"), max_length=200, blank=True)
    started_at = models.DateTimeField(_("started"))
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return f"{self.user} {self.ip}"

    @property
    def browser(self) -> str:
        return browsers.name(self.user_agent)


class ApiToken(models.Model):
    """A personal key to the API; only its digest is stored."""

    class Scope(models.TextChoices):
        READ = "read", _("read")
        WRITE = "write", _("read and write")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    prefix = models.CharField(_("begins with"), max_length=12, editable=False)
    scope = models.CharField(_("scope"), max_length=10, choices=Scope.choices, default=Scope.READ)
    record_types = models.JSONField(_("record types"), default=list, blank=True)
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class UnmaskLog(models.Model):
    """Who looked at which masked value, and when: the daily allowance is counted from these rows."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="unmask_logs")
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(_("record"), max_length=200)
    field = models.CharField(_("field"), max_length=60)
    at = models.DateTimeField(_("time"))
    ip = models.GenericIPAddressField(_("address"), null=True)

    class Meta:
        verbose_name = _("unmask log entry")
        verbose_name_plural = _("unmask log")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["user", "at"], name="unmask_user_at")]

    def __str__(self) -> str:
        return f"{self.user} {self.field} #{self.subject_id}"  # not the record's name, see ActionLog
