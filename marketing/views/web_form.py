"""The one page of ours that is open to strangers: it sets no cookie and tells nothing but itself."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from core.errors import DomainError

from ..forms.intake import StrangersForm
from ..models import WebForm
from ..selectors.web_forms import open_form
from ..services.web_form import receive

TOO_MANY = 429
NOT_TOLD = {"website", "consent"}


class StrangersPage(View):
    """Whoever knows the address may fill the form in; its token stands in for the form token of a session."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        form = self.found(token)
        return self.show(form, StrangersForm(), is_sent=request.GET.get("sent") == "1")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        form = self.found(token)
        filled = StrangersForm(request.POST)
        if not filled.is_valid():
            return self.show(form, filled, status=422)
        data = filled.cleaned_data
        values = {name: value for name, value in data.items() if name not in NOT_TOLD}
        try:
            receive(
                form,
                origin=request.META.get("REMOTE_ADDR", ""),
                trap=data["website"],
                consent=data["consent"],
                **values,
            )
        except DomainError as refusal:
            filled.add_error(refusal.field if refusal.field in filled.fields else None, refusal.message)
            return self.show(form, filled, status=TOO_MANY if refusal.code == "too_many" else 422)
        return HttpResponseRedirect(f"{request.path}?sent=1", status=303)

    def found(self, token: str) -> WebForm:
        form = open_form(token)
        if form is None:
            raise Http404("web form")
        return form

    def show(self, form: WebForm, filled: StrangersForm, status: int = 200, **context: Any) -> HttpResponse:
        answer = render(
            self.request,
            "marketing/web_form.html",
            {"form": filled, "web_form": form, **context},
            status=status,
        )
        answer["Vary"] = "Accept-Language"
        return answer
