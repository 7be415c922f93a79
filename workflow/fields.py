"""What conditions may ask about: the document's own facts, who started it, and what earlier steps filled in."""

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from . import subjects
from .structure import Structure

FORM_KINDS: dict[str, Any] = {
    "text": _("text"),
    "long_text": _("long text"),
    "number": _("figure"),
    "money": _("amount"),
    "date": _("date"),
    "choice": _("choice"),
    "bool": _("yes or no"),
    "person": _("colleague"),
}
FIELD_NAME = re.compile(r"^[a-z][a-z0-9_]{0,39}$")
MARKETS = [("internal", _("internal market")), ("external", _("external market"))]


@dataclass(frozen=True)
class Field:
    """One thing a condition may test; `source` is document | initiator | form."""

    name: str
    label: Any
    kind: str
    options: list[tuple[str, Any]] = field(default_factory=list)
    source: str = "document"
    step: str = ""


def form_name(step_key: str, name: str) -> str:
    """How a field filled in at a step is called in conditions."""
    return f"form.{step_key}.{name}"


def fields_for(doc_type: str, structure: Structure | None = None) -> dict[str, Field]:
    """All fields of a process over this kind of document, by name."""
    found: dict[str, Field] = {}
    subject = subjects.get(doc_type)
    if subject is not None:
        for fact in subject.facts:
            found[fact.name] = Field(fact.name, fact.label, fact.kind, fact.options())
    found.setdefault("market", Field("market", _("market"), "choice", list(MARKETS)))
    found["initiator_roles"] = Field(
        "initiator_roles", _("roles of who started it"), "choice", source="initiator"
    )
    found["initiator_departments"] = Field(
        "initiator_departments",
        _("department of who started it (or one above)"),
        "choice",
        source="initiator",
    )
    if structure is not None:
        for place in structure.walk():
            step = place.step
            for item in [*step.settings.get("form", []), *_start_fields(step)]:
                name = form_name(step.key, item.get("name", ""))
                options = [tuple(pair) for pair in item.get("choices", [])]
                found[name] = Field(
                    name, item.get("label", ""), item.get("kind", "text"), options, "form", step.key
                )
    return found


def _start_fields(step: Any) -> list[dict[str, Any]]:
    fields = step.settings.get("fields", []) if step.kind == "start" else []
    return fields if isinstance(fields, list) else []
