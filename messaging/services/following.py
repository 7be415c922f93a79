"""Mail follows its customer to another owner; the mailbox of somebody who has left is no longer read."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.models import Customer
from core import actions
from records import bulk

from ..models import MailAccount, MailMessage

MOST = 5_000
WAITING = (MailMessage.Status.UNREAD, MailMessage.Status.OPEN)


def follow_customer(customer: Customer, *, before: Any, after: Any, by: Any) -> int:
    """The new department reads the customer's mail; what waits for an answer waits for the new owner's.

    What lies in a mailbox of a department stays that department's. Returns how many mails moved.
    """
    with transaction.atomic():
        rows = MailMessage.objects.alive().select_for_update(of=("self",)).filter(customer=customer)
        moving = []
        for mail in rows.select_related("account").defer("body", "html").order_by("-at")[:MOST]:
            is_shared = mail.account is not None and not mail.account.is_personal
            waits = mail.status in WAITING and after is not None and before is not None
            owner_id = after.pk if waits and mail.owner_id == before.pk else mail.owner_id
            department_id = mail.department_id if is_shared else customer.department_id
            if (owner_id, department_id) != (mail.owner_id, mail.department_id):
                mail.owner_id, mail.department_id = owner_id, department_id
                moving.append(mail)
        return bulk.update(moving, ["owner", "department"], by)


def close_mailboxes(user: Any, *, by: Any = None) -> int:
    """Nothing is fetched any more for somebody who has left; what came before stays."""
    closed = 0
    with transaction.atomic():
        for account in MailAccount.objects.select_for_update().filter(owner=user, is_active=True):
            account.is_active = False
            account.stopped_because = _("its person has left")
            account.save()
            actions.record("messaging.account_closed", account, by=by)
            closed += 1
    return closed
