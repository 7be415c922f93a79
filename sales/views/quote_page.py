"""A quote as its customer reads it by a link: no sign-in, no cookie, nothing but what the paper says."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views import View

from core.errors import DomainError

from ..models import QuoteLink
from ..quote_pdf import paper
from ..services.quote_answer import link_of, note_view
from .quote import pdf_answer

TOO_MANY = 429


class QuotePage(View):
    is_pdf = False

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        link = link_of(token)
        if link is None:
            raise Http404("quote")
        try:
            note_view(
                link,
                ip=request.META.get("REMOTE_ADDR", ""),
                agent=request.headers.get("User-Agent", ""),
                is_pdf=self.is_pdf,
            )
        except DomainError as refusal:
            return self.safe(HttpResponse(refusal.message, status=TOO_MANY, content_type="text/plain"))
        return self.safe(self.answer(request, link, token))

    def answer(self, request: HttpRequest, link: QuoteLink, token: str) -> HttpResponse:
        context: dict[str, Any] = {"paper": paper(link.quote, is_page=True), "token": token}
        with override(link.quote.language):
            return render(request, "sales/quote_page.html", context)

    def safe(self, answer: HttpResponse) -> HttpResponse:
        """Nobody keeps it, nobody indexes it, and a link out of it tells nothing of the address."""
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        answer["Referrer-Policy"] = "no-referrer"
        return answer


class QuotePagePdf(QuotePage):
    is_pdf = True

    def answer(self, request: HttpRequest, link: QuoteLink, token: str) -> HttpResponse:
        return pdf_answer(link.quote)
