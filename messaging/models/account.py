from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Department
from core import clock
from core.history import tracked
from core.models import MailServer


class MailAccount(models.Model):
    """A mailbox that is read by IMAP and, where an SMTP server is given, written from."""

    class Purpose(models.TextChoices):
        INTAKE = "intake", _("takes leads in")
        SHARED = "shared", _("shared by a department")
        PERSONAL = "personal", _("of one person")

    Security = MailServer.Security

    name = models.CharField(_("name"), max_length=80)
    address = models.EmailField(_("mail address"), unique=True)
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose.choices, default=Purpose.SHARED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mail_accounts",
        verbose_name=_("person"),
        help_text=_("Of a personal mailbox: whose it is."),
    )
    department = models.ForeignKey(
        Department,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("department"),
        help_text=_("Of any other mailbox: who reads and answers its mail."),
    )
    imap_host = models.CharField(_("IMAP server"), max_length=200, blank=True)
    imap_port = models.PositiveIntegerField(
        _("IMAP port"), default=993, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    imap_security = models.CharField(
        _("IMAP encryption"), max_length=10, choices=Security.choices, default=Security.TLS
    )
    folder = models.CharField(_("folder"), max_length=100, default="INBOX")
    fetch_from = models.DateField(
        _("fetch mail from"), default=clock.today, help_text=_("Older mail stays in the mailbox.")
    )
    smtp_host = models.CharField(
        _("SMTP server"),
        max_length=200,
        blank=True,
        help_text=_("Empty: mail goes out through the system's own server."),
    )
    smtp_port = models.PositiveIntegerField(
        _("SMTP port"), default=465, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    smtp_security = models.CharField(
        _("SMTP encryption"), max_length=10, choices=Security.choices, default=Security.TLS
    )
    user_name = models.CharField(
        _("mail account"), max_length=200, blank=True, help_text=_("Empty: the mail address.")
    )
    sealed_password = models.TextField(blank=True, editable=False)
    signature = models.TextField(_("signature"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    # Why it is no longer read; `stopped_by` is nobody where it stopped by itself.
    stopped_because = models.CharField(_("stopped because"), max_length=300, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("stopped by"),
    )

    # How far fetching has come, and what went wrong last.
    uid_validity = models.BigIntegerField(null=True, editable=False)
    last_uid = models.BigIntegerField(default=0, editable=False)
    fetched_at = models.DateTimeField(_("last fetched"), null=True, editable=False)
    next_fetch_at = models.DateTimeField(_("next fetch"), default=clock.now, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    trouble = models.CharField(_("trouble"), max_length=300, blank=True, editable=False)

    history = tracked(
        excluded_fields=[
            "sealed_password", "uid_validity", "last_uid", "fetched_at", "next_fetch_at", "failures", "trouble",
        ]
    )  # fmt: skip

    class Meta:
        verbose_name = _("mailbox")
        verbose_name_plural = _("mailboxes")
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose="personal", owner__isnull=False)
                | (~Q(purpose="personal") & Q(department__isnull=False)),
                name="mail_account_has_readers",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>"

    @property
    def is_personal(self) -> bool:
        return self.purpose == self.Purpose.PERSONAL

    @property
    def is_barred(self) -> bool:
        """Stopped by somebody else than its person, who may not start it again himself."""
        return not self.is_active and self.stopped_by_id is not None and self.stopped_by_id != self.owner_id

    @property
    def login(self) -> str:
        return self.user_name or self.address

    @property
    def way_out(self) -> MailServer | None:
        """Its own server, as `core.mail` takes one; None where its mail goes the system's way."""
        if not self.smtp_host:
            return None
        return MailServer(
            host=self.smtp_host,
            port=self.smtp_port,
            security=self.smtp_security,
            user_name=self.login if self.sealed_password else "",
            sealed_password=self.sealed_password,
            sender=self.address,
        )
