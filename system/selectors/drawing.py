"""A drawing as the designer shows it: cards in lines, what each says, and what the validator says about it."""

from dataclasses import dataclass, field
from typing import Any

from accounts.models import Department, Role
from core.joining import clauses
from workflow import conditions
from workflow.fields import Field, fields_for
from workflow.models import Node, ProcessVersion
from workflow.selectors.company import known_for
from workflow.selectors.names import Names, names_for
from workflow.selectors.run_page import ICONS
from workflow.structure import Step, Structure, load
from workflow.validation import Finding, judge
from workflow.words import Telling, team_roles_of


@dataclass
class Line:
    """Steps one under the other; `slots` are the places between them where one more fits."""

    address: str
    cards: list["Card"] = field(default_factory=list)
    name: str = ""
    condition: str = ""
    is_default: bool = False
    is_selected: bool = False

    @property
    def first_slot(self) -> str:
        return f"{self.address}@0"


@dataclass
class Card:
    key: str
    kind: str
    kind_label: str
    icon: str
    name: str
    index: int
    address: str
    says: list[str] = field(default_factory=list)
    errors: int = 0
    is_selected: bool = False
    lines: list[Line] = field(default_factory=list)

    @property
    def slot_after(self) -> str:
        return f"{self.address}@{self.index + 1}"

    @property
    def is_last_word(self) -> bool:
        """Nothing comes after it."""
        return self.kind in {"end", "jump"}

    @property
    def is_start(self) -> bool:
        return self.kind == "start"


@dataclass
class Sheet:
    """One version, ready to be shown."""

    version: ProcessVersion
    structure: Structure
    fields: dict[str, Field]
    names: Names
    findings: list[Finding]
    line: Line

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_error]


def sheet_of(version: ProcessVersion, selected: str = "") -> Sheet:
    """The version with its findings; `selected` is the key of a step or the address of a branch."""
    structure = load(version)
    doc_type = version.definition.doc_type
    names = names_for(place.step for place in structure.walk())
    fields = named_fields(doc_type, structure)
    telling = Telling(structure, fields, names, team_roles_of(doc_type))
    found = judge(structure, known_for(version, structure))
    wrong: dict[str, int] = {}
    for finding in found:
        wrong[finding.key] = wrong.get(finding.key, 0) + finding.is_error
    line = _line(structure.steps, "", telling, wrong, selected)
    return Sheet(version, structure, fields, names, found, line)


def named_fields(doc_type: str, structure: Structure) -> dict[str, Field]:
    """What conditions may ask about, with the names of roles and of the departments that are asked about."""
    fields = fields_for(doc_type, structure)
    fields["initiator_roles"].options.extend(Role.objects.order_by("pk").values_list("code", "name"))
    tests = [
        test
        for _owner, way in structure.ways.values()
        for test in conditions.tests(way.condition)
        if test.get("field") == "initiator_departments"
    ]
    values = [test.get("value") for test in tests]
    codes = {str(code) for value in values for code in (value if isinstance(value, list) else [value])}
    if codes:
        rows = Department.objects.filter(code__in=codes)
        fields["initiator_departments"].options.extend(rows.values_list("code", "name"))
    return fields


def _line(steps: list[Step], address: str, telling: Telling, wrong: dict[str, int], selected: str) -> Line:
    return Line(
        address,
        [_card(step, index, address, telling, wrong, selected) for index, step in enumerate(steps)],
    )


def _card(
    step: Step, index: int, address: str, telling: Telling, wrong: dict[str, int], selected: str
) -> Card:
    card = Card(
        step.key,
        step.kind,
        str(Node.Kind(step.kind).label),
        ICONS.get(step.kind, "circle-dot"),
        step.name,
        index,
        address,
        telling.lines(step),
        wrong.get(step.key, 0),
        step.key == selected,
    )
    for place, way in enumerate(step.ways):
        inner = f"{step.key}:{place}"
        line = _line(way.steps, inner, telling, wrong, selected)
        line.name, line.is_default, line.is_selected = way.name, way.is_default, inner == selected
        if step.kind == "condition":
            line.condition = "" if way.is_default else telling.condition(way.condition)
        card.lines.append(line)
    return card


def outline(line: Line, depth: int = 0) -> list[dict[str, Any]]:
    """The same drawing as a list of sentences, for print and for those who do not see it."""
    found: list[dict[str, Any]] = []
    for card in line.cards:
        says = clauses(card.says)
        found.append({"depth": depth, "text": f"{card.name} ({card.kind_label})", "says": says})
        for inner in card.lines:
            found.append({"depth": depth + 1, "text": inner.name, "says": inner.condition, "is_way": True})
            found += outline(inner, depth + 2)
    return found
