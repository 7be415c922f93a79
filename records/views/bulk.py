from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import access

from ..record_type import BulkAction, Outcome
from ..selection import Selection
from ..services import bulk_change
from .named import NamedRecordPage


class BulkPage(NamedRecordPage):
    """One action on many rows: says how many and asks what it needs, then does it to those within reach."""

    template = "records/confirm.html"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = [action for action in self.record.all_bulk_actions if action.name == kwargs["verb"]]
        if not found:
            raise Http404(kwargs["verb"])
        self.bulk: BulkAction = found[0]
        self.action = self.bulk.action

    def authorise(self) -> None:
        super().authorise()
        if self.bulk.permission and not access.allows(self.request.user, self.bulk.permission):
            raise PermissionDenied(self.bulk.permission)

    @property
    def is_dangerous(self) -> bool:
        return self.bulk.is_dangerous

    def get(self, request: HttpRequest, name: str, verb: str) -> HttpResponse:
        return HttpResponseRedirect(self.record.list_url)

    def post(self, request: HttpRequest, name: str, verb: str) -> HttpResponse:
        self.selection = Selection(self.record, request.user, request.POST)
        if not self.selection:
            messages.warning(request, _("Nothing is selected. Tick the rows first."))
            return HttpResponseRedirect(self.record.list_url)
        if "confirmed" not in request.POST:
            return self.ask(self.make_form())
        form = self.make_form(request.POST)
        if form is not None and not form.is_valid():
            return self.ask(form, status=422)
        seen = self.selection.rows().count()
        beyond = self.beyond_reach()
        done = self.bulk.perform(
            self.selection.rows(self.action), request.user, form.cleaned_data if form else {}
        )
        if isinstance(done, Outcome):
            done.refused += beyond
            if done.is_worth_a_page:
                run = bulk_change.keep(self.record, str(self.bulk.label), done, by=request.user)
                return HttpResponseRedirect(reverse("records:bulk_run", args=[run.pk]))
            done = len(done.done)
        self.notify(
            ngettext("%(count)d record was changed.", "%(count)d records were changed.", done)
            % {"count": done}
        )
        if seen > done:
            messages.warning(
                request,
                ngettext(
                    "%(count)d record was left as it was: you may not change it, or nothing was to change.",
                    "%(count)d records were left as they were: you may not change them, or nothing was to change.",
                    seen - done,
                )
                % {"count": seen - done},
            )
        return HttpResponseRedirect(self.back_url)

    def beyond_reach(self) -> list[tuple[Any, str]]:
        """Selected rows that one sees, but may not do this to."""
        allowed = self.selection.rows(self.action).values("pk")
        rows = self.selection.rows().exclude(pk__in=allowed)[: bulk_change.MOST_TOLD]
        return [(row, _("You may not do this to this record.")) for row in rows]

    def make_form(self, data: Any = None) -> Any:
        return self.bulk.form(data, user=self.request.user) if self.bulk.form else None

    @property
    def back_url(self) -> str:
        return f"{self.record.list_url}?{self.selection.query}"

    @property
    def question(self) -> str:
        count = self.selection.rows(self.action).count()
        return ngettext(
            "This will be done to %(count)d record.", "This will be done to %(count)d records.", count
        ) % {"count": count}

    def ask(self, form: Any, status: int = 200) -> HttpResponse:
        return self.show(
            status,
            form=form,
            record=self.record,
            title=self.bulk.label,
            carried=self.selection.carried,
            back_url=self.back_url,
        )
