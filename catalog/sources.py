"""What upper apps tell the catalogue: which open documents name a customer's part number and its drawing revision."""

from collections.abc import Callable, Iterable
from typing import Any

# `follower(row, by)` is told inside the transaction that `row` is the newest revision of its number.
REVISED: list[Callable[[Any, Any], Iterable[Any] | None]] = []


def add_revised(follower: Callable[[Any, Any], Iterable[Any] | None]) -> None:
    REVISED.append(follower)


def tell_revised(row: Any, by: Any) -> None:
    for follower in REVISED:
        follower(row, by)
