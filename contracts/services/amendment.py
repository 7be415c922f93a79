"""Amendments: what is being carried out is changed by an approved amendment alone, with before and after kept."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from catalog.models import Product
from catalog.selectors.priced_lines import living_lines
from catalog.services.priced_lines import add_up, store, written
from contacts.services.telling import tell
from core import actions, clock
from core.errors import DomainError
from records import gate
from workflow.models import ProcessRun
from workflow.services.start import start_where_taken

from .. import sources, states
from ..models import Contract, ContractAmendment, ContractVersion
from .clauses import living_terms, terms_warning, write_clauses, write_terms
from .contract import check_master, locked
from .version import content_of, plain, write_version

Status = Contract.Status
Change = ContractAmendment.Status
DOCUMENT = "contract_amendment"
DAYS = ("end_on",)
FIGURES = ("ceiling", "yearly_reduction", "fx_base_rate", "fx_threshold")
COUNTS = ("warranty_months", "renew_notice_days")
CHANGEABLE = (*DAYS, *FIGURES, *COUNTS, "auto_renew", "delivery_terms", "terms")
Asked = Mapping[str, Any]


def draft_amendment(
    contract: Contract, *, by: Any, reason: str, effective_on: Any = None, **asked: Any
) -> ContractAmendment:
    """Propose a change of a contract that is being carried out; it is being amended until that is decided.

    `asked` names changed fields, and `lines`, `clauses`, `payment_terms` as they would be written. Refuses what would not
    hold, by trying it; one open amendment at a time.
    """
    with transaction.atomic():
        fresh = locked(contract)
        states.require_status(fresh.status, Status.AMENDING)
        count = ContractAmendment.objects.filter(contract=fresh).count()
        amendment = ContractAmendment(
            contract=fresh,
            number=f"{fresh.number}-B{count + 1}",
            reason=_said(reason),
            effective_on=effective_on,
            before=content_of(fresh),
        )
        amendment.after = _after(fresh, asked, by)
        fresh.status = Status.AMENDING
        fresh.save()
        amendment.save()
        actions.record(
            "contracts.amendment_drafted", fresh, by=by, number=amendment.number, reason=amendment.reason
        )
    return amendment


def change_amendment(
    amendment: ContractAmendment, *, by: Any, reason: str, effective_on: Any = None, **asked: Any
) -> ContractAmendment:
    with transaction.atomic():
        fresh = _locked(amendment)
        if fresh.status != Change.DRAFT:
            raise DomainError(_("%(number)s is no draft any more.") % {"number": fresh}, code="not_draft")
        fresh.reason, fresh.effective_on = _said(reason), effective_on
        fresh.after = _after(fresh.contract, asked, by)
        fresh.save()
        actions.record("contracts.amendment_changed", fresh.contract, by=by, number=fresh.number)
    return fresh


def _said(reason: str) -> str:
    if not reason.strip():
        raise DomainError(_("Say why."), code="required", field="reason")
    return reason.strip()[:200]


def _after(contract: Contract, asked: Asked, by: Any) -> dict[str, Any]:
    """What is asked, as JSON, and what the contract would say then: tried, read, and taken back."""
    kept = as_json(asked)
    with transaction.atomic():
        tried = locked(contract)
        lay_over(tried, kept)
        content = content_of(tried)
        transaction.set_rollback(True)
    if content == content_of(contract):
        raise DomainError(_("Nothing would change."), code="nothing")
    return {"asked": kept, "content": content}


def as_json(asked: Asked) -> dict[str, Any]:
    found: dict[str, Any] = {name: plain(asked[name]) for name in CHANGEABLE if name in asked}
    for name in ("lines", "clauses", "payment_terms"):
        if asked.get(name) is not None:
            found[name] = [
                {
                    key: getattr(value, "pk", None) if key == "product" else plain(value)
                    for key, value in row.items()
                }
                for row in asked[name]
            ]
    return found


def lay_over(contract: Contract, asked: Asked) -> None:
    """Write what is asked over the contract itself, with all that a draft would be refused for."""
    for name in CHANGEABLE:
        if name in asked:
            setattr(contract, name, _value(name, asked[name]))
    if contract.end_on < contract.start_on:
        raise DomainError(_("A contract does not end before it starts."), "bad_period", "end_on")
    if contract.kind == Contract.Kind.LOCAL:
        check_master(contract)
    if "lines" in asked:
        _lines(contract, [_line(row) for row in asked["lines"]])
    if contract.limit < contract.called_off:
        raise DomainError(
            _("%(called)s of it are called off already; the ceiling is not below that.")
            % {"called": f"{contract.called_off:,.2f}"},
            "below_called_off",
            "ceiling",
        )
    contract.reminded_step = None
    contract.save()
    if "clauses" in asked:
        write_clauses(contract, asked["clauses"])
    if "payment_terms" in asked:
        write_terms(contract, [_term(row) for row in asked["payment_terms"]])
        warning = terms_warning(living_terms(contract))
        if warning:
            raise DomainError(warning, "terms_not_whole", "term_list")


def _value(name: str, given: Any) -> Any:
    if given in (None, ""):
        return None if name in (*FIGURES, "warranty_months") else given
    if name in DAYS:
        return parse_date(given) if isinstance(given, str) else given
    return Decimal(given) if name in FIGURES else given


FIGURES_OF_LINES = ("quantity", "price", "discount", "vat_rate", "amount")


def _line(row: Asked) -> dict[str, Any]:
    line = {
        name: Decimal(value) if name in FIGURES_OF_LINES and value is not None else value
        for name, value in row.items()
    }
    if line.get("product"):
        line["product"] = Product.objects.filter(pk=int(line["product"])).first()
    return line


def _term(row: Asked) -> dict[str, Any]:
    day = row.get("day")
    return {
        **row,
        "percent": Decimal(row["percent"]),
        "day": parse_date(day) if isinstance(day, str) else day,
    }


def _lines(contract: Contract, lines: list[dict[str, Any]]) -> None:
    """Positions that orders stand under stay, with at least what is ordered."""
    ordered = {line.pk: line for line in living_lines(contract) if line.ordered}
    rows = written(contract, lines)
    kept = {line.get("id"): row for line, row in zip(lines, rows, strict=True)}
    for pk, line in ordered.items():
        row = kept.get(pk)
        if row is None or row.quantity < line.ordered or row.product_id != line.product_id:
            raise DomainError(
                _("%(ordered)s of position %(line)s are ordered already; it stays with at least that.")
                % {"ordered": f"{line.ordered.normalize():f}", "line": line},
                "ordered",
                "lines",
            )
    add_up(contract, rows)
    store(contract, rows, lines)


def _locked(amendment: ContractAmendment) -> ContractAmendment:
    """The amendment under the lock of its contract."""
    contract = locked(amendment.contract)
    fresh = ContractAmendment.objects.alive().select_for_update(of=("self",)).get(pk=amendment.pk)
    fresh.contract = contract
    return fresh


def submit_amendment(amendment: ContractAmendment, *, by: Any) -> ContractAmendment:
    """Have it approved by a process, or, where there is none, by somebody who approves contracts."""
    with transaction.atomic():
        fresh = _asked(amendment, by)
        start_where_taken(DOCUMENT, fresh, by=by)
        fresh.refresh_from_db()
    return fresh


def _asked(amendment: ContractAmendment, by: Any) -> ContractAmendment:
    fresh = _locked(amendment)
    states.require_amendment(fresh.status, Change.APPROVING)
    fresh.status, fresh.submitted_by = Change.APPROVING, by
    fresh.save()
    actions.record("contracts.amendment_submitted", fresh.contract, by=by, number=fresh.number)
    return fresh


def again(amendment: ContractAmendment, *, by: Any) -> ContractAmendment:
    with transaction.atomic():
        return _asked(amendment, by)


def in_process(amendment: ContractAmendment) -> bool:
    return bool(ProcessRun.objects.about(amendment).open().exists())


def _free(amendment: ContractAmendment) -> None:
    if in_process(amendment):
        raise DomainError(
            _("A process decides about %(number)s.") % {"number": amendment}, code="in_approval"
        )


def approve_amendment(amendment: ContractAmendment, *, by: Any) -> ContractAmendment:
    """Approve it where no process decides; never one's own."""
    _free(amendment)
    gate.require(by, amendment.contract, "approve")
    if by.pk in {amendment.submitted_by_id, amendment.created_by_id, amendment.contract.owner_id}:
        raise DomainError(_("Nobody decides about his own contract. Ask somebody else."), code="own_document")
    return apply_amendment(amendment, by=by)


