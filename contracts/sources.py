"""What upper apps have to say about a contract: they register here when they are ready."""

from collections.abc import Callable
from typing import Any

SIGNED: list[Callable[[Any, Any], None]] = []
AMENDED: list[Callable[[Any, Any], None]] = []
ENDED: list[Callable[[Any, Any], None]] = []
UNFINISHED: list[Callable[[Any], list[str]]] = []
FALLS: list[Callable[[Any], list[str]]] = []
HOLDS: list[Callable[[Any], list[str]]] = []
EXECUTION: list[Callable[[Any], list[dict[str, Any]]]] = []
FOLLOWED: list[Callable[[Any], list[Any]]] = []


def add_signed(follow: Callable[[Any, Any], None]) -> None:
    """`follow(contract, by)` runs in the transaction that archives the signed copy: payment plans are made here."""
    SIGNED.append(follow)


def add_amended(follow: Callable[[Any, Any], None]) -> None:
    """`follow(contract, by)` runs in the transaction that puts an amendment in force."""
    AMENDED.append(follow)


def add_ended(follow: Callable[[Any, Any], None]) -> None:
    """`follow(contract, by)` runs in the transaction that terminates a contract or calls it void."""
    ENDED.append(follow)


def add_unfinished(reasons: Callable[[Any], list[str]]) -> None:
    """`reasons(contract)` says why it is not carried out yet: not delivered, not paid, retention not released."""
    UNFINISHED.append(reasons)


def add_hold(reasons: Callable[[Any], list[str]]) -> None:
    """`reasons(contract)` says why it can not be called void any more: orders or receipts hang on it."""
    HOLDS.append(reasons)


def add_falls(words: Callable[[Any], list[str]]) -> None:
    """`words(contract)` says what would fall with it, if it were called void: payments that are asked for."""
    FALLS.append(words)


def add_execution(figures: Callable[[Any], list[dict[str, Any]]]) -> None:
    """`figures(contract)` gives label, amount (Decimal, in its currency) and url: ordered, shipped, invoiced, received."""
    EXECUTION.append(figures)


def add_followed(made: Callable[[Any], list[Any]]) -> None:
    """`made(contract)` gives what its signature brought: an import that is taken back takes it along."""
    FOLLOWED.append(made)
