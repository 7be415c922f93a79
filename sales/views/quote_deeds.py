"""The verbs of one quote: submitted, decided, sent, answered, renewed, handed over."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError
from records import gate
from records.views.form import ActionPage, DeletePage
from records.views.open_links import LinkOpenPage, LinkRevokePage

from ..forms import quote as asked
from ..models import Quote
from ..quote_tabs import shown_findings
from ..records.quote import QUOTES
from ..services import quote_answer as answers
from ..services.quote import delete_quote, note_follow_up, transfer_quote
from ..services.quote_approval import approve_quote, return_quote, submit_quote
from ..services.quote_version import copy_quote, new_version


class QuoteDelete(DeletePage):
    record = QUOTES
    verb = gettext_lazy("Delete")
    question = gettext_lazy(
        "The draft moves to the recycle bin; a version that it was to replace counts again."
    )

    def perform(self, obj: Quote, form: Any) -> str:
        delete_quote(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


class Deed(ActionPage):
    record = QUOTES
    action = "change"
    said: Any = ""

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(pk, rows=rows.select_related("customer", "contact", "owner"))

    def perform(self, obj: Quote, form: Any) -> str:
        self.do(obj, dict(form.cleaned_data) if form is not None else {})
        return str(self.said) % {"record": obj}

    def do(self, obj: Quote, data: dict[str, Any]) -> Any:
        raise NotImplementedError


class QuoteSubmit(Deed):
    template = "sales/quote_submit.html"
    verb = gettext_lazy("Submit for approval")
    form_class = asked.FindingsForm

    def ask(self, obj: Any, form: Any, status: int = 200) -> HttpResponse:
        shown = shown_findings(form.findings, obj.reasons)
        blocks = [finding for finding in shown if finding["level"] == "block"]
        return self.show(
            status,
            object=obj,
            form=form,
            record=self.record,
            title=self.verb,
            findings=shown,
            is_blocked=bool(blocks),
        )

    def perform(self, obj: Quote, form: Any) -> str:
        submit_quote(obj, by=self.request.user, reasons=form.given)
        return _("%(record)s was submitted.") % {"record": obj}


class QuoteApprove(Deed):
    action = "approve"
    verb = gettext_lazy("Approve")
    question = gettext_lazy("It can then be sent to the customer as it is.")
    said = gettext_lazy("%(record)s is approved.")

    def do(self, obj: Quote, data: dict[str, Any]) -> Any:
        return approve_quote(obj, by=self.request.user)


class QuoteReturn(Deed):
    action = "approve"
    verb = gettext_lazy("Return")
    form_class = asked.ReasonForm
    said = gettext_lazy("%(record)s was returned.")

    def do(self, obj: Quote, data: dict[str, Any]) -> Any:
        return return_quote(obj, by=self.request.user, **data)


class QuoteSend(Deed):
    action = "send"
    verb = gettext_lazy("Send by mail")
    question = gettext_lazy("The PDF is attached; the customer is followed up from then on.")
    form_class = asked.SendForm
    said = gettext_lazy("%(record)s is on its way.")

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        obj = self.found(pk)
        form = self.make_form(obj, request.POST)
        if form.is_valid():
            try:
                answers.send_quote(obj, by=request.user, **form.cleaned_data)
            except DomainError as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            else:
                self.notify(str(self.said) % {"record": obj})
                return HttpResponseRedirect(f"{obj.get_absolute_url()}?tab=sendings")
        return self.ask(obj, form, status=422)


class QuoteHandOver(Deed):
    action = "send"
    verb = gettext_lazy("Note that it went out")
    question = gettext_lazy("Handed over, by post, by WeChat: it counts as sent and is followed up.")
    form_class = asked.HandOverForm
    said = gettext_lazy("%(record)s counts as sent.")

    def do(self, obj: Quote, data: dict[str, Any]) -> Any:
        return answers.send_quote(obj, by=self.request.user, channel=answers.Channel.HAND, **data)


class QuoteLinkOpen(LinkOpenPage, Deed):
    question = gettext_lazy("Whoever has the address reads this version without signing in, until it ends.")
    form_class = asked.LinkForm
    page = "sales:quote_page"
    back = gettext_lazy("Back to the quote")

    def open(self, obj: Quote, data: dict[str, Any]) -> tuple[Any, str]:
        return answers.open_link(obj, by=self.request.user, **data)


class QuoteLinkRevoke(LinkRevokePage, Deed):
    def revoke(self, link: Any) -> Any:
        return answers.revoke_link(link, by=self.request.user)


class QuoteAccept(Deed):
    verb = gettext_lazy("Accepted by the customer")
    form_class = asked.AcceptForm
    said = gettext_lazy("%(record)s is accepted. Congratulations!")

    def do(self, obj: Quote, data: dict[str, Any]) -> Any:
        return answers.accept_quote(obj, by=self.request.user, **data)


class QuoteReject(Deed):
    verb = gettext_lazy("Declined by the customer")
    form_class = asked.AnswerForm
    is_dangerous = True
    said = gettext_lazy("%(record)s was declined.")

    def do(self, obj: Quote, data: dict[str, Any]) -> Any:
        return answers.reject_quote(obj, by=self.request.user, **data)


class QuoteBargain(Deed):
    verb = gettext_lazy("The customer negotiates")
    question = gettext_lazy("Other terms go into a new version.")
    form_class = asked.AnswerForm
    said = gettext_lazy("%(record)s is in negotiation.")

    def do(self, obj: Quote, data: dict[str, Any]) -> Any:
        return answers.bargain_quote(obj, by=self.request.user, **data)


class QuoteVoid(Deed):
    verb = gettext_lazy("Call it void")
    question = gettext_lazy("It is taken back for good, and its links are closed.")
    form_class = asked.ReasonForm
    is_dangerous = True
    said = gettext_lazy("%(record)s is void.")

    def do(self, obj: Quote, data: dict[str, Any]) -> Any:
        return answers.void_quote(obj, by=self.request.user, **data)


class QuoteRenew(Deed):
    verb = gettext_lazy("New version")
    question = gettext_lazy(
        "What was approved is not edited: a draft of the next version is made, and this one counts no more."
    )

    def perform(self, obj: Quote, form: Any) -> str:
        self.made = new_version(obj, by=self.request.user)
        return _("%(record)s was drafted.") % {"record": self.made}

    def target(self, obj: Quote) -> str:
        return reverse("sales:quote_edit", args=[self.made.pk])


class QuoteCopy(QuoteRenew):
    action = "view"
    verb = gettext_lazy("Copy")
    question = gettext_lazy("A new quote with a number of its own that offers the same.")

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        obj = super().found(pk, rows=rows)
        if not gate.holds(self.request.user, obj.customer, "add", Quote):
            raise PermissionDenied("sales.add_quote")
        return obj

    def perform(self, obj: Quote, form: Any) -> str:
        self.made = copy_quote(obj, by=self.request.user)
        return _("%(record)s was drafted.") % {"record": self.made}


class QuoteFollowUp(Deed):
    verb = gettext_lazy("Plan the follow-up")
    form_class = asked.FollowUpForm
    said = gettext_lazy("The follow-up is planned.")

    def do(self, obj: Quote, data: dict[str, Any]) -> Any:
        return note_follow_up(obj, by=self.request.user, **data)


class QuoteTransfer(Deed):
    action = "transfer"
    verb = gettext_lazy("Transfer")
    question = gettext_lazy("The quote alone changes hands; its customer stays with its owner.")
    form_class = asked.TransferForm
    said = gettext_lazy("%(record)s changed hands.")

    def do(self, obj: Quote, data: dict[str, Any]) -> Any:
        return transfer_quote(obj, by=self.request.user, **data)

    def target(self, obj: Quote) -> str:
        still = Quote.objects.visible_to(self.request.user).filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if still else QUOTES.list_url
