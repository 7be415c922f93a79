from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.models import Job
from core.pages import Page

from ..models import BulkRun
from ..record_type import RECORD_TYPES
from ..selection import Selection
from ..services.bulk_change import change_field
from .named import NamedRecordPage


class BulkUpdate(NamedRecordPage):
    """One field set in many rows: which field, which value, how many rows; then it is done."""

    action = "change"
    template = "records/bulk_update.html"
    fragment = "records/_bulk_update.html"

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        return HttpResponseRedirect(self.record.list_url)

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        self.selection = Selection(self.record, request.user, request.POST)
        self.form = self.record.form(instance=self.record.model(), user=request.user, auto_id="bulk_%s")
        if not self.selection:
            messages.warning(request, _("Nothing is selected. Tick the rows first."))
            return HttpResponseRedirect(self.record.list_url)
        chosen = request.POST.get("field", "")
        if (
            chosen not in self.fields
            or "confirmed" not in request.POST
            or request.POST.get("shown") != chosen
        ):
            return self.ask(chosen)
        return self.change(chosen)

    @property
    def fields(self) -> dict[str, Any]:
        """The fields that this user may set in many rows, with their labels."""
        return {
            name: capfirst(str(self.form.fields[name].label))
            for name in self.record.bulk_names
            if name in self.form.fields and not self.form.fields[name].disabled
        }

    def change(self, chosen: str) -> HttpResponse:
        posted = self.request.POST
        given = QueryDict(mutable=True)
        given.setlist(chosen, posted.getlist(chosen))
        checked = self.record.form(
            given, instance=self.record.model(), user=self.request.user, auto_id="bulk_%s"
        ).only(chosen)
        value = checked.fields[chosen].widget.value_from_datadict(given, {}, chosen)
        try:
            checked.fields[chosen].clean(value)
        except Exception as refusal:
            if not hasattr(refusal, "messages"):
                raise
            return self.ask(chosen, value=checked[chosen], errors=refusal.messages, status=422)
        ids = list(self.selection.rows().order_by("pk").values_list("pk", flat=True))
        label = _("Update field: %(field)s") % {"field": self.fields[chosen]}
        run = change_field(self.record, ids, chosen, given, label=label, by=self.request.user)
        return HttpResponseRedirect(reverse("records:bulk_run", args=[run.pk]))

    def ask(self, chosen: str, *, value: Any = None, errors: Any = (), status: int = 200) -> HttpResponse:
        if chosen in self.fields and value is None:
            value = self.form[chosen]
        if value is not None:
            widget = value.field.widget
            kind = "form-select" if "Select" in type(widget).__name__ else "form-control"
            widget.attrs["class"] = f"{kind}{' is-invalid' if errors else ''}"
        return self.show(
            status,
            record=self.record,
            title=_("Update field"),
            fields=self.fields,
            chosen=chosen if chosen in self.fields else "",
            value=value,
            errors=errors,
            carried=self.selection.carried,
            back_url=f"{self.record.list_url}?{self.selection.query}",
        )

    @property
    def question(self) -> str:
        seen = self.selection.rows().count()
        count = self.selection.rows("change").count()
        text = ngettext(
            "This will be done to %(count)d record.", "This will be done to %(count)d records.", count
        ) % {"count": count}
        if seen > count:
            text += " " + ngettext(
                "%(count)d selected record may not be changed by you and stays as it is.",
                "%(count)d selected records may not be changed by you and stay as they are.",
                seen - count,
            ) % {"count": seen - count}
        return text


class BulkRunPage(Page):
    """What became of each row of a bulk action; asks again while a worker is at it. Only for who started it."""

    template = "records/bulk_run.html"
    fragment = "records/_bulk_run.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(BulkRun.objects.select_related("job"), pk=pk, by=request.user)
        record = RECORD_TYPES.get(run.record_type)
        has_failed = run.ended_at is None and (run.job is None or run.job.status == Job.Status.FAILED)
        return self.show(
            run=run,
            title=run.label,
            total=len(run.ids),
            is_working=run.ended_at is None and not has_failed,
            has_failed=has_failed,
            untold=run.changed + run.refused - len(run.results) if run.results else 0,
            list_url=record.list_url if record is not None else "/",
            list_label=record.label_plural if record is not None else "",
        )


__all__ = ["BulkRunPage", "BulkUpdate"]
