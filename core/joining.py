"""Several things said in one breath, as the reader's language strings them together."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext


def listed(things: Iterable[Any]) -> str:
    """One thing after the other: a, b, c in English and a、b、c in Chinese."""
    return gettext(", ").join(map(str, things))


def clauses(said: Iterable[Any]) -> str:
    """One statement after the other, each of which may hold a list."""
    return gettext("; ").join(map(str, said))
