"""Addresses that each page names by the dozen: resolving a name costs more than writing it down once."""

from functools import lru_cache
from typing import Any

from django.urls import get_script_prefix, reverse

HOLE = 918273645  # stands for a number while an address is worked out


def address(name: str, *args: Any) -> str:
    """What `reverse(name, args)` answers: worked out once for each name and each text among the arguments; from row
    to row only the numbers differ.
    """
    numbers = [str(arg) for arg in args if type(arg) is int]
    texts = tuple(HOLE if type(arg) is int else str(arg) for arg in args)
    first, *others = _around(name, texts, get_script_prefix())
    if len(others) != len(numbers):  # a text looks like the hole
        return reverse(name, args=args)
    return first + "".join(f"{number}{after}" for number, after in zip(numbers, others, strict=True))


def row_address(name: str, pk: int) -> str:
    """The address of one row."""
    before, after = _around(name, (HOLE,), get_script_prefix())
    return f"{before}{pk}{after}"


def page_address(name: str) -> str:
    """The address of a page that is the only one of its name."""
    return _around(name, (), get_script_prefix())[0]


@lru_cache(maxsize=2048)
def _around(name: str, args: tuple[Any, ...], _prefix: str) -> tuple[str, ...]:
    """The address in pieces: what stands before, between and after its numbers."""
    return tuple(reverse(name, args=args).split(str(HOLE)))
