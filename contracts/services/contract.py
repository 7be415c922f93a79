"""The verbs of a contract's draft: write it with its lines, clauses and terms, make it of a quote, renew, hand over."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.selectors.priced_lines import WRITTEN, lines_in_force, living_lines
from catalog.services.priced_lines import RECKONED_BY, add_up, set_rate, store, written
from contacts.selectors.group import top_of
from core import actions, clock
from core.errors import DomainError
from core.locking import locked_row
from records import sources
from records.services import numbering
from records.services.deletion import delete_record
from sales.models import Quote
from sales.services import at_customer
from sales.services.quote_answer import mark_converted

from ..models import Contract, ContractTemplate
from .clauses import (
    clauses_in_force,
    living_clauses,
    living_terms,
    terms_in_force,
    write_clauses,
    write_terms,
)

Status = Contract.Status
Kind = Contract.Kind
NUMBER = "contract"
Rows = Sequence[Mapping[str, Any]]
CARRIED = (
    "name", "kind", "master", "country", "template_mode", "template", "language", "customer", "unit", "contact",
    "their_signer", "our_signer", "opportunity", "currency", "tax_included", "rate", "ceiling", "auto_renew",
    "renew_notice_days", "price_mode", "fx_base_rate", "fx_threshold", "yearly_reduction", "warranty_months",
    "delivery_terms", "terms", "notes",
)  # fmt: skip
RENEWABLE = (Status.SIGNED, Status.EXECUTING, Status.COMPLETED, Status.CLOSED)


def save_contract(
    contract: Contract,
    *,
    by: Any,
    lines: Rows | None = None,
    clauses: Rows | None = None,
    terms: Rows | None = None,
) -> Contract:
    """Write a draft with its lines, clauses and terms of payment; of each list None leaves what is there.

    Refuses what is no draft any more, an end before the start, what belongs to another customer, and a local contract
    without a master contract that is being carried out, is of the same group and lasts as long.
    """
    is_new = contract.pk is None
    with transaction.atomic():
        if not is_new:
            before = locked_row(Contract, contract.pk)
            require_draft(before)
            sources.require_unlocked(contract)
        _check(contract)
        if (
            lines is None
            and not is_new
            and any(getattr(before, n) != getattr(contract, n) for n in RECKONED_BY)
        ):
            lines = lines_in_force(contract)
        if is_new:
            contract.number = contract.number or numbering.next_free(NUMBER)
            if contract.owner_id is None:
                at_customer.set_owner(contract, by if getattr(by, "pk", None) else contract.customer.owner)
        rows = written(contract, lines) if lines is not None else None
        if rows is not None:
            add_up(contract, rows)
        contract.save()
        if rows is not None:
            store(contract, rows, lines or ())
        if clauses is not None:
            write_clauses(contract, clauses)
        if terms is not None:
            write_terms(contract, terms)
        verb = "contracts.contract_drafted" if is_new else "contracts.contract_changed"
        actions.record(verb, contract, by=by, customer=contract.customer_id)
    return contract


def require_draft(contract: Contract) -> None:
    if not contract.is_draft:
        raise DomainError(
            _("%(contract)s is “%(status)s”. Only a draft is edited.")
            % {"contract": contract, "status": contract.get_status_display()},
            code="not_draft",
        )


def _check(contract: Contract) -> None:
    contract.name = contract.name.strip()
    if not contract.name:
        raise DomainError(_("Write the name of the contract."), "required", "name")
    contract.market_type = contract.customer.market_type
    if contract.end_on < contract.start_on:
        raise DomainError(_("A contract does not end before it starts."), "bad_period", "end_on")
    at_customer.belongs(contract, "unit", "contact", "their_signer", "opportunity", "quote")
    if contract.kind != Kind.LOCAL and contract.kind != Kind.SUPPLEMENT:
        contract.master = None
    if contract.kind == Kind.LOCAL:
        check_master(contract)
    template = contract.template
    if template is not None and template.customer_id not in {None, contract.customer_id}:
        raise DomainError(_("%(template)s is another customer's template.") % {"template": template}, "foreign",
                          "template")  # fmt: skip
    set_rate(contract)


def check_master(contract: Contract) -> None:
    """A local contract stands under a master contract of the same group that is being carried out and lasts as long."""
    master = contract.master
    if master is None:
        raise DomainError(_("Name the master contract."), "required", "master")
    if master.kind != Kind.MASTER or master.pk == contract.pk:
        raise DomainError(
            _("%(contract)s is no master contract.") % {"contract": master}, "no_master", "master"
        )
    if master.status not in {Status.EXECUTING, Status.AMENDING}:
        raise DomainError(
            _(
                "%(contract)s is “%(status)s”. A local contract needs a master contract that is being carried out."
            )
            % {"contract": master, "status": master.get_status_display()},
            "master_not_executing",
            "master",
        )
    if master.customer_id != contract.customer_id and top_of(master.customer) != top_of(contract.customer):
        raise DomainError(
            _("%(contract)s is a contract of another group of companies.") % {"contract": master},
            "foreign",
            "master",
        )
    if contract.end_on > master.end_on:
        raise DomainError(
            _("The master contract ends on %(day)s; a local contract ends no later.")
            % {"day": master.end_on},
            "beyond_master",
            "end_on",
        )


def from_quote(quote: Quote, *, by: Any, **facts: Any) -> Contract:
    """A draft with the lines of an accepted quote, for a year from today; the quote counts as turned into it at once.

    Refuses (by the quote's states) one that the customer has not accepted, or that was turned already.
    """
    at_customer.may_enter(by, quote.customer, Contract)
    start = facts.pop("start_on", None) or clock.today()
    with transaction.atomic():
        contract = Contract(
            name=facts.pop("name", "") or quote.subject or str(quote.customer),
            start_on=start,
            end_on=facts.pop("end_on", None) or year_after(start),
            quote=quote,
            **{name: getattr(quote, name) for name in (
                "customer", "unit", "contact", "opportunity", "currency", "tax_included", "rate", "language",
                "delivery_terms", "terms", "notes",
            )},
            **facts,
        )  # fmt: skip
        at_customer.set_owner(contract, quote.owner or by)
        save_contract(contract, by=by, lines=carried_lines(quote))
        mark_converted(quote, by=by, document=str(contract))
    return contract


def year_after(start: Any) -> Any:
    """The last day of a year that begins on `start`; of one that begins on 29 February, 28 February."""
    day = min(start.day, 28) if start.month == 2 else start.day
    return start.replace(year=start.year + 1, day=day) - timedelta(days=1)


def carried_lines(document: Any) -> list[dict[str, Any]]:
    """The lines of a document as another one takes them over."""
    return [{name: getattr(row, name) for name in WRITTEN} for row in living_lines(document)]


def renew_contract(contract: Contract, *, by: Any) -> Contract:
    """A draft for the time after this one, as long, with the same lines, clauses and terms; one at a time."""
    with transaction.atomic():
        fresh = locked(contract)
        if fresh.status not in RENEWABLE:
            raise DomainError(
                _("%(contract)s is “%(status)s”: there is nothing to renew.")
                % {"contract": fresh, "status": fresh.get_status_display()},
                code="not_renewable",
            )
        known = fresh.renewals.alive().exclude(status__in=[Status.VOID, Status.TERMINATED]).first()
        if known is not None:
            raise DomainError(_("%(contract)s renews it already.") % {"contract": known}, code="renewed")
        start = fresh.end_on + timedelta(days=1)
        made = Contract(
            **{name: getattr(fresh, name) for name in CARRIED},
            renews=fresh,
            start_on=start,
            end_on=start + (fresh.end_on - fresh.start_on),
            ext=dict(fresh.ext),
        )
        at_customer.set_owner(made, fresh.owner or by)
        save_contract(
            made,
            by=by,
            lines=carried_lines(fresh),
            clauses=[{**row, "id": None} for row in clauses_in_force(fresh)],
            terms=[{**row, "id": None} for row in terms_in_force(fresh)],
        )
        actions.record("contracts.contract_renewed", made, by=by, of=str(fresh))
    return made


def fill_from_template(contract: Contract, template: ContractTemplate | None = None, *, by: Any) -> Contract:
    """Lay the clauses of a published template over a draft; the places are filled when it is shown or printed."""
    with transaction.atomic():
        fresh = locked(contract)
        require_draft(fresh)
        sources.require_unlocked(fresh)
        template = template or fresh.template
        if template is None:
            raise DomainError(_("Choose a template."), "required", "template")
        if template.status != ContractTemplate.Status.PUBLISHED:
            raise DomainError(
                _("%(template)s is “%(status)s”. Only a published template is used.")
                % {"template": template, "status": template.get_status_display()},
                "not_published",
                "template",
            )
        for clause in living_clauses(fresh):
            clause.is_deleted = True
            clause.save()
        fresh.template, fresh.template_mode, fresh.language = template, template.mode, template.language
        rows = template.clauses.alive().order_by("place", "id")
        save_contract(
            fresh,
            by=by,
            clauses=[
                {
                    "clause": row.clause_id,
                    "title": row.title,
                    "body": row.body,
                    "is_required": row.is_required,
                }
                for row in rows
            ],
        )
        actions.record("contracts.contract_filled", fresh, by=by, template=str(template))
    return fresh


def locked(contract: Contract, *related: str) -> Contract:
    return at_customer.locked(contract, None, "customer", "owner", *related)


def transfer_contract(contract: Contract, *, to: Any, by: Any, reason: str = "") -> Contract:
    """Give it to a colleague; the department follows him."""
    with transaction.atomic():
        return at_customer.transfer(
            contract, to=to, by=by, verb="contracts.contract_transferred", reason=reason.strip()
        )


def delete_contract(contract: Contract, *, by: Any) -> None:
    """A draft goes to the recycle bin with its lines, clauses and terms."""
    with transaction.atomic():
        fresh = locked(contract)
        require_draft(fresh)
        sources.require_unlocked(fresh)
        for row in (*living_lines(fresh), *living_clauses(fresh), *living_terms(fresh)):
            row.is_deleted = True
            row.save()
        delete_record(fresh, by=by)
