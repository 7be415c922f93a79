"""What a local contract says otherwise than its master contract, and how much of the master's ceiling is taken up."""

from decimal import Decimal
from typing import Any

from django.db.models import Sum

from ..models import Contract
from ..services.clauses import living_clauses
from .compare import SAME, Difference, compare_clauses

HUNDRED = Decimal(100)
NOT_COUNTED = (Contract.Status.VOID, Contract.Status.TERMINATED)


def deviations(contract: Contract) -> list[Difference]:
    """Clause by clause against the master contract: the same, changed, left out, added. The places stay as written."""
    if contract.kind != Contract.Kind.LOCAL or contract.master is None:
        return []
    return compare_clauses(_wordings(contract.master), _wordings(contract))


def _wordings(contract: Contract) -> list[dict[str, Any]]:
    return [
        {"title": row.title, "body": row.body, "clause": row.clause_id} for row in living_clauses(contract)
    ]


def deviating(contract: Contract) -> list[Difference]:
    return [row for row in deviations(contract) if row.kind != SAME]


def has_deviations(contract: Contract) -> bool:
    return bool(deviating(contract))


def is_nonstandard(contract: Contract) -> bool:
    """Whether a clause of the template was reworded, left out or added."""
    template = contract.template
    if template is None:
        return False
    standard = [
        {"title": row.title, "body": row.body, "clause": row.clause_id}
        for row in template.clauses.alive().order_by("place", "id")
    ]
    return any(row.kind != SAME for row in compare_clauses(standard, _wordings(contract)))


def ceiling_share(contract: Contract) -> Decimal:
    """How much of the master's ceiling its local contracts, this one among them, take up in per cent of yuan; 0 where
    there is no ceiling."""
    master = contract.master
    if contract.kind != Contract.Kind.LOCAL or master is None:
        return Decimal(0)
    limit = master.limit * master.rate
    if not limit:
        return Decimal(0)
    others = Contract.objects.alive().filter(master=master, kind=Contract.Kind.LOCAL).exclude(pk=contract.pk)
    rows = others.exclude(status__in=NOT_COUNTED).exclude(status=Contract.Status.DRAFT)
    taken = (rows.aggregate(sum=Sum("base_amount"))["sum"] or Decimal(0)) + contract.base_amount
    return taken / limit * HUNDRED


__all__ = ["ceiling_share", "deviating", "deviations", "has_deviations", "is_nonstandard"]
