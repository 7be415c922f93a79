"""Waiting for each other at a row, until the transaction ends that has it."""

from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model
from django.db.transaction import TransactionManagementError

from . import written

M = TypeVar("M", bound=Model)


def lock(model: Any, pk: Any) -> None:
    """Whoever locks this row waits until the transaction that has it ends; what stands in the row is not read."""
    list(model._base_manager.select_for_update().filter(pk=pk).order_by().values_list("pk"))


def locked_row(model: type[M], pk: int) -> M:
    """The row as it stands, locked for the rest of the transaction; DoesNotExist where there is none."""
    if not connection.in_atomic_block:  # a kept statement would lock for nothing
        raise TransactionManagementError(f"{model._meta.label} is to be locked outside of a transaction")
    for row in written.rows(_locked, model, ids=[pk]):
        return row  # type: ignore[no-any-return]
    raise model.DoesNotExist(f"{model._meta.label} {pk}")  # type: ignore[attr-defined]


def _locked(ids: list[int], model: Any) -> Any:
    return model.objects.select_for_update().filter(pk__named=ids).order_by()
