"""How a statement reaches the customer's buyer, who looked at it, and what he answered. Never overwritten."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core import clock
from records.models import OpenLink, OpenView
from sales.models import Quote

from .statement import Statement

ANSWERS = (Statement.Status.CONFIRMED, Statement.Status.DISPUTED)


class StatementLink(OpenLink):
    """An address under which a customer reads one statement and answers it, without signing in."""

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="links", verbose_name=_("statement")
    )
    language = models.CharField(
        _("language of the document"), max_length=8, choices=Quote.Language.choices, default=Quote.Language.ZH
    )

    class Meta:
        verbose_name = _("link to a statement")
        verbose_name_plural = _("links to statements")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.statement_id} · {self.hint}…"


class StatementView(OpenView):
    """Somebody opened a link to a statement, or tried to answer it."""

    link = models.ForeignKey(StatementLink, models.PROTECT, related_name="views", verbose_name=_("link"))
    is_answer = models.BooleanField(_("answer"), default=False)

    class Meta:
        verbose_name = _("view of a statement")
        verbose_name_plural = _("views of statements")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["link", "-at"], name="statement_view_of")]

    def __str__(self) -> str:
        return f"{self.link_id} · {self.at:%Y-%m-%d %H:%M}"


class StatementReply(models.Model):
    """One answer to a statement: the customer's own by a link, or what he said and we wrote down (`by`)."""

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="replies", verbose_name=_("statement")
    )
    link = models.ForeignKey(
        StatementLink, models.PROTECT, null=True, related_name="replies", verbose_name=_("link")
    )
    status = models.CharField(
        _("answer"),
        max_length=10,
        choices=[(status.value, status.label) for status in ANSWERS],
    )
    name = models.CharField(_("answered by"), max_length=80, blank=True)
    text = models.CharField(_("text"), max_length=400, blank=True)
    lines = models.JSONField(default=dict)  # what is wrong with a line, by its id
    at = models.DateTimeField(_("time"), default=clock.now)
    ip = models.GenericIPAddressField(_("address"), null=True)
    agent = models.CharField(_("browser"), max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("written down by"),
    )

    class Meta:
        verbose_name = _("answer to a statement")
        verbose_name_plural = _("answers to statements")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.statement_id} · {self.status}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise TypeError("an answer is never overwritten")
        super().save(*args, **kwargs)
