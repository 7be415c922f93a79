from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from core.pages import Page

from .. import gate, picks
from ..record_type import RECORD_TYPES


class PickView(Page):
    """The choices behind a search-as-you-type select, within the user's reach."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        if name in RECORD_TYPES:
            gate.require_allowed(request.user, RECORD_TYPES[name].model)
        found = picks.choices(name, request.user, request.GET.get("q", "").strip()[:100], request.GET)
        if found is None:
            raise Http404(name)
        return JsonResponse({"results": found})
