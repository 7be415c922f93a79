"""The process centre: what waits for me, what I was sent, what I have dealt with, what I have started."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from core.pages import Page
from core.row_ids import row_id
from records import gate

from ..forms.start import StartForm
from ..models import ProcessDefinition, ProcessRun, ProcessVersion
from ..selectors import inbox, run_page
from ..services.start import may_start, start_work
from ..structure import load


class Inbox(Page):
    template = "workflow/inbox.html"
    fragment = "workflow/_inbox.html"
    fragment_target = "pile"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, ProcessRun)

    def get(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        show = request.GET.get("show", "todo")
        show = show if show in inbox.SHOWS else "todo"
        before = row_id(request.GET.get("before", ""))
        tasks: list[Any] = []
        runs: list[Any] = []
        if show == "mine":
            runs, older = inbox.started(user, before)
        else:
            tasks, older = inbox.tasks(user, show, before)
        counts = inbox.counts(user)
        labels = {
            "todo": _("To do"),
            "copies": _("To take note of"),
            "done": _("Dealt with"),
            "mine": _("Started by me"),
        }
        tabs = [
            {"name": name, "label": label, "count": counts.get(name), "is_current": name == show}
            for name, label in labels.items()
        ]
        return self.show(
            title=_("Process centre"),
            tabs=tabs,
            chosen=show,
            tasks=tasks,
            runs=runs,
            older=older,
            tones=run_page.RUN_TONES,
        )


class StartList(Page):
    """The work processes that the user may start, for the internal and the external market."""

    template = "workflow/start_list.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, ProcessDefinition, "start")

    def get(self, request: HttpRequest) -> HttpResponse:
        about = request.GET.get("about", "")
        return self.show(title=_("Start a process"), versions=startable(request.user), about=about)


def startable(user: Any) -> list[ProcessVersion]:
    """Published free processes whose start step lets the user begin them."""
    rows = ProcessVersion.objects.filter(
        status=ProcessVersion.Status.PUBLISHED, definition__doc_type="", definition__is_active=True
    ).select_related("definition")
    found = []
    for version in rows.order_by("definition__market", "definition__name"):
        first = version.nodes.filter(branch=None).order_by("position", "id").first()
        if may_start(first.settings if first is not None else {}, user):
            found.append(version)
    return found


class StartWork(Page):
    template = "records/confirm.html"
    question: Any = ""

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, ProcessDefinition, "start")

    def found(self, pk: int) -> ProcessVersion:
        rows = ProcessVersion.objects.filter(
            status=ProcessVersion.Status.PUBLISHED, definition__doc_type="", definition__is_active=True
        )
        version = get_object_or_404(rows.select_related("definition"), definition=pk)
        self.question = version.definition.description
        return version

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self.found(pk)
        initial = {"about": row_id(request.GET.get("about", ""))}
        return self.ask(version, StartForm(user=request.user, subject=version, initial=initial))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = self.found(pk)
        form = StartForm(request.POST, user=request.user, subject=version)
        if not form.is_valid():
            return self.ask(version, form, 422)
        given = form.cleaned_data
        run = start_work(
            version,
            by=request.user,
            title=given.get("title", ""),
            about=given.get("about"),
            answers=form.answers,
            choices=form.choices,
        )
        self.notify(_("%(run)s was started.") % {"run": run.number})
        return HttpResponseRedirect(run.get_absolute_url())

    def ask(self, version: ProcessVersion, form: Any, status: int = 200) -> HttpResponse:
        return self.show(
            status,
            form=form,
            title=_("Start: %(process)s") % {"process": version.definition},
            back_url="/processes/start/",
            diagram=run_page.diagram(load(version)),
        )


__all__ = ["Inbox", "StartList", "StartWork"]
