"""How much a customer may owe us: set by those who keep it, with a reason that stays in the history."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError

from ..models import CreditLimit


def set_credit_limit(customer: Any, *, by: Any, amount: Decimal, reason: str) -> CreditLimit:
    """Set it anew; an order in approval is judged again when it is submitted again."""
    if amount < 0:
        raise DomainError(_("A credit limit is not below 0."), "bad_amount", "amount")
    with transaction.atomic():
        row = CreditLimit.objects.alive().select_for_update().filter(customer=customer).first()
        row = row or CreditLimit(customer=customer)
        row.amount, row.reason = amount, reason.strip()[:200]
        row.save()
        actions.record("orders.credit_limit_set", customer, by=by, reason=row.reason)
    return row
