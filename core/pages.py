"""Page mechanics without rights: sign-in, fragments for htmx, and refusals as the status they deserve."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import AccessMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views import View
from django_htmx.middleware import HtmxDetails

from .errors import DomainError


class HtmxRequest(HttpRequest):
    """A request as django-htmx's middleware hands it on."""

    htmx: HtmxDetails


class Page(AccessMixin, View):
    """A page for signed-in people. `template` is the page, `fragment` what htmx gets of it.

    Links that htmx follows as navigation (boosted) get the whole page unless they aim at `fragment_target`.
    """

    template = ""
    fragment = ""
    fragment_target = ""
    request: HtmxRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        self.authorise()
        try:
            return super().dispatch(request, *args, **kwargs)
        except DomainError as refusal:
            return self.refused(refusal)

    def authorise(self) -> None:
        """Raise PermissionDenied where the user may not open this page at all."""

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        """Render the page, or to htmx its fragment (unless htmx navigates the whole page)."""
        template = self.fragment if self.wants_fragment() else self.template
        response = render(self.request, template, {"page": self, **context}, status=status)
        response["Vary"] = "HX-Request, Accept-Language, Cookie"
        return response

    def wants_fragment(self) -> bool:
        htmx = self.request.htmx
        if not self.fragment or not htmx or htmx.history_restore_request:
            return False
        return not htmx.boosted or bool(self.fragment_target and htmx.target == self.fragment_target)

    def refused(self, refusal: DomainError) -> HttpResponse:
        """A refused action outside a form: 409 with a notice that says why."""
        if self.request.htmx:
            return render(self.request, "components/refusal.html", {"refusal": refusal}, status=409)
        return render(self.request, "records/refusal.html", {"refusal": refusal}, status=409)

    def notify(self, text: Any) -> None:
        messages.success(self.request, text)
