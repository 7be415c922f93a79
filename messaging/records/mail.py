"""Mail and its templates as record types."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core import clock
from core.tables import Column, attribute, badge, choice, link, overdue, related, text
from records.record_type import RecordType, Scene, SearchText

from ..filters.mail import MailFilterSet, TemplateFilterSet
from ..forms.mail import LetterForm
from ..forms.template import TemplateForm
from ..models import MailMessage, MailTemplate

Status = MailMessage.Status
TONES = {
    "unread": "blue", "open": "orange", "answered": "green", "done": "gray", "waiting": "blue", "sent": "green",
    "failed": "red",
}  # fmt: skip
WAITING = Q(direction="in", status__in=[Status.UNREAD, Status.OPEN])


def subject(row: MailMessage) -> Any:
    """Bold while nobody has read it; a word for the reader who hears it."""
    shown = escape(str(row))
    if row.status == Status.UNREAD:
        word = escape(gettext("unread"))
        shown = f'<strong>{shown}</strong> <span class="visually-hidden">{word}</span>'
    return SafeString(f'<a href="{row.get_absolute_url()}" class="row-link">{shown}</a>')


def other_side(row: MailMessage) -> str:
    """Who wrote to us, or to whom we wrote."""
    if row.is_incoming:
        return row.sender_name or row.sender
    return row.recipients if len(row.recipients) < 80 else f"{row.recipients[:79]}…"


def due(row: MailMessage) -> Any:
    if row.reply_due is None or not row.waits_for_answer:
        return None
    if row.reply_due >= clock.today():
        return row.reply_due
    return overdue(row.reply_due)


def shown_due(row: MailMessage) -> date | None:
    return row.reply_due if row.waits_for_answer else None


SCENES = [
    Scene("waiting", _("To be answered"), lambda user: WAITING),
    Scene("mine", _("Mine"), lambda user: WAITING & Q(owner=user)),
    Scene("overdue", _("Answer overdue"), lambda user: WAITING & Q(reply_due__lt=clock.today())),
    Scene("in", _("Received"), lambda user: Q(direction="in")),
    Scene("out", _("Sent by us"), lambda user: Q(direction="out")),
    Scene("failed", _("Not delivered"), lambda user: Q(status=Status.FAILED)),
    Scene("nowhere", _("Of nobody known"), lambda user: Q(direction="in", customer=None, is_automatic=False)),
]
MAILS = RecordType(
    name="mails",
    model=MailMessage,
    prefix="messaging:mail",
    icon="mail",
    columns=[
        Column(name="subject", label=_("subject"), value=str, html=subject, sort="subject"),
        Column(name="with", label=_("from or to"), value=other_side, field="sender"),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        badge("status", _("status"), TONES),
        Column(name="reply_due", label=_("answer by"), value=shown_due, html=due, sort="reply_due"),
        text("at", _("time")),
        related("owner", _("owner"), sort="owner__pinyin"),
        related("contact", _("contact"), sort="contact__pinyin", is_default=False),
        related("account", _("mailbox"), sort="account__name", is_default=False),
        choice("direction", _("direction"), is_default=False),
        text("sender", _("sender"), is_default=False),
        text("trouble", _("trouble"), is_default=False),
        Column(
            name="sent_at", label=_("sent"), value=attribute("sent_at"), sort="sent_at", is_default=False
        ),
    ],
    order=["-at", "-pk"],
    filterset=MailFilterSet,
    form=LetterForm,
    quick_filters=["direction", "customer"],
    scenes=SCENES,
    search=lambda row: SearchText(name=str(row), others=[row.sender_name, row.sender]),
    hint=lambda row: row.sender_name or row.sender,
    api_fields=[
        "direction", "status", "subject", "body", "sender_name", "sender", "recipients", "copies", "at", "sent_at",
        "reply_due", "customer", "contact", "owner", "department", "is_automatic", "trouble",
    ],
    actions=("change",),
)  # fmt: skip


def find(rows: Any, typed: str) -> Any:
    return rows.filter(Q(name__icontains=typed) | Q(subject__icontains=typed))


TEMPLATES = RecordType(
    name="mail-templates",
    model=MailTemplate,
    prefix="messaging:template",
    icon="file-text",
    columns=[
        link("name", _("name")),
        text("subject", _("subject")),
        choice("language", _("language")),
        text("is_active", _("active")),
        related("owner", _("owner"), sort="owner__pinyin"),
        text("updated_at", _("updated"), is_default=False),
    ],
    order=["name", "pk"],
    filterset=TemplateFilterSet,
    form=TemplateForm,
    find=find,
    api_fields=["name", "language", "subject", "body", "is_active"],
    actions=("change", "delete"),
)
