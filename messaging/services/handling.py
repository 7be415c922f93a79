"""What is done with a mail that is there: read it, say where it belongs, or that it needs no answer; send it again."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Contact, Customer
from core import actions, outbox
from core.errors import DomainError

from .. import addresses
from ..models import MailMessage
from .arrival import place


def mark_read(message: MailMessage, *, by: Any) -> MailMessage:
    """Somebody who answers for it has opened it; from now on it waits for its answer."""
    with transaction.atomic():
        fresh = locked(message)
        if fresh.status == MailMessage.Status.UNREAD:
            fresh.status = MailMessage.Status.OPEN
            fresh.save()
    return fresh


def close_mail(message: MailMessage, *, by: Any) -> MailMessage:
    """It needs no answer, or was answered by telephone."""
    with transaction.atomic():
        fresh = locked(message)
        if not fresh.waits_for_answer:
            raise DomainError(_("This mail waits for no answer."), code="state")
        fresh.status = MailMessage.Status.DONE
        fresh.save()
        actions.record("messaging.mail_closed", fresh, by=by)
    return fresh


def reopen_mail(message: MailMessage, *, by: Any) -> MailMessage:
    with transaction.atomic():
        fresh = locked(message)
        if fresh.status not in {MailMessage.Status.DONE, MailMessage.Status.ANSWERED}:
            raise DomainError(_("This mail waits for its answer already."), code="state")
        fresh.status = MailMessage.Status.OPEN
        fresh.save()
        actions.record("messaging.mail_reopened", fresh, by=by)
    return fresh


def place_with(
    message: MailMessage, *, customer: Customer | None, contact: Contact | None, by: Any
) -> MailMessage:
    """Say to which customer and person a mail belongs; its whole thread that belongs nowhere yet goes along."""
    if contact is not None:
        if customer is not None and contact.customer_id != customer.pk:
            raise DomainError(
                _("%(contact)s is at another customer.") % {"contact": contact},
                code="foreign",
                field="contact",
            )
        customer = contact.customer
    with transaction.atomic():
        fresh = locked(message)
        before = fresh.customer_id
        _put(fresh, customer, contact)
        if before is None and customer is not None:
            same = MailMessage.objects.alive().filter(
                thread=fresh.thread, account=fresh.account, customer=None
            )
            for other in same.exclude(pk=fresh.pk)[:200]:
                _put(other, customer, contact if other.sender == fresh.sender else None)
        actions.record("messaging.mail_placed", fresh, by=by, customer=str(customer or ""))
    return fresh


def _put(message: MailMessage, customer: Customer | None, contact: Contact | None) -> None:
    message.customer, message.contact = customer, contact
    if message.is_incoming:
        place(message, message.owner)
    elif customer is not None:
        message.department = customer.department
    message.save()


def send_again(message: MailMessage, *, by: Any) -> MailMessage:
    """Try a letter once more that could not be delivered."""
    with transaction.atomic():
        fresh = locked(message)
        if fresh.status != MailMessage.Status.FAILED:
            raise DomainError(_("Only a letter that was not delivered is sent again."), code="state")
        fresh.status, fresh.trouble = MailMessage.Status.WAITING, ""
        fresh.save()
        outbox.enqueue("letter", (addresses.bare(fresh.recipients) or ["?"])[0], message=fresh.pk)
        actions.record("messaging.letter_sent_again", fresh, by=by)
    return fresh


def locked(message: MailMessage) -> MailMessage:
    rows = MailMessage.objects.alive().select_for_update(of=("self",))
    found: MailMessage = rows.select_related("account", "customer", "owner").get(pk=message.pk)
    return found
