"""The verbs of one contract: handed over, decided, settled, signed, carried out, ended, renewed, handed on."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import gate
from records.views.form import ActionPage, DeletePage
from records.views.refused_at_field import RefusedAtField
from sales.records.quote import QUOTES

from ..forms import verbs as asked
from ..models import Contract
from ..records.contract import CONTRACTS
from ..selectors.pages import sees_figures
from ..services import course, review, voiding
from ..services.contract import (
    delete_contract,
    fill_from_template,
    from_quote,
    renew_contract,
    transfer_contract,
)


class ContractDelete(DeletePage):
    record = CONTRACTS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("The draft moves to the recycle bin with all that it says.")

    def perform(self, obj: Contract, form: Any) -> str:
        delete_contract(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


class Deed(RefusedAtField, ActionPage):
    """One verb; `call` does it. A refusal about a field that was asked stands at that field."""

    record = CONTRACTS
    action = "change"
    said: Any = ""
    call: Any = None

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(pk, rows=rows.select_related("customer", "owner"))

    def perform(self, obj: Contract, form: Any) -> str:
        self.do(obj, dict(form.cleaned_data) if form is not None else {})
        return str(self.said) % {"record": obj}

    def do(self, obj: Contract, data: dict[str, Any]) -> Any:
        return type(self).call(obj, by=self.request.user, **data)


class ContractSubmit(Deed):
    verb = gettext_lazy("Hand over for review")
    question = gettext_lazy("What it says now is kept as a version; it is not edited while it is in review.")
    said = gettext_lazy("%(record)s was handed over.")
    call = staticmethod(review.submit_contract)


class ContractApprove(Deed):
    action = "approve"
    verb = gettext_lazy("Approve the contract")
    question = gettext_lazy("It can then be settled with the customer as it is.")
    said = gettext_lazy("%(record)s is reviewed.")
    call = staticmethod(review.approve_contract)


class ContractReturn(Deed):
    action = "approve"
    verb = gettext_lazy("Return")
    form_class = asked.ReasonForm
    said = gettext_lazy("%(record)s was returned.")
    call = staticmethod(review.return_contract)


class ContractWithdraw(Deed):
    verb = gettext_lazy("Take back from review")
    question = gettext_lazy("It is a draft again.")
    said = gettext_lazy("%(record)s is a draft again.")
    call = staticmethod(review.withdraw_contract)


class ContractReopen(Deed):
    verb = gettext_lazy("Reopen")
    question = gettext_lazy("It is a draft again, and its review begins anew.")
    form_class = asked.ReasonForm
    said = gettext_lazy("%(record)s is a draft again.")
    call = staticmethod(review.reopen_contract)


class ContractConfirm(Deed):
    verb = gettext_lazy("Settled by both sides")
    question = gettext_lazy("The wording is final; what is missing are the signatures.")
    form_class = asked.ConfirmForm
    said = gettext_lazy("%(record)s is settled.")
    call = staticmethod(review.confirm_contract)


class ContractSign(Deed):
    action = "archive"
    verb = gettext_lazy("Archive the signed copy")
    question = gettext_lazy("The signed copy must hang on the contract as a file.")
    form_class = asked.SignForm
    said = gettext_lazy("%(record)s is signed and archived.")
    call = staticmethod(course.sign_contract)


class ContractStart(Deed):
    verb = gettext_lazy("Take effect")
    question = gettext_lazy("From now on it is carried out.")
    said = gettext_lazy("%(record)s takes effect.")
    call = staticmethod(course.start_contract)


class ContractSuspend(Deed):
    verb = gettext_lazy("Suspend")
    question = gettext_lazy("Nothing new is ordered under it until it is resumed.")
    form_class = asked.ReasonForm
    is_dangerous = True
    said = gettext_lazy("%(record)s is suspended.")
    call = staticmethod(course.suspend_contract)


class ContractResume(Deed):
    verb = gettext_lazy("Resume")
    said = gettext_lazy("%(record)s is carried out again.")
    call = staticmethod(course.resume_contract)


class ContractTerminate(Deed):
    action = "approve"
    verb = gettext_lazy("Terminate")
    question = gettext_lazy("It ends before its time, for good.")
    form_class = asked.ReasonForm
    is_dangerous = True
    said = gettext_lazy("%(record)s is terminated.")
    call = staticmethod(course.terminate_contract)


class ContractComplete(Deed):
    verb = gettext_lazy("Carried out")
    question = gettext_lazy("Everything is delivered and paid.")
    said = gettext_lazy("%(record)s is carried out.")
    call = staticmethod(course.complete_contract)


class ContractClose(Deed):
    verb = gettext_lazy("Close")
    said = gettext_lazy("%(record)s is closed.")
    call = staticmethod(course.close_contract)


class ContractVoid(Deed):
    verb = gettext_lazy("Call it void")
    question = gettext_lazy("It is taken back for good.")
    template = "contracts/void.html"
    form_class = asked.ReasonForm
    is_dangerous = True
    call = staticmethod(course.void_contract)

    def ask(self, obj: Contract, form: Any, status: int = 200) -> HttpResponse:
        """Of a signed one it is asked for: then the page says who decides and what falls with it."""
        if obj.status != Contract.Status.SIGNED:
            return super().ask(obj, form, status)
        self.verb, self.question = _("Ask to call it void"), ""
        return self.show(
            status,
            object=obj,
            form=form,
            record=self.record,
            title=self.verb,
            holds=voiding.holds(obj) if sees_figures(self.request.user) else [],
            falls=voiding.falls(obj) if sees_figures(self.request.user) else [],
        )

    def perform(self, obj: Contract, form: Any) -> str:
        left = course.void_contract(obj, by=self.request.user, **form.cleaned_data)
        if left.status == Contract.Status.VOID:
            return _("%(record)s is void.") % {"record": obj}
        return _("To call %(record)s void was asked; others decide.") % {"record": obj}


class ContractFill(Deed):
    verb = gettext_lazy("Fill from a template")
    question = gettext_lazy("The clauses of the template replace those of the draft.")
    form_class = asked.FillForm
    said = gettext_lazy("%(record)s was filled.")
    call = staticmethod(fill_from_template)

    def target(self, obj: Contract) -> str:
        return f"{obj.get_absolute_url()}?tab=clauses"


class ContractRenew(Deed):
    verb = gettext_lazy("Renew")
    question = gettext_lazy("A draft for the time after it with the same lines, clauses and terms.")

    def perform(self, obj: Contract, form: Any) -> str:
        self.made = renew_contract(obj, by=self.request.user)
        return _("%(record)s was drafted.") % {"record": self.made}

    def target(self, obj: Contract) -> str:
        return reverse("contracts:contract_edit", args=[self.made.pk])


class ContractTransfer(Deed):
    action = "transfer"
    verb = gettext_lazy("Transfer")
    question = gettext_lazy("The contract alone changes hands; its customer stays with its owner.")
    form_class = asked.TransferForm
    said = gettext_lazy("%(record)s changed hands.")
    call = staticmethod(transfer_contract)

    def target(self, obj: Contract) -> str:
        still = Contract.objects.visible_to(self.request.user).filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if still else CONTRACTS.list_url


class ContractOfQuote(ActionPage):
    """An accepted quote becomes the draft of a contract."""

    record = QUOTES
    action = "change"
    verb = gettext_lazy("Make a contract of it")
    question = gettext_lazy("A draft with the lines of the quote; the quote counts as turned into it.")
    form_class = asked.QuoteForm

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        obj = super().found(pk, rows=rows.select_related("customer", "owner"))
        if not gate.holds(self.request.user, obj.customer, "add", Contract):
            raise PermissionDenied("contracts.add_contract")
        return obj

    def perform(self, obj: Any, form: Any) -> str:
        self.made = from_quote(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s was drafted.") % {"record": self.made}

    def target(self, obj: Any) -> str:
        return reverse("contracts:contract_edit", args=[self.made.pk])
