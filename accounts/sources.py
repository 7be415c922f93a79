"""What upper apps tell accounts: grants of the delivered roles, and what must be handed over before a disable."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ROLE_GRANTS: list[dict[str, dict[str, str]]] = []


@dataclass(frozen=True)
class HandOverItem:
    """One kind of thing an employee still holds: label, how many, and where to hand it over."""

    label: Any
    count: int
    url: str = ""


HAND_OVER: list[Callable[[Any], list[HandOverItem]]] = []


def add_role_grants(grants: dict[str, dict[str, str]]) -> None:
    """`grants`: role code → {"app.codename": span}."""
    ROLE_GRANTS.append(grants)


def add_hand_over(source: Callable[[Any], list[HandOverItem]]) -> None:
    """`source(user)` lists what the user still holds."""
    HAND_OVER.append(source)
