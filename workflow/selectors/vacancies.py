"""Voices that nobody can give as things stand: a post that nobody holds, a department without a head."""

from dataclasses import dataclass
from typing import Any

from ..assignees import Question, held_posts, people_for
from ..fields import fields_for
from ..forecast import expected_steps
from ..models import ApprovalRecord, ProcessRun, ProcessTask
from ..structure import Step, Structure
from ..words import rule_in_words
from .names import names_for

EVERY_VOICE = ("all", "ratio", "sequential")
KNOWN_LATER = {"form_field", "initiator_choice"}


@dataclass(frozen=True)
class Vacancy:
    step: Step
    words: str  # whose voice it is: the post's name, the head of …
    post: str = ""


def vacant_posts(step: Step, question: Question) -> list[str]:
    """Posts whose voice counts in this step and that nobody in service holds."""
    if step.kind != "approve" or step.settings.get("mode", "any") not in EVERY_VOICE:
        return []
    rules = [rule for rule in step.settings.get("assignees") or [] if rule.get("rule") == "post"]
    return [rule.get("post", "") for rule in rules if not people_for([rule], question, step.key)]


def vacancies(structure: Structure, doc_type: str, question: Question) -> list[Vacancy]:
    """What will have to be decided by process administrators on the way that this document is expected to take."""
    steps = expected_steps(structure, question.facts)
    missing = [(step, rule) for step in steps for rule in _missing(step, question)]
    if not missing:
        return []
    names, fields = names_for(steps), fields_for(doc_type, structure)
    return [Vacancy(step, rule_in_words(rule, names, fields), rule.get("post", "")) for step, rule in missing]


def _missing(step: Step, question: Question) -> list[dict[str, Any]]:
    rules = step.settings.get("assignees") or []
    if step.settings.get("empty", "admin") != "admin" or {rule.get("rule") for rule in rules} & KNOWN_LATER:
        return []
    unanswered = [rule for rule in rules if not people_for([rule], question, step.key)]
    if len(unanswered) == len(rules):
        return unanswered
    vacant = set(vacant_posts(step, question))
    return [rule for rule in unanswered if rule.get("rule") == "post" and rule.get("post") in vacant]


def still_vacant(run: ProcessRun) -> list[tuple[str, str]]:
    """Of the posts that nobody held when the run began: those that lie ahead and that nobody holds yet (step, post)."""
    noted = ApprovalRecord.objects.filter(run=run, action=ApprovalRecord.Action.ROUTE).exclude(data={})
    ahead = [
        row for row in noted.order_by("id") if row.data.get("reason") == "vacant" and row.data.get("post")
    ]
    if not ahead:
        return []
    reached = set(ProcessTask.objects.filter(run=run).values_list("node_key", flat=True))
    held = held_posts(row.data["post"] for row in ahead)
    left = [row for row in ahead if row.node_key not in reached and row.data["post"] not in held]
    return list(dict.fromkeys((row.node_name, row.data["person"]) for row in left))
