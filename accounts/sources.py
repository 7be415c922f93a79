"""What upper apps tell accounts: grants of the delivered roles, what must be handed over, who is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

ROLE_GRANTS: list[dict[str, dict[str, str]]] = []


POST_GRANTS: dict[str, str] = {}


ROLE_POLICIES: list[dict[str, dict[str, dict[str, str]]]] = []


def add_role_policies(policies: dict[str, dict[str, dict[str, str]]]) -> None:
    """`policies`: role code → {"app.model": {field: mode}}."""
    ROLE_POLICIES.append(policies)


@dataclass(frozen=True)
class HandOverItem:
    """One kind of thing an employee still holds: label, how many, and where to hand it over."""

    label: Any
    count: int
    url: str = ""


USER_COLUMNS: dict[str, Any] = {}


def add_user_column(name: str, expression: Any) -> None:
    """What every page says of the signed-in user comes along with his account: `user.<name>`."""
    USER_COLUMNS[name] = expression


HAND_OVER: list[Callable[[Any], list[HandOverItem]]] = []


def add_role_grants(grants: dict[str, dict[str, str]]) -> None:
    """`grants`: role code → {"app.codename": span}."""
    ROLE_GRANTS.append(grants)


def add_post_grants(grants: dict[str, str]) -> None:
    """What everybody on a post holds, whatever his roles: who is asked by his post must be able to answer."""
    POST_GRANTS.update(grants)


def add_hand_over(source: Callable[[Any], list[HandOverItem]]) -> None:
    """`source(user)` lists what the user still holds."""
    HAND_OVER.append(source)


@dataclass(frozen=True)
class ProfileLine:
    """What an upper app offers on everybody's own page: what it is, how it stands, and where it is set."""

    label: Any
    value: Any
    url: str


PROFILE: list[Callable[[Any], ProfileLine | None]] = []


def add_profile(source: Callable[[Any], ProfileLine | None]) -> None:
    """`source(user)` gives the user's line, None where he has none."""
    PROFILE.append(source)


def profile_lines(user: Any) -> list[ProfileLine]:
    return [line for source in PROFILE if (line := source(user)) is not None]


SAVED: list[Callable[[Any], None]] = []


def add_saved(listener: Callable[[Any], None]) -> None:
    """`listener(record)` runs inside the transaction of each service that wrote an employee or a department."""
    SAVED.append(listener)


def tell_saved(record: Any) -> None:
    for listener in SAVED:
        listener(record)


def hand_over_items(user: Any) -> list[HandOverItem]:
    """Everything that `user` still holds, over all sources; empty kinds are left out."""
    return [item for source in HAND_OVER for item in source(user) if item.count]


TOKEN_TYPES: list[Callable[[], list[tuple[str, Any]]]] = []


def add_token_types(source: Callable[[], list[tuple[str, Any]]]) -> None:
    """`source()` names the record types that a token may be limited to, as choices of a form."""
    TOKEN_TYPES.append(source)
