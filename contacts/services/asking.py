"""Asking first: key accounts change hands, and reps' new customers count, only when a process has agreed.

Where no process is published for it, nothing is asked and everything is done at once.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import access
from core.errors import DomainError
from core.locking import locked_row
from workflow import subjects
from workflow.services.start import needs_approval, start_run, start_where_taken

from ..models import Customer, OwnershipRequest

KEY_ACCOUNT = "key_account_assignment"
CREATION = "customer_creation"


def ask_first(
    customer: Customer,
    kind: str,
    *,
    by: Any,
    to: Any = None,
    pool: Any = None,
    reason: str = "",
    **details: Any,
) -> OwnershipRequest | None:
    """Submit the change of a key account's owner where a process takes it; None where it may be done at once."""
    if not customer.is_key_account or not _known(KEY_ACCOUNT, by):
        return None
    request = OwnershipRequest(
        customer=customer, kind=kind, to_user=to, pool=pool, reason=reason[:200], details=details
    )
    if not needs_approval(KEY_ACCOUNT, request, by=by):
        return None
    with transaction.atomic():
        locked_row(Customer, customer.pk)
        open_one = OwnershipRequest.objects.alive().filter(
            customer=customer, status=OwnershipRequest.Status.OPEN
        )
        if (waiting := open_one.first()) is not None:
            raise DomainError(
                _("This key account is in approval already: %(request)s.") % {"request": waiting},
                code="in_approval",
            )
        request.save()
        start_run(KEY_ACCOUNT, request, by=by)
    return request


def submit_creation(customer: Customer, *, by: Any) -> bool:
    """A rep's new customer goes to his manager; whoever may transfer customers answers for his own."""
    if not _known(CREATION, by) or access.allows(by, "contacts.transfer_customer"):
        return False
    return start_where_taken(CREATION, customer, by=by) is not None


def _known(key: str, by: Any) -> bool:
    return getattr(by, "pk", None) is not None and subjects.get(key) is not None
