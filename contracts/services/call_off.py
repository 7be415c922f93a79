"""What orders call off a contract: the amounts and quantities that count against its ceiling, and its master's."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.money import rounded

from ..models import Contract, ContractLine
from .voiding import require_no_voiding

WARN_FROM = Decimal("0.9")
OPEN_ENDED = {
    Contract.Kind.MASTER,
    Contract.Kind.FRAMEWORK,
}  # without a ceiling of their own nothing is counted out


def limits_of(contract: Contract) -> list[tuple[Contract, Decimal]]:
    """The contract and its master, each with what may be called off it in all; where nothing was agreed, none is."""
    found = []
    here: Contract | None = contract
    while here is not None:
        if here.ceiling is not None or here.kind not in OPEN_ENDED:
            found.append((here, here.limit))
        here = here.master if here.master_id else None
    return found


def in_currency_of(contract: Contract, amount: Decimal, rate: Decimal) -> Decimal:
    """An amount in yuan per `rate` as it counts against a contract that may be in another currency."""
    return rounded(amount * rate / contract.rate)


def beyond(contract: Contract, amount: Decimal) -> list[str]:
    """Why an order of `amount` (with tax, in the contract's currency) may not be called off without an approval."""
    texts = []
    for each, limit in limits_of(contract):
        asked = amount if each.pk == contract.pk else in_currency_of(each, amount, contract.rate)
        if each.called_off + asked > limit:
            texts.append(_too_much(each, asked, limit))
    return texts


def near(contract: Contract) -> list[str]:
    """What is to be said when nine tenths of a ceiling are called off."""
    return [
        _("%(percent)s %% of %(contract)s are called off: %(done)s of %(limit)s %(currency)s.")
        % {
            "percent": rounded(each.called_off / limit * 100, 1),
            "contract": each.number,
            "done": f"{each.called_off:,.2f}",
            "limit": f"{limit:,.2f}",
            "currency": each.currency,
        }
        for each, limit in limits_of(contract)
        if limit and each.called_off >= limit * WARN_FROM
    ]


def call_off(
    contract: Contract,
    amount: Decimal,
    quantities: Mapping[int, Decimal],
    *,
    by: Any,
    is_approved: bool = False,
) -> list[str]:
    """Count an order against its contract and the master above it, and give what is to be said of it.

    `quantities` are those of the contract's lines by their id. Refuses what goes beyond a ceiling and was not approved.
    """
    with transaction.atomic():
        chain = _locked_chain(contract)
        if chain[0].status == Contract.Status.VOID:  # decided while the order waited for the lock
            raise DomainError(_("%(contract)s is void.") % {"contract": chain[0]}, "void", "contract")
        require_no_voiding(chain[0])
        if not is_approved and (texts := beyond(chain[0], amount)):
            raise DomainError(" ".join(texts), code="beyond_ceiling", field="contract")
        _move(chain, amount, quantities)
        return near(chain[0])


def give_back(contract: Contract, amount: Decimal, quantities: Mapping[int, Decimal], *, by: Any) -> None:
    """What an order that was cancelled had called off counts no more."""
    with transaction.atomic():
        _move(_locked_chain(contract), -amount, {pk: -quantity for pk, quantity in quantities.items()})


def _locked_chain(contract: Contract) -> list[Contract]:
    """The contract and its masters under lock, the contract first; always locked in the order of their ids."""
    ids, here = [contract.pk], contract
    while here.master_id and here.master is not None:
        here = here.master
        ids.append(here.pk)
    rows = {row.pk: row for row in Contract.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    chain = [rows[pk] for pk in ids]
    for lower, upper in zip(chain, chain[1:], strict=False):
        lower.master = upper
    return chain


def _move(chain: list[Contract], amount: Decimal, quantities: Mapping[int, Decimal]) -> None:
    contract = chain[0]
    for each in chain:
        counted = amount if each is contract else in_currency_of(each, amount, contract.rate)
        each.called_off = max(each.called_off + counted, Decimal(0))
        each.skip_history_when_saving = True  # type: ignore[attr-defined]
        each.save(update_fields=["called_off"])
    lines = ContractLine.objects.select_for_update().filter(contract=contract, pk__in=quantities)
    for line in lines.order_by("pk"):
        line.ordered = max(line.ordered + quantities[line.pk], Decimal(0))
        line.skip_history_when_saving = True  # type: ignore[attr-defined]
        line.save(update_fields=["ordered"])


def _too_much(contract: Contract, asked: Decimal, limit: Decimal) -> str:
    return _(
        "%(contract)s allows %(limit)s %(currency)s in all; %(done)s are called off, %(left)s are left, "
        "and this order takes %(asked)s. It needs an approval."
    ) % {
        "contract": contract.number,
        "limit": f"{limit:,.2f}",
        "currency": contract.currency,
        "done": f"{contract.called_off:,.2f}",
        "left": f"{max(limit - contract.called_off, Decimal(0)):,.2f}",
        "asked": f"{asked:,.2f}",
    }
