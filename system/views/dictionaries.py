"""Dictionaries: the list, one dictionary with its entries, their order, and one entry merged into another."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import DomainError
from core.models import Job
from core.row_ids import row_id
from records import dictionary_uses, gate
from records.models import Dictionary, DictionaryItem
from records.services import dictionary as service
from records.services import dictionary_merge

from ..selectors.dictionaries import (
    EntryLine,
    books,
    dictionary_of,
    entry_line,
    entry_lines,
    history_of,
    targets,
)
from .admin_page import AdminPage

FIELDS = ("name", "name_en", "color")


class DictionaryPage(AdminPage):
    model = Dictionary
    needs = "change"

    @cached_property
    def dictionary(self) -> Dictionary:
        found = dictionary_of(self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def entry(self) -> DictionaryItem:
        found: DictionaryItem | None = self.dictionary.items.filter(pk=self.kwargs["pk"]).first()  # type: ignore[attr-defined]
        if found is None:
            raise Http404
        return found

    def require(self, action: str = "change") -> None:
        gate.require_allowed(self.request.user, Dictionary, action)

    def page(self, status: int = 200, **context: Any) -> HttpResponse:
        """The dictionary with all its entries."""
        self.template = "admin/settings/dictionary.html"
        lines = context.pop("lines", None) or entry_lines(self.dictionary)
        return self.show(
            status,
            title=self.dictionary.label,
            subtitle=_("Dictionaries"),
            dictionary=self.dictionary,
            lines=lines,
            used_by=[use.label for use in dictionary_uses.uses(self.dictionary.code)],
            tones=DictionaryItem.Color.choices,
            **context,
        )

    def way_back(self) -> str:
        return self.dictionary.get_absolute_url() if "code" in self.kwargs else reverse("admin:dictionaries")


class DictionaryList(DictionaryPage):
    template = "admin/settings/dictionaries.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._list({})

    def post(self, request: HttpRequest) -> HttpResponse:
        self.require("add")
        typed = {name: request.POST.get(name, "")[:200] for name in ("code", "name", "name_en")}
        try:
            made = service.create_dictionary(by=request.user, **typed)
        except DomainError as refusal:
            return self._list(typed, 422, str(refusal))
        return HttpResponseRedirect(made.get_absolute_url())

    def _list(self, typed: dict[str, str], status: int = 200, refusal: str = "") -> HttpResponse:
        asked = self.request.GET.get("q", "").replace("\x00", "").strip()[:100]
        return self.show(
            status, title=_("Dictionaries"), asked=asked, books=books(asked), typed=typed, refusal=refusal
        )


class DictionaryShow(DictionaryPage):
    """The entries; POST gives the dictionary another name, or takes it away."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        if request.POST.get("do") == "delete":
            self.require("delete")
            service.delete_dictionary(self.dictionary, by=request.user)
            messages.success(request, _("The dictionary was deleted."))
            return HttpResponseRedirect(reverse("admin:dictionaries"))
        self.require()
        typed = {name: request.POST.get(name, "")[:200] for name in ("name", "name_en")}
        service.rename_dictionary(self.dictionary, by=request.user, **typed)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(self.way_back())


class DictionaryOrder(DictionaryPage):
    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        self.require()
        ids = [pk for value in request.POST.getlist("order")[:2000] if (pk := row_id(value)) is not None]
        service.put_in_order(self.dictionary, ids, by=request.user)
        if self.request.htmx:
            return HttpResponse(status=204)
        return HttpResponseRedirect(self.way_back())

    def refused(self, refusal: DomainError) -> HttpResponse:
        messages.error(self.request, str(refusal))
        if self.request.htmx:
            return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
        return HttpResponseRedirect(self.way_back())


class EntryAdd(DictionaryPage):
    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        self.require()
        typed = {**_typed(request.POST), "code": request.POST.get("code", "")[:200], "is_active": True}
        try:
            made = service.add_entry(self.dictionary, typed, by=request.user)
        except DomainError as refusal:
            return self.page(422, new=typed, new_refusal=str(refusal))
        return HttpResponseRedirect(f"{self.way_back()}#e-{made.pk}")


