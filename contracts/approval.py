"""The documents of contracts that processes decide about."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.selectors.priced_lines import living_lines
from contacts.approval import team_members
from contacts.models import AccountTeamMember, Customer
from workflow.subjects import Fact, Subject, register

from .models import Contract, ContractAmendment, ContractVoiding
from .models.clause import Mode
from .selectors.compare import SAME, compare
from .selectors.deviations import HUNDRED, ceiling_share, deviating, is_nonstandard
from .services import amendment as amending
from .services import voiding as calling_void
from .services.clauses import living_terms, term_in_words
from .services.review import DOCUMENT, again, put_reviewed, reopen

Status = Contract.Status


def positions(contract: Contract) -> str:
    return "\n".join(
        f"{line.place}. {line.what} × {line.quantity.normalize():f}, {line.price.normalize():f} = {line.amount:,.2f}"
        for line in living_lines(contract)
    )


def differences(contract: Contract) -> str:
    return "\n".join(f"{row.title}: {row.label}" for row in deviating(contract))


def payment(contract: Contract) -> str:
    return "\n".join(term_in_words(term) for term in living_terms(contract))


def customer_tier(contract: Contract) -> str:
    return str(contract.customer.tier)


FACTS = [
    Fact("number", _("contract number"), "text", lambda row: row.number),
    Fact("name", _("contract name"), "text", lambda row: row.name),
    Fact("customer", _("customer"), "text", lambda row: str(row.customer)),
    Fact("customer_tier", _("tier"), "choice", customer_tier, choices=Customer.Tier.choices),
    Fact("kind", _("kind"), "choice", lambda row: row.kind, choices=Contract.Kind.choices),
    Fact("template_mode", _("template mode"), "choice", lambda row: row.template_mode, choices=Mode.choices),
    Fact("master", _("master contract"), "text", lambda row: str(row.master or "")),
    Fact("has_deviations", _("deviates from the master contract"), "bool", lambda row: bool(deviating(row))),
    Fact("deviations", _("clauses that deviate"), "text", differences),
    Fact("is_nonstandard", _("deviates from its template"), "bool", is_nonstandard),
    Fact("over_ceiling", _("beyond the ceiling of the master contract"), "bool",
         lambda row: ceiling_share(row) > HUNDRED),
    Fact("positions", _("positions"), "text", positions),
    Fact("currency", _("currency"), "text", lambda row: row.currency),
    Fact("gross_amount", _("amount with tax"), "money", lambda row: row.gross_amount),
    Fact("amount", _("amount in yuan"), "money", lambda row: row.base_amount),
    Fact("ceiling", _("ceiling with tax"), "money", lambda row: row.ceiling or Decimal(0)),
    Fact("start_on", _("start"), "date", lambda row: row.start_on),
    Fact("end_on", _("end"), "date", lambda row: row.end_on),
    Fact("payment_terms", _("terms of payment"), "text", payment),
    Fact("delivery_terms", _("terms of delivery"), "text", lambda row: row.delivery_terms),
    Fact("owner", _("owner"), "person", lambda row: row.owner),
]  # fmt: skip


def asked(contract: Contract, run: Any, by: Any) -> None:
    if contract.status == Status.DRAFT:  # mended and handed over again within its process
        again(contract, by=by)


def agreed(contract: Contract, run: Any, by: Any) -> None:
    put_reviewed(contract, by=by)


def back(contract: Contract, run: Any, by: Any) -> None:
    reopen(contract, by=by, reason=run.number)


# -- amendments ------------------------------------------------------------------------------------------------
def of_contract(fact: Fact) -> Fact:
    return replace(fact, get=lambda row: fact.get(row.contract))


def changes(amendment: ContractAmendment) -> str:
    """What it changes, one line a thing."""
    found = compare(amendment.before, amendment.after.get("content", {}))
    rows = [row for row in (*found.fields, *found.lines, *found.clauses, *found.terms) if row.kind != SAME]
    return "\n".join(f"{row.title}: {row.label}" for row in rows)


CHANGE_FACTS = [
    Fact("amendment", _("amendment number"), "text", lambda row: row.number),
    Fact("reason", _("reason"), "text", lambda row: row.reason),
    Fact("changes", _("what it changes"), "text", changes),
    *(
        of_contract(fact)
        for fact in FACTS
        if fact.name not in {"deviations", "over_ceiling", "is_nonstandard"}
    ),
]


def change_asked(amendment: ContractAmendment, run: Any, by: Any) -> None:
    if amendment.status == ContractAmendment.Status.DRAFT:
        amending.again(amendment, by=by)


def change_agreed(amendment: ContractAmendment, run: Any, by: Any) -> None:
    amending.apply_amendment(amendment, by=by)


def change_refused(amendment: ContractAmendment, run: Any, by: Any) -> None:
    amending.reject_amendment(amendment, by=by, reason=run.number)


def change_back(amendment: ContractAmendment, run: Any, by: Any) -> None:
    amending.return_amendment(amendment, by=by, reason=run.number)


# -- called void -----------------------------------------------------------------------------------------------
VOIDING_FACTS = [
    Fact("voiding", _("number of the request"), "text", lambda row: row.number),
    Fact("reason", _("reason"), "text", lambda row: row.reason),
    Fact("falls", _("what falls with it"), "text", lambda row: "\n".join(calling_void.falls(row.contract))),
    *(
        of_contract(fact)
        for fact in FACTS
        if fact.name not in {"deviations", "over_ceiling", "is_nonstandard"}
    ),
]


def void_agreed(wish: ContractVoiding, run: Any, by: Any) -> None:
    calling_void.apply_voiding(wish, by=by)


def void_refused(wish: ContractVoiding, run: Any, by: Any) -> None:
    calling_void.reject_voiding(wish, by=by, reason=run.number)


def void_dropped(wish: ContractVoiding, run: Any, by: Any) -> None:
    calling_void.drop_voiding(wish, by=by, reason=run.number)


def register_subjects() -> None:
    register(
        Subject(
            key=calling_void.DOCUMENT,
            model=ContractVoiding,
            label=_("Calling a contract void"),
            icon="ban",
            facts=VOIDING_FACTS,
            owner=lambda row: row.contract.owner,
            department=lambda row: row.contract.department,
            market=lambda row: row.contract.market_type,
            amount=lambda row: row.contract.base_amount,
            customer=lambda row: row.contract.customer,
            team_role=lambda row, role: team_members(row.contract, role),
            team_roles=AccountTeamMember.Role.choices,
            is_money=True,
            on_approved=void_agreed,
            on_rejected=void_refused,
            on_withdrawn=void_dropped,
        )
    )
    register(
        Subject(
            key=amending.DOCUMENT,
            model=ContractAmendment,
            label=_("Contract amendment"),
            icon="versions",
            facts=CHANGE_FACTS,
            owner=lambda row: row.contract.owner,
            department=lambda row: row.contract.department,
            market=lambda row: row.contract.market_type,
            amount=lambda row: row.contract.base_amount,
            customer=lambda row: row.contract.customer,
            team_role=lambda row, role: team_members(row.contract, role),
            team_roles=AccountTeamMember.Role.choices,
            is_money=True,
            on_started=change_asked,
            on_resubmitted=change_asked,
            on_approved=change_agreed,
            on_rejected=change_refused,
            on_withdrawn=change_back,
            on_returned=change_back,
        )
    )
    register(
        Subject(
            key=DOCUMENT,
            model=Contract,
            label=_("Contract"),
            icon="file-text",
            facts=FACTS,
            amount=lambda row: row.base_amount,
            customer=lambda row: row.customer,
            team_role=team_members,
            team_roles=AccountTeamMember.Role.choices,
            is_money=True,
            on_started=asked,
            on_resubmitted=asked,
            on_approved=agreed,
            on_rejected=back,
            on_withdrawn=back,
            on_returned=back,
        )
    )
