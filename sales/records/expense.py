"""The expense as a record type."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contacts.selectors.colleagues import subordinate_ids
from core import clock
from core.tables import Column, badge, link, money, related, text
from records import dictionaries
from records.record_type import ApiVerb, RecordType, Scene, SearchText

from ..filters.expense import ExpenseFilterSet
from ..forms.expense import ExpenseForm
from ..forms.sample import ReasonForm
from ..models import Expense
from ..services import expense as service

TONES = {"draft": "gray", "approving": "orange", "approved": "green", "void": "gray"}


def this_month() -> Q:
    today = clock.today()
    return Q(spent_on__gte=date(today.year, today.month, 1))


def told(row: Expense) -> dict[str, Any]:
    return {"expense": row.pk, "status": row.status, "version": row.version}


EXPENSES = RecordType(
    name="expenses",
    model=Expense,
    prefix="sales:expense",
    icon="receipt-2",
    columns=[
        link("code", _("number")),
        related("customer", _("customer"), sort="customer__pinyin", href=True),
        Column(
            name="kind",
            label=_("kind of expense"),
            value=lambda row: dictionaries.label("expense_kind", row.kind),
            sort="kind",
            group="kind",
        ),
        money("amount", _("amount (yuan)")),
        text("spent_on", _("spent on")),
        text("purpose", _("what for")),
        badge("status", _("status"), TONES),
        related("owner", _("owner"), sort="owner__pinyin"),
        related("opportunity", _("opportunity"), sort="opportunity__name", is_default=False),
        related("visit", _("visit"), sort="visit__planned_start", is_default=False),
        related("sample", _("sample"), sort="sample__code", is_default=False),
        related("campaign", _("campaign"), sort="campaign__name", is_default=False),
        related("department", _("owning department"), sort="department__sort", is_default=False),
        text("people", _("with whom"), is_default=False),
        text("approved_at", _("approved"), is_default=False),
        text("end_reason", _("reason"), is_default=False),
        text("created_at", _("created"), is_default=False),
    ],
    order=["-spent_on", "-pk"],
    filterset=ExpenseFilterSet,
    form=ExpenseForm,
    quick_filters=["owner", "kind"],
    scenes=[
        Scene("mine", _("Mine"), lambda user: Q(owner=user)),
        Scene("people", _("My people's"), lambda user: Q(owner__in=subordinate_ids(user))),
        Scene("month", _("This month"), lambda user: this_month()),
        Scene("approving", _("In approval"), lambda user: Q(status="approving")),
        Scene("approved", _("Approved"), lambda user: Q(status="approved")),
    ],
    delete=service.delete_expense,
    search=lambda row: SearchText(name=row.purpose, others=[row.code, row.people]),
    hint=lambda row: str(row.customer),
    hint_related=("customer",),
    api_fields=[
        "code", "customer", "kind", "amount", "spent_on", "opportunity", "visit", "sample", "campaign", "purpose", "people",
        "status", "approved_at", "end_reason", "owner", "department",
    ],
    api_verbs=[
        ApiVerb(
            "submit", "submit it for approval", "change",
            lambda row, by, data: told(service.submit_expense(row, by=by)),
        ),
        ApiVerb(
            "void", "it counts no more", "change",
            lambda row, by, data: told(service.void_expense(row, by=by, **data)), ReasonForm,
        ),
    ],
)  # fmt: skip
