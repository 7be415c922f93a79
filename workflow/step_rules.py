"""What a step's settings amount to where some are left out."""

from typing import Any

from .structure import Step


def own_document_rule(step: Step, settings: dict[str, Any], is_money: bool) -> str:
    """skip | self | superior: the step's own rule, else the version's, else by whether it is about money."""
    chosen = step.settings.get("same_as_initiator") or settings.get("same_as_initiator")
    return str(chosen or ("superior" if is_money else "skip"))


def mode_of(step: Step) -> str:
    rules = step.settings.get("assignees") or []
    one_by_one = any(rule.get("rule") == "superiors_up_to" for rule in rules)
    return str(step.settings.get("mode") or ("sequential" if one_by_one else "any"))
