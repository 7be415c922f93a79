from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts import access
from core.errors import DomainError
from core.pages import Page

from ..imports import IMPORTERS, Importer, Mapping
from ..imports.source import samples, sheet_names
from ..imports.wizard import column_choices, fixed_choices, mapping_from_post, refusals
from ..imports.workbooks import write_errors, write_template
from ..models import ImportRun
from ..record_type import RECORD_TYPES
from ..services import imports

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Status = ImportRun.Status


def runs_of(user: Any) -> QuerySet[ImportRun]:
    """One's own imports; who reads the log of imports sees everybody's."""
    runs = ImportRun.objects.select_related("by", "job")
    return runs if access.allows(user, "records.view_importrun") else runs.filter(by=user)


class KindPage(Page):
    """A page about importing one kind of record; opens only to who may import it."""

    importer: type[Importer]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        importer = IMPORTERS.get(kwargs["name"])
        if importer is None:
            raise Http404(kwargs["name"])
        self.importer = importer

    def authorise(self) -> None:
        if not self.importer.allowed(self.request.user):
            raise PermissionDenied(self.importer.kind)


class ImportStart(KindPage):
    """Step 1: which file."""

    template = "records/import_start.html"

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        return self.show_start()

    def post(self, request: HttpRequest, name: str) -> HttpResponse:
        file = request.FILES.get("file")
        if file is None:
            return self.show_start(_("Choose a file first."))
        if file.size > settings.UPLOAD_MAX_BYTES:
            return self.show_start(
                _("The file is larger than %(size)d MB. Please split it.")
                % {"size": settings.UPLOAD_MAX_BYTES // 1024 // 1024}
            )
        try:
            fixed = {key: value[:200] for key, value in request.GET.items()}
            run = imports.take_in(by=request.user, kind=name, file=file, file_name=file.name, fixed=fixed)
        except DomainError as refusal:
            return self.show_start(str(refusal))
        return HttpResponseRedirect(reverse("records:import_map", args=[run.pk]))

    def show_start(self, refusal: str = "") -> HttpResponse:
        return self.show(
            422 if refusal else 200,
            title=_("Import %(kind)s") % {"kind": self.importer.label()},
            importer=self.importer,
            refusal=refusal,
            runs=list(runs_of(self.request.user).filter(kind=self.importer.kind)[:10]),
            most=settings.UPLOAD_MAX_BYTES,
            fixed=self.fixed(),
            back_url=list_url(self.importer.kind),
        )

    def fixed(self) -> list[tuple[str, str]]:
        """What all rows will have, from the page that this one was opened from, in words."""
        given = self.request.GET
        return [
            (str(field.label), given[field.name][:200])
            for field in self.importer.fields_for(self.request.user)
            if given.get(field.name)
        ]


class ImportTemplate(KindPage):
    """The empty workbook to fill in."""

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "template.xlsx"
            write_template(path, self.importer, request.user)
            return workbook(path, f"{self.importer.label()}.xlsx")


class ImportList(Page):
    """The log of imports."""

    template = "records/import_list.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        runs = list(runs_of(request.user)[:100])
        kinds = [importer for importer in by_order() if importer.allowed(request.user)]
        return self.show(title=_("Imports"), lines=[(run, kind_label(run)) for run in runs], kinds=kinds)


class RunPage(Page):
    """A page about one import; somebody else's is not there."""

    def found(self, pk: int) -> ImportRun:
        run = get_object_or_404(runs_of(self.request.user), pk=pk)
        self.importer = IMPORTERS.get(run.kind)
        if self.importer is None:
            raise Http404(run.kind)
        return run

    def own(self, pk: int) -> ImportRun:
        """The user's own import, for what goes on in his name."""
        run = self.found(pk)
        if run.by_id != self.request.user.pk or not self.importer.allowed(self.request.user):
            raise PermissionDenied(run.kind)
        return run

    def to_run(self, run: ImportRun) -> HttpResponse:
        return HttpResponseRedirect(reverse("records:import_run", args=[run.pk]))


class ImportMap(RunPage):
    """Step 2: which column fills which field."""

    template = "records/import_map.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.own(pk)
        if run.status not in {Status.UPLOADED, Status.CHECKED}:
            return self.to_run(run)
        mapping = Mapping.from_stored(run.mapping)
        mapping.fixed |= {name[6:]: value for name, value in request.GET.items() if name.startswith("fixed-")}
        return self.ask(run, mapping, sheet_names(run.file.path))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.own(pk)
        if "sheet" in request.POST:
            if request.POST["sheet"] in sheet_names(run.file.path):
                imports.choose_sheet(run, request.POST["sheet"])
            return HttpResponseRedirect(request.path)
        mode = request.POST.get("mode", "upsert")
        mode = mode if mode in ImportRun.Mode.values else "upsert"
        mapping = Mapping()
        try:
            mapping = mapping_from_post(request.POST, self.importer, request.user, len(run.options["header"]))
            imports.choose(run, mapping=mapping, mode=mode)
        except DomainError as refusal:
            given = mapping if mapping.columns else Mapping.from_stored(run.mapping)
            return self.ask(run, given, sheet_names(run.file.path), str(refusal), request.POST, mode)
        imports.send(run, "check", by=request.user)
        return self.to_run(run)

    def ask(
        self,
        run: ImportRun,
        mapping: Mapping,
        sheets: list[str],
        refusal: str = "",
        data: Any = None,
        mode: str = "",
    ) -> HttpResponse:
        columns = column_choices(run, mapping)
        for column in columns:
            column.chosen = data.get(f"column-{column.place}", "") if data is not None else column.chosen
        return self.show(
            422 if refusal else 200,
            title=_("Columns of %(file)s") % {"file": run.file_name},
            run=run,
            columns=columns,
            fields=[
                (f.name, str(f.label), f.is_required) for f in self.importer.fields_for(self.request.user)
            ],
            fixed=fixed_choices(self.importer, self.request.user, mapping),
            modes=ImportRun.Mode.choices,
            mode=mode or run.mode,
            sheets=sheets if len(sheets) > 1 else [],
            refusal=refusal,
            keys_note=self.importer.keys_note,
        )


class ImportRunPage(RunPage):
    """Steps 3 to 5: what the file would do, how far it is, what came of it; asks again while work goes on."""

    template = "records/import_run.html"
    fragment = "records/_import_run.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.found(pk)
        is_mine = run.by_id == request.user.pk
        task = run.options.get("task", "")
        job_over = run.job is None or run.job.status in {"done", "failed"}
        is_working = (
            run.status in {Status.RUNNING, Status.REVERTING} and (imports.is_alive(run) or not job_over)
        ) or (not job_over and run.status in {Status.UPLOADED, Status.CHECKED})
        header, rows = ([], [])
        if run.status == Status.CHECKED and not is_working:
            header, rows = samples(run.file.path, run.sheet, 5)
        return self.show(
            title=f"{capfirst(str(self.importer.label()))} · {run.file_name}",
            run=run,
            step=3 if run.status in {Status.UPLOADED, Status.CHECKED} and task != "run" else 4,
            task=task,
            is_working=is_working,
            broke_off=run.status == Status.RUNNING and not is_working,
            place=run.options.get("place", 0),
            header=header,
            first_rows=rows,
            refusals=refusals(run) if not is_working else [],
            warnings=refusals(run, "warned") if not is_working else [],
            parts=part_counts(run),
            may_start=is_mine and run.status == Status.CHECKED and not is_working,
            may_map=is_mine and run.status in {Status.UPLOADED, Status.CHECKED} and not is_working,
            may_resume=is_mine and run.status in {Status.RUNNING, Status.FAILED} and not is_working,
            may_revert=not is_working and may_revert(run, request.user),
            kept=list(run.rows.exclude(outcome__in=["rejected", "warned"]).exclude(message="")[:100])
            if run.status == Status.REVERTED
            else [],
            reverted=run.options.get("reverted"),
            list_url=list_url(run.kind),
        )


class ImportBegin(RunPage):
    """Brings a checked file in, or goes on with one that broke off."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.own(pk)
        if run.status == Status.RUNNING and imports.is_alive(run):
            raise DomainError(_("This import has begun already."), code="begun")
        if run.status not in {Status.CHECKED, Status.FAILED, Status.RUNNING}:
            raise DomainError(_("This import has begun already."), code="begun")
        imports.send(run, "run", by=request.user)
        return self.to_run(run)


class ImportRevert(RunPage):
    """Asks, then takes an import back."""

    template = "records/confirm.html"
    is_dangerous = True
    question = ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.found(pk)
        imports.refuse_revert(run, request.user)
        self.question = _(
            "%(created)d new records are removed and %(updated)d changed ones get their former values. "
            "What was changed or used since stays and is listed."
        ) % {"created": run.created, "updated": run.updated}
        return self.show(
            title=_("Take the import back"), back_url=reverse("records:import_run", args=[run.pk])
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.found(pk)
        imports.refuse_revert(run, request.user)
        imports.send(run, "revert", by=request.user)
        return self.to_run(run)


class ImportErrors(RunPage):
    """The refused rows as a workbook that can be corrected and brought again."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = self.found(pk)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "errors.xlsx"
            write_errors(path, run)
            stem = Path(run.file_name).stem
            return workbook(path, _("%(file)s – not imported") % {"file": stem} + ".xlsx")


def workbook(path: Path, name: str) -> HttpResponse:
    response = HttpResponse(path.read_bytes(), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def by_order() -> list[type[Importer]]:
    return sorted(IMPORTERS.values(), key=lambda importer: importer.order)


def kind_label(run: ImportRun) -> str:
    importer = IMPORTERS.get(run.kind)
    return str(importer.label()) if importer else run.kind


def list_url(kind: str) -> str:
    record = RECORD_TYPES.get(kind)
    return record.list_url if record is not None and record.has_list else reverse("records:import_list")


def may_revert(run: ImportRun, user: Any) -> bool:
    try:
        imports.refuse_revert(run, user)
    except DomainError:
        return False
    return True


def part_counts(run: ImportRun) -> list[tuple[str, dict[str, int]]]:
    """What became of records that came along with the main ones (contacts beside customers)."""
    from django.apps import apps

    counts = []
    main = IMPORTERS[run.kind].model._meta.label_lower
    for label, count in run.options.get("by_kind", {}).items():
        if label != main:
            counts.append((str(apps.get_model(label)._meta.verbose_name_plural), count))
    return counts
