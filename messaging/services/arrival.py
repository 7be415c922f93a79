"""A mail that has come in: kept once, put beside what it belongs to, told to whoever waits for it."""

import logging
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from contacts.models import Contact, Customer
from core import clock, mail
from core.errors import DomainError
from core.working_time import workdays
from records import parameters
from records.services.attachments import attach
from reminders.services.telling import tell

from .. import events, reading
from ..models import MailAccount, MailMessage

log = logging.getLogger(__name__)
REPLY_DAYS = "messaging.reply_days"
MOST_ANNOUNCEMENTS = 5
EARLIEST = date(1990, 1, 1)


def keep(account: MailAccount, raw: bytes, *, is_cut: bool = False) -> MailMessage | None:
    """Keep a mail that the account has received; None where it was kept before. Announced once it is committed."""
    given = reading.read(raw)
    if MailMessage.objects.filter(account=account, message_key=given.key).exists():
        return None
    try:
        with transaction.atomic():
            message = _written(account, given, is_cut)
            message.save()
            if not is_cut:
                _keep_files(message, given)
            if given.is_report:
                _note_report(given)
            _tell_reader(message)
    except IntegrityError:  # another worker was quicker
        if MailMessage.objects.filter(account=account, message_key=given.key).exists():
            return None
        raise
    announce(message)
    return message


def _written(account: MailAccount, given: reading.Mail, is_cut: bool) -> MailMessage:
    before = _answered_by(given)
    contact, customer = who_is(given.sender)
    is_automatic = given.is_automatic or _is_ours(given.sender)
    message = MailMessage(
        direction=MailMessage.Direction.IN,
        account=account,
        message_id=given.message_id,
        message_key=given.key,
        thread=before.thread if before is not None else given.key,
        replies_to=before,
        sender_name=given.sender_name,
        sender=given.sender,
        recipients=given.recipients,
        copies=given.copies,
        subject=given.subject,
        body=given.text,
        html=given.html,
        at=_moment(given),
        customer=customer or (before.customer if before is not None else None),
        contact=contact,
        status=MailMessage.Status.DONE if is_automatic else MailMessage.Status.UNREAD,
        is_automatic=is_automatic,
        is_cut=is_cut,
        trouble="; ".join(given.trouble)[:300],
    )
    if before is not None:
        message.about_type_id, message.about_id = before.about_type_id, before.about_id
    if not is_automatic:
        message.reply_due = reply_due(clock.today())
    place(message, before.owner if before is not None else None)
    return message


def place(message: MailMessage, thread_owner: Any = None) -> None:
    """Who answers for it: the person of a personal mailbox, else whoever wrote before, else the customer's owner.

    What lies in a personal mailbox and concerns no customer belongs to no department: its person alone reads it.
    """
    account, customer = message.account, message.customer
    if account is not None and account.is_personal:
        message.owner = account.owner
        message.department = customer.department if customer is not None else None
    else:
        message.owner = thread_owner or (customer.owner if customer is not None else None)
        message.department = account.department if account is not None else None


def who_is(address: str) -> tuple[Contact | None, Customer | None]:
    """The person with this address, and the customer; nobody where several customers know it."""
    if not address:
        return None, None
    people = list(
        Contact.objects.alive().filter(email__iexact=address).select_related("customer").order_by("pk")[:10]
    )
    customers = {person.customer_id: person.customer for person in people}
    if len(customers) == 1:
        return people[0], next(iter(customers.values()))
    if customers:
        return None, None
    known = list(Customer.objects.alive().filter(email__iexact=address).order_by("pk")[:2])
    return None, known[0] if len(known) == 1 else None


def reply_due(day: date) -> date:
    """So many working days after the arrival."""
    days = parameters.get(REPLY_DAYS)
    worked = [one for one, works in workdays(day + timedelta(1), day + timedelta(60)).items() if works]
    return worked[min(days, len(worked)) - 1] if worked else day + timedelta(days)


def _answered_by(given: reading.Mail) -> MailMessage | None:
    """The nearest mail of ours or of theirs that it answers."""
    known = (
        MailMessage.objects.alive().filter(message_id__in=given.before).select_related("owner", "customer")
    )
    found = {message.message_id: message for message in known}
    return next((found[number] for number in given.before if number in found), None)


def _is_ours(address: str) -> bool:
    """What we have sent ourselves comes back by many ways; none of them is news."""
    if not address:
        return False
    return (
        address.casefold() == mail.sender().casefold()
        or MailAccount.objects.filter(address__iexact=address).exists()
    )


def _moment(given: reading.Mail) -> Any:
    """When it was written, where that can be believed."""
    now = clock.now()
    written = given.date
    if written is None or written.tzinfo is None:
        return now
    try:
        return written if EARLIEST <= written.date() and written <= now else now
    except (OverflowError, ValueError):
        return now


def _keep_files(message: MailMessage, given: reading.Mail) -> None:
    left_out = []
    for part in given.files:
        file = ContentFile(part.content, name=part.name)
        file.content_type = part.content_type  # type: ignore[attr-defined]
        try:
            attach(message, file, by=None)
        except DomainError as refusal:
            left_out.append(refusal.message)
    if left_out:
        message.trouble = "; ".join([message.trouble, *left_out]).strip("; ")[:300]
        message.save()


def _note_report(given: reading.Mail) -> None:
    """A mail server says that it could not deliver: our letter says so, too."""
    told = reading.NUMBER.findall(
        " ".join([given.text, *(part.content.decode("latin-1") for part in given.files)])[:200_000]
    )
    sent = MailMessage.objects.filter(
        direction=MailMessage.Direction.OUT,
        status=MailMessage.Status.SENT,
        message_id__in=[*given.before, *told][:200],
    ).first()
    status = " ".join(part.content.decode("latin-1") for part in given.files)
    if sent is None or "action: failed" not in f"{status}\n{given.text}".lower():
        return
    from .delivery import note_failure

    note_failure(sent, " ".join(given.text.split())[:300] or given.subject, is_final=True)


def _tell_reader(message: MailMessage) -> None:
    if message.is_automatic:
        return
    words = {"who": message.sender_name or message.sender, "subject": str(message)}
    tell(
        message.owner,
        lambda: _("Mail from %(who)s: %(subject)s") % words,
        message.get_absolute_url(),
        by=None,
    )


def announce(message: MailMessage) -> bool:
    """Tell whoever waits for mail; where one of them fails it is told again with the next fetch."""
    rows = MailMessage.objects.filter(pk=message.pk)
    rows.update(announcements=F("announcements") + 1)
    answers = events.mail_arrived.send_robust(sender=MailMessage, message=message)
    failed = [error for _receiver, error in answers if isinstance(error, Exception)]
    for error in failed:
        log.error("mail %s: %s", message.pk, error, exc_info=error)
    if not failed:
        rows.update(announced_at=clock.now())
    return not failed


def announce_again() -> int:
    """What was kept and not told, because a receiver failed or a worker died; returns how many were told now."""
    told = 0
    waiting = MailMessage.objects.alive().filter(
        announced_at=None,
        announcements__lt=MOST_ANNOUNCEMENTS,
        updated_at__lt=clock.now() - timedelta(seconds=30),
    )
    for message in waiting.select_related("account", "owner", "customer").order_by("pk")[:100]:
        told += announce(message)
    return told
