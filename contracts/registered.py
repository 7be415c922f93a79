"""What contracts announce to the floors below: rights, verbs, numbers, reach, jobs, the document of processes."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts import access
from accounts import sources as account_sources
from contacts import reach as customer_reach
from core import actions, jobs, working_calendar
from core.models import Job
from core.schedule import scheduled
from core.tables import choice_label
from records import imports, menu, record_type, sources, tabs
from records.menu import Entry
from records.services import numbering
from records.sources import ReachSource, TimelineItem, TimelineSource
from sales import sources as sales_sources
from sales.registered.announcing import goes_with_customer, moves_on_merge

from . import approval, importers, parameters, roles, states, template_tabs, verbs
from . import tabs as own_tabs
from .banners import banners
from .models import Contract, ContractTemplate
from .records.contract import CONTRACTS
from .records.template import CLAUSES, TEMPLATES
from .selectors.pages import sees_figures
from .services.contract import NUMBER
from .services.course import start_contracts
from .services.expiry import remind_of_ends
from .services.review_times import count_anew

RECOUNT = "contracts.review_times"
SERVED = (*Contract.IN_FORCE, "suspended", "completed")


def served_rows(user: Any, word: str) -> QuerySet[Any, Any] | None:
    """What is in force is read by those who serve the customers."""
    if not access.allows(user, "contracts.serve_contract"):
        return None
    return Contract.objects.filter(status__in=SERVED).values("pk")


def reading(action: str) -> str:
    return "read" if action in customer_reach.READING else ""


def told(customer: Any, user: Any) -> Any:
    return Contract.objects.visible_to(user).filter(customer=customer)


def in_stream(row: Contract) -> TimelineItem:
    return TimelineItem(
        icon="file-text",
        title=str(row),
        body=f"{choice_label(row, 'status')} · {row.start_on:%Y-%m-%d} – {row.end_on:%Y-%m-%d}",
        actor=str(row.owner or ""),
        url=row.get_absolute_url(),
    )


def proves(opportunity: Any) -> list[str]:
    """The numbers of the signed contracts of a sale: what it was won by."""
    rows = Contract.objects.alive().filter(opportunity=opportunity, signed_on__isnull=False)
    return list(rows.exclude(status="void").order_by("pk").values_list("number", flat=True))


def recount(job: Job) -> None:
    """The working calendar was changed; bears being run twice."""
    moved = count_anew(job.by)
    if moved:
        actions.record("contracts.due_times_moved", None, by=job.by, moved=moved)


def register() -> None:
    numbering.declare(
        NUMBER, "HT", 4, "%Y%m", "monthly", label=_("Contracts"), holder="contracts.Contract.number"
    )
    parameters.declare()
    account_sources.add_role_grants(roles.ROLE_GRANTS)
    account_sources.add_role_policies(roles.ROLE_POLICIES)
    actions.VERBS.update(verbs.VERBS)
    record_type.register(CONTRACTS)
    record_type.register(TEMPLATES)
    record_type.register(CLAUSES)
    goes_with_customer(
        Contract,
        "contracts",
        _("Contracts in progress"),
        "contracts:contract_list",
        [str(s) for s in states.RUNNING],
    )
    moves_on_merge(ContractTemplate, "contract_templates")
    sources.add_reach(
        "contracts.contract",
        ReachSource(served_rows, label=_("in force, and he serves the customers"), word=reading),
    )
    sources.add_timeline(
        "contacts.customer",
        TimelineSource(
            "contracts.contract", told, in_stream, Coalesce("reviewed_at", "submitted_at", "created_at")
        ),
    )
    sales_sources.add_evidence(proves)
    sources.add_banner(banners)
    sources.add_files_closed("contracts.contract", lambda user: not sees_figures(user))
    imports.register(*importers.IMPORTERS)
    approval.register_subjects()
    jobs.handler(RECOUNT)(recount)
    working_calendar.then(RECOUNT)
    scheduled("start_contracts", _("Let contracts take effect"), hour="0", minute="20")(start_contracts)
    scheduled("remind_of_contract_ends", _("Remind of the end of contracts"), hour="7", minute="30")(
        remind_of_ends
    )
    tabs.add("contracts.contract", *own_tabs.CONTRACT_TABS)
    tabs.arrangeable("contracts.contract", _("Tabs of a contract"))
    tabs.add("contacts.customer", own_tabs.OF_CUSTOMER)
    tabs.add("contacts.contact", own_tabs.OF_CONTACT)
    tabs.add("sales.opportunity", own_tabs.OF_OPPORTUNITY)
    tabs.add("contracts.contracttemplate", *template_tabs.TEMPLATE_TABS)
    tabs.add("contracts.clause", *template_tabs.CLAUSE_TABS)
    menu.add(
        Entry(
            "library",
            _("Contract templates"),
            "contracts:template_list",
            "copy",
            "contracts.view_contracttemplate",
            61,
        ),
        Entry("library", _("Clauses"), "contracts:clause_list", "list-details", "contracts.view_clause", 62),
        Entry(
            "customers", _("Contracts"), "contracts:contract_list", "file-text", "contracts.view_contract", 47
        ),
    )
    menu.add_quick_create(
        Entry(
            "customers", _("Contract"), "contracts:contract_create", "file-text", "contracts.add_contract", 35
        )
    )
