"""A step in words: whom it asks, how they decide and what happens when time passes, as the drawing shows it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Department
from core.joining import listed

from . import subjects
from .assignees import ANCHORS, RULES, WITHIN
from .conditions import in_words
from .fields import FORM_KINDS, Field
from .selectors.names import Names
from .structure import Step, Structure

MODES: dict[str, Any] = {
    "all": gettext_lazy("all must agree"),
    "ratio": gettext_lazy("a share must agree"),
    "any": gettext_lazy("one is enough"),
    "sequential": gettext_lazy("one after the other"),
}
TIMEOUTS: dict[str, Any] = {
    "remind": gettext_lazy("remind"),
    "escalate": gettext_lazy("pass up to the superior"),
    "approve": gettext_lazy("approve"),
    "reject": gettext_lazy("reject"),
}
RESULTS: dict[str, Any] = {"approved": gettext_lazy("approved"), "rejected": gettext_lazy("rejected")}
OWN_RULES: dict[str, Any] = {
    "skip": gettext_lazy("he is left out"),
    "self": gettext_lazy("he decides himself"),
    "superior": gettext_lazy("his superior decides in his place"),
}
EMPTY_RULES: dict[str, Any] = {
    "admin": gettext_lazy("the process administrator decides who"),
    "auto": gettext_lazy("the step is passed"),
    "named": gettext_lazy("named people are asked"),
}
REPEATED: dict[str, Any] = {
    "every": gettext_lazy("asked each time"),
    "once": gettext_lazy("asked only the first time"),
    "consecutive": gettext_lazy("not asked twice in a row"),
}


def rule_in_words(
    rule: dict[str, Any], names: Names, fields: dict[str, Field], team: dict[str, Any] | None = None
) -> str:
    """One rule for people, such as “head of the department · owner of the document · 1 above”."""
    kind = rule.get("rule", "")
    anchor = str(ANCHORS.get(rule.get("of", "initiator"), ""))
    if kind == "named":
        return listed(names.people(rule.get("users") or [])) or "?"
    if kind in {"role", "post"}:
        known = names.roles if kind == "role" else names.posts
        code = rule.get(kind, "")
        within = rule.get("within", "anywhere")
        parts = [known.get(code, code) or "?"]
        if within != "anywhere":
            parts += [str(WITHIN.get(within, within)), anchor]
        return " · ".join(parts)
    if kind == "department_head":
        return _head(rule, names, anchor)
    if kind == "superior":
        level = int(rule.get("level", 1) or 1)
        parts = [str(RULES[kind]), anchor]
        return " · ".join([*parts, _("level %(level)d") % {"level": level}] if level > 1 else parts)
    if kind == "superiors_up_to":
        role = names.roles.get(rule.get("role", ""), rule.get("role", "")) or "?"
        return " · ".join([str(RULES[kind]), anchor, _("up to %(role)s") % {"role": role}])
    if kind == "form_field":
        asked = fields.get(rule.get("field", ""))
        return f"{RULES[kind]} · {asked.label if asked else '?'}"
    if kind == "team_role":
        role = rule.get("role", "")
        return f"{RULES[kind]} · {(team or {}).get(role, role) or '?'}"
    return str(RULES.get(kind, "?"))


def _head(rule: dict[str, Any], names: Names, anchor: str) -> str:
    if rule.get("department"):
        whose = names.departments.get(rule["department"], rule["department"])
    elif rule.get("kind"):
        whose = str(dict(Department.Kind.choices).get(rule["kind"], rule["kind"]))
    else:
        whose = anchor
    parts = [str(RULES["department_head"]), whose]
    if level := int(rule.get("level", 0) or 0):
        parts.append(_("%(level)d departments up") % {"level": level})
    if up := int(rule.get("up", 0) or 0):
        parts.append(_("%(up)d superiors up") % {"up": up})
    return " · ".join(parts)


class Telling:
    """Says the steps of one drawing in words."""

    def __init__(
        self, structure: Structure, fields: dict[str, Field], names: Names, team: dict[str, Any] | None = None
    ) -> None:
        self.structure = structure
        self.fields = fields
        self.names = names
        self.team = team
        self.labels = {name: str(asked.label) for name, asked in fields.items()}
        self.kinds = {name: asked.kind for name, asked in fields.items()}

    def lines(self, step: Step) -> list[str]:
        """What the card of a step says below its name."""
        options = step.settings
        who = [
            rule_in_words(rule, self.names, self.fields, self.team) for rule in options.get("assignees") or []
        ]
        found = list(who)
        if step.is_person_step:
            found += self._person(step, len(who))
        elif step.kind == "delay":
            found += self._delay(options)
        elif step.kind == "jump":
            target = self.structure.step(options.get("to", ""))
            found.append(f"→ {target.name if target else '?'}")
        elif step.kind == "end":
            found.append(str(RESULTS.get(options.get("result", "approved"), "")))
        elif step.kind == "start":
            if options.get("starters"):
                found.append(listed(self.names.roles.get(code, code) for code in options["starters"]))
            found += self._form(options.get("fields"))
        return found

    def _person(self, step: Step, how_many: int) -> list[str]:
        options, found = step.settings, []
        mode = options.get("mode", "")
        if mode == "ratio":
            found.append(_("%(ratio)s %% must agree") % {"ratio": options.get("ratio", "?")})
        elif mode:
            found.append(str(MODES.get(mode, mode)))
        if options.get("opinion_required"):
            found.append(_("opinion required"))
        if options.get("timeout_hours"):
            action = TIMEOUTS.get(options.get("timeout_action", "remind"), "")
            found.append(
                _("after %(hours)s working hours: %(action)s")
                % {"hours": options["timeout_hours"], "action": action}
            )
        found += self._form(options.get("form"))
        rights = options.get("fields")
        for mode, said in (
            ("hidden", _("hidden: %(fields)s")),
            ("writable", _("may be written: %(fields)s")),
        ):
            chosen = [self.labels.get(name, name) for name, given in (rights or {}).items() if given == mode]
            if chosen:
                found.append(said % {"fields": listed(chosen)})
        return found

    def _form(self, form: Any) -> list[str]:
        labels = [str(item.get("label", "")) or "?" for item in form or [] if isinstance(form, list)]
        return [_("fills in: %(fields)s") % {"fields": listed(labels)}] if labels else []

    def _delay(self, options: dict[str, Any]) -> list[str]:
        if options.get("until"):
            asked = self.fields.get(options["until"])
            return [_("until: %(field)s") % {"field": asked.label if asked else "?"}]
        said = _("%(hours)s working hours") if options.get("working") else _("%(hours)s hours")
        return [said % {"hours": options.get("hours") or "?"}]

    def condition(self, condition: dict[str, Any]) -> str:
        return condition_in_words(condition, self.fields)


def condition_in_words(condition: dict[str, Any], fields: dict[str, Field]) -> str:
    """A condition with the labels of choices in the place of their slugs."""
    labels = {name: str(asked.label) for name, asked in fields.items()}
    kinds = {name: asked.kind for name, asked in fields.items()}
    return in_words(_labelled(condition, fields), labels, kinds)


def _labelled(condition: dict[str, Any], fields: dict[str, Field]) -> dict[str, Any]:
    for word in ("all", "any"):
        if word in condition:
            return {word: [_labelled(part, fields) for part in condition[word]]}
    asked = fields.get(condition.get("field", ""))
    if asked is None or not asked.options or condition.get("value") in (None, ""):
        return condition
    shown = {str(slug): str(label) for slug, label in asked.options}
    value = condition["value"]
    named = (
        [shown.get(str(item), item) for item in value]
        if isinstance(value, list)
        else shown.get(str(value), value)
    )
    return {**condition, "value": named}


def team_roles_of(doc_type: str) -> dict[str, Any]:
    subject = subjects.get(doc_type)
    return dict(subject.team_roles) if subject is not None else {}


def form_kind(kind: str) -> str:
    return str(FORM_KINDS.get(kind, kind))
