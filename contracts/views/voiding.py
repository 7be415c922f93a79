"""A request to call a signed contract void: what it says, and the deeds that decide about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import gate, sources
from records.views.form import ActionPage
from records.views.page import RecordPage

from ..forms.verbs import ReasonForm
from ..models import ContractVoiding
from ..records.voiding import TONES, VOIDINGS
from ..selectors.pages import sees_figures
from ..services import voiding as service

Status = ContractVoiding.Status


class VoidingDetail(RecordPage):
    record = VOIDINGS
    template = "contracts/voiding_detail.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = request.user
        names = ("contract__customer", "contract__owner", "asked_by")
        obj = self.found(pk, rows=self.record.rows(user).select_related(*names))
        is_open = obj.status == Status.APPROVING
        is_free = is_open and not service.in_process(obj)
        shows = is_open and sees_figures(user)
        return self.show(
            object=obj,
            record=self.record,
            title=_("Request to call %(contract)s void") % {"contract": obj.contract.number},
            banners=sources.banners(obj, user),
            is_open=is_open,
            tone=TONES[obj.status],
            holds=service.holds(obj.contract) if shows else [],
            falls=service.falls(obj.contract) if shows else [],
            may_decide=is_free and gate.holds(user, obj.contract, "approve"),
            may_withdraw=is_free and gate.holds(user, obj.contract, "change"),
        )


class Deed(ActionPage):
    record = VOIDINGS
    action = "change"
    said: Any = ""
    call: Any = None

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(pk, rows=rows.select_related("contract__customer", "contract__owner"))

    def perform(self, obj: ContractVoiding, form: Any) -> str:
        type(self).call(obj, by=self.request.user, **(form.cleaned_data if form is not None else {}))
        return str(self.said) % {"record": obj}

    def target(self, obj: ContractVoiding) -> str:
        return VOIDINGS.url("detail", obj.pk)


class VoidingApprove(Deed):
    verb = gettext_lazy("Call it void")
    action = "approve"
    question = gettext_lazy(
        "The contract is taken back for good; payments that are still asked for fall with it."
    )
    is_dangerous = True
    said = gettext_lazy("%(record)s is approved.")
    call = staticmethod(service.approve_voiding)


class VoidingReject(Deed):
    verb = gettext_lazy("Reject")
    action = "approve"
    question = gettext_lazy("The contract goes on as it was.")
    form_class = ReasonForm
    said = gettext_lazy("%(record)s was rejected.")
    call = staticmethod(service.refuse_voiding)


class VoidingWithdraw(Deed):
    verb = gettext_lazy("Take back from approval")
    question = gettext_lazy("The contract goes on as it was.")
    said = gettext_lazy("%(record)s was withdrawn.")
    call = staticmethod(service.withdraw_voiding)
