"""Who is asked at a step: a row for each rule, with the inputs that the rule needs."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Department
from contacts.models import AccountTeamMember
from workflow.assignees import ANCHORS, RULES, WITHIN
from workflow.fields import Field
from workflow.selectors.names import Names

from .inputs import Input, count, find_code, find_people, ids, rearranged, select, text, whole

ABOUT_DOCUMENT = ("customer_owner", "team_role", "grm")
WHOSE_PERSON = "person"
WHOSE_NAMED = "named"
WHOSE_KIND = "kind"
HIGHEST = 9


@dataclass
class RuleContext:
    """What the rows may offer: names of what is chosen, fields that name people, roles in the account team."""

    names: Names
    fields: dict[str, Field]
    team_roles: dict[str, Any]
    has_document: bool


def read_rules(post: Any, do: str) -> list[dict[str, Any]]:
    """The rules as sent, after the button that was pressed."""
    rules = [_read(post, f"rule-{place}") for place in range(count(post, "rules"))]
    if do == "add-rule":
        rules.append({"rule": "department_head", "of": "initiator"})
    return rearranged(rules, do, "rule")


def _read(post: Any, at: str) -> dict[str, Any]:
    kind = text(post, f"{at}-rule")
    rule: dict[str, Any] = {"rule": kind}
    anchor = text(post, f"{at}-of") or "initiator"
    if kind == "named":
        rule["users"] = ids(post, f"{at}-users")
    elif kind in {"role", "post"}:
        rule[kind] = text(post, f"{at}-{kind}")
        rule["within"] = text(post, f"{at}-within") or "anywhere"
        if rule["within"] != "anywhere":
            rule["of"] = anchor
    elif kind == "department_head":
        rule |= _read_head(post, at, anchor)
    elif kind == "superior":
        rule |= {"level": whole(post, f"{at}-level", 1, HIGHEST), "of": anchor}
    elif kind == "superiors_up_to":
        rule |= {"role": text(post, f"{at}-role"), "of": anchor}
    elif kind == "form_field":
        rule["field"] = text(post, f"{at}-field")
    elif kind == "team_role":
        rule["role"] = text(post, f"{at}-team_role")
    return rule


def _read_head(post: Any, at: str, anchor: str) -> dict[str, Any]:
    whose = text(post, f"{at}-whose")
    found: dict[str, Any] = {}
    if whose == WHOSE_NAMED:
        found = {"department": text(post, f"{at}-department")}
    elif whose == WHOSE_KIND:
        found["kind"] = text(post, f"{at}-kind") or "business"
    else:
        found = {"of": anchor, "level": whole(post, f"{at}-level", 0, HIGHEST)}
    if up := whole(post, f"{at}-up", 0, HIGHEST):
        found["up"] = up
    return {key: value for key, value in found.items() if value != 0}


def rule_rows(rules: list[dict[str, Any]], context: RuleContext) -> list[list[Input]]:
    return [_inputs(rule, f"rule-{place}", context) for place, rule in enumerate(rules)]


def _inputs(rule: dict[str, Any], at: str, context: RuleContext) -> list[Input]:
    kind = rule.get("rule", "")
    offered = [
        (slug, label)
        for slug, label in RULES.items()
        if context.has_document or slug not in ABOUT_DOCUMENT or slug == kind
    ]
    found = [select(f"{at}-rule", _("Who"), offered, kind, shapes=True)]
    names = context.names
    if kind == "named":
        found.append(find_people(f"{at}-users", _("People"), rule.get("users") or [], names.users))
    elif kind in {"role", "post"}:
        label = _("Role") if kind == "role" else _("Post")
        known = names.roles if kind == "role" else names.posts
        found.append(find_code(f"{at}-{kind}", label, f"{kind}-codes", rule.get(kind, ""), known))
        within = rule.get("within", "anywhere")
        found.append(select(f"{at}-within", _("Where"), WITHIN.items(), within, shapes=True))
        if within != "anywhere":
            found.append(_anchor(rule, at))
    elif kind == "department_head":
        found += _head_inputs(rule, at, names)
    elif kind == "superior":
        found += [_anchor(rule, at), _steps(f"{at}-level", _("Level"), rule.get("level", 1), lowest=1)]
    elif kind == "superiors_up_to":
        code = rule.get("role", "")
        found += [
            _anchor(rule, at),
            find_code(f"{at}-role", _("Up to the role"), "role-codes", code, names.roles),
        ]
    elif kind == "form_field":
        people = [(name, asked.label) for name, asked in context.fields.items() if asked.kind == "person"]
        found.append(select(f"{at}-field", _("Field"), people, rule.get("field", "")))
    elif kind == "team_role":
        roles = context.team_roles or dict(AccountTeamMember.Role.choices)
        found.append(
            select(f"{at}-team_role", _("Role in the account team"), roles.items(), rule.get("role", ""))
        )
    return found


def _head_inputs(rule: dict[str, Any], at: str, names: Names) -> list[Input]:
    whose = WHOSE_PERSON
    if "department" in rule:
        whose = WHOSE_NAMED
    elif rule.get("kind"):
        whose = WHOSE_KIND
    choices = [
        (WHOSE_PERSON, _("the department of somebody")),
        (WHOSE_NAMED, _("a department by its name")),
        (WHOSE_KIND, _("the uppermost department of a kind")),
    ]
    found = [select(f"{at}-whose", _("Which department"), choices, whose, shapes=True)]
    if whose == WHOSE_NAMED:
        code = rule.get("department", "")
        found.append(
            find_code(f"{at}-department", _("Department"), "department-codes", code, names.departments)
        )
    elif whose == WHOSE_KIND:
        found.append(select(f"{at}-kind", _("Kind of department"), Department.Kind.choices, rule["kind"]))
    else:
        found += [_anchor(rule, at), _steps(f"{at}-level", _("Departments up"), rule.get("level", 0))]
    found.append(_steps(f"{at}-up", _("Superiors above the head"), rule.get("up", 0)))
    return found


def _anchor(rule: dict[str, Any], at: str) -> Input:
    return select(f"{at}-of", _("Seen from"), ANCHORS.items(), rule.get("of", "initiator"))


def _steps(name: str, label: Any, value: Any, lowest: int = 0) -> Input:
    return select(name, label, [(level, level) for level in range(lowest, HIGHEST + 1)], value or lowest)
