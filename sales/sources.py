"""What upper apps tell opportunities: the contract or the order by which one was won."""

from collections.abc import Callable
from typing import Any

# `source(opportunity)` gives the numbers of the signed contracts or placed orders that belong to it.
EVIDENCE: list[Callable[[Any], list[str]]] = []


def add_evidence(source: Callable[[Any], list[str]]) -> None:
    EVIDENCE.append(source)


def evidence_of(opportunity: Any) -> list[str]:
    return [number for source in EVIDENCE for number in source(opportunity)]
