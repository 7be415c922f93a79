"""Sending a letter: written down with its files and what it is about, then handed to the outbox."""

import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from contacts.models import Contact, Customer
from core import actions, clock, mail, outbox
from core.errors import DomainError
from core.sealing import seal
from records import parameters
from records.models import Attachment
from records.services.attachments import attach

from .. import addresses
from ..models import MailAccount, MailMessage, MailTemplate
from ..selectors.accounts import account_for

LONGEST_BODY = 100_000
MOST_ADDRESSES = "messaging.most_recipients"
MOST_MEGABYTES = "messaging.letter_megabytes"


@dataclass(frozen=True)
class Enclosure:
    """A file made for this letter (a quote's PDF), not one that hangs on a record already."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"


def send(
    *,
    by: Any,
    to: str | Iterable[str],
    subject: str,
    body: str,
    copies: str | Iterable[str] = (),
    enclosures: Iterable[Enclosure] = (),
    attachments: Iterable[Attachment] = (),
    uploads: Iterable[Any] = (),
    about: Any = None,
    customer: Customer | None = None,
    contact: Contact | None = None,
    account: MailAccount | None = None,
    replies_to: MailMessage | None = None,
    template: MailTemplate | None = None,
    secret: str = "",
) -> MailMessage:
    """Write a letter in `by`'s name and promise to send it; it leaves once the caller's transaction has committed.

    Files are made for it (`enclosures`), hang on a record already (`attachments`), or were just chosen (`uploads`).
    The caller has found `customer`, `contact`, `about` and `attachments` through the gate. Without `account` it goes
    out from `by`'s own mailbox, else from his department's, else from the system's address. Refused (DomainError)
    without an addressee, without a text, with too many addressees or too large files, or where no mail can leave.
    A `secret` in the text (the token of a link) is kept sealed until the letter leaves, and in what stays it is cut.
    """
    people, seconds = _line(to, "to"), _line(copies, "copies")
    if not people:
        raise DomainError(_("Say to whom the letter goes."), code="required", field="to")
    if len(people) + len(seconds) > parameters.get(MOST_ADDRESSES):
        raise DomainError(
            _("A letter goes to at most %(count)d addresses.") % {"count": parameters.get(MOST_ADDRESSES)},
            code="too_many",
            field="to",
        )
    subject = " ".join(subject.replace("\x00", "").split())[:300]
    body = body.replace("\x00", "").replace("\r\n", "\n").strip()[:LONGEST_BODY]
    if not subject:
        raise DomainError(_("Give the letter a subject."), code="required", field="subject")
    if not body:
        raise DomainError(_("The letter has no text yet."), code="required", field="body")
    files = [*enclosures], [*attachments], [*uploads]
    _check_size(*files)
    account = account or account_for(by)
    if (account is None or account.way_out is None) and not mail.may_send():
        raise DomainError(
            _("No mail server is set up. Ask an administrator, or give your mailbox one."), code="no_server"
        )
    with transaction.atomic():
        letter = MailMessage(
            direction=MailMessage.Direction.OUT,
            status=MailMessage.Status.WAITING,
            account=account,
            sender_name=str(by)[:120] if account is None or account.is_personal else account.name,
            sender=account.address if account is not None else mail.sender(),
            recipients=", ".join(people),
            copies=", ".join(seconds),
            subject=subject,
            body=body.replace(secret, cut(secret)) if secret else body,
            at=clock.now(),
            customer=customer,
            contact=contact,
            about=about,
            replies_to=replies_to,
            template=template,
            owner=by,
            department=customer.department if customer is not None else access.home_department(by),
            announced_at=clock.now(),
        )
        _number(letter)
        letter.save()
        _enclose(letter, by, *files)
        sealed = {"sealed": seal(secret)} if secret else {}
        outbox.enqueue("letter", addresses.bare(people[0])[0], message=letter.pk, **sealed)
        if replies_to is not None:
            _answered(replies_to)
        actions.record("messaging.letter_written", letter, by=by, to=letter.recipients[:200])
    return letter


def cut(secret: str) -> str:
    """What is shown of a secret, and where it stands in the letter that leaves."""
    return f"{secret[:6]}…"


def key_of(message_id: str) -> str:
    return hashlib.sha256(message_id.encode()).hexdigest()


def _line(given: str | Iterable[str], field: str) -> list[str]:
    return addresses.parse(given if isinstance(given, str) else ", ".join(given), field)


def _check_size(enclosures: list[Enclosure], attachments: list[Attachment], uploads: list[Any]) -> None:
    total = sum(len(file.content) for file in enclosures) + sum(
        file.size for file in [*attachments, *uploads]
    )
    most = parameters.get(MOST_MEGABYTES)
    if total > most * 1024 * 1024:
        raise DomainError(
            _("The files of a letter are at most %(limit)d MB together. Leave some out or share a link.")
            % {"limit": most},
            code="too_large",
            field="files",
        )


def _number(letter: MailMessage) -> None:
    letter.message_id = f"{uuid.uuid4().hex}@{addresses.domain(letter.sender) or 'kamcrm.invalid'}"
    letter.message_key = key_of(letter.message_id)
    letter.thread = letter.replies_to.thread if letter.replies_to is not None else letter.message_key


def _enclose(
    letter: MailMessage,
    by: Any,
    enclosures: list[Enclosure],
    attachments: list[Attachment],
    uploads: list[Any],
) -> None:
    """A copy of each file stays with the letter: what was sent stays as it was sent."""
    for given in enclosures:
        file = ContentFile(given.content, name=given.name)
        file.content_type = given.content_type  # type: ignore[attr-defined]
        attach(letter, file, by=by)
    for chosen in uploads:
        attach(letter, chosen, by=by)
    for known in attachments:
        with known.file.open("rb") as stored:
            file = ContentFile(stored.read(), name=known.name)
        file.content_type = known.content_kind  # type: ignore[attr-defined]
        attach(letter, file, by=by)


def _answered(message: MailMessage) -> None:
    if message.is_incoming and message.status != MailMessage.Status.ANSWERED:
        message.status = MailMessage.Status.ANSWERED
        message.save()
