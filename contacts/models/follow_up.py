from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock, facts
from core.history import tracked
from records.models import Child

from .contact import Contact
from .customer import Customer
from .unit import CustomerUnit


class FollowUp(Child):
    """What was said to a customer, by which way, and when to speak again."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("phone call")
        WECHAT = "wechat", _("WeChat")
        EMAIL = "email", _("e-mail")
        MEETING = "meeting", _("meeting")
        VISIT = "visit", _("visit")
        OTHER = "other", _("other")

    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="follow_ups", verbose_name=_("customer")
    )
    unit = models.ForeignKey(
        CustomerUnit, models.PROTECT, null=True, blank=True, related_name="follow_ups", verbose_name=_("unit")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="follow_ups", verbose_name=_("contact")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.PHONE)
    text = models.TextField(_("what happened"))
    at = models.DateTimeField(_("time"), default=clock.now)
    next_contact_on = models.DateField(_("next contact"), null=True, blank=True)
    next_action = models.CharField(_("next step"), max_length=200, blank=True)
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    about_id = models.BigIntegerField(null=True, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="follow_ups", verbose_name=_("by")
    )
    is_effective = models.BooleanField(_("effective"), default=True, editable=False)
    handled_at = models.DateTimeField(_("next contact handled"), null=True, blank=True, editable=False)

    facts = facts.child("customer", author="by")
    history = tracked(excluded_fields=["version", "updated_at", "updated_by"])

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["customer", "-at", "-id"], name="follow_customer_at"),
            models.Index(fields=["contact", "-at"], name="follow_contact_at"),
            models.Index(fields=["by", "-at"], name="follow_by_at"),
            models.Index(fields=["-at", "-id"], name="follow_at"),
            models.Index(fields=["unit", "-at"], name="follow_unit_at"),
            models.Index(
                fields=["next_contact_on"],
                name="follow_open",
                condition=Q(handled_at__isnull=True, next_contact_on__isnull=False, is_deleted=False),
            ),
        ]
        permissions = [("export_followup", _("Can export follow-ups"))]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.text[:30]}"

    def get_absolute_url(self) -> str:
        return f"{self.customer.get_absolute_url()}#follow-up-{self.pk}"
