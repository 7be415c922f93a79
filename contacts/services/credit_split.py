"""Who has which part of the sales of a customer; the parts are set together and make exactly 100 %."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError
from core.locking import locked_row

from ..models import CreditSplit, Customer

WHOLE = Decimal(100)


def set_credit_split(customer: Customer, parts: Sequence[tuple[Any, Decimal]], *, by: Any) -> None:
    """Make `parts` (colleague, percent) the parts of the customer; none at all gives everything to its owner."""
    people = [user.pk for user, _percent in parts]
    if len(set(people)) < len(people):
        raise DomainError(_("A colleague is named twice."), code="duplicate")
    if any(percent <= 0 for _user, percent in parts):
        raise DomainError(_("Each part is more than nothing."), code="invalid")
    total = sum((percent for _user, percent in parts), Decimal(0))
    if parts and total != WHOLE:
        raise DomainError(
            _("The parts make %(total)s %%; they must make exactly 100 %%.")
            % {"total": f"{total.normalize():f}"},
            code="not_whole",
        )
    with transaction.atomic():
        locked_row(Customer, customer.pk)
        known = {row.user_id: row for row in CreditSplit.objects.alive().filter(customer=customer)}
        wanted = {user.pk: percent for user, percent in parts}
        for pk, row in known.items():
            if pk not in wanted:
                row.is_deleted = True
                row.save()
            elif row.percent != wanted[pk]:
                row.percent = wanted[pk]
                row.save()
        for pk in wanted.keys() - known.keys():
            CreditSplit(customer=customer, user_id=pk, percent=wanted[pk]).save()
        actions.record(
            "contacts.credit_split_set",
            customer,
            by=by,
            parts={str(user): f"{percent.normalize():f}" for user, percent in parts},
        )
