from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.history import tracked


class MailServer(models.Model):
    """The server through which mail leaves, in one row; the environment wins where it names a server."""

    class Security(models.TextChoices):
        NONE = "none", _("not encrypted")
        STARTTLS = "starttls", _("STARTTLS")
        TLS = "tls", _("TLS from the start")

    host = models.CharField(_("mail server"), max_length=200, blank=True)
    port = models.PositiveIntegerField(
        _("port"), default=465, validators=[MinValueValidator(1), MaxValueValidator(65535)]
    )
    security = models.CharField(
        _("encryption"), max_length=10, choices=Security.choices, default=Security.TLS
    )
    user_name = models.CharField(_("mail account"), max_length=200, blank=True)
    sealed_password = models.TextField(blank=True, editable=False)
    sender = models.EmailField(_("sender's address"), blank=True)
    history = tracked(excluded_fields=["sealed_password"])

    class Meta:
        verbose_name = _("mail server")
        verbose_name_plural = _("mail servers")

    def __str__(self) -> str:
        return self.host or "–"
