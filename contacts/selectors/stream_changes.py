"""What the actions of a stream changed, field by field, as far as the reader may know it."""

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType

from accounts import access
from core import written
from records import gate, history

from ..models import Contact, Customer, CustomerUnit

DERIVED = {
    "pooled_at",
    "last_follow_at",
    "next_follow_on",
    "last_effective_follow_on",
    "owner_since",
    "deal_status",
}
REACHED_BY = {"mobile", "phone", "email", "wechat", "address"}


def add_changes(subject: Any, items: list[Any], user: Any) -> None:
    """Give the actions shown the field changes that the same operation saved on the same record."""
    logs: dict[int, list[Any]] = defaultdict(list)
    for item in items:
        log = item.log
        if log is not None and log.subject_type_id and item.icon in {"edit", "transfer", "arrows-move"}:
            logs[log.subject_type_id].append(item)
    names = history.Names()
    known = {
        ContentType.objects.get_for_model(model).pk: model for model in (Customer, CustomerUnit, Contact)
    }
    pairs = [
        (item, newer, older, hidden)
        for type_id, wanted in logs.items()
        if type_id in known
        for hidden in [hidden_fields(known[type_id], subject, user)]
        for item, newer, older in _versions(known[type_id], wanted)
    ]
    for _item, newer, older, _hidden in pairs:
        names.expect(newer, older)
    for item, newer, older, hidden in pairs:
        item.changes += history.differences(newer, older, hidden, names)
        if newer.history_change_reason and newer.history_change_reason not in item.meta:
            item.meta.append(newer.history_change_reason)


def _history(ids: list[int], model: Any) -> Any:
    return model.history.filter(id__named=ids).order_by("-history_id")[:400]


def _versions(model: Any, items: list[Any]) -> list[tuple[Any, Any, Any]]:
    """Each item with the version that its operation saved and the one before."""
    saved = defaultdict(list)
    ids = {item.log.subject_id for item in items if item.log}
    for row in written.rows(_history, model, ids=ids):
        saved[row.id].append(row)
    found = []
    for item in items:
        rows = saved[item.log.subject_id] if item.log else []
        for newer, older in zip(rows, rows[1:], strict=False):
            if item.log and newer.operation_id == item.log.operation_id and newer.history_type == "~":
                found.append((item, newer, older))
    return found


def hidden_fields(model: Any, subject: Any, user: Any) -> set[str]:
    """Fields whose changes this reader is not told: derived ones, masked ones, interests, those a policy closes."""
    hidden = DERIVED | history.UNSPOKEN | access.closed_fields(user, model._meta.label_lower)
    if not gate.allowed(user, Contact):
        hidden |= {"primary_contact", "head"}
    if model is Customer and isinstance(subject, Customer):
        hidden |= set(subject.masked_now)
    if model is Contact:
        if not getattr(subject, "may_reveal", False):
            hidden |= REACHED_BY
        if not getattr(subject, "may_sensitive", False):
            hidden |= {*Contact.PERSONAL, "notes"}
    return hidden
