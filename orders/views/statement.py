"""Statements: list, the single one with its lines and its PDF, sending and the customer's answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.money import amount_text
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage
from records.views.list import ListPage
from records.views.page import RecordPage
from sales.views.inquiry import customer_fact

from ..forms.invoice import AnswerForm
from ..models import Statement
from ..records.statement import STATEMENTS, TONES
from ..services import statement as service
from ..statement_pdf import pdf_of
from .deeds import Deed, shown_deeds

Status = Statement.Status


class StatementList(ListPage):
    record = STATEMENTS


class StatementDetail(DetailPage):
    record = STATEMENTS
    template = "orders/money_detail.html"
    related = ("owner", "department", "customer", "answered_by", "created_by")

    def context(self, obj: Statement) -> dict[str, Any]:
        may = gate.holds(self.request.user, obj, "send")
        return {
            **super().context(obj),
            "facts": [
                customer_fact(obj, self.request.user),
                {"label": _("Month"), "value": f"{obj.month:%Y-%m}"},
                {"label": _("Opening balance"), "value": amount_text(obj.opening), "of": ("opening",)},
                {
                    "label": _("Closing balance"),
                    "value": f"{obj.currency} {amount_text(obj.closing)}",
                    "of": ("closing",),
                },
            ],
            "tone": TONES[obj.status],
            "deeds": shown_deeds(
                obj,
                Deed("orders:statement_pdf", _("PDF"), "file-text", True),
                Deed(
                    "orders:statement_mail",
                    _("Send by mail"),
                    "mail",
                    may and obj.status in {"draft", "sent", "disputed"},
                    obj.status in {"draft", "disputed"},
                ),
                Deed(
                    "orders:statement_link",
                    _("Open a link"),
                    "link",
                    may and obj.status in {"draft", "sent", "disputed"},
                ),
                Deed(
                    "orders:statement_send",
                    _("Note that it went out"),
                    "send",
                    may and obj.status in {"draft", "disputed"},
                ),
                Deed(
                    "orders:statement_answer",
                    _("Answer of the customer"),
                    "message",
                    may and obj.status in {"sent", "disputed"},
                ),
                Deed(
                    "orders:statement_close", _("Close"), "lock", may and obj.status in {"sent", "confirmed"}
                ),
            ),
        }


class StatementPdf(RecordPage):
    record = STATEMENTS

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        found = self.found(pk, rows=self.record.rows(request.user).select_related("customer"))
        gate.require_read(request.user, Statement, *Statement.FIGURES)
        answer = HttpResponse(pdf_of(found), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{found.number}.pdf"'
        answer["Cache-Control"] = "private, no-store"
        return answer


class StatementSend(ActionPage):
    record = STATEMENTS
    action = "send"
    verb = gettext_lazy("Note that it went out")
    question = gettext_lazy("It has gone to the customer and waits for his answer.")

    def perform(self, obj: Statement, form: Any) -> str:
        service.send_statement(obj, by=self.request.user)
        return _("%(record)s was saved.") % {"record": obj}


class StatementAnswer(ActionPage):
    record = STATEMENTS
    action = "send"
    verb = gettext_lazy("Answer of the customer")
    question = gettext_lazy("He confirms the balance, or says what differs.")
    form_class = AnswerForm

    def perform(self, obj: Statement, form: Any) -> str:
        service.answer_statement(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s was saved.") % {"record": obj}


class StatementClose(ActionPage):
    record = STATEMENTS
    action = "send"
    verb = gettext_lazy("Close")
    question = gettext_lazy("It is settled.")

    def perform(self, obj: Statement, form: Any) -> str:
        service.close_statement(obj, by=self.request.user)
        return _("%(record)s was saved.") % {"record": obj}
