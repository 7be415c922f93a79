"""Which processes name an entry of a dictionary in their conditions: told before the entry is merged into another."""

from collections.abc import Iterable
from typing import Any

from . import conditions
from .models import Branch, ProcessDefinition, ProcessVersion

LIVING = (ProcessVersion.Status.DRAFT, ProcessVersion.Status.PUBLISHED)


def processes_naming(fields: set[str], entry: str) -> Iterable[str]:
    """Names of the processes of which a test on one of `fields` holds the entry."""
    names = {
        definition.name
        for definition in ProcessDefinition.objects.exclude(condition={})
        if _names(definition.condition, fields, entry)
    }
    branches = Branch.objects.filter(node__version__status__in=LIVING).exclude(condition={})
    for condition, name in branches.values_list("condition", "node__version__definition__name"):
        if _names(condition, fields, entry):
            names.add(name)
    return sorted(names)


def _names(condition: Any, fields: set[str], entry: str) -> bool:
    for test in conditions.tests(condition):
        value = test.get("value")
        if test.get("field") in fields and (entry in value if isinstance(value, list) else value == entry):
            return True
    return False
