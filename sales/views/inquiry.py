"""Inquiries: list, the single one, its lines, replying, moving along, handing over."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.tables import show
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage

from ..forms.inquiry import HandOnForm, MoveInquiryForm, ReplyForm
from ..models import Inquiry, InquiryLine, Quote
from ..quote_tabs import prefill_from
from ..records.inquiry import INQUIRIES, INQUIRY_LINES, TONES, reply_label, reply_state
from ..request_states import INQUIRY, choices_from
from ..services import inquiry as service


class InquiryList(ListPage):
    record = INQUIRIES


class InquiryCreate(CreatePage):
    record = INQUIRIES


class InquiryEdit(EditPage):
    record = INQUIRIES


class InquiryDelete(DeletePage):
    record = INQUIRIES
    verb = gettext_lazy("Delete")
    question = gettext_lazy(
        "The inquiry and its lines move to the recycle bin. One that was answered is kept."
    )

    def perform(self, obj: Inquiry, form: Any) -> str:
        service.delete_inquiry(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


def customer_fact(obj: Any, user: Any) -> dict[str, Any]:
    """The customer in the head of a record, with its link where the reader may open it."""
    is_seen = gate.holds(user, obj.customer, "view")
    return {
        "label": _("Customer"),
        "value": str(obj.customer),
        "url": obj.customer.get_absolute_url() if is_seen else "",
    }


class InquiryDetail(DetailPage):
    record = INQUIRIES
    template = "sales/inquiry_detail.html"
    related = ("owner", "department", "customer", "unit", "contact", "opportunity", "created_by")

    def context(self, obj: Inquiry) -> dict[str, Any]:
        user = self.request.user
        known = super().context(obj)
        may = {action: gate.holds(user, obj, action) for action in ("change", "delete", "transfer")}
        return {
            **known,
            "facts": [
                customer_fact(obj, user),
                {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
                {"label": _("Received"), "value": show(obj.received_at)},
                {"label": reply_label(obj), "value": show(reply_state(obj))},
                {"label": _("Answer wanted by"), "value": show(obj.answer_by)},
            ],
            "tone": TONES[obj.status],
            "next_states": choices_from(INQUIRY, obj.status, Inquiry.Status.choices) if may["change"] else [],
            "may": {**may, "change": may["change"] and obj.is_open},
            "may_reply": may["change"] and obj.is_open,
            "quote_it": prefill_from(obj)
            if obj.is_open and gate.holds(user, obj.customer, "add", Quote)
            else "",
        }


class InquiryDeed(ActionPage):
    record = INQUIRIES
    action = "change"


class InquiryMove(InquiryDeed):
    verb = gettext_lazy("Move on")
    form_class = MoveInquiryForm

    def make_form(self, obj: Inquiry, data: Any = None) -> Any:
        initial = {"to": self.request.GET.get("to", "")}
        return MoveInquiryForm(data, user=self.request.user, subject=obj, initial=initial)

    def perform(self, obj: Inquiry, form: Any) -> str:
        done = service.move_inquiry(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s is now: %(state)s.") % {"record": done, "state": done.get_status_display()}


class InquiryReply(InquiryDeed):
    verb = gettext_lazy("Reply")
    question = gettext_lazy("It is logged as a follow-up; the first reply stops the response clock.")
    form_class = ReplyForm

    def perform(self, obj: Inquiry, form: Any) -> str:
        service.reply_to_inquiry(obj, by=self.request.user, **form.cleaned_data)
        return _("It was written down.")


class InquiryTransfer(InquiryDeed):
    action = "transfer"
    verb = gettext_lazy("Transfer")
    question = gettext_lazy("The inquiry alone changes hands; its customer stays with its owner.")
    form_class = HandOnForm

    def perform(self, obj: Inquiry, form: Any) -> str:
        service.transfer_inquiry(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s now belongs to %(owner)s.") % {"record": obj, "owner": form.cleaned_data["to"]}

    def target(self, obj: Inquiry) -> str:
        still = Inquiry.objects.visible_to(self.request.user).filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if still else INQUIRIES.list_url


class InquiryLineCreate(CreatePage):
    """A new line under the inquiry of the address."""

    record = INQUIRY_LINES

    def get(self, request: Any, pk: int, **kwargs: Any) -> Any:
        self.inquiry = self._inquiry(pk)
        return super().get(request, **kwargs)

    def post(self, request: Any, pk: int, **kwargs: Any) -> Any:
        self.inquiry = self._inquiry(pk)
        return super().post(request, **kwargs)

    def _inquiry(self, pk: int) -> Inquiry:
        found: Inquiry | None = Inquiry.objects.visible_to(self.request.user).filter(pk=pk).first()
        if found is None:
            raise Http404
        gate.require_allowed(self.request.user, InquiryLine, "add")
        gate.require(self.request.user, found, "change")
        return found

    def blank(self) -> InquiryLine:
        return InquiryLine(inquiry=self.inquiry)


class InquiryLineEdit(EditPage):
    record = INQUIRY_LINES


class InquiryLineRemove(ActionPage):
    record = INQUIRY_LINES
    action = "delete"
    verb = gettext_lazy("Remove")
    question = gettext_lazy("Only this line goes.")
    is_dangerous = True

    def perform(self, obj: InquiryLine, form: Any) -> str:
        service.remove_line(obj, by=self.request.user)
        return _("%(record)s was removed.") % {"record": obj}
