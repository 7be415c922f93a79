"""The verbs of an expense: note it, submit it, void it."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from contacts import validation
from core import actions, clock
from core.errors import DomainError
from records import dictionaries, sources
from records.services import numbering
from records.services.deletion import delete_record
from workflow.services.start import start_where_taken

from ..models import Expense
from ..request_states import require_expense
from .at_customer import belongs, locked, may_enter, set_owner

KIND = "expense"
FIELDS = ("kind", "amount", "spent_on", "opportunity", "visit", "sample", "campaign", "purpose", "people")
# What is given to people says to whom.
NAMES_PEOPLE = frozenset({"entertainment", "gift"})
Status = Expense.Status


def create_expense(*, by: Any, customer: Any, owner: Any = None, **values: Any) -> Expense:
    """Note money spent on a customer; it counts once it is approved."""
    may_enter(by, customer, Expense)
    with transaction.atomic():
        expense = Expense(customer=customer, **values)
        set_owner(expense, owner or by)
        _check(expense)
        expense.code = expense.code or numbering.next_free(KIND)
        expense.save()
        actions.record(
            "sales.expense_noted", expense, by=by, customer=customer.pk, amount=str(expense.amount)
        )
    return expense


def update_expense(expense: Expense, *, by: Any, version: int | None = None, **values: Any) -> Expense:
    """Mend a draft; what was submitted stays."""
    with transaction.atomic():
        fresh = locked(expense, version)
        if fresh.status != Status.DRAFT:
            raise DomainError(
                _("It is %(state)s; only a draft is changed.") % {"state": fresh.get_status_display()},
                code="submitted",
            )
        for name, value in values.items():
            if name not in FIELDS:
                raise DomainError(_("This changes by its own action only."), "not_editable", name)
            setattr(fresh, name, value)
        _check(fresh)
        fresh.save()
        actions.record("sales.expense_changed", fresh, by=by, customer=fresh.customer_id)
    return fresh


def submit_expense(expense: Expense, *, by: Any) -> Expense:
    """To its process; where none is published it is approved at once."""
    with transaction.atomic():
        fresh = locked(expense, None, "customer")
        require_expense(fresh.status, Status.APPROVING)
        actions.record("sales.expense_submitted", fresh, by=by, customer=fresh.customer_id)
        if start_where_taken(KIND, fresh, by=by) is None:
            _move(fresh, Status.APPROVING)
            expense_agreed(fresh, None, by)
        fresh.refresh_from_db()
    return fresh


def expense_asked(expense: Expense, run: Any, by: Any) -> None:
    fresh = locked(expense)
    if fresh.status != Status.APPROVING:
        _move(fresh, Status.APPROVING)


def expense_agreed(expense: Expense, run: Any, by: Any) -> None:
    fresh = locked(expense)
    fresh.approved_at = clock.now()
    _move(fresh, Status.APPROVED)
    actions.record("sales.expense_approved", fresh, by=by, customer=fresh.customer_id)


def expense_back(expense: Expense, run: Any, by: Any) -> None:
    """Refused, returned or withdrawn: a draft again."""
    _move(locked(expense), Status.DRAFT)


def void_expense(expense: Expense, *, by: Any, reason: str) -> Expense:
    """It never was, or was paid back: it stays on record and counts no more."""
    if not reason.strip():
        raise DomainError(_("Say why."), "required", "reason")
    with transaction.atomic():
        fresh = locked(expense)
        require_expense(fresh.status, Status.VOID)
        sources.require_unlocked(fresh)
        fresh.end_reason = reason.strip()[:200]
        _move(fresh, Status.VOID)
        actions.record("sales.expense_voided", fresh, by=by, customer=fresh.customer_id, reason=reason)
    return fresh


def delete_expense(expense: Expense, *, by: Any) -> None:
    if expense.status != Status.DRAFT:
        raise DomainError(_("Only a draft is deleted; void what was submitted."), "submitted")
    delete_record(expense, by=by)


def _move(expense: Expense, to: str) -> None:
    require_expense(expense.status, to)
    expense.status = to
    expense.save()


def _check(expense: Expense) -> None:
    expense.purpose, expense.people = expense.purpose.strip(), expense.people.strip()
    known = {code for code, _name, _en, is_active in dictionaries.items("expense_kind") if is_active}
    if expense.kind not in known:
        raise DomainError(_("Choose what kind of expense it is."), "unknown", "kind")
    if expense.amount is None or expense.amount <= Decimal(0):
        raise DomainError(_("Give an amount above nothing."), "not_positive", "amount")
    validation.check_amount(expense.amount, "amount")
    validation.check_not_future(expense.spent_on, "spent_on")
    if not expense.purpose:
        raise DomainError(_("Say what it was for."), "required", "purpose")
    if expense.kind in NAMES_PEOPLE and not expense.people:
        raise DomainError(_("Say with whom, or to whom."), "required", "people")
    belongs(expense, "opportunity", "visit", "sample")
