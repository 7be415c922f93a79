"""The events that a webhook can ask for: single verbs, all of one part of the system, or all there are."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from core.actions import VERBS

from ..services.feeding import OWN_VERBS

EVERYTHING = "*"


def event_choices() -> list[tuple[str, Any]]:
    """For a select, by part of the system; the first of each part stands for all of it."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for verb, label in VERBS.items():
        app, dot, _name = verb.partition(".")
        if dot and not verb.startswith(OWN_VERBS):
            parts.setdefault(app, []).append((verb, f"{part_label(app)}: {label} ({verb})"))
    found: list[tuple[str, Any]] = [(EVERYTHING, _("all events"))]
    for app in sorted(parts, key=part_label):
        whole = (f"{app}.*", _("%(part)s: all events") % {"part": part_label(app)})
        found.append((part_label(app), [whole, *sorted(parts[app], key=lambda pair: pair[1])]))
    return found


def part_label(app: str) -> str:
    return str(apps.get_app_config(app).verbose_name) if app in apps.app_configs else app


def event_label(event: str) -> str:
    """One chosen event in words; the bare verb where a release has dropped it."""
    if event == EVERYTHING:
        return _("all events")
    app, _dot, name = event.partition(".")
    if name == EVERYTHING:
        return _("%(part)s: all events") % {"part": part_label(app)}
    return f"{part_label(app)}: {VERBS.get(event, event)}"
