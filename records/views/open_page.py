"""A document as somebody outside reads it by a link: no sign-in, and nothing but the document."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views import View

from core.errors import DomainError

TOO_MANY = 429


class OpenPage(View):
    """`find` gives the open link of a token, `note` writes the view down, `answer` shows the document."""

    is_pdf = False
    # A page that is only read tells nobody where its reader came from.
    referrers = "no-referrer"

    def find(self, token: str) -> Any:
        raise NotImplementedError

    def note(self, link: Any, *, ip: str, agent: str, is_pdf: bool) -> Any:
        raise NotImplementedError

    def answer(self, request: HttpRequest, link: Any, token: str) -> HttpResponse:
        raise NotImplementedError

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        link = self.linked(token)
        try:
            self.note(link, **self.reader(request), is_pdf=self.is_pdf)
        except DomainError as refusal:
            return self.refused(refusal)
        return self.safe(self.answer(request, link, token))

    def linked(self, token: str) -> Any:
        link = self.find(token)
        if link is None:
            raise Http404("link")
        return link

    def reader(self, request: HttpRequest) -> dict[str, str]:
        return {
            "ip": request.META.get("REMOTE_ADDR", ""),
            "agent": request.headers.get("User-Agent", ""),
        }

    def refused(self, refusal: DomainError) -> HttpResponse:
        return self.safe(HttpResponse(refusal.message, status=TOO_MANY, content_type="text/plain"))

    def safe(self, answer: HttpResponse) -> HttpResponse:
        """Nobody keeps it, nobody indexes it, and a link out of it tells nothing of the address."""
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        answer["Referrer-Policy"] = self.referrers
        return answer
