from typing import Any

from django.http import HttpRequest, HttpResponse

from .. import gate, sources, tabs
from ..custom.shown import shown_on
from ..services.recent import note_view
from .page import RecordPage


class DetailPage(RecordPage):
    """One record: facts on top, tabs below; `?tab=` chooses, htmx gets the tab's content alone."""

    template = "records/detail.html"
    fragment = "records/_tab.html"
    related: tuple[str, ...] = ()

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        self.object = self.found(pk, rows=self.rows())
        if not request.htmx:
            note_view(request.user, self.object)
        context = self.context(self.object)
        if "facts" in context:
            context["facts"] = [fact for fact in context["facts"] if self.may_tell(fact)]
        return self.show(**context)

    def may_tell(self, fact: dict[str, Any]) -> bool:
        """A fact names the fields that it is `of`; without them policies do not concern it."""
        return gate.reads(self.request.user, self.record.model, *fact.get("of", ()))

    def rows(self) -> Any:
        return self.record.rows(self.request.user).select_related(*self.related)

    def context(self, obj: Any) -> dict[str, Any]:
        asked = self.request.GET.get("tab", "")
        shown = tabs.for_record(obj, self.request.user, asked)
        self.tab = tabs.chosen(shown, asked)
        return {
            "object": obj,
            "record": self.record,
            "title": str(obj),
            "custom": shown_on(obj, self.request.user),
            "banners": sources.banners(obj, self.request.user),
            "tab_strip": tabs.strip(shown),
            "tab": self.tab,
            "may": {action: gate.may(self.request.user, obj, action) for action in self.record.actions},
            **(self.tab.context(obj, self.request) if self.tab else {}),
        }
