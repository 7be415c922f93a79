"""Amendments: proposed on the contract, decided on a page that shows before and after."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.views.priced_lines import LinesCheck
from core.errors import DomainError
from records import gate
from records.views.form import ActionPage, EditPage
from records.views.page import RecordPage

from .. import states
from ..forms.amendment import AmendmentForm
from ..forms.verbs import ReasonForm
from ..models import Contract, ContractAmendment
from ..records.amendment import AMENDMENTS, TONES
from ..records.contract import CONTRACTS
from ..selectors.compare import compare
from ..selectors.pages import sees_figures
from ..services import amendment as amending

Status = ContractAmendment.Status


class ContractAmend(EditPage):
    """A new amendment of a contract that is being carried out."""

    record = CONTRACTS
    template = "contracts/amendment_form.html"
    form_class = AmendmentForm

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        obj = super().found(pk, rows=rows.select_related("customer"))
        states.require_status(obj.status, Contract.Status.AMENDING)
        return obj

    def title(self, form: Any) -> str:
        return _("Amend %(contract)s") % {"contract": form.instance}


class AmendmentEdit(EditPage):
    record = AMENDMENTS
    template = "contracts/amendment_form.html"

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        obj = super().found(pk, rows=rows.select_related("contract__customer"))
        if obj.status != Status.DRAFT:
            raise DomainError(_("%(number)s is no draft any more.") % {"number": obj}, code="not_draft")
        return obj

    def make_form(self, instance: Any, data: Any = None, files: Any = None, **kwargs: Any) -> Any:
        user = self.request.user
        return AmendmentForm(data, files, instance=instance.contract, amendment=instance, user=user, **kwargs)

    def title(self, form: Any) -> str:
        return _("Edit %(record)s") % {"record": form.amendment}


class AmendmentCheckNow(LinesCheck):
    """What the editor of an amendment is told while one types: the totals as they would be."""

    form_class = AmendmentForm


class AmendmentDetail(RecordPage):
    """What the amendment changes, clause by clause, and the deeds that decide about it."""

    record = AMENDMENTS
    template = "contracts/amendment_detail.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = request.user
        rows = self.record.rows(user).select_related("contract__customer", "contract__owner", "submitted_by")
        obj = self.found(pk, rows=rows)
        change, decide = gate.holds(user, obj.contract, "change"), gate.holds(user, obj.contract, "approve")
        is_free = not amending.in_process(obj)
        sees = sees_figures(user)
        return self.show(
            object=obj,
            record=self.record,
            title=str(obj),
            tone=TONES[obj.status],
            comparison=compare(obj.before, obj.after.get("content", {})) if sees else None,
            may_change=change and obj.status == Status.DRAFT and is_free,
            may_decide=decide and obj.status == Status.APPROVING and is_free,
            may_return=change and obj.status == Status.APPROVING and is_free,
        )


class Deed(ActionPage):
    record = AMENDMENTS
    action = "change"
    said: Any = ""
    call: Any = None

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(pk, rows=rows.select_related("contract__customer"))

    def perform(self, obj: ContractAmendment, form: Any) -> str:
        type(self).call(obj, by=self.request.user, **(form.cleaned_data if form is not None else {}))
        return str(self.said) % {"record": obj}

    def target(self, obj: ContractAmendment) -> str:
        return AMENDMENTS.url("detail", obj.pk)


class AmendmentSubmit(Deed):
    verb = gettext_lazy("Submit for approval")
    said = gettext_lazy("%(record)s was submitted.")
    call = staticmethod(amending.submit_amendment)


class AmendmentApprove(Deed):
    verb = gettext_lazy("Put in force")
    action = "approve"
    question = gettext_lazy("The contract says from now on what the amendment says.")
    said = gettext_lazy("%(record)s is in force.")
    call = staticmethod(amending.approve_amendment)


class AmendmentReject(Deed):
    verb = gettext_lazy("Reject")
    action = "approve"
    form_class = ReasonForm
    is_dangerous = True
    said = gettext_lazy("%(record)s was rejected.")
    call = staticmethod(amending.refuse_amendment)


class AmendmentReturn(Deed):
    verb = gettext_lazy("Take back from approval")
    said = gettext_lazy("%(record)s is a draft again.")

    def perform(self, obj: ContractAmendment, form: Any) -> str:
        if amending.in_process(obj):
            raise DomainError(_("A process decides about %(number)s.") % {"number": obj}, code="in_approval")
        amending.return_amendment(obj, by=self.request.user)
        return str(self.said) % {"record": obj}


class AmendmentWithdraw(Deed):
    verb = gettext_lazy("Give it up")
    question = gettext_lazy("The contract goes on as it was.")
    is_dangerous = True
    said = gettext_lazy("%(record)s was withdrawn.")
    call = staticmethod(amending.withdraw_amendment)
