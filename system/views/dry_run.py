"""Trying a version out: who would be asked about a document, or about facts entered by hand; nothing is written."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from accounts.models import User
from core.row_ids import row_id
from records import gate
from records.record_type import of
from workflow import subjects
from workflow.models import Node
from workflow.selectors.dry_run import TriedStep, dry_run
from workflow.selectors.run_page import ICONS
from workflow.words import MODES

from ..forms.dry_run import fact_inputs, read_facts, used_facts
from ..forms.inputs import Input, find_people
from ..selectors.drawing import sheet_of
from ..selectors.people import employees_in_service
from .admin_page import ProcessPage

NOTES = {
    "stuck": lambda: _("No branch fits these facts: the document would be stuck here."),
    "superior": lambda: _("The document is the initiator's own: his superior decides in his place."),
    "own": lambda: _("Passed: the document is the initiator's own."),
    "passed": lambda: _("Passed: the rule finds nobody."),
    "named": lambda: _("The rule finds nobody: the people named for this case are asked."),
    "admin": lambda: _("The rule finds nobody: the process administrator decides who is asked."),
    "away": lambda: _("Somebody is on leave today: the delegate, if there is one, is asked, too."),
    "repeated": lambda: _("Passed: who is asked here has agreed already."),
    "repeated_some": lambda: _("Some have agreed already and are not asked again."),
}


class DryRun(ProcessPage):
    """People without access to the business records enter facts; the picker offers only what one may see."""

    template = "admin/processes/dry_run.html"

    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        return self._page({}, None)

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        return self._page(request.POST, self._starter(request))

    def _starter(self, request: HttpRequest) -> User:
        wanted = row_id(request.POST.get("initiator"))
        found = employees_in_service(request.user).filter(pk=wanted).first() if wanted else None
        return found or request.user

    def _page(self, post: Any, starter: User | None) -> HttpResponse:
        sheet = sheet_of(self.version)
        row, refusal = self._document(post)
        facts = read_facts(post, sheet.fields)
        steps: list[dict[str, Any]] = []
        if starter is not None and not refusal:
            tried = dry_run(self.version, obj=row, facts=facts, initiator=starter)
            steps = [shown(step) for step in tried]
        person = starter or self.request.user
        people = {value for value in facts.values() if isinstance(value, int) and not isinstance(value, bool)}
        chosen = employees_in_service(self.request.user).filter(pk__in=people)
        names = {user.pk: user.name for user in chosen}
        inputs = fact_inputs(sheet.fields, facts, self.process.market, names)
        used = {f"fact-{name}" for name in used_facts(sheet.structure)}
        return self.show(
            422 if refusal else 200,
            title=_("Dry run"),
            subtitle=str(self.version),
            process=self.process,
            version=self.version,
            starter=find_one("initiator", _("Started by"), person),
            record=self._picker(row),
            inputs=[asked for asked in inputs if asked.name in used],
            others=[asked for asked in inputs if asked.name not in used],
            errors=sheet.errors,
            steps=steps,
            refusal=refusal,
            was_tried=starter is not None and not refusal,
        )

    def _document(self, post: Any) -> tuple[Any, str]:
        subject = subjects.get(self.process.doc_type)
        wanted = row_id(post.get("record")) if post.get("record") else None
        if subject is None or wanted is None:
            return None, ""
        row = gate.rows(self.request.user, subject.model).filter(pk=wanted).first()
        return row, "" if row is not None else _("You may not see this document. Enter its facts by hand.")

    def _picker(self, row: Any) -> Input | None:
        """Offered only for documents that have a list, to who may see them."""
        subject = subjects.get(self.process.doc_type)
        record = of(subject.model) if subject is not None else None
        if subject is None or record is None or not gate.allowed(self.request.user, subject.model):
            return None
        options = [("", ""), *([(str(row.pk), str(row))] if row is not None else [])]
        value = str(row.pk) if row is not None else ""
        return Input("record", subject.label, "find", value, options, pick=record.name)


def find_one(name: str, label: Any, person: User) -> Input:
    found = find_people(name, label, [person.pk], {person.pk: person.name})
    found.kind = "find"
    return found


def shown(step: TriedStep) -> dict[str, Any]:
    return {
        "name": step.name,
        "kind": step.kind,
        "kind_label": str(Node.Kind(step.kind).label),
        "icon": ICONS.get(step.kind, "circle-dot"),
        "people": [str(person) for person in step.people],
        "mode": str(MODES.get(step.mode, "")),
        "way": step.way,
        "note": NOTES[step.note]() if step.note in NOTES else step.note,
        "is_wrong": step.note == "stuck",
    }
