"""Addresses that each page names by the dozen: resolving a name costs more than writing it down once."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def row_address(name: str, pk: int) -> str:
    """What `reverse(name, args=[pk])` answers: an address in which only the row's number differs from row to row."""
    before, after = _around(name, get_script_prefix())
    return f"{before}/{pk}/{after}"


def page_address(name: str) -> str:
    """What `reverse(name)` answers."""
    return _page(name, get_script_prefix())


@lru_cache(maxsize=512)
def _page(name: str, _prefix: str) -> str:
    return reverse(name)


@lru_cache(maxsize=256)
def _around(name: str, _prefix: str) -> tuple[str, str]:
    before, _number, after = reverse(name, args=[0]).rpartition("/0/")
    return before, after
