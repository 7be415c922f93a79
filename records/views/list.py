from django.http import HttpRequest, HttpResponse

from ..imports import importer_class
from ..lists import Listing
from .page import RecordPage


class ListPage(RecordPage):
    """The list of one record type; htmx gets the results alone."""

    template = "records/list.html"
    fragment = "records/_results.html"
    fragment_target = "results"

    def get(self, request: HttpRequest) -> HttpResponse:
        self.listing = Listing(self.record, request.user, request.GET)
        if request.GET.get("part") == "filters":
            self.fragment = "records/_filters.html"
        elif request.GET.get("part") == "columns":
            self.fragment = "records/_columns.html"
        elif request.GET.get("part") == "group" and self.listing.grouping is not None:
            self.fragment = "records/_group_rows.html"
        return self.show(listing=self.listing, record=self.record, title=self.record.label_plural)

    @property
    def may_create(self) -> bool:
        return self.record.has_create and self.record.allowed(self.request.user, "add")

    @property
    def may_export(self) -> bool:
        return self.record.allowed(self.request.user, self.record.export_action)

    @property
    def may_import(self) -> bool:
        return importer_class(self.record.name) is not None and self.record.allowed(
            self.request.user, "import"
        )
