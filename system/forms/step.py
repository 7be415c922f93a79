"""The panel of one step: its inputs by kind, and its settings as they are read back."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from workflow import subjects
from workflow.fields import Field
from workflow.models import Node
from workflow.selectors.names import Names
from workflow.structure import Step, Structure
from workflow.words import EMPTY_RULES, MODES, OWN_RULES, RESULTS, TIMEOUTS

from .inputs import Input, check, figure, find_people, flag, ids, many, number, select, text
from .step_fields import form_rows, read_form, read_rights, rights_inputs
from .step_rules import RuleContext, read_rules, rule_rows

ASKING = ("approve", "handle", "cc")
HANDLE_MODES = ("any", "all")
HANDLE_TIMEOUTS = ("remind", "escalate")


@dataclass
class Drawn:
    """The process that the step belongs to, as its panel must know it."""

    doc_type: str
    structure: Structure
    fields: dict[str, Field]
    names: Names

    @property
    def subject(self) -> subjects.Subject | None:
        return subjects.get(self.doc_type)

    @property
    def is_money(self) -> bool:
        return self.subject is not None and self.subject.is_money

    @property
    def rules(self) -> RuleContext:
        subject = self.subject
        team = dict(subject.team_roles) if subject is not None else {}
        has_document = subject is not None or bool(self.structure.settings.get("about"))
        return RuleContext(self.names, self.fields, team, has_document)


@dataclass
class Panel:
    """What the template shows of a step; sections that its kind does not have stay empty."""

    step: Step
    name: Input
    asks: bool = False
    rules: list[list[Input]] = field(default_factory=list)
    deciding: list[Input] = field(default_factory=list)
    timing: list[Input] = field(default_factory=list)
    special: list[Input] = field(default_factory=list)
    plain: list[Input] = field(default_factory=list)
    rights: list[Input] = field(default_factory=list)
    has_form: bool = False
    form: list[dict[str, Any]] = field(default_factory=list)

    @property
    def kind_label(self) -> str:
        return str(Node.Kind(self.step.kind).label)


def read_step(post: Any, do: str, step: Step, drawn: Drawn) -> tuple[str, dict[str, Any]]:
    """Name and settings as sent; what the panel does not show stays as it is."""
    name = text(post, "name", 60)
    options = dict(step.settings)
    if step.kind in ASKING:
        options["assignees"] = read_rules(post, do)
    if step.is_person_step:
        _read_person(post, step, options)
    if step.kind == "approve":
        options["opinion_required"] = flag(post, "opinion_required")
        options["fields"] = read_rights(post, drawn.fields, options.get("fields") or {})
        options["same_as_initiator"] = text(post, "same_as_initiator")
    elif step.kind == "handle":
        options["form"] = read_form(post, do, options.get("form") or [])
    elif step.kind == "delay":
        _read_delay(post, options)
    elif step.kind == "jump":
        options["to"] = text(post, "to")
    elif step.kind == "end":
        options["result"] = text(post, "result") or "approved"
    elif step.kind == "start" and not drawn.doc_type:
        options["starters"] = many(post, "starters")
        options["fields"] = read_form(post, do, _own_fields(options))
    return name, {key: value for key, value in options.items() if value not in (None, "", False, [], {})}


def _own_fields(options: dict[str, Any]) -> list[dict[str, Any]]:
    fields = options.get("fields")
    return fields if isinstance(fields, list) else []


def _read_person(post: Any, step: Step, options: dict[str, Any]) -> None:
    options["mode"] = text(post, "mode")
    options["ratio"] = figure(post, "ratio") if options["mode"] == "ratio" else None
    if options["mode"] == "ratio" and options["ratio"] is None:
        options["ratio"] = step.settings.get("ratio", 60)
    options["timeout_hours"] = figure(post, "timeout_hours")
    options["timeout_action"] = text(post, "timeout_action") if options["timeout_hours"] else None
    options["empty"] = text(post, "empty")
    if options["empty"] == "admin":
        options["empty"] = None
    options["empty_users"] = ids(post, "empty_users") if options["empty"] == "named" else None


def _read_delay(post: Any, options: dict[str, Any]) -> None:
    how = text(post, "how")
    options["until"] = text(post, "until") if how == "until" else None
    if how == "until":
        options["until"] = options["until"] or "?"  # not chosen yet: told by the validator
        options["hours"] = options["working"] = None
    else:
        options["hours"], options["working"] = figure(post, "hours"), how == "working"


def panel_of(step: Step, drawn: Drawn) -> Panel:
    options = step.settings
    panel = Panel(step, Input("name", _("Name of the step"), value=step.name, is_wide=True))
    if step.kind in ASKING:
        panel.asks = True
        panel.rules = rule_rows(options.get("assignees") or [], drawn.rules)
    if step.is_person_step:
        panel.deciding = _deciding(step)
        panel.timing = _timing(step, drawn)
        panel.special = _special(step, drawn)
    if step.kind == "approve":
        subject = drawn.subject
        editable = set(subject.editable) if subject is not None else set()
        panel.rights = rights_inputs(drawn.fields, editable, options.get("fields") or {})
    elif step.kind == "handle":
        panel.has_form, panel.form = True, form_rows(options.get("form") or [])
    elif step.kind == "delay":
        panel.plain = _delay(options, drawn)
    elif step.kind == "jump":
        targets = [
            (place.step.key, place.step.name)
            for place in drawn.structure.walk()
            if place.step.key != step.key and place.step.kind != "start"
        ]
        panel.plain = [select("to", _("Go on at"), targets, options.get("to", ""))]
    elif step.kind == "end":
        panel.plain = [
            select("result", _("The process ends as"), RESULTS.items(), options.get("result", "approved"))
        ]
    elif step.kind == "start" and not drawn.doc_type:
        panel.plain = [_starters(options, drawn.names)]
        panel.has_form, panel.form = True, form_rows(_own_fields(options))
    return panel


def _starters(options: dict[str, Any], names: Names) -> Input:
    codes = options.get("starters") or []
    chosen = [(code, names.roles.get(code, code)) for code in codes]
    hint = _("Nobody chosen: everybody may start it.")
    return Input("starters", _("Roles that may start it"), "find_many", codes, chosen, hint, "role-codes")


def _deciding(step: Step) -> list[Input]:
    options = step.settings
    modes = [(slug, label) for slug, label in MODES.items() if step.kind == "approve" or slug in HANDLE_MODES]
    mode = options.get("mode") or ("any" if not _is_chain(step) else "sequential")
    found = [select("mode", _("If several people are asked"), modes, mode, shapes=True)]
    if mode == "ratio":
        found.append(number("ratio", _("Share that must agree, in percent"), options.get("ratio")))
    if step.kind == "approve":
        found.append(
            check("opinion_required", _("An opinion must be written"), options.get("opinion_required"))
        )
    return found


def _is_chain(step: Step) -> bool:
    return any(rule.get("rule") == "superiors_up_to" for rule in step.settings.get("assignees") or [])


def _timing(step: Step, drawn: Drawn) -> list[Input]:
    options = step.settings
    hours = options.get("timeout_hours")
    found = [number("timeout_hours", _("Time limit in working hours"), hours, shapes=True)]
    if hours:
        given = options.get("timeout_action", "remind")
        actions = [
            (slug, label)
            for slug, label in TIMEOUTS.items()
            if slug in HANDLE_TIMEOUTS
            or slug == given
            or (step.kind == "approve" and not (drawn.is_money and slug == "approve"))
        ]
        found.append(select("timeout_action", _("When the time has passed"), actions, given))
    return found


def _special(step: Step, drawn: Drawn) -> list[Input]:
    options = step.settings
    given = options.get("empty", "admin")
    rules = [
        (slug, label)
        for slug, label in EMPTY_RULES.items()
        if slug != "auto" or not drawn.is_money or step.kind != "approve" or given == "auto"
    ]
    found = [select("empty", _("If nobody is found"), rules, given, shapes=True)]
    if given == "named":
        users = options.get("empty_users") or []
        found.append(find_people("empty_users", _("Who is asked then"), users, drawn.names.users))
    if step.kind == "approve":
        given = options.get("same_as_initiator", "")
        own = [
            ("", _("as the settings of the process say")),
            *(
                (slug, label)
                for slug, label in OWN_RULES.items()
                if slug != "self" or not drawn.is_money or given == slug
            ),
        ]
        found.append(select("same_as_initiator", _("If he who started it is asked"), own, given))
    return found


def _delay(options: dict[str, Any], drawn: Drawn) -> list[Input]:
    how = "until" if options.get("until") else "working" if options.get("working") else "hours"
    ways = [
        ("hours", _("a number of hours")),
        ("working", _("a number of working hours")),
        ("until", _("until a date")),
    ]
    found = [select("how", _("Wait"), ways, how, shapes=True)]
    if how == "until":
        dates = [(name, asked.label) for name, asked in drawn.fields.items() if asked.kind == "date"]
        given = options.get("until")
        found.append(select("until", _("Date field"), dates, "" if given == "?" else given))
    else:
        found.append(number("hours", _("Hours"), options.get("hours")))
    return found
