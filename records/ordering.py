"""The order of rows, the same on every database: what is empty comes last, in either direction.

Left to themselves SQLite puts empty values first and PostgreSQL last (and the other way round when descending).
Ascending, PostgreSQL reads its plain indexes in just this order.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Model


def is_nullable(model: type[Model], path: str) -> bool:
    """Whether a null may stand anywhere on the path; an annotation is believed to be able to."""
    for part in path.split("__"):
        fields = {field.name: field for field in model._meta.concrete_fields}
        fields |= {field.attname: field for field in model._meta.concrete_fields}
        field = model._meta.pk if part == "pk" else fields.get(part)
        if field is None or field.null:
            return True
        model = field.related_model or model  # type: ignore[assignment]
    return False


def by_name(model: type[Model], name: str) -> Any:
    """`due_on` or `-due_on` as `order_by` takes it."""
    path = name.removeprefix("-")
    last = True if is_nullable(model, path) else None
    return F(path).desc(nulls_last=last) if name.startswith("-") else F(path).asc(nulls_last=last)


def by_names(model: type[Model], names: Sequence[str]) -> list[Any]:
    return [by_name(model, name) for name in names]
