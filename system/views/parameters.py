"""The parameters of the business on one page: each is saved by itself, and each has its history."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.row_ids import row_id
from records import gate, parameters
from records.models import Parameter
from records.parameter_kinds import LONGEST
from records.parameters import Declaration

from ..selectors.parameters import changes_of, grouped, line_of
from .admin_page import AdminPage


class ParameterPage(AdminPage):
    model = Parameter

    @cached_property
    def declaration(self) -> Declaration:
        found = parameters.DECLARED.get(self.kwargs["code"])
        if found is None:
            raise Http404
        return found


class ParameterList(ParameterPage):
    template = "admin/settings/parameters.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("q", "").replace("\x00", "").strip()[:100]
        return self.show(title=_("Parameters"), asked=asked, groups=grouped(asked))


class ParameterChange(ParameterPage):
    """GET: who set it to what. POST: save it, or take it back to its default."""

    template = "admin/settings/parameter_history.html"
    fragment = "admin/settings/_parameter.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        self.fragment = ""
        return self.show(
            title=self.declaration.label,
            subtitle=_("History"),
            line=line_of(self.declaration),
            changes=changes_of(self.declaration),
        )

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        gate.require_allowed(request.user, Parameter, "change")
        version = row_id(request.POST.get("version")) or 0
        typed = self._typed(request.POST)
        try:
            if request.POST.get("do") == "default":
                parameters.reset(code, by=request.user, read_version=version)
            else:
                value = parameters.read(code, typed)
                parameters.set_value(code, value, by=request.user, read_version=version)
        except DomainError as refusal:
            return self._refused(refusal, typed)
        line = line_of(self.declaration)
        if not self.wants_fragment():
            messages.success(request, _("“%(label)s” is saved.") % {"label": self.declaration.label})
            return HttpResponseRedirect(f"{reverse('admin:parameters')}#{line.id}")
        line.saved = True
        return self.show(line=line)

    def _typed(self, sent: Any) -> str:
        typed = sent.get("value", "")[: LONGEST + 1]
        return f"{typed.strip()} {sent.get('unit', '')}" if self.declaration.kind == "duration" else typed

    def _refused(self, refusal: DomainError, typed: str) -> HttpResponse:
        """What was typed stays; after a conflict the next save replaces what the other one has set."""
        line = line_of(self.declaration)
        line.typed, line.refusal = typed, str(refusal)
        status = 409 if refusal.code == "conflict" else 422
        if self.wants_fragment():
            return self.show(status, line=line)
        self.template = "admin/settings/parameters.html"
        groups = grouped()
        for group in groups:
            group.lines = [line if other.code == line.code else other for other in group.lines]
        return self.show(status, title=_("Parameters"), asked="", groups=groups)
