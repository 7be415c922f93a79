"""A document that somebody outside reads by an address, without signing in: what any such link and its log hold."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock


class OpenLink(models.Model):
    """The address of one document: only its digest is kept, it expires and can be revoked."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    hint = models.CharField(_("address begins with"), max_length=8, editable=False)
    recipient = models.CharField(_("for whom"), max_length=120, blank=True)
    created_at = models.DateTimeField(_("created"), default=clock.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("created by")
    )
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True)

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > clock.now()


class OpenView(models.Model):
    """Somebody opened a link: when, from where, with what. The concrete model has `link`."""

    at = models.DateTimeField(_("time"), default=clock.now)
    ip = models.GenericIPAddressField(_("address"), null=True)
    agent = models.CharField(_("browser"), max_length=200, blank=True)
    is_pdf = models.BooleanField(_("downloaded the PDF"), default=False)

    class Meta:
        abstract = True
