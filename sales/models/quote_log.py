"""What became of a quote: what its guards found, how it went out, and who looked at it. Never overwritten."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import clock
from records.models import OpenLink, OpenView

from .quote import Quote


class QuoteCheck(models.Model):
    """What one guard found when the quote was submitted, and why it went on all the same."""

    class Level(models.TextChoices):
        BLOCK = "block", _("blocked")
        CONFIRM = "confirm", _("to be confirmed")
        APPROVE = "approve", _("to be approved")

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="checks", verbose_name=_("quote"))
    guard = models.CharField(_("guard"), max_length=20)
    level = models.CharField(_("level"), max_length=8, choices=Level.choices)
    place = models.PositiveIntegerField(pgettext_lazy("line", "position"), null=True)
    message = models.CharField(_("what was found"), max_length=400)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("time"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("check of a quote")
        verbose_name_plural = _("checks of quotes")
        ordering = ["-at", "id"]

    def __str__(self) -> str:
        return f"{self.quote_id} · {self.guard}"


class QuoteLink(OpenLink):
    """An address under which a customer reads one version without signing in: hashed, expiring, revocable."""

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="links", verbose_name=_("quote"))

    class Meta:
        verbose_name = _("link to a quote")
        verbose_name_plural = _("links to quotes")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.quote_id} · {self.hint}…"


class QuoteView(OpenView):
    """Somebody opened a link: when, from where, with what."""

    link = models.ForeignKey(QuoteLink, models.PROTECT, related_name="views", verbose_name=_("link"))

    class Meta:
        verbose_name = _("view of a quote")
        verbose_name_plural = _("views of quotes")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["link", "-at"], name="quote_view_of")]

    def __str__(self) -> str:
        return f"{self.link_id} · {self.at:%Y-%m-%d %H:%M}"


class QuoteSend(models.Model):
    """One sending of a quote: by mail, by a link or by hand; to whom and in which words."""

    class Channel(models.TextChoices):
        MAIL = "mail", _("e-mail")
        LINK = "link", _("link")
        HAND = "hand", _("handed over")

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="sendings", verbose_name=_("quote"))
    channel = models.CharField(_("channel"), max_length=8, choices=Channel.choices)
    recipient = models.CharField(_("to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    letter_id = models.BigIntegerField(null=True, editable=False)  # the letter by which it went
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    at = models.DateTimeField(_("time"), default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("sending of a quote")
        verbose_name_plural = _("sendings of quotes")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.quote_id} · {self.channel}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise TypeError("a sending is never overwritten")
        super().save(*args, **kwargs)
