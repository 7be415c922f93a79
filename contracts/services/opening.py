"""Contracts that were signed before this system was there: they come into force without its review."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core import actions, clock
from core.errors import DomainError
from records import gate

from .. import sources
from ..models import Contract, ContractVersion
from .clauses import living_terms, terms_warning
from .contract import locked, require_draft
from .version import write_version

Status = Contract.Status


def put_in_force(contract: Contract, *, by: Any, signed_on: date) -> Contract:
    """A draft that was signed elsewhere is in force, or will be from its day on; what it says is kept as signed.

    Only for who archives signed contracts; the signed copy is hung on it later. Its terms of payment come to 100 %.
    Upper apps follow as after a signature.
    """
    with transaction.atomic():
        gate.require(by, contract, "archive")
        fresh = locked(contract)
        require_draft(fresh)
        if signed_on > clock.today():
            raise DomainError(_("It is not signed in the future."), code="future", field="signed_on")
        if warning := terms_warning(living_terms(fresh)):
            raise DomainError(warning, code="terms_not_whole", field="payment_terms")
        fresh.signed_on = signed_on
        fresh.effective_on = fresh.effective_on or max(fresh.start_on, signed_on)
        is_now = fresh.effective_on <= clock.today()
        fresh.status = Status.EXECUTING if is_now else Status.SIGNED
        fresh.save()
        note = _("signed before it was entered here")
        write_version(fresh, ContractVersion.Origin.SIGNED, by=by, note=note)
        actions.record("contracts.contract_opened", fresh, by=by, on=signed_on.isoformat())
        for follow in sources.SIGNED:
            follow(fresh, by)
        fresh.refresh_from_db()
    return fresh