def apply_amendment(amendment: ContractAmendment, *, by: Any) -> ContractAmendment:
    """In force: the call of a process, or of `approve_amendment`. What it says now is a version; upper apps follow."""
    with transaction.atomic():
        fresh = _locked(amendment)
        states.require_amendment(fresh.status, Change.APPLIED)
        contract = fresh.contract
        states.require_status(contract.status, Status.EXECUTING)
        fresh.before = content_of(contract)
        lay_over(contract, fresh.after["asked"])
        contract.status = Status.EXECUTING
        contract.save()
        fresh.after = {**fresh.after, "content": content_of(contract)}
        fresh.status, fresh.decided_at = Change.APPLIED, clock.now()
        fresh.effective_on = fresh.effective_on or clock.today()
        fresh.save()
        write_version(contract, ContractVersion.Origin.AMENDED, by=by, note=fresh.number)
        actions.record("contracts.amendment_applied", contract, by=by, number=fresh.number)
        for follow in sources.AMENDED:
            follow(contract, by)
        _tell(contract, _in_force, fresh, by)
    return fresh


def _in_force(number: str) -> str:
    return _("The amendment %(number)s is in force.") % {"number": number}


def _refused(number: str) -> str:
    return _("The amendment %(number)s was rejected.") % {"number": number}


