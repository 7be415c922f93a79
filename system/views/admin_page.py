"""Pages of our own inside the administration site: its look and its door, our rights and refusals."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property

from core.errors import DomainError
from core.pages import Page
from records import gate
from workflow.models import ProcessDefinition, ProcessVersion


class AdminPage(Page):
    """Opens to who may enter the site and look at rows of `model`; a refusal becomes a message."""

    model: Any = ProcessDefinition

    def authorise(self) -> None:
        if not admin.site.has_permission(self.request):
            raise PermissionDenied("accounts.access_admin")
        gate.require_allowed(self.request.user, self.model)

    def show(self, status: int = 200, **context: Any) -> HttpResponse:
        frame = {} if self.wants_fragment() else admin.site.each_context(self.request)
        may = {
            f"may_{action}": gate.allowed(self.request.user, self.model, action)
            for action in ("add", "change", "publish", "delete")
        }
        return super().show(status, **{"is_fullwidth": "1", **frame, **may, **context})

    def refused(self, refusal: DomainError) -> HttpResponse:
        messages.error(self.request, str(refusal))
        return HttpResponseRedirect(self.way_back())

    def way_back(self) -> str:
        return self.request.path


class ProcessPage(AdminPage):
    """A page about one process; `needs` is the action that posting to it takes."""

    needs = "change"

    @cached_property
    def process(self) -> ProcessDefinition:
        rows = ProcessDefinition.objects.visible_to(self.request.user)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def version(self) -> ProcessVersion:
        version = self.process.versions.filter(number=self.kwargs["number"]).first()
        if version is None:
            raise Http404
        version.definition = self.process
        return version

    def require(self, action: str = "") -> None:
        """Not found where it is not seen, refused where it is seen and not his to change."""
        gate.require(self.request.user, self.process, action or self.needs)

    def way_back(self) -> str:
        return process_url(self.process)


def designer_url(version: ProcessVersion) -> str:
    return reverse("admin:process_designer", args=[version.definition_id, version.number])


def process_url(process: ProcessDefinition) -> str:
    return reverse("admin:process", args=[process.pk])


def read_revision(request: HttpRequest) -> int | None:
    """The revision of the draft that the browser has before it."""
    given = request.POST.get("revision", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
