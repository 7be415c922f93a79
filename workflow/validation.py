"""Judges a drawing before it is published: what can never be reached, never ends or asks nobody is refused.

Pure over a loaded structure and what is known of the company; each finding names the step and the remedy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from . import assignees, intervals
from .condition_rules import condition_problems
from .fields import FIELD_NAME, FORM_KINDS, Field
from .paths import endless_steps, idle_circles, unreachable_steps
from .structure import Place, Step, Structure, Way

MOST_STEPS = 200
DEEPEST_BLOCK = 8
LONGEST_WAIT = 2000
MODES = ("all", "ratio", "any", "sequential")
TIMEOUT_ACTIONS = ("remind", "escalate", "approve", "reject")


@dataclass(frozen=True)
class Finding:
    """`key` is the step (or the id of the branch) to point at; a warning does not keep from publishing."""

    key: str
    message: str
    is_error: bool = True


@dataclass
class Known:
    """What the company has: fields by name, codes of roles, posts and departments, people in service."""

    fields: dict[str, Field] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    posts: set[str] = field(default_factory=set)
    vacant: set[str] = field(default_factory=set)  # posts that nobody in service holds
    departments: set[str] = field(default_factory=set)
    people: dict[int, bool] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    team_roles: set[str] | None = None
    editable: set[str] = field(default_factory=set)
    is_money: bool = False
    has_document: bool = True


def judge(structure: Structure, known: Known) -> list[Finding]:
    """All findings, in drawing order; errors keep the version from being published."""
    found = list(_whole(structure))
    for place in structure.walk():
        step = place.step
        if not step.name.strip():
            found.append(Finding(step.key, _("A step has no name. Give it one.")))
        if len(place.path) > DEEPEST_BLOCK:
            found.append(
                Finding(
                    step.key,
                    _("“%(step)s” lies too deep in branches. Draw it flatter.") % {"step": step.name},
                )
            )
        found += _CHECKS[step.kind](step, place, structure, known) if step.kind in _CHECKS else []
    found += _flow(structure)
    return found


def errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.is_error]


def _whole(structure: Structure) -> Iterator[Finding]:
    places = list(structure.walk())
    if not any(place.step.is_person_step for place in places):
        yield Finding("", _("Nobody is asked in this process. Add a step for a person."))
    if len(places) > MOST_STEPS:
        yield Finding("", _("More than %(most)d steps. Split the process.") % {"most": MOST_STEPS})
    for key in structure.duplicates:
        yield Finding(key, _("Two steps have the same key “%(key)s”.") % {"key": key})


def _flow(structure: Structure) -> Iterator[Finding]:
    unreachable = unreachable_steps(structure)
    for step in unreachable:
        yield Finding(
            step.key,
            _("“%(step)s” is never reached: what stands before it ends or goes elsewhere. Move or delete it.")
            % {"step": step.name},
        )
    for circle in idle_circles(structure):
        names = " → ".join(step.name for step in circle)
        yield Finding(
            circle[0].key,
            _("%(steps)s go round without asking anybody. Put a step for a person into the circle.")
            % {"steps": names},
        )
    for step in endless_steps(structure):
        yield Finding(
            step.key,
            _("From “%(step)s” the process never ends. Let a branch lead past the “go to”.")
            % {"step": step.name},
        )


# -- steps for people ---------------------------------------------------------------------------------------
def _person(step: Step, place: Place, structure: Structure, known: Known) -> list[Finding]:
    found = list(_rules(step, known))
    options = step.settings
    mode = options.get("mode", "any")
    allowed = MODES if step.kind == "approve" else ("any", "all")
    if mode not in allowed:
        found.append(_at(step, _("“%(step)s”: choose how several people decide.")))
    if mode == "ratio" and not _whole_number(options.get("ratio"), 1, 100):
        found.append(_at(step, _("“%(step)s”: the share must be from 1 to 100 percent.")))
    found += _timeout(step, known)
    empty = options.get("empty", "admin")
    if empty == "named":
        if not options.get("empty_users"):
            found.append(_at(step, _("“%(step)s”: name who is asked when the rule finds nobody.")))
        found += _people(step, options.get("empty_users", []), known)
    if empty == "auto" and known.is_money and step.kind == "approve":
        found.append(
            _at(step, _("“%(step)s”: a document about money is not approved because nobody was found."))
        )
    if options.get("same_as_initiator") == "self" and known.is_money:
        found.append(_at(step, _("“%(step)s”: nobody approves his own document about money.")))
    if step.kind == "approve":
        found += _rights(step, known)
    else:
        found += _form(step, options.get("form", []))
    return found


def _rules(step: Step, known: Known) -> Iterator[Finding]:
    rules = step.settings.get("assignees") or []
    if not rules:
        yield _at(step, _("“%(step)s”: say who is asked."))
    for rule in rules:
        kind = rule.get("rule", "")
        if kind not in assignees.RULES:
            yield _at(step, _("“%(step)s”: this way of finding people is unknown. Choose another."))
        elif kind == "named":
            if not rule.get("users"):
                yield _at(step, _("“%(step)s”: choose at least one person."))
            yield from _people(step, rule.get("users", []), known)
        elif kind in {"role", "superiors_up_to"} and rule.get("role", "") not in known.roles:
            yield _at(step, _("“%(step)s”: this role does not exist. Choose another."))
        elif kind == "post" and rule.get("post", "") not in known.posts:
            yield _at(step, _("“%(step)s”: this post does not exist. Choose another."))
        elif kind == "post" and rule["post"] in known.vacant:
            words = _(
                "“%(step)s”: nobody holds one of its posts now. Until somebody does, the rule for nobody holds."
            )
            yield Finding(step.key, words % {"step": step.name}, is_error=False)
        elif (
            kind == "department_head" and "department" in rule and rule["department"] not in known.departments
        ):
            yield _at(step, _("“%(step)s”: this department does not exist any more. Choose another."))
        elif kind == "form_field":
            asked = known.fields.get(rule.get("field", ""))
            if asked is None or asked.kind != "person":
                yield _at(step, _("“%(step)s”: choose a field that names a person."))
        elif kind in {"customer_owner", "team_role", "grm"} and not known.has_document:
            yield _at(step, _("“%(step)s”: this process is about no customer. Choose other people."))
        elif kind == "team_role" and known.team_roles and rule.get("role", "") not in known.team_roles:
            yield _at(step, _("“%(step)s”: this role in the account team does not exist. Choose another."))


def _people(step: Step, ids: Any, known: Known) -> Iterator[Finding]:
    for pk in ids or []:
        number = int(pk) if str(pk).isdigit() else 0
        if not known.people.get(number, False):
            name = known.names.get(number, "")
            yield Finding(
                step.key,
                _("“%(step)s”: %(name)s does not work here any more. Choose somebody in service.")
                % {"step": step.name, "name": name or _("somebody unknown")},
            )


def _timeout(step: Step, known: Known) -> Iterator[Finding]:
    hours = step.settings.get("timeout_hours")
    action = step.settings.get("timeout_action", "remind")
    if hours in (None, "", 0):
        return
    if not _positive(hours, LONGEST_WAIT):
        yield _at(step, _("“%(step)s”: the time must be a number of working hours above 0."))
    if action not in TIMEOUT_ACTIONS or (step.kind == "handle" and action in {"approve", "reject"}):
        yield _at(step, _("“%(step)s”: choose what happens when the time has passed."))
    elif action == "approve" and known.is_money:
        yield _at(
            step,
            _(
                "“%(step)s”: a document about money is never approved because time has passed. Choose another."
            ),
        )


def _rights(step: Step, known: Known) -> Iterator[Finding]:
    rights = step.settings.get("fields") or {}
    for name, mode in rights.items():
        if name not in known.fields or known.fields[name].source != "document":
            yield Finding(
                step.key,
                _("“%(step)s”: the document has no field “%(field)s”.") % {"step": step.name, "field": name},
            )
        elif mode == "writable" and name not in known.editable:
            yield Finding(
                step.key,
                _("“%(step)s”: “%(field)s” cannot be written during an approval.")
                % {"step": step.name, "field": known.fields[name].label},
            )


def _form(step: Step, form: Any) -> Iterator[Finding]:
    names: set[str] = set()
    for item in form if isinstance(form, list) else []:
        name, label = item.get("name", ""), str(item.get("label", "")).strip()
        if not label:
            yield _at(step, _("“%(step)s”: a field has no label."))
        if not FIELD_NAME.match(name) or name in names:
            yield _at(step, _("“%(step)s”: two fields have the same name, or a name is not allowed."))
        names.add(name)
        if item.get("kind", "text") not in FORM_KINDS:
            yield _at(step, _("“%(step)s”: choose the kind of each field."))
        if item.get("kind") == "choice" and not item.get("choices"):
            yield _at(step, _("“%(step)s”: a choice needs something to choose from."))


# -- the others -----------------------------------------------------------------------------------------------
def _start(step: Step, place: Place, structure: Structure, known: Known) -> list[Finding]:
    found = []
    if place.path or place.index:
        found.append(_at(step, _("“%(step)s”: a process begins once, at the top.")))
    unknown = set(step.settings.get("starters") or []) - known.roles
    if unknown:
        found.append(_at(step, _("“%(step)s”: this role does not exist. Choose another.")))
    return [*found, *_form(step, step.settings.get("fields", []))]


def _cc(step: Step, place: Place, structure: Structure, known: Known) -> list[Finding]:
    return list(_rules(step, known))


def _delay(step: Step, place: Place, structure: Structure, known: Known) -> list[Finding]:
    until = step.settings.get("until")
    if until:
        asked = known.fields.get(until)
        if asked is None or asked.kind != "date":
            return [_at(step, _("“%(step)s”: choose a field that is a date."))]
    elif not _positive(step.settings.get("hours"), LONGEST_WAIT):
        return [_at(step, _("“%(step)s”: say how many hours to wait."))]
    return []


def _end(step: Step, place: Place, structure: Structure, known: Known) -> list[Finding]:
    if structure.parallel_path(place.path):
        return [
            _at(step, _("“%(step)s” would cut off the other lines. Let the parallel line run out instead."))
        ]
    return []


def _jump(step: Step, place: Place, structure: Structure, known: Known) -> list[Finding]:
    target = structure.places.get(step.settings.get("to", ""))
    if target is None or target.step.key == step.key:
        return [_at(step, _("“%(step)s”: choose the step at which to go on."))]
    if structure.parallel_path(target.path) != structure.parallel_path(place.path):
        return [_at(step, _("“%(step)s” may not lead into or out of a parallel line. Choose another step."))]
    return []


def _parallel(step: Step, place: Place, structure: Structure, known: Known) -> list[Finding]:
    found = []
    if len(step.ways) < 2:
        found.append(_at(step, _("“%(step)s” needs at least two lines.")))
    for way in step.ways:
        if not way.steps:
            found.append(_way(step, way, _("“%(way)s” of “%(step)s” is empty. Add a step or delete it.")))
    return found


def _condition(step: Step, place: Place, structure: Structure, known: Known) -> list[Finding]:
    found: list[Finding] = []
    if len(step.ways) < 2:
        found.append(_at(step, _("“%(step)s” needs at least two branches.")))
    defaults = [way for way in step.ways if way.is_default]
    if not defaults:
        found.append(
            _at(step, _("“%(step)s”: nothing is said for documents that fit no branch. Add an “otherwise”."))
        )
    if len(defaults) > 1:
        found.append(_at(step, _("“%(step)s” has more than one “otherwise”. Keep one.")))
    earlier: list[Way] = []
    around = intervals.around(structure, place.path)
    for way in [way for way in step.ways if not way.is_default]:
        for problem in condition_problems(way.condition, known.fields):
            found.append(_way(step, way, _("“%(way)s” of “%(step)s”: ") + problem.replace("%", "%%")))
        if not way.condition:
            found.append(
                _way(
                    step,
                    way,
                    _(
                        "“%(way)s” of “%(step)s” always holds. Give it a condition or make it the “otherwise”."
                    ),
                )
            )
        if any(intervals.covers(before.condition, way.condition) for before in earlier):
            found.append(
                _way(
                    step,
                    way,
                    _(
                        "“%(way)s” of “%(step)s” is never reached: an earlier branch takes all of it. Change the order."
                    ),
                )
            )
        elif intervals.contradicts(around, way.condition):
            found.append(
                _way(
                    step, way, _("“%(way)s” of “%(step)s” can never hold: its conditions exclude each other.")
                )
            )
        earlier.append(way)
    return found


_CHECKS: dict[str, Any] = {
    "start": _start,
    "approve": _person,
    "handle": _person,
    "cc": _cc,
    "condition": _condition,
    "parallel": _parallel,
    "delay": _delay,
    "jump": _jump,
    "end": _end,
}


def _at(step: Step, message: str) -> Finding:
    return Finding(step.key, message % {"step": step.name})


def _way(step: Step, way: Way, message: str) -> Finding:
    return Finding(step.key, message % {"step": step.name, "way": way.name})


def _positive(value: Any, most: int) -> bool:
    try:
        return 0 < float(value) <= most
    except (TypeError, ValueError):
        return False


def _whole_number(value: Any, low: int, high: int) -> bool:
    return not isinstance(value, bool) and str(value).isdigit() and low <= int(value) <= high
