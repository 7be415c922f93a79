from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core import facts
from core.addresses import row_address
from core.history import tracked
from records.models import Child

from .customer import Customer


class HandoverNote(Child):
    """What the next owner of a customer must know: written by the old one, accepted or returned by the new one."""

    class Occasion(models.TextChoices):
        OWNER = "owner", _("change of owner")
        LEAVING = "leaving", _("resignation")
        SIGNED = "signed", _("contract signed, performance begins")
        SETTLEMENT = "settlement", _("performance ends, settlement begins")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", pgettext_lazy("hand-over", "sent")
        RETURNED = "returned", _("returned with questions")
        ACCEPTED = "accepted", _("accepted")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="handover_notes", verbose_name=_("customer")
    )
    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("handed over by")
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("taken over by")
    )
    occasion = models.CharField(
        _("occasion"), max_length=10, choices=Occasion.choices, default=Occasion.OWNER
    )
    open_matters = models.TextField(_("what is open"), blank=True)
    key_people = models.TextField(_("key people"), blank=True)
    promises = models.TextField(_("what was promised"), blank=True)
    files = models.TextField(_("files and where they are"), blank=True)
    status = models.CharField(
        _("status"), max_length=8, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    questions = models.TextField(_("questions"), blank=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True, editable=False)

    facts = facts.child("customer", author="from_user")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("hand-over note")
        verbose_name_plural = _("hand-over notes")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.customer} · {self.from_user} → {self.to_user}"

    def get_absolute_url(self) -> str:
        return row_address("contacts:handover_detail", self.pk)
