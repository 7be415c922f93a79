"""Handing a letter to a mail server: called by the outbox, which tries again with growing pauses."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, mail
from core.models import OutboxItem
from core.outbox import PAUSES, Undeliverable
from core.sealing import unseal
from records.attachments import of
from records.models import Attachment
from reminders.services.telling import tell

from .. import addresses
from ..models import MailMessage
from .letter import cut


def deliver(item: OutboxItem) -> None:
    """Send the letter of an outbox item; what the server will never take is not tried again."""
    letter = MailMessage.objects.select_related("account", "owner").get(pk=item.payload["message"])
    if letter.status == MailMessage.Status.SENT:
        return  # a worker died between the server's answer and ours
    try:
        _hand_over(letter, unsealed(letter, item))
    except Exception as error:
        is_final = is_permanent(error)
        gives_up = is_final or item.tries > len(PAUSES)
        note_failure(letter, why(error), is_final=gives_up)
        if is_final:
            raise Undeliverable(str(error)) from error
        raise
    letter.status = MailMessage.Status.SENT
    letter.sent_at = clock.now()
    letter.trouble = ""
    letter.save()
    if "sealed" in item.payload:
        OutboxItem.objects.filter(pk=item.pk).update(payload={"message": letter.pk})


def unsealed(letter: MailMessage, item: OutboxItem) -> str:
    """The text as it leaves: a secret that was sealed for it stands in its place again."""
    if not item.payload.get("sealed"):
        return letter.body
    secret = unseal(item.payload["sealed"])
    if not secret:
        raise Undeliverable("the secret of this letter was sealed under another key")
    return letter.body.replace(cut(secret), secret)


def _hand_over(letter: MailMessage, body: str) -> None:
    before = _chain(letter)
    headers = {"Message-ID": f"<{letter.message_id}>"}
    if before:
        headers |= {"In-Reply-To": f"<{before[-1]}>", "References": " ".join(f"<{one}>" for one in before)}
    account = letter.account
    mail.send(
        letter.subject,
        body,
        addresses.split(letter.recipients),
        copies=addresses.split(letter.copies),
        sender=addresses.joined(letter.sender_name, letter.sender),
        files=[(file.name, _content(file), file.content_kind) for file in of(letter)],
        through=account.way_out if account is not None else None,
        headers=headers,
        is_guarded=account is not None,
    )


def _content(file: Attachment) -> bytes:
    with file.file.open("rb") as stored:
        return bytes(stored.read())


def _chain(letter: MailMessage) -> list[str]:
    """The numbers of the mails before it, oldest first, as far as other programs read them."""
    found: list[str] = []
    row = letter.replies_to
    while row is not None and len(found) < 20:
        found.insert(0, row.message_id)
        row = row.replies_to
    return [one for one in found if one]


def is_permanent(error: Exception) -> bool:
    """Whether the server said that it will never take this letter, or it cannot be made whole any more."""
    if isinstance(error, Undeliverable):
        return True
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    if isinstance(error, SMTPSenderRefused | SMTPDataError):
        return bool(error.smtp_code >= 500)
    return False


def why(error: Exception) -> str:
    """The server's own words, without anything that would break a line."""
    if isinstance(error, SMTPRecipientsRefused):
        parts = [f"{address}: {code} {_text(said)}" for address, (code, said) in error.recipients.items()]
        return "; ".join(parts)[:300]
    if isinstance(error, SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"[:300]
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _text(said: Any) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return " ".join(text.split())


def note_failure(letter: MailMessage, reason: str, *, is_final: bool) -> None:
    """Keep why it has not gone; once nothing more is tried, its writer is told."""
    with transaction.atomic():
        letter.trouble = reason[:300]
        if is_final:
            letter.status = MailMessage.Status.FAILED
        letter.save()
        if is_final:
            words = {"subject": str(letter), "why": reason}
            tell(
                letter.owner,
                lambda: _("Not delivered: %(subject)s. %(why)s") % words,
                letter.get_absolute_url(),
                by=None,
            )
