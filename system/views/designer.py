"""The drawing board: the version as cards, a panel for what is chosen, and each stroke as a post of its own."""

from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from core.errors import DomainError
from records import gate
from workflow import drawing_edits as edits
from workflow.conditions import tests
from workflow.models import Node
from workflow.records.process import document_label
from workflow.selectors.names import names_for
from workflow.selectors.run_page import ICONS
from workflow.services.drawing import (
    Conflict,
    Drawing,
    draw,
    last_stroke,
    redo,
    set_note,
    undo,
    undone_stroke,
)
from workflow.structure import Step, Structure

from ..forms.inputs import Input, check, text
from ..forms.process import settings_inputs
from ..forms.step import Drawn, panel_of
from ..forms.step_condition import builder
from ..forms.strokes import Stroke, stroke_of
from ..selectors.drawing import Line, Sheet, named_fields, outline, sheet_of
from .admin_page import ProcessPage, designer_url, read_revision

Kind = Node.Kind
BACK_AND_FORTH = {"undo": undo, "redo": redo}


def offered_kinds() -> list[dict[str, str]]:
    """What may be added, each with a sentence for who has never drawn a process."""
    said = {
        Kind.APPROVE: _("Somebody agrees or rejects."),
        Kind.HANDLE: _("Somebody does something and fills in fields."),
        Kind.CC: _("People are told; nothing waits for them."),
        Kind.CONDITION: _("The document decides which branch is taken."),
        Kind.PARALLEL: _("Several lines run at once; the flow goes on when all have ended."),
        Kind.DELAY: _("The flow waits for some time or until a date."),
        Kind.JUMP: _("The flow goes on at another step."),
        Kind.END: _("The process ends here, approved or rejected."),
    }
    return [
        {"kind": kind, "label": str(kind.label), "says": words, "icon": ICONS[kind]}
        for kind, words in said.items()
    ]


class DesignerPage(ProcessPage):
    """Shows the board; `selected` is a query such as “step=approve-1” naming what the panel shows."""

    template = "admin/processes/designer.html"
    fragment = "admin/processes/_board.html"

    def board(
        self, selected: str, *, status: int = 200, refusal: str = "", typed: Drawing | None = None
    ) -> HttpResponse:
        """`typed` is a drawing that was not saved: its chosen step is shown as it was typed."""
        version = self.version
        chosen = dict(parse_qsl(selected))
        sheet = sheet_of(version, chosen.get("step") or chosen.get("way") or "")
        may_draw = version.is_draft and gate.may(self.request.user, self.process, "change")
        stroke = last_stroke(version) if may_draw else None
        answer = self.show(
            status,
            title=self.process.name,
            process=self.process,
            document=document_label(self.process),
            version=version,
            sheet=sheet,
            outline=outline(sheet.line),
            add_at=chosen.get("add", ""),
            may_draw=may_draw,
            may_publish=version.is_draft and gate.may(self.request.user, self.process, "publish"),
            last_stroke=stroke,
            undone_stroke=undone_stroke(version) if may_draw else None,
            refusal=refusal,
            panel=self.panel(chosen, sheet, typed, may_draw),
        )
        if self.request.htmx:
            answer["HX-Replace-Url"] = (
                f"{designer_url(version)}?{selected}" if selected else designer_url(version)
            )
        return answer

    def panel(
        self, chosen: dict[str, str], sheet: Sheet, typed: Drawing | None, may_draw: bool
    ) -> dict[str, Any] | None:
        structure, fields, names = sheet.structure, sheet.fields, sheet.names
        if typed is not None:
            structure = Structure(typed.steps, typed.settings)
            fields = named_fields(self.process.doc_type, structure)
            names = names_for(place.step for place in structure.walk())
        try:
            if "step" in chosen:
                spot = edits.find(structure.steps, chosen["step"])
                drawn = Drawn(self.process.doc_type, structure, fields, names)
                return {
                    "kind": "step",
                    "form": panel_of(spot.step, drawn),
                    "step": spot.step,
                    "within": edits.count_within(spot.step),
                    "places": places(sheet.line, spot.step.key) if may_draw else [],
                    "findings": [found for found in sheet.findings if found.key == spot.step.key],
                    "ways": [
                        {"way": way, "address": f"{spot.step.key}:{place}"}
                        for place, way in enumerate(spot.step.ways)
                    ],
                }
            if "way" in chosen:
                return self._way(chosen["way"], structure, fields)
        except DomainError as refusal:
            return {"kind": "gone", "refusal": str(refusal)}
        if "add" in chosen and may_draw:
            return {"kind": "add", "to": chosen["add"], "kinds": offered_kinds()}
        if "settings" in chosen:
            version = self.version
            inputs = settings_inputs(structure.settings, self.process.doc_type, version.note)
            return {"kind": "settings", "inputs": inputs}
        return None

    def _way(self, address: str, structure: Structure, fields: dict[str, Any]) -> dict[str, Any]:
        step, place = edits.find_way(structure.steps, address)
        way = step.ways[place]
        people = names_for([])
        asked = [test for test in tests(way.condition) if _is_person(test, fields)]
        if asked:
            ids = {pk for test in asked for pk in _as_list(test.get("value"))}
            people = names_for([_asking(ids)])
        is_condition = step.kind == Kind.CONDITION
        return {
            "kind": "way",
            "step": step,
            "way": way,
            "address": address,
            "is_condition": is_condition,
            "is_first": place == 0,
            "is_last": place == len(step.ways) - 1,
            "within": sum(1 for _spot in edits.spots(way.steps)),
            "name": Input("name", _("Name of the branch"), value=way.name, is_wide=True),
            "default": check(
                "is_default",
                _("Otherwise: taken when no other branch fits"),
                way.is_default,
                shapes=True,
            ),
            "builder": builder(way.condition, fields, people.users)
            if is_condition and not way.is_default
            else None,
        }


