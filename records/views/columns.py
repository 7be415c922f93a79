import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from core.row_ids import row_id

from ..list_columns import keep_widths
from ..models import ColumnChoice, SavedView
from .named import NamedRecordPage


class ColumnsPage(NamedRecordPage):
    """Keeps which columns, in which order, the user wants on a list."""

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        known = {column.name for column in self.record.columns_for(request.user)}
        wanted = [column for column in request.POST.getlist("columns") if column in known]
        if "reset" in request.POST or not wanted:
            ColumnChoice.objects.filter(user=request.user, record_type=self.record.name).delete()
        else:
            ColumnChoice.objects.update_or_create(
                user=request.user, record_type=self.record.name, defaults={"columns": wanted}
            )
        target = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
            target = self.record.list_url
        return HttpResponseRedirect(target)


class WidthsPage(NamedRecordPage):
    """Keeps how wide the user has dragged the columns of a list, or of the saved view that he is in."""

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        views = SavedView.objects.filter(owner=request.user, record_type=self.record.name)
        view = views.filter(pk=row_id(request.POST.get("view", ""))).first()
        keep_widths(self.record, request.user, self.given(), view)
        return HttpResponse(status=204)

    def given(self) -> dict[str, Any]:
        try:
            widths = json.loads(self.request.POST.get("widths", ""))
        except ValueError:
            return {}
        return widths if isinstance(widths, dict) else {}
