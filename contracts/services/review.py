"""From draft to what both sides have settled: handed over, reviewed by a process or a colleague, confirmed, reopened."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.selectors.priced_lines import living_lines
from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from records import sources
from workflow.services.start import start_where_taken

from .. import states
from ..models import Contract, ContractVersion
from ..review_clock import review_due
from ..selectors.deviations import HUNDRED, ceiling_share
from .clauses import living_clauses, living_terms, terms_warning
from .contract import check_master, locked
from .version import write_version

Status = Contract.Status
DOCUMENT = "contract"


def submit_contract(contract: Contract, *, by: Any) -> Contract:
    """Hand a draft over for review: complete, its terms of payment 100 %; what it says is kept as a version.

    Without a process somebody who may approve contracts reviews it. What would take local contracts beyond the
    ceiling of their master contract goes on only by a process.
    """
    with transaction.atomic():
        fresh = locked(contract)
        states.require_status(fresh.status, Status.REVIEWING)
        sources.require_unlocked(fresh)
        _hand_over(fresh, by)
        run = start_where_taken(DOCUMENT, fresh, by=by)
        share = ceiling_share(fresh)
        if run is None and share > HUNDRED:
            raise DomainError(
                _(
                    "With it the local contracts take up %(share)s %% of the ceiling of %(master)s. Lower it, or have "
                    "the master contract amended."
                )
                % {"share": f"{share.quantize(Decimal('0.01')):f}", "master": fresh.master},
                code="beyond_ceiling",
            )
        fresh.refresh_from_db()
    return fresh


def again(contract: Contract, *, by: Any) -> Contract:
    """Mended and handed over again within its process: it must be complete as at first."""
    with transaction.atomic():
        fresh = locked(contract)
        states.require_status(fresh.status, Status.REVIEWING)
        _hand_over(fresh, by)
    return fresh


def _hand_over(contract: Contract, by: Any) -> None:
    check_complete(contract)
    contract.status, contract.submitted_by, contract.submitted_at = Status.REVIEWING, by, clock.now()
    contract.review_due_at = review_due(contract)
    contract.reviewed_at = None
    contract.save()
    write_version(contract, ContractVersion.Origin.SUBMITTED, by=by)
    actions.record("contracts.contract_submitted", contract, by=by, customer=contract.customer_id)


def check_complete(contract: Contract) -> None:
    if not living_lines(contract) and not living_clauses(contract):
        raise DomainError(
            _("The contract says nothing yet: add positions, or clauses."), code="empty", field="clauses"
        )
    warning = terms_warning(living_terms(contract))
    if warning:
        raise DomainError(warning, code="terms_not_whole", field="payment_terms")
    if contract.kind == Contract.Kind.LOCAL:
        check_master(contract)


def approve_contract(contract: Contract, *, by: Any) -> Contract:
    """Review it where no process has it in hand; never one's own."""
    sources.require_unlocked(contract)
    refuse_own(contract, by)
    return put_reviewed(contract, by=by)


def refuse_own(contract: Contract, by: Any) -> None:
    own = {contract.submitted_by_id, contract.owner_id, contract.created_by_id}
    if by.pk in own:
        raise DomainError(_("Nobody decides about his own contract. Ask somebody else."), code="own_document")


def put_reviewed(contract: Contract, *, by: Any) -> Contract:
    """Reviewed: the call of a process, or of `approve_contract`."""
    with transaction.atomic():
        fresh = locked(contract)
        states.require_status(fresh.status, Status.REVIEWED)
        fresh.status, fresh.reviewed_at = Status.REVIEWED, clock.now()
        fresh.save()
        actions.record("contracts.contract_reviewed", fresh, by=by)
        words = {"contract": fresh}
        tell(
            fresh.owner,
            lambda: _("The contract %(contract)s is reviewed. Settle it with the customer.") % words,
            fresh.get_absolute_url(),
            by=by,
        )
    return fresh


def return_contract(contract: Contract, *, by: Any, reason: str) -> Contract:
    """Give one in review back to be mended; one that a process has in hand is returned there."""
    sources.require_unlocked(contract)
    with transaction.atomic():
        fresh = locked(contract)
        if fresh.status != Status.REVIEWING:
            states.require_status(fresh.status, Status.REVIEWED)  # says what is open instead
        return reopen(fresh, by=by, reason=said(reason), verb="contracts.contract_returned")


def withdraw_contract(contract: Contract, *, by: Any) -> Contract:
    """Whoever handed it over takes it back before somebody has decided."""
    sources.require_unlocked(contract)
    with transaction.atomic():
        fresh = locked(contract)
        if fresh.status != Status.REVIEWING:
            states.require_status(fresh.status, Status.REVIEWED)
        return reopen(fresh, by=by, verb="contracts.contract_withdrawn")


def reopen_contract(contract: Contract, *, by: Any, reason: str) -> Contract:
    """Reviewed or confirmed, and yet to be changed: a draft again, whose review begins anew."""
    sources.require_unlocked(contract)
    with transaction.atomic():
        fresh = locked(contract)
        if fresh.status not in states.REOPENED:
            raise DomainError(
                _("%(contract)s is “%(status)s” and cannot be reopened.")
                % {"contract": fresh, "status": fresh.get_status_display()},
                code="forbidden_move",
            )
        return reopen(fresh, by=by, reason=said(reason), verb="contracts.contract_reopened")


def reopen(
    contract: Contract, *, by: Any, reason: str = "", verb: str = "contracts.contract_returned"
) -> Contract:
    """A draft again: refused, returned, withdrawn or reopened."""
    with transaction.atomic():
        fresh = locked(contract)
        states.require_status(fresh.status, Status.DRAFT)
        fresh.status, fresh.review_due_at = Status.DRAFT, None
        fresh.reviewed_at, fresh.confirmed_on = None, None
        fresh.save()
        actions.record(verb, fresh, by=by, reason=reason)
    return fresh


def confirm_contract(contract: Contract, *, by: Any, on: Any = None, note: str = "") -> Contract:
    """Both sides have settled the wording; what they settled is kept as a version."""
    day = on or clock.today()
    with transaction.atomic():
        fresh = locked(contract)
        states.require_status(fresh.status, Status.CONFIRMED)
        if day > clock.today():
            raise DomainError(_("It is not confirmed in the future."), code="future", field="on")
        fresh.status, fresh.confirmed_on = Status.CONFIRMED, day
        fresh.save()
        write_version(fresh, ContractVersion.Origin.RETURNED, by=by, note=note)
        actions.record("contracts.contract_confirmed", fresh, by=by, on=day.isoformat(), note=note)
    return fresh


def said(reason: str) -> str:
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    return reason.strip()[:200]
