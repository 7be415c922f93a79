"""Fields that a step has of its own, and what its people may do with the fields of the document."""

import uuid
from typing import Any

from django.utils.translation import gettext as _

from workflow.fields import FORM_KINDS, Field

from .inputs import Input, check, count, rearranged, select, text

MOST_CHOICES = 100


def new_name(taken: set[str]) -> str:
    """A name for a field that nobody has to think up."""
    while (name := f"f{uuid.uuid4().hex[:6]}") in taken:
        continue
    return name


def read_form(post: Any, do: str, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The form fields as sent; each keeps the name that earlier answers and conditions know it by."""
    known = {item.get("name", ""): item for item in before}
    found: list[dict[str, Any]] = []
    for place in range(count(post, "fields")):
        at = f"field-{place}"
        name = text(post, f"{at}-name")
        taken = {item["name"] for item in found}
        if name not in known or name in taken:
            name = new_name(taken | set(known))
        item: dict[str, Any] = {
            "name": name,
            "label": text(post, f"{at}-label", 60),
            "kind": text(post, f"{at}-kind") if text(post, f"{at}-kind") in FORM_KINDS else "text",
            "required": bool(post.get(f"{at}-required")),
        }
        if hint := text(post, f"{at}-help"):
            item["help"] = hint
        if item["kind"] == "choice":
            item["choices"] = _choices(post, f"{at}-choices", known.get(name, {}).get("choices") or [])
        found.append(item)
    if do == "add-field":
        taken = {item["name"] for item in found} | set(known)
        found.append({"name": new_name(taken), "label": "", "kind": "text", "required": False})
    return rearranged(found, do, "field")


def _choices(post: Any, name: str, before: list[Any]) -> list[list[str]]:
    """One choice a line; a line that was there keeps its slug, so that answers given keep their meaning."""
    slugs = {str(label): str(slug) for slug, label in before}
    lines = [line.strip()[:60] for line in str(post.get(name, "")).replace("\x00", "").splitlines()]
    labels = list(dict.fromkeys(line for line in lines if line))[:MOST_CHOICES]
    taken = {slugs[label] for label in labels if label in slugs}
    found = []
    for label in labels:
        slug = slugs.get(label)
        if slug is None:
            slug = next(
                f"c{number}" for number in range(1, 1000) if f"c{number}" not in taken | set(slugs.values())
            )
            taken.add(slug)
        found.append([slug, label])
    return found


def form_rows(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """For each field its inputs and the name that travels along unseen."""
    rows = []
    for place, item in enumerate(items):
        at = f"field-{place}"
        inputs = [
            Input(f"{at}-label", _("Label"), value=item.get("label", "")),
            select(f"{at}-kind", _("Kind"), FORM_KINDS.items(), item.get("kind", "text"), shapes=True),
            check(f"{at}-required", _("Must be filled in"), item.get("required")),
            Input(f"{at}-help", _("Hint"), value=item.get("help", "")),
        ]
        if item.get("kind") == "choice":
            lines = "\n".join(str(label) for _slug, label in item.get("choices") or [])
            inputs.append(Input(f"{at}-choices", _("Choices, one a line"), "long_text", lines))
        rows.append({"name": item.get("name", ""), "at": at, "inputs": inputs})
    return rows


def read_rights(post: Any, fields: dict[str, Field], before: dict[str, str]) -> dict[str, str]:
    """What is not plainly readable; a right on a field that is gone stays until somebody takes it away."""
    found = {
        name: mode
        for name, mode in before.items()
        if name not in fields and not post.get(f"drop-right-{name}")
    }
    for name in document_fields(fields):
        mode = text(post, f"right-{name}")
        if mode in {"hidden", "writable"}:
            found[name] = mode
    return found


def rights_inputs(fields: dict[str, Field], editable: set[str], rights: dict[str, str]) -> list[Input]:
    found = []
    for name, asked in document_fields(fields).items():
        mode = rights.get(name, "readonly")
        modes = [("readonly", _("may read")), ("hidden", _("hidden"))]
        if name in editable or mode == "writable":
            modes.append(("writable", _("may write")))
        found.append(select(f"right-{name}", asked.label, modes, mode))
    return found


def document_fields(fields: dict[str, Field]) -> dict[str, Field]:
    return {name: asked for name, asked in fields.items() if asked.source == "document" and name != "market"}
