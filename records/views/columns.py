from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from ..models import ColumnChoice
from .named import NamedRecordPage


class ColumnsPage(NamedRecordPage):
    """Keeps which columns, in which order, the user wants on a list."""

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        known = {column.name for column in self.record.columns}
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
