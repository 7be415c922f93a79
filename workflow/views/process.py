"""Processes for those who draw them, with their versions; and all runs for those who watch over them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from core.pages import Page
from core.row_ids import row_id
from records import gate
from records.views.list import ListPage

from ..models import ProcessDefinition
from ..records.process import PROCESS_RUNS, PROCESSES, document_label
from ..selectors.run_page import diagram
from ..services.definition import findings
from ..structure import load

VERSION_TONES = {"draft": "orange", "published": "green", "retired": "gray"}


class ProcessList(ListPage):
    record = PROCESSES


class RunList(ListPage):
    record = PROCESS_RUNS


class ProcessPage(Page):
    """One process: its versions, the drawing of the chosen one and what the validator says about it."""

    template = "workflow/process_detail.html"

    def authorise(self) -> None:
        gate.require_allowed(self.request.user, ProcessDefinition)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        process = get_object_or_404(ProcessDefinition.objects.visible_to(request.user), pk=pk)
        versions = list(process.versions.select_related("published_by").order_by("-number"))
        for version in versions:
            version.tone = VERSION_TONES[version.status]
        chosen = self.chosen(versions)
        drawing: dict[str, Any] = {}
        if chosen is not None:
            drawing = {"diagram": diagram(load(chosen)), "findings": findings(chosen)}
        return self.show(
            title=str(process),
            process=process,
            document=document_label(process),
            versions=versions,
            chosen=chosen,
            may_change=gate.may(request.user, process, "change"),
            **drawing,
        )

    def chosen(self, versions: list[Any]) -> Any:
        """The version asked for, else the published one, else the newest."""
        wanted = row_id(self.request.GET.get("version", ""))
        by_number = {version.number: version for version in versions}
        published = next((version for version in versions if version.status == "published"), None)
        return by_number.get(wanted) or published or (versions[0] if versions else None)