def _tell(contract: Contract, sentence: Any, amendment: ContractAmendment, by: Any) -> None:
    tell(contract.owner, lambda: sentence(amendment.number), amendment.get_absolute_url(), by=by)


def return_amendment(amendment: ContractAmendment, *, by: Any, reason: str = "") -> ContractAmendment:
    """A draft again: returned or withdrawn from approval."""
    with transaction.atomic():
        fresh = _locked(amendment)
        states.require_amendment(fresh.status, Change.DRAFT)
        fresh.status = Change.DRAFT
        fresh.save()
        actions.record(
            "contracts.amendment_returned", fresh.contract, by=by, number=fresh.number, reason=reason
        )
    return fresh


def reject_amendment(amendment: ContractAmendment, *, by: Any, reason: str = "") -> ContractAmendment:
    """Refused: the contract goes on as it was."""
    return _over(amendment, Change.REJECTED, "contracts.amendment_rejected", by, reason)


def refuse_amendment(amendment: ContractAmendment, *, by: Any, reason: str) -> ContractAmendment:
    """The same by hand, where no process decides."""
    _free(amendment)
    gate.require(by, amendment.contract, "approve")
    return reject_amendment(amendment, by=by, reason=_said(reason))


def withdraw_amendment(amendment: ContractAmendment, *, by: Any) -> ContractAmendment:
    """Given up as a draft: the contract goes on as it was."""
    return _over(amendment, Change.WITHDRAWN, "contracts.amendment_withdrawn", by, "")


def _over(amendment: ContractAmendment, to: str, verb: str, by: Any, reason: str) -> ContractAmendment:
    with transaction.atomic():
        fresh = _locked(amendment)
        states.require_amendment(fresh.status, to)
        fresh.status, fresh.decided_at = to, clock.now()
        fresh.save()
        contract = fresh.contract
        states.require_status(contract.status, Status.EXECUTING)
        contract.status = Status.EXECUTING
        contract.save()
        actions.record(verb, contract, by=by, number=fresh.number, reason=reason)
        if to == Change.REJECTED:
            _tell(contract, _refused, fresh, by)
    return fresh
