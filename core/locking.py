"""Waiting for each other at a row without reading it."""

from typing import Any


def lock(model: Any, pk: Any) -> None:
    """Whoever locks this row waits until the transaction that has it ends; what stands in the row is not read."""
    list(model._base_manager.select_for_update().filter(pk=pk).order_by().values_list("pk"))
