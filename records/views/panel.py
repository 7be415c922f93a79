from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest, HttpResponse, QueryDict

from core.tables import render_body

from .. import gate, panels
from ..dressing import dress
from ..list_columns import ListColumns
from ..lists import Listing
from ..models import Star
from ..models.custom_field import PREFIX
from .named import NamedRecordPage


class OneRowPage(NamedRecordPage):
    """A page about one row of a list."""

    def row(self, pk: int, columns: str) -> tuple[Any, Listing]:
        """The visible record with what the named columns read of it, and the list that shows them."""
        listing = Listing(self.record, self.request.user, QueryDict(mutable=True))
        listing.given["columns"] = columns
        rows = dress(self.record.rows(self.request.user), self.record, listing.columns, self.request.user)
        return self.found(pk, rows=rows), listing


class SidePanel(OneRowPage):
    """A record beside its list: its facts, what can be done with it, and what its app adds."""

    template = fragment = "records/_panel.html"

    def get(self, request: HttpRequest, name: str, pk: int) -> HttpResponse:
        layout = ListColumns(self.record, request.user, "", None)
        names = [
            column.name for column in layout.allowed if column.is_default or column.name.startswith(PREFIX)
        ]
        obj, listing = self.row(pk, ",".join(names))
        part = panels.of(obj)
        context = part.context(obj, request) if part else {}
        return self.show(
            object=obj,
            record=self.record,
            title=str(obj),
            facts=[(column.label, column.cell(obj)) for column in listing.columns[1:]],
            may_change="change" in self.record.actions and gate.may(request.user, obj, "change"),
            is_starred=self.is_starred(obj),
            part=part,
            **context,
        )

    def is_starred(self, obj: Any) -> bool:
        kind = ContentType.objects.get_for_model(obj)
        return Star.objects.filter(user=self.request.user, content_type=kind, object_id=obj.pk).exists()


class ListRow(OneRowPage):
    """One row of a list as it is now: after a change beside it."""

    def get(self, request: HttpRequest, name: str, pk: int) -> HttpResponse:
        obj, listing = self.row(pk, request.GET.get("columns", ""))
        return HttpResponse(row_html(obj, listing))


def row_html(obj: Any, listing: Listing) -> str:
    return render_body(
        [obj], listing.columns, has_checkboxes=listing.has_checkboxes, editable=listing.layout.editable
    )
