"""What is done with the links to a document: one is opened, its address shown once, and it is revoked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import DomainError

from .form import ActionPage


class LinkOpenPage(ActionPage):
    """The address is shown once, right here: it is not kept. `open` makes the link, `page` is where it leads."""

    action = "send"
    verb = gettext_lazy("Open a link")
    page: str
    back: Any = gettext_lazy("Back")

    def open(self, obj: Any, data: dict[str, Any]) -> tuple[Any, str]:
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        obj = self.found(pk)
        form = self.make_form(obj, request.POST)
        if not form.is_valid():
            return self.ask(obj, form, status=422)
        link, token = self.open(obj, dict(form.cleaned_data))
        address = request.build_absolute_uri(reverse(self.page, args=[token]))
        answer = render(
            request,
            "records/open_link.html",
            {"object": obj, "address": address, "link": link, "title": self.verb, "back": self.back},
        )
        answer["Cache-Control"] = "no-store"
        return answer


class LinkRevokePage(ActionPage):
    """`revoke` closes one of the links of the document."""

    action = "send"
    verb = gettext_lazy("Revoke the link")
    question = gettext_lazy("Who opens the address from now on finds nothing.")
    is_dangerous = True

    def revoke(self, link: Any) -> Any:
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int, link: int) -> HttpResponse:  # type: ignore[override]
        self.link = link
        return super().get(request, pk)

    def post(self, request: HttpRequest, pk: int, link: int) -> HttpResponse:  # type: ignore[override]
        self.link = link
        return super().post(request, pk)

    def perform(self, obj: Any, form: Any) -> str:
        found = obj.links.filter(pk=self.link).first()
        if found is None:
            raise DomainError(_("This link does not exist any more."), code="gone")
        self.revoke(found)
        return _("The link is closed.")

    def target(self, obj: Any) -> str:
        return f"{obj.get_absolute_url()}?tab=sendings"
