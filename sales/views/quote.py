"""Quotes: list, the editor with its live judgement, the single one and its verbs."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.pages import Page
from records import gate
from records.views.detail import DetailPage
from records.views.form import CreatePage, EditPage
from records.views.list import ListPage

from .. import quote_states as states
from ..forms.quote import QuoteForm
from ..models import Quote
from ..quote_pdf import pdf_name, pdf_of
from ..quote_tabs import shown_findings
from ..records.quote import QUOTES, TONES
from ..selectors.quote_check import findings_of, is_in_process, living_lines

Status = Quote.Status


class QuoteList(ListPage):
    record = QUOTES
    template = "sales/quote_list.html"


class Editor:
    """What the editor shows beside the form."""

    template = "sales/quote_form.html"
    request: Any

    def show_form(self, form: QuoteForm, status: int = 200) -> HttpResponse:
        found: list[Any] = []
        if form.instance.pk is not None and not form.is_bound:
            found = findings_of(form.instance, living_lines(form.instance), user=self.request.user)
        form.shown = shown_findings(found, form.instance.reasons)  # type: ignore[attr-defined]
        return super().show_form(form, status)  # type: ignore[misc,no-any-return]

    def answer(self, saved: Quote) -> HttpResponse:
        if "submit" in self.request.POST:
            return HttpResponseRedirect(reverse("sales:quote_submit", args=[saved.pk]))
        return super().answer(saved)  # type: ignore[misc,no-any-return]


class QuoteCreate(Editor, CreatePage):
    record = QUOTES


class QuoteEdit(Editor, EditPage):
    record = QUOTES

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        quote = self.found(pk)
        if not quote.is_draft and states.may_become(quote, Status.SUPERSEDED):
            return HttpResponseRedirect(reverse("sales:quote_renew", args=[pk]))
        return super().get(request, pk, **kwargs)


class QuoteDetail(DetailPage):
    record = QUOTES
    template = "sales/quote_detail.html"
    related = (
        "owner",
        "department",
        "customer",
        "contact",
        "unit",
        "opportunity",
        "inquiry",
        "previous",
        "created_by",
        "submitted_by",
        "approved_by",
    )

    def context(self, obj: Quote) -> dict[str, Any]:
        user = self.request.user
        known = super().context(obj)
        may = {
            action: gate.holds(user, obj, action)
            for action in ("change", "delete", "transfer", "send", "approve")
        }
        may_send = may["send"] and obj.status in {Status.APPROVED, Status.SENT} and not obj.is_expired
        in_process = obj.status == Status.APPROVING and is_in_process(obj)
        return {
            **known,
            "facts": head_facts(obj, user),
            "tone": TONES[obj.status],
            "may": {**may, "change": may["change"] and obj.is_draft},
            "may_send": may_send,
            "may_delete": may["delete"] and obj.is_draft,
            "may_approve": may["approve"] and obj.status == Status.APPROVING and not in_process,
            "may_renew": may["change"] and states.may_become(obj, Status.SUPERSEDED),
            "may_answer": may["change"] and obj.status == Status.SENT,
            "may_void": may["change"] and states.may_become(obj, Status.VOID),
            "may_copy": gate.holds(user, obj.customer, "add", Quote),
            "may_follow_up": may["change"] and obj.status in {"approved", "sent", "bargaining", "draft"},
        }


def head_facts(obj: Quote, user: Any) -> list[dict[str, Any]]:
    sees = gate.may(user, obj.customer, "view")
    tax = _("tax included") if obj.tax_included else _("without tax")
    facts = [
        {
            "label": _("Customer"),
            "value": str(obj.customer),
            "url": obj.customer.get_absolute_url() if sees else "",
        },
        {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
        {
            "label": _("Total with tax"),
            "value": f"{obj.currency} {obj.gross_amount:,.2f}",
            "of": ("gross_amount",),
        },
        {"label": _("Prices"), "value": tax},
    ]
    if obj.inquiry is not None and gate.holds(user, obj.inquiry, "view"):
        facts.append(
            {"label": _("Inquiry"), "value": str(obj.inquiry), "url": obj.inquiry.get_absolute_url()}
        )
    if obj.discount:
        facts.append({"label": _("Off the proposed prices"), "value": f"{obj.discount.normalize():f} %"})
    until = f"{obj.valid_until:%Y-%m-%d}"
    facts.append(
        {
            "label": _("Valid until"),
            "value": _("%(day)s, expired") % {"day": until} if obj.is_expired else until,
        }
    )
    return facts


class QuotePdf(Page):
    """The PDF as the customer gets it; a draft is marked as one."""

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, Quote, "view")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Quote.objects.visible_to(request.user).select_related("customer", "contact", "owner")
        quote = rows.filter(pk=pk).first()
        if quote is None:
            raise Http404
        gate.require_read(request.user, Quote, "gross_amount", "net_amount", "tax_amount")
        return pdf_answer(quote)


def pdf_answer(quote: Quote) -> HttpResponse:
    answer = HttpResponse(pdf_of(quote), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{pdf_name(quote)}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