class EntryChange(DictionaryPage):
    fragment = "admin/settings/_entry.html"

    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        if request.POST.get("do") == "delete":
            self.require("delete")
            service.delete_entry(self.entry, by=request.user)
            messages.success(request, _("“%(name)s” was deleted.") % {"name": self.entry.name})
            return HttpResponseRedirect(self.way_back())
        self.require()
        typed = {**_typed(request.POST), "is_active": bool(request.POST.get("is_active"))}
        version = row_id(request.POST.get("version")) or 0
        try:
            service.change_entry(self.entry, typed, by=request.user, read_version=version)
        except DomainError as refusal:
            line = entry_line(self.entry)
            line.typed, line.refusal = typed, str(refusal)
            return self._answer(line, 409 if refusal.code == "conflict" else 422)
        line = entry_line(self.entry)
        line.saved = True
        return self._answer(line)

    def _answer(self, line: EntryLine, status: int = 200) -> HttpResponse:
        if self.wants_fragment():
            return self.show(status, line=line, dictionary=self.dictionary)
        if status == 200:
            return HttpResponseRedirect(f"{self.way_back()}#{line.id}")
        lines = [line if other.row.pk == line.row.pk else other for other in entry_lines(self.dictionary)]
        return self.page(status, lines=lines)


class EntryMerge(DictionaryPage):
    """GET: what the merge would change, in figures, or how far it is. POST: does it, or goes on where it broke off."""

    template = "admin/settings/merge.html"

    def get(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        self.require()
        if self.entry.merged_into_id:
            return self._progress()
        into = row_id(request.GET.get("into"))
        found = targets(self.entry)
        figures = dictionary_merge.figures(self.entry)
        return self.show(
            title=_("Merge “%(name)s”") % {"name": self.entry.name},
            subtitle=self.dictionary.label,
            dictionary=self.dictionary,
            entry=self.entry,
            targets=[(row.pk, row.name, row.name_en, row.pk == into) for row in found],
            figures=figures,
            total=sum(count for _label, count in figures),
            mentions=dictionary_uses.mentions(self.dictionary.code, self.entry.code),
        )

    def post(self, request: HttpRequest, code: str, pk: int) -> HttpResponse:
        self.require()
        if request.POST.get("do") == "go-on":
            dictionary_merge.go_on(self.entry, by=request.user)
            return HttpResponseRedirect(request.path)
        into = row_id(request.POST.get("into"))
        target = next((row for row in targets(self.entry) if row.pk == into), None)
        if target is None:
            raise DomainError(_("Choose another entry of the same dictionary."), "no_such_entry", "into")
        changed = dictionary_merge.merge_entries(self.entry, target, by=request.user)
        if isinstance(changed, Job):
            return HttpResponseRedirect(request.path)
        said = ngettext(
            "“%(old)s” is now “%(new)s”: %(count)d record was changed.",
            "“%(old)s” is now “%(new)s”: %(count)d records were changed.",
            changed,
        )
        messages.success(request, said % {"old": self.entry.name, "new": target.name, "count": changed})
        return HttpResponseRedirect(self.way_back())

    def _progress(self) -> HttpResponse:
        """How far a merge is that a worker does; the page asks again until it has ended."""
        merges = dictionary_merge.merges_of(self.entry)
        job = next((job for job in merges if job.arguments["entry"] == self.entry.pk), None)
        is_working = job is not None and job.status in dictionary_merge.UNDER_WAY
        self.template = "admin/settings/merging.html"
        answer = self.show(
            title=_("Merge “%(name)s”") % {"name": self.entry.name},
            subtitle=self.dictionary.label,
            dictionary=self.dictionary,
            entry=self.entry,
            job=job,
            is_working=is_working,
            has_failed=job is not None and job.status == Job.Status.FAILED,
        )
        if is_working:
            answer["Refresh"] = "2"
        return answer


class DictionaryHistory(DictionaryPage):
    template = "admin/settings/dictionary_history.html"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.show(
            title=self.dictionary.label,
            subtitle=_("History"),
            dictionary=self.dictionary,
            rows=history_of(self.dictionary),
        )


def _typed(sent: Any) -> dict[str, Any]:
    return {name: sent.get(name, "")[:200] for name in FIELDS}
