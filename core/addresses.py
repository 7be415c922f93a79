"""Addresses of rows: a list shows a hundred of them, and resolving a name costs more than writing a number."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def row_address(name: str, pk: int) -> str:
    """What `reverse(name, args=[pk])` answers where the address ends with the row's number."""
    return f"{_stem(name, get_script_prefix())}{pk}/"


@lru_cache(maxsize=256)
def _stem(name: str, _prefix: str) -> str:
    address = reverse(name, args=[0])
    if not address.endswith("/0/"):
        raise ValueError(f"{name} does not end with the number of the row: {address}")
    return address.removesuffix("0/")
