"""Processes inside the administration site: the list, one process with its versions, and what is done with those."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.row_ids import row_id
from records import gate
from workflow import subjects
from workflow.fields import fields_for
from workflow.models import ProcessDefinition
from workflow.records.process import document_label
from workflow.services import definition as definitions
from workflow.services.drawing import publish_drawing
from workflow.words import condition_in_words

from ..forms.process import definition_inputs, read_definition
from ..forms.step_condition import builder, read_condition
from ..selectors.drawing import sheet_of
from ..selectors.processes import process_list, versions_of
from ..selectors.version_comparison import differences
from .admin_page import AdminPage, ProcessPage, designer_url, process_url, read_revision

TONES = {"draft": "orange", "published": "green", "retired": "grey"}


class ProcessList(AdminPage):
    template = "admin/processes/list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        document = request.GET.get("document", "")
        market = request.GET.get("market", "")
        known = {"free" if not key else key: label for key, label in subjects.choices()}
        doc_type = None if document not in known else "" if document == "free" else document
        if market not in ProcessDefinition.Market.values:
            market = ""
        return self.show(
            title=_("Process designer"),
            processes=process_list(request.user, doc_type, market),
            documents=[(key, label, key == document) for key, label in known.items()],
            markets=[(key, label, key == market) for key, label in ProcessDefinition.Market.choices],
        )


class ProcessCreate(AdminPage):
    template = "admin/processes/form.html"

    def authorise(self) -> None:
        super().authorise()
        gate.require_allowed(self.request.user, ProcessDefinition, "add")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._form({"doc_type": request.GET.get("document", "")})

    def post(self, request: HttpRequest) -> HttpResponse:
        values = read_definition(request.POST)
        try:
            process = definitions.create_definition(by=request.user, **values)
        except DomainError as refusal:
            return self._form(values, 422, str(refusal))
        return HttpResponseRedirect(designer_url(process.versions.get()))

    def _form(self, values: dict[str, Any], status: int = 200, refusal: str = "") -> HttpResponse:
        return self.show(
            status, title=_("New process"), inputs=definition_inputs(values), refusal=refusal, is_new=True
        )


class ProcessOverview(ProcessPage):
    template = "admin/processes/process.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        versions = versions_of(self.process)
        for version in versions:
            version.tone = TONES[version.status]
        return self.show(
            title=self.process.name,
            process=self.process,
            document=document_label(self.process),
            condition=condition_in_words(self.process.condition, fields_for(self.process.doc_type)),
            versions=versions,
            draft=next((row for row in versions if row.status == "draft"), None),
            published=next((row for row in versions if row.status == "published"), None),
            may_publish=gate.may(request.user, self.process, "publish"),
            may_change=gate.may(request.user, self.process, "change"),
        )


class ProcessEdit(ProcessPage):
    """Name, documents, market, priority and condition; in force at once for what starts from then on."""

    template = "admin/processes/form.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.require()
        return self._form(self.process.__dict__, self.process.condition)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.require()
        values = read_definition(request.POST)
        do = request.POST.get("do", "")
        fields = fields_for(values["doc_type"])
        condition = read_condition(request.POST, do, fields, self.process.condition)
        if do:
            return self._form(values, condition)
        try:
            is_active = bool(request.POST.get("is_active"))
            facts = {**values, "condition": condition, "is_active": is_active}
            definitions.update_definition(self.process, by=request.user, **facts)
        except DomainError as refusal:
            return self._form(values, condition, 422, str(refusal))
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(process_url(self.process))

    def _form(
        self, values: dict[str, Any], condition: dict[str, Any], status: int = 200, refusal: str = ""
    ) -> HttpResponse:
        is_fixed = self.process.versions.exclude(status="draft").exists()
        return self.show(
            status,
            title=_("Edit process"),
            subtitle=self.process.name,
            process=self.process,
            inputs=definition_inputs(values, is_fixed=is_fixed),
            builder=builder(condition, fields_for(values["doc_type"]), {}),
            refusal=refusal,
        )

    def way_back(self) -> str:
        return process_url(self.process)


class VersionAction(ProcessPage):
    """Begin a draft, publish, retire, delete a draft: each a button, each back where it leads on."""

    def post(self, request: HttpRequest, pk: int, verb: str, number: int = 0) -> HttpResponse:
        needs, act = ACTIONS[verb]
        self.require(needs)
        return HttpResponseRedirect(act(self, request))

    def way_back(self) -> str:
        if self.kwargs.get("number") and self.kwargs["verb"] == "publish":
            return designer_url(self.version)
        return process_url(self.process)


def _draft(page: VersionAction, request: HttpRequest) -> str:
    return designer_url(definitions.draft_of(page.process, by=request.user))


def _publish(page: VersionAction, request: HttpRequest) -> str:
    publish_drawing(page.version, by=request.user, read=read_revision(request))
    messages.success(
        request, _("Version %(number)d is in force for what starts now.") % {"number": page.version.number}
    )
    return process_url(page.process)


def _retire(page: VersionAction, request: HttpRequest) -> str:
    definitions.retire_version(page.version, by=request.user)
    messages.success(request, _("Retired. Nothing starts on it any more; open runs go on to their end."))
    return process_url(page.process)


def _delete(page: VersionAction, request: HttpRequest) -> str:
    is_only = page.process.versions.count() == 1
    definitions.delete_draft(page.version, by=request.user)
    messages.success(request, _("The draft was deleted."))
    return reverse("admin:process_list") if is_only else process_url(page.process)


ACTIONS: dict[str, tuple[str, Callable[[VersionAction, HttpRequest], str]]] = {
    "draft": ("change", _draft),
    "publish": ("publish", _publish),
    "retire": ("publish", _retire),
    "delete": ("delete", _delete),
}


class VersionCompare(ProcessPage):
    """Two versions beside each other: what was added, changed, moved and deleted."""

    template = "admin/processes/compare.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        versions = versions_of(self.process)
        by_number = {version.number: version for version in versions}
        new = by_number.get(row_id(request.GET.get("new")) or 0) or (versions[0] if versions else None)
        others = [version for version in versions if version != new]
        old = by_number.get(row_id(request.GET.get("old")) or 0) or (others[0] if others else None)
        found: list[Any] = []
        if new is not None and old is not None:
            new.definition = old.definition = self.process
            found = differences(sheet_of(old), sheet_of(new))
        return self.show(
            title=_("Compare versions"),
            subtitle=self.process.name,
            process=self.process,
            versions=versions,
            old=old,
            new=new,
            differences=found,
        )
