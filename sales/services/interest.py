"""What a sale is about and who else is in the race."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError

from .. import states
from ..models import OpportunityCompetitor, OpportunityProduct
from .opportunity import locked

MOST_AMOUNT = 10**14


def save_product(line: OpportunityProduct, *, by: Any) -> OpportunityProduct:
    """Name a product of the sale; each stands once, and in a sale that has ended nothing changes."""
    if line.price is not None and line.quantity * line.price >= MOST_AMOUNT:
        raise DomainError(_("This amount is too large."), code="amount", field="quantity")
    return _save(line, by, "product", _("This product stands in the sale already. Change its line."))


def save_competitor(rival: OpportunityCompetitor, *, by: Any) -> OpportunityCompetitor:
    return _save(rival, by, "competitor", _("This competitor stands in the sale already."))


def _save(row: Any, by: Any, field: str, said_twice: str) -> Any:
    with transaction.atomic():
        sale = locked(row.opportunity)
        _require_open(sale)
        same = type(row).objects.alive().filter(opportunity=sale, **{field: getattr(row, field)})
        if same.exclude(pk=row.pk).exists():
            raise DomainError(said_twice, code="duplicate", field=field)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise DomainError(said_twice, code="duplicate", field=field)
        actions.record(f"sales.{field}_named", sale, by=by, name=str(row))
    return row


def remove(row: Any, *, by: Any) -> None:
    """Take a product or a competitor out of the sale."""
    with transaction.atomic():
        sale = locked(row.opportunity)
        _require_open(sale)
        fresh = type(row).objects.select_for_update().get(pk=row.pk)
        fresh.is_deleted = True
        fresh.save()
        actions.record("sales.part_removed", sale, by=by, name=str(row))


def _require_open(sale: Any) -> None:
    if sale.status in states.ENDED:
        raise DomainError(_("This sale has ended and stays as it was."), code="ended")
