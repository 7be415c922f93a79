"""A statement as the customer's buyer reads and answers it by a link: no sign-in, nothing but this one statement."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import override

from core.errors import DomainError
from records.views.open_page import OpenPage
from sales.models import Quote

from ..forms.statement_link import ReaderForm
from ..models import Statement, StatementLink
from ..services import statement_link as service
from ..statement_pdf import paper, pdf_of

CONFLICT = 409
LANGUAGES = {"zh": Quote.Language.ZH, "en": Quote.Language.EN}


class StatementPage(OpenPage):
    # A form is posted from it, and a browser that tells no referrer tells no origin either.
    referrers = "same-origin"

    def find(self, token: str) -> StatementLink | None:
        return service.statement_link_of(token)

    def note(self, link: StatementLink, **reader: Any) -> Any:
        return service.note_statement_view(link, **reader)

    def language(self, request: HttpRequest, link: StatementLink) -> str:
        return LANGUAGES.get(request.GET.get("lang", ""), link.language)

    def answer(self, request: HttpRequest, link: StatementLink, token: str) -> HttpResponse:
        return self.page(request, link, token)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        link = self.linked(token)
        with override(self.language(request, link)):
            form = self.form(link, request.POST)
            if not form.is_valid():
                return self.safe(self.page(request, link, token, form, status=422))
            try:
                service.answer_by_link(link, **form.given(), **self.reader(request))
            except DomainError as refusal:
                if refusal.code == "too_many":
                    return self.refused(refusal)
                if refusal.field in form.fields:
                    form.add_error(refusal.field, refusal.message)
                    return self.safe(self.page(request, link, token, form, status=422))
                link = self.linked(token)
                return self.safe(
                    self.page(request, link, token, form, status=CONFLICT, refusal=refusal.message)
                )
        return self.safe(HttpResponseRedirect(request.get_full_path(), status=303))

    def form(self, link: StatementLink, given: Any = None) -> ReaderForm:
        lines = [*link.statement.positions.alive().order_by("day", "pk")]
        return ReaderForm(given, lines=lines)

    def page(
        self,
        request: HttpRequest,
        link: StatementLink,
        token: str,
        form: ReaderForm | None = None,
        *,
        status: int = 200,
        refusal: str = "",
    ) -> HttpResponse:
        language = self.language(request, link)
        with override(language):
            form = form or self.form(link)
            statement = link.statement
            is_open = statement.status == Statement.Status.SENT
            reply = None if is_open else statement.replies.order_by("-at", "-pk").first()
            said = reply.lines if reply is not None else {}
            context: dict[str, Any] = {
                "paper": paper(statement),
                "token": token,
                "is_chinese": language == Quote.Language.ZH,
                "refusal": refusal,
                "is_open": is_open,
                "reply": reply,
                "form": form,
                "lines": [
                    {"line": line, "field": form[name], "said": said.get(str(line.pk), "")}
                    for name, line in form.places.items()
                ],
            }
            return render(request, "orders/statement_page.html", context, status=status)


class StatementPagePdf(StatementPage):
    is_pdf = True
    http_method_names = ["get", "head"]

    def answer(self, request: HttpRequest, link: StatementLink, token: str) -> HttpResponse:
        with override(self.language(request, link)):
            answer = HttpResponse(pdf_of(link.statement), content_type="application/pdf")
        answer["Content-Disposition"] = f'inline; filename="{link.statement.number}.pdf"'
        return answer
