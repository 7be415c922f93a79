"""Expenses: their tabs and the sums on a customer's page, rights, verbs, menu, process, kinds."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts import sources as account_sources
from contacts.models import Customer
from core import actions
from marketing.selectors.shown import shown_fields
from marketing.tabs import CHANGES, FILES
from records import dictionaries, dictionary_uses, gate, menu, record_type, tabs
from records.menu import Entry
from records.services import numbering
from records.tabs import Tab
from workflow.subjects import Fact, Subject
from workflow.subjects import register as register_subject

from ..models import Expense, Opportunity, Visit
from ..records.expense import EXPENSES, TONES
from ..request_states import EXPENSE_OPEN
from ..selectors.expenses import sums
from ..services.expense import KIND, expense_agreed, expense_asked, expense_back
from .announcing import goes_with_customer, grants

MODEL = "expense"
ROLE_GRANTS = {
    "rep": grants("self", MODEL, "view add change delete"),
    "sm": grants("below", MODEL, "view add change delete export import"),
    "rm": grants("region", MODEL, "view add change"),
    "fin": grants("all", MODEL, "view export"),
    "mkt": grants("self", MODEL, "view add change"),
    "exe": grants("all", MODEL, "view export"),
}
VERBS = {
    "sales.expense_noted": _("noted the expense"),
    "sales.expense_changed": _("changed the expense"),
    "sales.expense_submitted": _("submitted the expense"),
    "sales.expense_approved": _("approved the expense"),
    "sales.expense_voided": _("voided the expense"),
}
KINDS = [
    ("travel", "差旅费", "Travel"),
    ("entertainment", "招待费", "Entertainment"),
    ("gift", "礼品费", "Gifts"),
    ("sample", "样品费", "Samples"),
    ("tooling", "模具工装费", "Tooling"),
    ("freight", "运费", "Freight"),
    ("promotion", "推广费", "Promotion"),
    ("service", "服务费", "Service"),
    ("other", "其他", "Other"),
]
FACTS = (
    "purpose", "people", "opportunity", "visit", "sample", "campaign", "approved_at", "end_reason", "department",
    "created_at", "created_by",
)  # fmt: skip
ALWAYS = {"purpose", "department", "created_at", "created_by"}
MOST = 100


def overview(expense: Expense, request: HttpRequest) -> dict[str, Any]:
    names = [name for name in FACTS if name in ALWAYS or getattr(expense, name) not in (None, "")]
    return {"fields": shown_fields(expense, request.user, *names)}


def _shown(rows: Any, user: Any) -> dict[str, Any]:
    found = rows.select_related("owner").order_by("-spent_on", "-id")[:MOST]
    return {
        "sums": sums(rows) if gate.reads(user, Expense, "amount") else None,
        "expenses": [
            {"row": row, "tone": TONES[row.status], "kind": dictionaries.label("expense_kind", row.kind)}
            for row in found
        ],
    }


def of_customer(customer: Customer, request: HttpRequest) -> dict[str, Any]:
    return {
        **_shown(Expense.objects.visible_to(request.user).filter(customer=customer), request.user),
        "may_add_expense": gate.holds(request.user, customer, "add", Expense),
        "prefill": f"customer={customer.pk}",
    }


def of_opportunity(sale: Opportunity, request: HttpRequest) -> dict[str, Any]:
    return {
        **_shown(Expense.objects.visible_to(request.user).filter(opportunity=sale), request.user),
        "may_add_expense": gate.holds(request.user, sale.customer, "add", Expense),
        "prefill": f"customer={sale.customer_id}&opportunity={sale.pk}",
    }


def of_visit(visit: Visit, request: HttpRequest) -> dict[str, Any]:
    given = {"customer": visit.customer_id, "visit": visit.pk, "opportunity": visit.opportunity_id}
    given |= {
        "purpose": visit.purpose,
        "spent_on": f"{localtime(visit.checked_in_at or visit.planned_start):%Y-%m-%d}",
    }
    return {
        **_shown(Expense.objects.visible_to(request.user).filter(visit=visit), request.user),
        "may_add_expense": gate.holds(request.user, visit.customer, "add", Expense),
        "prefill": urlencode({name: value for name, value in given.items() if value}),
    }


SUBJECT_FACTS = [
    Fact(
        "kind",
        _("kind of expense"),
        "choice",
        lambda row: row.kind,
        choices=lambda: dictionaries.choices("expense_kind"),
    ),
    Fact("amount", _("amount (yuan)"), "money", lambda row: row.amount),
    Fact("spent_on", _("spent on"), "date", lambda row: row.spent_on),
    Fact("purpose", _("what for"), "text", lambda row: row.purpose),
    Fact("people", _("with whom"), "text", lambda row: row.people),
    Fact("customer", _("customer"), "text", lambda row: str(row.customer)),
]


def tab(context: Any, **facts: Any) -> Tab:
    return Tab(
        name="expenses",
        label=_("Expenses"),
        template="sales/tabs/expenses.html",
        context=context,
        permission="sales.view_expense",
        **facts,
    )


def register() -> None:
    numbering.declare(KIND, "FY", 5, "%y", label=_("Expenses"), holder="sales.Expense.code")
    dictionaries.declare("expense_kind", "费用类别", KINDS, "Kinds of expense")
    dictionary_uses.add_holder("expenses", "kind", "expense_kind")
    account_sources.add_role_grants(ROLE_GRANTS)
    actions.VERBS.update(VERBS)
    record_type.register(EXPENSES)
    goes_with_customer(Expense, "expenses", _("Expenses not settled"), "sales:expense_list", EXPENSE_OPEN)
    register_subject(
        Subject(
            key=KIND,
            model=Expense,
            label=_("Expense"),
            icon="receipt-2",
            facts=SUBJECT_FACTS,
            amount=lambda row: row.amount,
            customer=lambda row: row.customer,
            market=lambda row: str(row.customer.market_type),
            is_money=True,
            on_started=expense_asked,
            on_resubmitted=expense_asked,
            on_approved=expense_agreed,
            on_rejected=expense_back,
            on_withdrawn=expense_back,
            on_returned=expense_back,
        )
    )
    tabs.add(
        "sales.expense",
        Tab(
            name="overview",
            label=_("Overview"),
            template="sales/tabs/expense.html",
            context=overview,
            order=10,
        ),
        FILES,
        CHANGES,
    )
    tabs.add("contacts.customer", tab(of_customer, order=68))
    tabs.add("sales.opportunity", tab(of_opportunity, order=60))
    tabs.add("sales.visit", tab(of_visit, order=30))
    menu.add(Entry("customers", _("Expenses"), "sales:expense_list", "receipt-2", "sales.view_expense", 48))
    menu.add_quick_create(
        Entry("customers", _("Expense"), "sales:expense_create", "receipt-2", "sales.add_expense", 36)
    )
