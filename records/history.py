"""What changed on a record, field by field, in the reader's words and within what he may read."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from accounts import access
from core.tables import plain

from . import masking
from .custom.history import differences as custom_differences

UNSPOKEN = {
    "id",
    "version",
    "updated_at",
    "updated_by",
    "created_at",
    "created_by",
    "ext",
    "is_deleted",
    "merged_into",
}


@dataclass
class Change:
    label: str
    before: Any
    after: Any


@dataclass
class Entry:
    """One saved change: who, when, why, and each field's value before and after."""

    at: datetime
    who: str
    kind: str
    reason: str
    operation_id: str
    subject: str
    changes: list[Change] = field(default_factory=list)


def kind_label(kind: str) -> str:
    return {"+": _("created"), "~": _("changed"), "-": _("removed")}[kind]


def of(
    obj: Any, user: Any, *, limit: int = 30, before: datetime | None = None, hidden: Iterable[str] = ()
) -> list[Entry]:
    """The newest `limit` changes of `obj` (older than `before`), fields that the user may not read left out.

    `hidden` names fields that the caller knows to be beyond this reader (masked phones, interests).
    """
    rows = obj.history.select_related("history_user").order_by("-history_date", "-history_id")
    if before is not None:
        rows = rows.filter(history_date__lt=before)
    found = list(rows[: limit + 1])
    modes = access.field_modes(user, obj._meta.label_lower)
    closed = set(hidden) | masking.closed_channels(user, obj) | UNSPOKEN
    closed |= {name for name, mode in modes.items() if mode in {"hidden", "masked"}}
    names = Names()
    for newer, older in zip(found, found[1:], strict=False):
        if newer.history_type == "~":
            names.expect(newer, older)
    entries = []
    for newer, older in zip(found[:limit], [*found[1:], None], strict=False):
        entry = Entry(
            at=newer.history_date,
            who=str(newer.history_user or _("system")),
            kind=newer.history_type,
            reason=newer.history_change_reason or "",
            operation_id=newer.operation_id,
            subject=str(obj),
        )
        if newer.history_type == "~" and older is not None:
            entry.changes = list(differences(newer, older, closed, names))
            custom = custom_differences(newer, older, closed, names, user)
            entry.changes += [Change(label, before, after) for label, before, after in custom]
            if not entry.changes:
                continue
        entries.append(entry)
    return entries


class Names:
    """Names of the records that foreign keys in history point at: one query per kind of record.

    What is expected beforehand is fetched together, so that a long history costs no more than a short one.
    """

    def __init__(self) -> None:
        self.known: dict[tuple[type[models.Model], Any], str] = {}
        self.expected: dict[type[models.Model], set[Any]] = defaultdict(set)

    def expect(self, newer: Any, older: Any) -> None:
        """Two versions will be compared: remember whom their foreign keys name where they differ."""
        for model_field in newer.tracked_fields:
            if isinstance(model_field, models.ForeignKey):
                after, before = getattr(newer, model_field.attname), getattr(older, model_field.attname)
                if after != before:
                    self.expected[model_field.related_model].update({after, before} - {None})

    def of(self, model: type[models.Model], pk: Any) -> str:
        if pk is None:
            return ""
        if (model, pk) not in self.known:
            wanted = self.expected.pop(model, set()) | {pk}
            rows = model._default_manager.in_bulk(list(wanted))
            for key in wanted:
                self.known[model, key] = str(rows[key]) if key in rows else f"#{key}"
        return self.known[model, pk]


def differences(newer: Any, older: Any, closed: set[str], names: Names) -> Iterable[Change]:
    for model_field in newer.tracked_fields:
        if model_field.name in closed:
            continue
        after, before = getattr(newer, model_field.attname), getattr(older, model_field.attname)
        if after != before:
            yield Change(
                str(model_field.verbose_name),
                _spoken(model_field, before, names),
                _spoken(model_field, after, names),
            )


def _spoken(model_field: Any, value: Any, names: Names) -> Any:
    if isinstance(model_field, models.ForeignKey):
        return names.of(model_field.related_model, value)
    if model_field.choices:
        return dict(model_field.flatchoices).get(value, value)
    return plain(value)
