"""Expenses: list, the single one, submitting and voiding."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import money_text
from core.tables import show
from records import dictionaries, gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.sample import ReasonForm
from ..models import Expense
from ..records.expense import EXPENSES, TONES
from ..services import expense as service
from .inquiry import customer_fact


class ExpenseList(ListPage):
    record = EXPENSES


class ExpenseCreate(CreatePage):
    record = EXPENSES


class ExpenseEdit(EditPage):
    record = EXPENSES


class ExpenseDelete(DeletePage):
    record = EXPENSES
    verb = gettext_lazy("Delete")
    question = gettext_lazy("Only a draft is deleted; what was submitted is voided.")

    def perform(self, obj: Expense, form: Any) -> str:
        service.delete_expense(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


class ExpenseDetail(DetailPage):
    record = EXPENSES
    template = "sales/expense_detail.html"
    related = ("owner", "department", "customer", "opportunity", "visit", "sample", "campaign", "created_by")

    def context(self, obj: Expense) -> dict[str, Any]:
        user = self.request.user
        known = super().context(obj)
        may = {action: gate.holds(user, obj, action) for action in ("change", "delete")}
        is_draft = obj.status == Expense.Status.DRAFT
        return {
            **known,
            "facts": [
                customer_fact(obj, user),
                {"label": _("Amount"), "value": money_text(obj.amount), "of": ("amount",)},
                {"label": _("Kind of expense"), "value": dictionaries.label("expense_kind", obj.kind)},
                {"label": _("Spent on"), "value": show(obj.spent_on)},
                {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
            ],
            "tone": TONES[obj.status],
            "may": {**may, "change": may["change"] and is_draft, "delete": may["delete"] and is_draft},
            "may_submit": may["change"] and is_draft,
            "may_void": may["change"] and obj.status in {"draft", "approved"},
        }


class ExpenseSubmit(ActionPage):
    record = EXPENSES
    action = "change"
    verb = gettext_lazy("Submit")
    question = gettext_lazy("It goes to approval and is not changed any more.")

    def perform(self, obj: Expense, form: Any) -> str:
        done = service.submit_expense(obj, by=self.request.user)
        return _("%(record)s is now: %(state)s.") % {"record": done, "state": done.get_status_display()}


class ExpenseVoid(ActionPage):
    record = EXPENSES
    action = "change"
    verb = gettext_lazy("Void")
    question = gettext_lazy("It stays on record and counts no more; this is not taken back.")
    form_class = ReasonForm
    is_dangerous = True

    def perform(self, obj: Expense, form: Any) -> str:
        service.void_expense(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s is void.") % {"record": obj}
