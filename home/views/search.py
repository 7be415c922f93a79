from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from core.pages import Page

from ..selectors import search


class SearchPage(Page):
    """Global search: the palette's fragment, and the same as a page."""

    template = "home/search.html"
    fragment = "home/_search_results.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        text = request.GET.get("q", "").replace("\x00", "").strip()[: search.LONGEST]
        groups = search.results(request.user, text)
        return self.show(title=_("Search"), query=text, groups=groups)
