"""Customers lent to colleagues: list, the single one, and what can be done with it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock
from core.tables import show
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage
from records.views.list import ListPage

from ..forms.assignment import ExtendForm, MayReasonForm, ReasonForm
from ..models import Assignment
from ..records.assignment import ASSIGNMENTS
from ..services.assignment import (
    confirm_assignment,
    extend_assignment,
    recall_assignment,
    refuse_assignment,
)


class AssignmentList(ListPage):
    record = ASSIGNMENTS


class AssignmentCreate(CreatePage):
    record = ASSIGNMENTS

    def title(self, form: Any) -> str:
        return _("Lend a customer")


class AssignmentDetail(DetailPage):
    record = ASSIGNMENTS
    template = "contacts/assignment_detail.html"
    fragment = ""
    related = ("customer", "from_user", "to_user")

    def context(self, obj: Assignment) -> dict[str, Any]:
        user = self.request.user
        is_running = obj.status == Assignment.Status.EFFECTIVE and obj.expires_at > clock.now()
        is_pending = obj.status == Assignment.Status.PENDING
        may_confirm = gate.may(user, obj, "confirm")
        fields = ("customer", "from_user", "to_user", "purpose", "start", "expires_at", "on_expiry", "status")
        facts = [fact(obj, name) for name in (*fields, "extensions", "ended_at", "reason")]
        return {
            **super().context(obj),
            "facts": [],
            "shown": facts,
            "may_confirm": is_pending and may_confirm,
            "may_extend": is_running and may_confirm,
            "may_recall": is_running and gate.may(user, obj, "recall"),
        }


def fact(obj: Any, name: str) -> dict[str, Any]:
    field = obj._meta.get_field(name)
    value = getattr(obj, name)
    words = getattr(obj, f"get_{name}_display")() if field.choices else value
    url = value.get_absolute_url() if name == "customer" else ""
    return {"label": field.verbose_name, "value": show(words), "url": url}


class AssignmentConfirm(ActionPage):
    record = ASSIGNMENTS
    action = "confirm"
    verb = gettext_lazy("Confirm")
    question = gettext_lazy(
        "The colleague reads and writes the customer from the agreed moment until the end."
    )

    def perform(self, obj: Assignment, form: Any) -> str:
        done = confirm_assignment(obj, by=self.request.user)
        return _("%(record)s is effective until %(until)s.") % {
            "record": done,
            "until": show(done.expires_at),
        }


class AssignmentRefuse(ActionPage):
    record = ASSIGNMENTS
    action = "confirm"
    verb = gettext_lazy("Refuse")
    form_class = ReasonForm
    is_dangerous = True

    def perform(self, obj: Assignment, form: Any) -> str:
        refuse_assignment(obj, by=self.request.user, reason=form.cleaned_data["reason"])
        return _("%(record)s was refused.") % {"record": obj}


class AssignmentRecall(ActionPage):
    record = ASSIGNMENTS
    action = "recall"
    verb = gettext_lazy("Recall")
    question = gettext_lazy("The colleague loses his reach at once; what he wrote stays his to read.")
    form_class = MayReasonForm
    is_dangerous = True

    def perform(self, obj: Assignment, form: Any) -> str:
        recall_assignment(obj, by=self.request.user, reason=form.cleaned_data["reason"])
        return _("%(record)s was recalled.") % {"record": obj}


class AssignmentExtend(ActionPage):
    record = ASSIGNMENTS
    action = "confirm"
    verb = gettext_lazy("Extend")
    question = gettext_lazy("An assignment can be extended twice.")
    form_class = ExtendForm

    def perform(self, obj: Assignment, form: Any) -> str:
        done = extend_assignment(obj, until=form.cleaned_data["until"], by=self.request.user)
        return _("%(record)s is effective until %(until)s.") % {
            "record": done,
            "until": show(done.expires_at),
        }
