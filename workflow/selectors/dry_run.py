"""Trying a drawing out: who would be asked about a document, without anything being written."""

from dataclasses import dataclass, field, replace
from typing import Any

from .. import people, subjects
from ..assignees import Question, people_for, superior_of
from ..forecast import choose_way, expected_way
from ..frozen_facts import facts_of
from ..models import ProcessVersion
from ..step_rules import mode_of, own_document_rule
from ..structure import Step, Structure, load


@dataclass(frozen=True)
class TriedStep:
    """One step that the document would come to; `note` says why nobody, or somebody else, would be asked."""

    key: str
    kind: str
    name: str
    people: list[Any] = field(default_factory=list)
    mode: str = ""
    way: str = ""
    note: str = ""


def dry_run(
    version: ProcessVersion,
    *,
    obj: Any = None,
    facts: dict[str, Any] | None = None,
    initiator: Any,
    choices: dict[str, list[int]] | None = None,
) -> list[TriedStep]:
    """The steps that a document (or bare facts) would go through and the people they would ask; writes nothing."""
    subject = subjects.get(version.definition.doc_type)
    market = subject.market(obj) if subject is not None and obj is not None else ""
    known = {**facts_of(subject, obj, initiator, market), **(facts or {})}
    structure = load(version)
    question = Question(initiator, subject, obj, known, choices or {})
    tried: list[TriedStep] = []
    for step in expected_way(structure, known):
        tried.append(_without_repeated(structure, _try(structure, step, question), tried))
    return tried


def _without_repeated(structure: Structure, now: TriedStep, before: list[TriedStep]) -> TriedStep:
    """Who would have agreed already is not asked again, where the process says so.

    Of several of whom one is enough nobody knows who it will be: they count as agreed only where they are alone.
    """
    rule = structure.settings.get("repeated", "every")
    if now.kind != "approve" or rule not in {"once", "consecutive"}:
        return now
    asked = [step for step in before if step.kind == "approve" and step.people]
    earlier = asked[-1:] if rule == "consecutive" else asked
    agreed = {person for step in earlier if step.mode != "any" for person in step.people}
    remaining = [person for person in now.people if person not in agreed]
    if len(remaining) == len(now.people):
        return now
    if not remaining or now.mode == "any":
        return replace(now, people=[], mode="", note="repeated")
    return replace(now, people=remaining, note="repeated_some")


def _try(structure: Structure, step: Step, question: Question) -> TriedStep:
    if step.kind == "condition":
        way = choose_way(step, question.facts)
        return TriedStep(
            step.key, step.kind, step.name, way=way.name if way else "", note="" if way else "stuck"
        )
    if step.kind not in {"approve", "handle", "cc"}:
        return TriedStep(step.key, step.kind, step.name)
    found = people_for(step.settings.get("assignees") or [], question, step.key)
    note = ""
    if step.kind == "approve" and question.initiator in found:
        found, note = _without_own(structure, step, found, question)
    if not found and not note and step.kind != "cc":
        found, note = _nobody(step, question)
    away = [person for person in found if people.is_away(person)]
    if away and not note:
        note = "away"
    return TriedStep(
        step.key, step.kind, step.name, found, mode_of(step) if len(found) > 1 else "", note=note
    )


def _without_own(
    structure: Structure, step: Step, found: list[Any], question: Question
) -> tuple[list[Any], str]:
    is_money = question.subject is not None and question.subject.is_money
    rule = own_document_rule(step, structure.settings, is_money)
    if rule == "self":
        return found, ""
    others = [user for user in found if user != question.initiator]
    if rule == "superior":
        superior = superior_of(question.initiator)
        replaced = [superior if user == question.initiator else user for user in found]
        return list(
            dict.fromkeys(user for user in replaced if user and user != question.initiator)
        ), "superior"
    return others, "own" if not others else ""


def _nobody(step: Step, question: Question) -> tuple[list[Any], str]:
    rule = step.settings.get("empty", "admin")
    if rule == "auto":
        return [], "passed"
    if rule == "named":
        named = people_for([{"rule": "named", "users": step.settings.get("empty_users", [])}], question)
        if others := [user for user in named if user != question.initiator]:
            return others, "named"
    return people.administrators(but=[question.initiator.pk]), "admin"


__all__ = ["TriedStep", "dry_run"]
