from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock


class MailOptOut(models.Model):
    """An address whose person wants no letters that go to many; letters to him alone are another matter."""

    address = models.EmailField(_("mail address"), unique=True, help_text=_("In small letters."))
    at = models.DateTimeField(_("since"), default=clock.now, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("entered by"),
        help_text=_("Nobody: by the link in a letter."),
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("address that wants no letters")
        verbose_name_plural = _("addresses that want no letters")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.address

    def save(self, *args: object, **kwargs: object) -> None:
        self.address = self.address.strip().casefold()
        super().save(*args, **kwargs)  # type: ignore[arg-type]
