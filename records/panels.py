"""What the side panel of a list shows of a record beyond its facts: each app adds its part, as with tabs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

Context = Callable[[Any, HttpRequest], dict[str, Any]]


@dataclass(frozen=True)
class Panel:
    """`context(record, request)` gives what `template` shows below the facts."""

    template: str
    context: Context


PANELS: dict[str, Panel] = {}


def add(model_label: str, panel: Panel) -> None:
    """The part for records of one model (`contacts.customer`)."""
    PANELS[model_label] = panel


def of(obj: Any) -> Panel | None:
    return PANELS.get(obj._meta.label_lower)
