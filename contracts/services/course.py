"""A contract from its signature to its end: archived, started, suspended, terminated, completed, closed, void."""

from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from core.joining import clauses
from records import sources as record_sources
from records.models import Attachment

from .. import sources, states
from ..models import Contract, ContractVersion, ContractVoiding
from .contract import locked
from .review import said
from .version import write_version
from .voiding import ask_void, open_voiding, require_no_voiding

Status = Contract.Status
FREELY_VOID = (Status.DRAFT, Status.REVIEWED)


def attached(contract: Contract) -> Any:
    """The files that hang on a contract, newest first."""
    kind = ContentType.objects.get_for_model(Contract)
    return Attachment.objects.alive().filter(subject_type=kind, subject_id=contract.pk).order_by("-id")


def sign_contract(
    contract: Contract, *, by: Any, signed_on: Any = None, effective_on: Any = None, signed_copy: Any = None
) -> Contract:
    """Archive the signed copy: one must hang on the contract. What was signed is kept as a version; upper apps follow.

    Without a day of its own it takes effect on its first day, and not before it is signed.
    """
    day = signed_on or clock.today()
    with transaction.atomic():
        fresh = locked(contract)
        states.require_status(fresh.status, Status.SIGNED)
        if day > clock.today():
            raise DomainError(_("It is not signed in the future."), code="future", field="signed_on")
        copies = attached(fresh)
        if signed_copy is not None:
            copies = copies.filter(pk=getattr(signed_copy, "pk", signed_copy))
        kept = copies.first()
        if kept is None:
            raise DomainError(
                _("Attach the signed copy to the contract first (tab “Files”)."),
                code="no_copy",
                field="signed_copy",
            )
        fresh.status, fresh.signed_on = Status.SIGNED, day
        fresh.effective_on = effective_on or fresh.effective_on or max(fresh.start_on, day)
        fresh.save()
        write_version(fresh, ContractVersion.Origin.SIGNED, by=by, note=kept.name)
        actions.record("contracts.contract_signed", fresh, by=by, on=day.isoformat(), copy=kept.name)
        for follow in sources.SIGNED:
            follow(fresh, by)
        fresh.refresh_from_db()
    return fresh


def start_contract(contract: Contract, *, by: Any) -> Contract:
    """It is being carried out from the day on which it takes effect."""
    with transaction.atomic():
        fresh = locked(contract)
        states.require_status(fresh.status, Status.EXECUTING)
        if fresh.status != Status.SIGNED:
            states.require_status(Status.DRAFT, Status.EXECUTING)
        require_no_voiding(fresh)
        if fresh.effective_on is None or fresh.effective_on > clock.today():
            raise DomainError(
                _("%(contract)s takes effect on %(day)s.")
                % {"contract": fresh, "day": fresh.effective_on or "–"},
                code="too_early",
            )
        return _moved(fresh, Status.EXECUTING, "contracts.contract_started", by)


def _moved(contract: Contract, to: str, verb: str, by: Any, reason: str = "", **facts: Any) -> Contract:
    states.require_status(contract.status, to)
    contract.status = to
    if reason:
        contract.end_reason = reason
    contract.save()
    actions.record(verb, contract, by=by, customer=contract.customer_id, reason=reason, **facts)
    return contract


def suspend_contract(contract: Contract, *, by: Any, reason: str) -> Contract:
    with transaction.atomic():
        record_sources.require_unlocked(contract)
        return _moved(locked(contract), Status.SUSPENDED, "contracts.contract_suspended", by, said(reason))


def resume_contract(contract: Contract, *, by: Any) -> Contract:
    with transaction.atomic():
        fresh = locked(contract)
        if fresh.status != Status.SUSPENDED:
            raise DomainError(
                _("%(contract)s is “%(status)s”, not suspended.")
                % {"contract": fresh, "status": fresh.get_status_display()},
                code="forbidden_move",
            )
        fresh.end_reason = ""
        return _moved(fresh, Status.EXECUTING, "contracts.contract_resumed", by)


def terminate_contract(contract: Contract, *, by: Any, reason: str) -> Contract:
    """End a suspended contract before its time; upper apps follow."""
    with transaction.atomic():
        fresh = locked(contract)
        fresh.ended_on = clock.today()
        return _ended(_moved(fresh, Status.TERMINATED, "contracts.contract_terminated", by, said(reason)), by)


def _ended(contract: Contract, by: Any) -> Contract:
    for follow in sources.ENDED:
        follow(contract, by)
    contract.refresh_from_db()
    return contract


def unfinished(contract: Contract) -> list[str]:
    return [reason for ask in sources.UNFINISHED for reason in ask(contract)]


def complete_contract(contract: Contract, *, by: Any) -> Contract:
    """Carried out: delivered, paid, the retention money released; refuses with what is still missing."""
    with transaction.atomic():
        fresh = locked(contract)
        states.require_status(fresh.status, Status.COMPLETED)
        left = unfinished(fresh)
        if left:
            raise DomainError(
                _("%(contract)s is not carried out yet: %(reasons)s.")
                % {"contract": fresh, "reasons": clauses(left)},
                code="unfinished",
            )
        fresh.ended_on = clock.today()
        return _moved(fresh, Status.COMPLETED, "contracts.contract_completed", by)


def close_contract(contract: Contract, *, by: Any) -> Contract:
    with transaction.atomic():
        return _moved(locked(contract), Status.CLOSED, "contracts.contract_closed", by)


def void_contract(contract: Contract, *, by: Any, reason: str) -> Contract:
    """Call a draft or a reviewed contract void; of a signed one it is asked, and decided by others."""
    with transaction.atomic():
        fresh = locked(contract)
        states.require_status(fresh.status, Status.VOID)
        record_sources.require_unlocked(fresh)
        if fresh.status not in FREELY_VOID:
            ask_void(fresh, by=by, reason=reason)
            fresh.refresh_from_db()
            return fresh
        fresh.ended_on = clock.today()
        return _ended(_moved(fresh, Status.VOID, "contracts.contract_voided", by, said(reason)), by)


def start_contracts(as_of: date) -> dict[str, Any]:
    """Signed contracts are carried out from the day on which they take effect."""
    count = 0
    rows = Contract.objects.alive().filter(status=Status.SIGNED, effective_on__lte=as_of)
    rows = rows.exclude(voidings__in=ContractVoiding.objects.alive().filter(status="approving").values("pk"))
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            fresh = Contract.objects.select_for_update(of=("self",)).select_related("owner").get(pk=pk)
            if fresh.status != Status.SIGNED or fresh.effective_on is None or fresh.effective_on > as_of:
                continue
            if open_voiding(fresh) is not None:
                continue
            fresh.status = Status.EXECUTING
            fresh.save()
            actions.record("contracts.contract_started", fresh)
            words = {"contract": fresh}
            tell(
                fresh.owner,
                lambda words=words: _("The contract %(contract)s takes effect.") % words,  # type: ignore[misc]
                fresh.get_absolute_url(),
                by=None,
            )
        count += 1
    return {"started": count}
