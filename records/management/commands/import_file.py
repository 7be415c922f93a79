"""Import a file as a named user: the same as the pages do, for scripts and big files."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from records.imports import IMPORTERS, Ledger, Mapping
from records.imports import mapping as mappings
from records.imports.ledger import Rejected
from records.imports.source import Outline, outline
from records.models import ImportRun
from records.services import imports


class Command(BaseCommand):
    help = "Import a CSV or Excel file: import_file KIND FILE --as USERNAME [--mapping FILE.json] [--dry-run] [--json]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", nargs="?", help="what the rows are: " + ", ".join(IMPORTERS))
        parser.add_argument(
            "file", nargs="?", help="the CSV, XLSX or XLS file; its first row names the columns"
        )
        parser.add_argument(
            "--as", dest="username", required=True, help="in whose name and within whose rights"
        )
        parser.add_argument(
            "--mapping", help="JSON file: column → field, and fixed values; else headings are guessed"
        )
        parser.add_argument("--sheet", default="", help="which sheet of a workbook; else the first")
        parser.add_argument("--mode", choices=ImportRun.Mode.values, default=ImportRun.Mode.UPSERT)
        parser.add_argument("--dry-run", action="store_true", help="check everything, write nothing")
        parser.add_argument("--revert", type=int, metavar="RUN", help="take the import with this number back")
        parser.add_argument("--resume", type=int, metavar="RUN", help="go on with an import that broke off")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username__iexact=options["username"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user “{options['username']}”.", returncode=2)
        with translation.override(imports.language_of(user)):
            try:
                result = self.act(user, options)
            except DomainError as refusal:
                raise CommandError(str(refusal), returncode=2)
            except OSError as error:
                raise CommandError(f"{error.filename}: {error.strerror}", returncode=2)
        self.report(result, as_json=options["json"])

    def act(self, user: User, options: dict[str, Any]) -> dict[str, Any]:
        if options["revert"]:
            run = self.find(options["revert"])
            counts = imports.revert_run(run, by=user)
            kept = [
                {"row": row.number, "record": f"{row.model} {row.object_id}", "reason": row.message}
                for row in run.rows.exclude(message="").exclude(outcome__in=["rejected", "warned"])
            ]
            return {"run": run.pk, "reverted": True, **counts, "kept_rows": kept}
        if options["resume"]:
            run = self.find(options["resume"])
            if imports.is_alive(run) and run.status == ImportRun.Status.RUNNING:
                raise DomainError(_("This import is still running. Wait until it has ended."))
            return self.result(imports.run_import(run, again=True))
        if not options["kind"] or not options["file"]:
            raise CommandError("Name a kind and a file.", returncode=2)
        path = Path(options["file"])
        importer = imports.importer_for(options["kind"], user)
        known = outline(path, options["sheet"])
        fields = importer.fields_for(user)
        if options["mapping"]:
            data = imports.read_mapping(Path(options["mapping"]).read_bytes())
            mapping = mappings.from_json(data, known.header, fields)
        else:
            mapping = mappings.guess(known.header, fields)
        mappings.check_complete(mapping, fields, known.header, options["mode"], importer.key_names)
        if options["dry_run"]:
            ledger = imports.trial(
                by=user,
                kind=options["kind"],
                path=path,
                mapping=mapping,
                mode=options["mode"],
                sheet=options["sheet"],
            )
            return self.trial_result(options["kind"], ledger)
        return self.bring_in(user, path, mapping, known, options)

    def bring_in(
        self, user: User, path: Path, mapping: Mapping, known: Outline, options: dict[str, Any]
    ) -> dict[str, Any]:
        with path.open("rb") as file:
            run = imports.take_in(
                by=user,
                kind=options["kind"],
                file=file,
                file_name=path.name,
                sheet=options["sheet"],
                known=known,
            )
        imports.choose(run, mapping=mapping, mode=options["mode"])
        return self.result(imports.run_import(run))

    def find(self, number: int) -> ImportRun:
        run = ImportRun.objects.select_related("by").filter(pk=number).first()
        if run is None:
            raise CommandError(f"There is no import {number}.", returncode=2)
        return run

    def result(self, run: ImportRun) -> dict[str, Any]:
        return {
            "run": run.pk,
            "kind": run.kind,
            "dry_run": False,
            "total": run.total,
            "created": run.created,
            "updated": run.updated,
            "unchanged": run.unchanged,
            "rejected": named(imports.told_rows(run, "rejected")),
            "warned": named(imports.told_rows(run, "warned")),
            "by_kind": by_kind(run.options.get("by_kind", {})),
        }

    def trial_result(self, kind: str, ledger: Ledger) -> dict[str, Any]:
        counts = ledger.main_counts()
        return {
            "run": None,
            "kind": kind,
            "dry_run": True,
            "total": ledger.total,
            "created": counts["created"],
            "updated": counts["updated"],
            "unchanged": counts["unchanged"],
            "rejected": named(told(ledger.refused)),
            "warned": named(told(ledger.warnings)),
            "by_kind": by_kind(ledger.by_kind()),
        }

    def report(self, result: dict[str, Any], *, as_json: bool) -> None:
        if as_json:
            for piece in json_pieces(result):
                self.stdout.write(piece, ending="")
            self.stdout.write("")
            return
        lists = {name: value for name, value in result.items() if isinstance(value, list | Iterator)}
        for name, value in result.items():
            if name not in lists:
                self.stdout.write(f"{name}: {value}")
        for row in chain.from_iterable(lists.values()):
            self.stdout.write(" | ".join(str(value) for value in row.values()))


def json_pieces(result: dict[str, Any]) -> Iterator[str]:
    """The result as one JSON object, its rows one by one: a hundred thousand refusals are never in memory at once."""
    mark = "{"
    for name, value in result.items():
        yield f"{mark}{json.dumps(name)}: "
        mark = ", "
        if not isinstance(value, Iterator):
            yield json.dumps(value, ensure_ascii=False)
            continue
        yield "["
        for place, row in enumerate(value):
            yield (", " if place else "") + json.dumps(row, ensure_ascii=False)
        yield "]"
    yield "}"


def named(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each row with the kind under which its records are imported."""
    for row in rows:
        yield {**row, "kind": kind_of(row["kind"])}


def told(lines: list[Rejected]) -> Iterator[dict[str, Any]]:
    for r in sorted(lines, key=lambda r: r.row):
        yield {"row": r.row, "field": r.field, "value": r.value, "reason": r.reason, "kind": r.kind}


def kind_of(label: str) -> str:
    """The kind under which records of a model are imported; the model's own name where there is none."""
    return next((kind for kind, i in IMPORTERS.items() if i.model._meta.label_lower == label), label)


def by_kind(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    outcomes = ("created", "updated", "unchanged", "rejected")
    return {
        kind_of(label): {name: count.get(name, 0) for name in outcomes} for label, count in counts.items()
    }
