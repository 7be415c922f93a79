"""The tabs of a contract, and those that it adds to the pages of customers, people, opportunities and quotes."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from catalog.selectors.priced_lines import living_lines
from contacts.models import Contact, Customer
from contracts.services.course import unfinished
from core.amounts_in_words import in_words
from core.errors import DomainError
from marketing.selectors.shown import shown_fields
from marketing.tabs import CHANGES, FILES
from records import dictionaries, gate
from records.tabs import Tab
from sales.models import Opportunity

from . import sources
from .models import Contract, ContractAmendment, ContractVersion
from .places import filled, values_of
from .records.amendment import TONES as AMENDMENT_TONES
from .records.contract import TONES
from .selectors.deviations import deviations
from .selectors.pages import sees_figures, warnings_of
from .services.clauses import living_clauses, living_terms, term_in_words, terms_warning

FIELDS = (
    "their_number", "contact", "their_signer", "our_signer", "unit", "opportunity", "quote", "master", "renews",
    "template_mode", "template", "language", "country", "market_type", "effective_on", "signed_on", "auto_renew",
    "renew_notice_days", "price_mode", "fx_base_rate", "fx_threshold", "yearly_reduction", "warranty_months",
    "delivery_terms", "submitted_by", "submitted_at", "review_due_at", "reviewed_at", "confirmed_on", "ended_on",
    "end_reason", "department", "created_by", "created_at", "terms", "notes",
)  # fmt: skip
ALWAYS = {"contact", "template_mode", "language", "effective_on", "department", "created_by", "created_at"}
MOST = 100


def overview(contract: Contract, request: HttpRequest) -> dict[str, Any]:
    names = [name for name in FIELDS if name in ALWAYS or getattr(contract, name) not in (None, "", False)]
    sees = sees_figures(request.user)
    locals_ = (
        Contract.objects.visible_to(request.user).filter(master=contract).order_by("-created_at", "-id")
        if contract.kind == Contract.Kind.MASTER
        else Contract.objects.none()
    )
    return {
        "fields": shown_fields(contract, request.user, *names),
        "warnings": warnings_of(contract) if contract.is_draft and sees else [],
        "locals": with_tones(locals_) if contract.kind == Contract.Kind.MASTER else [],
        "sees": sees,
    }


def lines(contract: Contract, request: HttpRequest) -> dict[str, Any]:
    if not sees_figures(request.user):
        return {"is_closed": True}
    return {
        "lines": [
            {"row": line, "uom": dictionaries.label("unit_of_measure", line.uom) or line.uom}
            for line in living_lines(contract)
        ],
        "words": words_of(contract),
    }


def words_of(contract: Contract) -> str:
    try:
        return in_words(contract.gross_amount, contract.currency, contract.language)
    except DomainError as refusal:
        return refusal.message


def clauses(contract: Contract, request: HttpRequest) -> dict[str, Any]:
    """The wording with its places filled; of a local contract beside it what deviates from the master contract."""
    if not sees_figures(request.user):
        return {"is_closed": True}
    values = values_of(contract)
    template = contract.template
    return {
        "clauses": [
            {"row": row, "title": filled(row.title, values), "body": filled(row.body, values)}
            for row in living_clauses(contract)
        ],
        "opening": filled(template.opening, values) if template else "",
        "closing": filled(template.closing, values) if template else "",
        "deviations": deviations(contract),
    }


def terms(contract: Contract, request: HttpRequest) -> dict[str, Any]:
    if not sees_figures(request.user):
        return {"is_closed": True}
    rows = living_terms(contract)
    return {
        "terms": [{"row": row, "words": term_in_words(row)} for row in rows],
        "warning": terms_warning(rows),
    }


def versions(contract: Contract, request: HttpRequest) -> dict[str, Any]:
    if not sees_figures(request.user):
        return {"is_closed": True}
    rows = ContractVersion.objects.filter(contract=contract).select_related("by").defer("content")
    return {"versions": rows.order_by("-edition")[:MOST]}


def amendments(contract: Contract, request: HttpRequest) -> dict[str, Any]:
    rows = ContractAmendment.objects.under(contract, request.user).order_by("-id").defer("before", "after")
    may_amend = contract.status == Contract.Status.EXECUTING and gate.holds(request.user, contract, "change")
    return {
        "amendments": [{"row": row, "tone": AMENDMENT_TONES[row.status]} for row in rows[:MOST]],
        "may_amend": may_amend,
    }


def execution(contract: Contract, request: HttpRequest) -> dict[str, Any]:
    """What the floors above say of it: ordered, shipped, invoiced, received; and what is still missing."""
    if not sees_figures(request.user):
        return {"is_closed": True}
    return {
        "figures": [
            figure
            for ask in sources.EXECUTION
            for figure in ask(contract)
            if gate.reads(request.user, *figure["of"])
        ],
        "unfinished": unfinished(contract) if contract.status in Contract.IN_FORCE else [],
        "limit": contract.limit,
        "left": contract.limit - contract.called_off,
    }


def with_tones(rows: Any) -> list[dict[str, Any]]:
    found = rows.select_related("owner", "customer")[:MOST]
    return [{"row": row, "tone": TONES[row.status]} for row in found]


def shown_contracts(rows: Any, user: Any) -> dict[str, Any]:
    return {"contracts": with_tones(rows.order_by("-created_at", "-id")), "sees": sees_figures(user)}


def of_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return {
        **shown_contracts(Contract.objects.visible_to(user).filter(customer=customer), user),
        "may_add_contract": gate.holds(user, customer, "add", Contract),
        "prefill": f"customer={customer.pk}",
    }


def of_contact(contact: Contact, request: HttpRequest) -> dict[str, Any]:
    """The contracts that this person handles or signs."""
    rows = Contract.objects.visible_to(request.user)
    return shown_contracts(rows.filter(contact=contact) | rows.filter(their_signer=contact), request.user)


def of_opportunity(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    user = request.user
    return {
        **shown_contracts(Contract.objects.visible_to(user).filter(opportunity=sale), user),
        "may_add_contract": gate.holds(user, sale.customer, "add", Contract),
        "prefill": f"customer={sale.customer_id}&opportunity={sale.pk}",
    }


def own(name: str, label: Any, context: Any, order: int) -> Tab:
    return Tab(name=name, label=label, template=f"contracts/tabs/{name}.html", context=context, order=order)


CONTRACT_TABS = (
    own("overview", _("Overview"), overview, 10),
    own("lines", _("Goods and prices"), lines, 20),
    own("clauses", _("Clauses"), clauses, 30),
    own("terms", _("Terms of payment"), terms, 40),
    own("versions", _("Versions"), versions, 50),
    own("amendments", _("Amendments"), amendments, 60),
    own("execution", _("Execution"), execution, 70),
    FILES,
    CHANGES,
)


def tab(context: Any, order: int) -> Tab:
    return Tab(
        name="contracts",
        label=_("Contracts"),
        template="contracts/tabs/contracts.html",
        context=context,
        permission="contracts.view_contract",
        order=order,
    )


OF_CUSTOMER = tab(of_customer, 35)
OF_CONTACT = tab(of_contact, 48)
OF_OPPORTUNITY = tab(of_opportunity, 35)
