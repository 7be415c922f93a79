"""Calling a signed contract void: asked with a reason, decided by a process or another approver, never at once.

What hangs on the contract (orders, receipts) forbids it, when it is asked and again when it is decided. While it is
being decided the contract does not take effect and nothing is ordered under it.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from core.joining import clauses
from records import gate
from workflow.models import ProcessRun
from workflow.services.start import start_where_taken

from .. import sources, states
from ..models import Contract, ContractVoiding
from .contract import locked
from .review import said

Status = Contract.Status
Wish = ContractVoiding.Status
DOCUMENT = "contract_voiding"


def holds(contract: Contract) -> list[str]:
    """What keeps it from being void: the upper apps name it."""
    return [reason for ask in sources.HOLDS for reason in ask(contract)]


def falls(contract: Contract) -> list[str]:
    """What would fall with it: payments that are asked for."""
    return [words for ask in sources.FALLS for words in ask(contract)]


def refuse_held(contract: Contract) -> None:
    held = holds(contract)
    if held:
        raise DomainError(
            _("%(contract)s can not be called void any more: %(reasons)s.")
            % {"contract": contract, "reasons": clauses(held)},
            code="held",
        )


def open_voiding(contract: Contract) -> ContractVoiding | None:
    return ContractVoiding.objects.alive().filter(contract=contract, status=Wish.APPROVING).first()


def require_no_voiding(contract: Contract) -> None:
    """Asked before the contract goes on: what may be void tomorrow neither takes effect nor is ordered under."""
    wish = open_voiding(contract)
    if wish is not None:
        raise DomainError(
            _("%(number)s asks to call %(contract)s void; that is decided first.")
            % {"number": wish, "contract": contract},
            code="voiding",
        )


def ask_void(contract: Contract, *, by: Any, reason: str) -> ContractVoiding:
    """Ask for it: by a process, or, where there is none, decided by somebody else who approves contracts."""
    with transaction.atomic():
        fresh = locked(contract)
        if fresh.status != Status.SIGNED:
            raise DomainError(
                _(
                    "%(contract)s is “%(status)s”; only what is signed and not carried out yet is asked to be void."
                )
                % {"contract": fresh, "status": fresh.get_status_display()},
                code="forbidden_move",
            )
        require_no_voiding(fresh)
        refuse_held(fresh)
        count = ContractVoiding.objects.filter(contract=fresh).count()
        wish = ContractVoiding(
            contract=fresh, number=f"{fresh.number}-Z{count + 1}", reason=said(reason), asked_by=by
        )
        wish.save()
        actions.record("contracts.voiding_asked", fresh, by=by, number=wish.number, reason=wish.reason)
        start_where_taken(DOCUMENT, wish, by=by)
        wish.refresh_from_db()
    return wish


def _locked(wish: ContractVoiding) -> ContractVoiding:
    """The request under the lock of its contract."""
    contract = locked(wish.contract)
    fresh = ContractVoiding.objects.alive().select_for_update(of=("self",)).get(pk=wish.pk)
    fresh.contract = contract
    return fresh


def in_process(wish: ContractVoiding) -> bool:
    return bool(ProcessRun.objects.about(wish).open().exists())


def _free(wish: ContractVoiding) -> None:
    if in_process(wish):
        raise DomainError(_("A process decides about %(number)s.") % {"number": wish}, code="in_approval")


def _decided(wish: ContractVoiding, to: str, why: str) -> None:
    if wish.status != Wish.APPROVING:
        raise DomainError(
            _("%(number)s is “%(status)s”; it is decided already.")
            % {"number": wish, "status": wish.get_status_display()},
            code="forbidden_move",
        )
    wish.status, wish.answer, wish.decided_at = to, why[:200], clock.now()
    wish.save()


def approve_voiding(wish: ContractVoiding, *, by: Any) -> ContractVoiding:
    """Approve it where no process decides; never one's own wish, nor of one's own contract."""
    _free(wish)
    gate.require(by, wish.contract, "approve")
    if by.pk in {wish.asked_by_id, wish.contract.owner_id, wish.contract.created_by_id}:
        raise DomainError(_("Nobody decides about his own contract. Ask somebody else."), code="own_document")
    return apply_voiding(wish, by=by)


def apply_voiding(wish: ContractVoiding, *, by: Any) -> ContractVoiding:
    """Void: the call of a process, or of `approve_voiding`. What was ordered or paid meanwhile refuses it."""
    with transaction.atomic():
        fresh = _locked(wish)
        _decided(fresh, Wish.APPLIED, "")
        contract = fresh.contract
        states.require_status(contract.status, Status.VOID)
        refuse_held(contract)
        contract.status, contract.end_reason, contract.ended_on = Status.VOID, fresh.reason, clock.today()
        contract.save()
        actions.record(
            "contracts.contract_voided",
            contract,
            by=by,
            customer=contract.customer_id,
            reason=fresh.reason,
            number=fresh.number,
        )
        for follow in sources.ENDED:
            follow(contract, by)
        _tell(fresh, by)
    return fresh


def _tell(wish: ContractVoiding, by: Any) -> None:
    words = {"contract": wish.contract, "number": wish, "reason": wish.answer}

    def sentence() -> str:
        if wish.status == Wish.APPLIED:
            return _("The contract %(contract)s is void.") % words
        return _("The contract %(contract)s stays in force: %(number)s was rejected. %(reason)s") % words

    people = {person.pk: person for person in (wish.contract.owner, wish.asked_by) if person is not None}
    for person in people.values():
        tell(person, sentence, wish.get_absolute_url(), by=by)


def reject_voiding(wish: ContractVoiding, *, by: Any, reason: str = "") -> ContractVoiding:
    """Refused: the contract goes on as it was."""
    with transaction.atomic():
        fresh = _locked(wish)
        _decided(fresh, Wish.REJECTED, reason)
        actions.record(
            "contracts.voiding_rejected", fresh.contract, by=by, number=fresh.number, reason=reason
        )
        _tell(fresh, by)
    return fresh


def refuse_voiding(wish: ContractVoiding, *, by: Any, reason: str) -> ContractVoiding:
    """The same by hand, where no process decides."""
    _free(wish)
    gate.require(by, wish.contract, "approve")
    return reject_voiding(wish, by=by, reason=said(reason))


def drop_voiding(wish: ContractVoiding, *, by: Any, reason: str = "") -> ContractVoiding:
    """Withdrawn before somebody has decided."""
    with transaction.atomic():
        fresh = _locked(wish)
        _decided(fresh, Wish.WITHDRAWN, reason)
        actions.record("contracts.voiding_withdrawn", fresh.contract, by=by, number=fresh.number)
    return fresh


def withdraw_voiding(wish: ContractVoiding, *, by: Any) -> ContractVoiding:
    """The same by hand; a process is withdrawn there."""
    _free(wish)
    return drop_voiding(wish, by=by)
