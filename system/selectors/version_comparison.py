"""What one version of a process changes against another, step by step and in words."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from workflow.structure import Step
from workflow.words import OWN_RULES, REPEATED, Telling, team_roles_of

from .drawing import Sheet


@dataclass
class Difference:
    """`what`: added | deleted | moved | changed; the lines say it before and after."""

    what: str
    label: str
    name: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def differences(old: Sheet, new: Sheet) -> list[Difference]:
    """In the order of the new drawing, what was deleted last."""
    before, after = _described(old), _described(new)
    kept = [key for key in after if key in before]
    steady = _in_order([key for key in before if key in after], kept)
    found = []
    for key, now in after.items():
        was = before.get(key)
        if was is None:
            found.append(Difference("added", _("added"), now["name"], [], now["lines"]))
        elif was["lines"] != now["lines"] or was["settings"] != now["settings"]:
            found.append(Difference("changed", _("changed"), now["name"], was["lines"], now["lines"]))
        elif was["within"] != now["within"] or key not in steady:
            found.append(
                Difference("moved", pgettext("step", "moved"), now["name"], [was["where"]], [now["where"]])
            )
    for key, was in before.items():
        if key not in after:
            found.append(Difference("deleted", _("deleted"), was["name"], was["lines"], []))
    rules = [_rules(old.version.settings), _rules(new.version.settings)]
    if rules[0] != rules[1]:
        found.append(Difference("changed", _("changed"), _("Settings of the process"), rules[0], rules[1]))
    return found


def _described(sheet: Sheet) -> dict[str, dict[str, Any]]:
    telling = Telling(
        sheet.structure, sheet.fields, sheet.names, team_roles_of(sheet.version.definition.doc_type)
    )
    found = {}
    for place in sheet.structure.walk():
        block = sheet.structure.block_of(place.step.key)
        within = f"{block[0].name} ▸ {block[1].name}" if block else ""
        earlier = place.line[place.index - 1].name if place.index else ""
        where = " · ".join(part for part in (within, _("after “%(step)s”") % {"step": earlier}) if part)
        found[place.step.key] = {
            "name": place.step.name,
            "settings": place.step.settings,
            "lines": [place.step.name, *telling.lines(place.step), *_ways(place.step, telling)],
            "within": (block[0].key, block[1].name) if block else None,
            "where": where if earlier else within,
        }
    return found


def _ways(step: Step, telling: Telling) -> list[str]:
    if step.kind != "condition":
        return [way.name for way in step.ways]
    said = []
    for way in step.ways:
        condition = _("otherwise") if way.is_default else telling.condition(way.condition)
        said.append(f"{way.name}: {condition}")
    return said


def _in_order(before: list[str], after: list[str]) -> set[str]:
    """The longest row of steps that keep their order; the others were moved."""
    place = {key: index for index, key in enumerate(before)}
    best: list[list[str]] = []
    for key in after:
        fitting = [row for row in best if place[row[-1]] < place[key]]
        best.append([*_longest(fitting), key])
    return set(_longest(best))


def _longest(rows: list[list[str]]) -> list[str]:
    return max(rows, key=lambda row: len(row), default=[])


def _rules(settings: dict[str, Any]) -> list[str]:
    found = []
    if settings.get("repeated"):
        rule = REPEATED.get(settings["repeated"], "")
        found.append(_("Who has agreed at an earlier step is") + f": {rule}")
    if settings.get("same_as_initiator"):
        rule = OWN_RULES.get(settings["same_as_initiator"], "")
        found.append(_("If he who started it is asked") + f": {rule}")
    if settings.get("resubmit") == "resume":
        found.append(_("Submitted again, it goes back to who sent it back"))
    if settings.get("withdraw") is False:
        found.append(_("It is not withdrawn"))
    return found
