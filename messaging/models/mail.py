from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from contacts.models import Contact, Customer
from core import clock, facts
from core.addresses import row_address
from core.history import tracked
from records.models import OwnedRecord

from ..markup import clean
from .account import MailAccount
from .template import MailTemplate


class MailMessage(OwnedRecord):
    """A mail that came into a mailbox or left through one: what was said, to whom, and what became of it."""

    class Direction(models.TextChoices):
        IN = "in", _("received")
        OUT = "out", _("sent by us")

    class Status(models.TextChoices):
        UNREAD = "unread", _("unread")
        OPEN = "open", _("to be answered")
        ANSWERED = "answered", _("answered")
        DONE = "done", _("needs no answer")
        WAITING = "waiting", _("being sent")
        SENT = "sent", _("gone out")
        FAILED = "failed", _("not delivered")

    BRIEF = ("id", "subject", "direction", "status", "at", "owner_id", "department_id")

    direction = models.CharField(_("direction"), max_length=3, choices=Direction.choices, editable=False)
    account = models.ForeignKey(
        MailAccount,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
        verbose_name=_("mailbox"),
    )
    message_id = models.CharField(_("message number"), max_length=255, editable=False)
    message_key = models.CharField(max_length=64, editable=False)
    thread = models.CharField(max_length=64, editable=False)
    replies_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="replies"
    )
    sender_name = models.CharField(_("sender's name"), max_length=120, blank=True)
    sender = models.CharField(_("sender"), max_length=254)
    recipients = models.TextField(_("addressees"))
    copies = models.TextField(_("copy to"), blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    body = models.TextField(_("text"), blank=True)
    html = models.TextField(blank=True, editable=False)  # cleaned: see messaging.markup
    at = models.DateTimeField(_("time"), default=clock.now)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices)
    reply_due = models.DateField(_("answer by"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="mails", verbose_name=_("customer")
    )
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="mails", verbose_name=_("contact")
    )
    about_type = models.ForeignKey(
        ContentType, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    about_id = models.BigIntegerField(null=True, blank=True, editable=False)
    about = GenericForeignKey("about_type", "about_id")
    template = models.ForeignKey(
        MailTemplate,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("template"),
    )
    is_automatic = models.BooleanField(_("automatic"), default=False, editable=False)
    is_cut = models.BooleanField(_("cut off"), default=False, editable=False)
    trouble = models.CharField(_("trouble"), max_length=300, blank=True, editable=False)
    # Set once everybody who waits for mail has dealt with it: see messaging.services.arrival.
    announced_at = models.DateTimeField(null=True, editable=False)
    announcements = models.PositiveSmallIntegerField(default=0, editable=False)

    facts = facts.root()
    history = tracked(
        excluded_fields=[
            "version", "updated_at", "updated_by", "body", "html", "message_key", "thread", "announced_at",
            "announcements",
        ]
    )  # fmt: skip

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "message_key"], name="mail_arrives_once"),
            models.CheckConstraint(
                condition=Q(direction="in", status__in=["unread", "open", "answered", "done"])
                | Q(direction="out", status__in=["waiting", "sent", "failed"]),
                name="mail_status_of_its_direction",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "-at"], name="mail_owner"),
            models.Index(fields=["department", "-at"], name="mail_department"),
            models.Index(fields=["customer", "-at"], name="mail_customer"),
            models.Index(fields=["contact", "-at"], name="mail_contact"),
            models.Index(fields=["thread", "at"], name="mail_thread"),
            models.Index(fields=["message_id"], name="mail_number"),
            models.Index(fields=["about_type", "about_id"], name="mail_about"),
            models.Index(fields=["-at", "-id"], name="mail_at"),
            models.Index(fields=["id"], condition=Q(announced_at__isnull=True), name="mail_unannounced"),
        ]
        permissions = [("export_mailmessage", _("Can export mails"))]

    def __str__(self) -> str:
        return self.subject or str(_("(no subject)"))

    def get_absolute_url(self) -> str:
        return row_address("messaging:mail_detail", self.pk)

    @property
    def shown(self) -> SafeString:
        """What came as HTML, cleaned by the rules of today."""
        return SafeString(clean(self.html))

    @property
    def is_incoming(self) -> bool:
        return self.direction == self.Direction.IN

    @property
    def is_overdue(self) -> bool:
        return self.waits_for_answer and self.reply_due is not None and self.reply_due < clock.today()

    @property
    def waits_for_answer(self) -> bool:
        return self.status in {self.Status.UNREAD, self.Status.OPEN}