class Designer(DesignerPage):
    def get(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        for name in ("step", "way", "add", "settings"):
            if request.GET.get(name):
                return self.board(f"{name}={request.GET[name][:80]}")
        return self.board("")


class Draw(DesignerPage):
    """One stroke on a draft. What was typed is never lost: a refusal shows it again beside the drawing as it is."""

    def post(self, request: HttpRequest, pk: int, number: int, verb: str) -> HttpResponse:
        self.require()
        if verb in BACK_AND_FORTH:
            return self._back_or_forth(request, BACK_AND_FORTH[verb])
        try:
            stroke = stroke_of(verb, request.POST, self.process.doc_type)
        except DomainError as refusal:
            return self.board("", status=409, refusal=str(refusal))
        try:
            version = draw(
                self.version,
                by=request.user,
                read=read_revision(request),
                what=stroke.what,
                edit=stroke.edit,
                about=stroke.about,
            )
            if verb == "settings":
                set_note(version, text(request.POST, "note"), by=request.user)
        except DomainError as refusal:
            return self._refused(stroke, refusal)
        del self.version
        return self._answer(stroke.selected)

    def _back_or_forth(self, request: HttpRequest, turn: Any) -> HttpResponse:
        try:
            turn(self.version, by=request.user, read=read_revision(request))
        except DomainError as refusal:
            del self.version
            return self.board("", status=409, refusal=str(refusal))
        del self.version
        return self._answer("")

    def _answer(self, selected: str) -> HttpResponse:
        if self.request.htmx:
            return self.board(selected)
        address = designer_url(self.version)
        return HttpResponseRedirect(f"{address}?{selected}" if selected else address)

    def _refused(self, stroke: Stroke, refusal: DomainError) -> HttpResponse:
        """The drawing as it is now; where the stroke still fits it, its panel as it was typed."""
        del self.version
        typed = None
        selected = stroke.selected
        if isinstance(refusal, Conflict) and stroke.about:
            sheet = sheet_of(self.version)
            typed = Drawing(sheet.structure.steps, dict(sheet.structure.settings))
            try:
                stroke.edit(typed)
            except DomainError:
                typed = None
        elif selected.startswith("step=") and self._is_gone(selected):
            selected = ""
        return self.board(selected, status=409, refusal=str(refusal), typed=typed)

    def _is_gone(self, selected: str) -> bool:
        return not self.version.nodes.filter(key=selected.removeprefix("step=")).exists()


def places(line: Line, key: str, depth: int = 0) -> list[tuple[str, str]]:
    """Where a step may be moved to, in drawing order: all slots but its own and those within it."""
    indent = "　" * depth
    found = []
    stands = next((card.index for card in line.cards if card.key == key), None)
    if not line.cards or not line.cards[0].is_start:
        if stands != 0:
            found.append((f"{line.address}@0", indent + _("first in “%(name)s”") % {"name": line.name}))
    for card in line.cards:
        if card.key == key:
            continue
        for inner in card.lines:
            found += places(inner, key, depth + 1)
        if stands != card.index + 1:
            found.append(
                (f"{line.address}@{card.index + 1}", indent + _("after “%(name)s”") % {"name": card.name})
            )
    return found


def _is_person(test: dict[str, Any], fields: dict[str, Any]) -> bool:
    asked = fields.get(test.get("field", ""))
    return asked is not None and asked.kind == "person"


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _asking(ids: set[Any]) -> Step:
    """A step that names these people, so that their names are fetched in the same way."""
    return Step("", "approve", "", {"empty_users": list(ids)})
