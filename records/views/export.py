from typing import Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from core import clock
from core.pages import Page

from .. import gate
from ..exports import Export, log_export, request_xlsx
from ..models import ExportTask
from ..record_type import RECORD_TYPES
from ..selection import Selection
from .named import NamedRecordPage


class ExportPage(NamedRecordPage):
    """Exports what the list shows: CSV at once, XLSX through the worker; a post exports the ticked rows."""

    def authorise(self) -> None:
        self.action = self.record.export_action
        super().authorise()

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        query = request.GET.copy()
        kind = query.pop("format", ["csv"])[0]
        return self.answer(Export(self.record, request.user, query.urlencode()), kind)

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        selection = Selection(self.record, request.user, request.POST)
        return self.answer(Export.of_selection(selection), request.POST.get("format", "xlsx"))

    def answer(self, export: Export, kind: str) -> Any:
        if export.listing.errors:
            raise Http404("filter")
        if kind == "xlsx" or export.is_guarded:  # what waits for consent cannot stream
            task = request_xlsx(export, by=self.request.user)
            if task.status == ExportTask.Status.APPROVING:
                self.notify(
                    _("So many numbers leave only by approval; the file appears here once it is given.")
                )
            else:
                self.notify(_("The workbook is being written; it will appear here."))
            return HttpResponseRedirect(reverse("records:export_list"))
        log_export(export, "csv", by=self.request.user)
        response = StreamingHttpResponse(export.csv(), content_type="text/csv; charset=utf-8")
        filename = f"{self.record.label_plural}-{clock.today():%Y%m%d}.csv"
        response["Content-Disposition"] = content_disposition_header(True, filename)
        return response


class ExportList(Page):
    """The workbooks that one asked for, ready or on the way."""

    template = "records/exports.html"
    fragment = "records/_exports.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        tasks = list(ExportTask.objects.filter(by=request.user, expires_at__gt=clock.now())[:50])
        waits = any(task.status == ExportTask.Status.WAITING for task in tasks)
        return self.show(tasks=tasks, waits=waits, title=_("Exports"))


class ExportDownload(Page):
    def get(self, request: HttpRequest, pk: int) -> Any:
        task = get_object_or_404(
            ExportTask, pk=pk, by=request.user, status=ExportTask.Status.DONE, expires_at__gt=clock.now()
        )
        record = RECORD_TYPES.get(task.record_type)
        if record is None:
            raise Http404(task.record_type)
        gate.require_allowed(request.user, record.model, record.export_action)
        return FileResponse(
            task.file.open("rb"), as_attachment=True, filename=task.file.name.rsplit("/", 1)[-1]
        )
