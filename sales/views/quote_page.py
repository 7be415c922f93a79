"""A quote as its customer reads it by a link: no sign-in, no cookie, nothing but what the paper says."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override

from records.views.open_page import OpenPage

from ..models import QuoteLink
from ..quote_pdf import paper
from ..services.quote_answer import link_of, note_view
from .quote import pdf_answer


class QuotePage(OpenPage):
    def find(self, token: str) -> QuoteLink | None:
        return link_of(token)

    def note(self, link: QuoteLink, **reader: Any) -> Any:
        return note_view(link, **reader)

    def answer(self, request: HttpRequest, link: QuoteLink, token: str) -> HttpResponse:
        context: dict[str, Any] = {"paper": paper(link.quote, is_page=True), "token": token}
        with override(link.quote.language):
            return render(request, "sales/quote_page.html", context)


class QuotePagePdf(QuotePage):
    is_pdf = True

    def answer(self, request: HttpRequest, link: QuoteLink, token: str) -> HttpResponse:
        return pdf_answer(link.quote)
