"""Which kinds of rows hang on a record at all, whoever may see them.

Of the many that could, most have nothing for most records, and to put a question through the gate together costs more
than to see that there is nothing to ask for.
"""

from typing import Any

from django.apps import apps
from django.db.models import Model

from core import operation
from core.together import which_have

from . import sources


def hangs(record: Model, model: type[Model]) -> bool:
    """False where no row of `model` names the record; True also for a model nobody has announced."""
    return model._meta.label_lower not in _bare(type(record), record.pk)


def hanging(model: type[Model], pk: int, labels: Any) -> list[str]:
    """Those of `labels` that are not known to have nothing for this record."""
    bare = _bare(model, pk)
    return [label for label in labels if label not in bare]


def _bare(model: type[Model], pk: int) -> frozenset[str]:
    """The announced models without a row that names the record; one statement, once for a page."""
    return frozenset(operation.once(("hanging", model, pk), lambda: _ask(model, pk)))


def _ask(model: type[Model], pk: int) -> set[str]:
    name = str(model._meta.model_name)
    asked = [other for other in map(apps.get_model, _announced(model)) if _points_at(other, name)]
    found = which_have([(other, name) for other in asked], pk)
    return {other._meta.label_lower for place, other in enumerate(asked) if place not in found}


def _announced(model: type[Model]) -> list[str]:
    label = model._meta.label_lower
    told = [source.model for source in sources.TIMELINE.get(label, ())]
    return list(dict.fromkeys([*told, *sources.FACTS_ASK.get(label, ()), *sources.HANGING.get(label, ())]))


def _points_at(model: type[Model], name: str) -> bool:
    return any(field.name == name and field.many_to_one for field in model._meta.concrete_fields)
