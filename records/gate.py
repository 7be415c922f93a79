"""The one gate: which rows a user may see or act on, as SQL.

List, detail, search, autocomplete, export, attachment, report, API, reminder and job all start at
`Model.objects.visible_to(user, action)`; nobody else turns rights into conditions.
"""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Case, Q, Value, When

from accounts import access
from core import operation

from . import sources

M = TypeVar("M", bound=models.Model)
NONE = Q(pk__in=[])
MOST_CONSTANTS = 1000  # ids that a condition names one by one; beyond, the database looks them up itself


def permission(model: type[models.Model], action: str) -> str:
    """The permission codename that guards `action` on rows of `model`."""
    facts = getattr(model, "facts", None)
    if facts is not None and facts.permission_of:
        app_label, model_name = facts.permission_of.split(".")
        return f"{app_label}.{action}_{model_name}"
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


def allowed(user: Any, model: type[models.Model], action: str = "view") -> bool:
    """Whether the user holds the permission at all (which page may open), whatever its span."""
    return access.allows(user, permission(model, action))


def condition(user: Any, model: type[models.Model], action: str = "view") -> Q:
    """The rows of `model` within the user's reach for `action`."""
    name = permission(model, action)
    if not access.allows(user, name):
        return NONE
    facts = getattr(model, "facts", None)
    word = "sensitive" if facts is not None and facts.guarded and action in {"view", "export"} else action
    return _limited(user, model, _within(user, model, access.reach(user, name), word), action)


def _limited(user: Any, model: Any, rows: Q, action: str) -> Q:
    """What no reach opens stays closed: the limits that apps have set on rows of this type."""
    for limit in sources.LIMITS.get(model._meta.label_lower, ()):
        closed = limit(user, action)
        if closed is not None:
            rows = rows & closed
    return rows


def _within(user: Any, model: Any, reach: access.Reach, action: str) -> Q:
    """Turn a reach into columns; a child asks for its parent's rows under the same reach."""
    if reach.everything:
        return Q()
    facts = model.facts
    if facts.parent:
        only_own = reach.own and not reach.team and not reach.departments
        if facts.author and only_own:
            return Q(**{facts.author: user})
        within = _under(user, model, facts.parent, reach, action)
        if facts.other_parent:
            within |= _under(user, model, facts.other_parent, reach, action)
        if facts.outsider and not reach.own:
            within &= Q(**{facts.outsider: user})
        return within | Q(**{facts.author: user}) if facts.author and reach.own else within
    rows = Q(pk__in=[])
    if reach.own and facts.owner:
        rows |= Q(**{facts.owner: user})
    if reach.departments and facts.department:
        rows |= Q(**{f"{facts.department}__in": reach.departments})
    return rows | _widened(user, model, reach.team, action)


def _widened(user: Any, model: Any, has_team: bool, action: str) -> Q:
    """What comes on top of owner and department: usually few rows, so a reading request fetches them once."""
    label = model._meta.label_lower
    granted = [
        rows
        for source in sources.REACH.get(label, ())
        if has_team or not source.needs_team
        if (rows := source.rows(user, action)) is not None
    ]
    if not granted:
        return NONE
    ids = operation.once((label, user.pk, has_team, action), lambda: _few(granted))
    if ids is not None:
        return Q(pk__in=ids)
    wider = NONE
    for rows in granted:
        wider |= Q(pk__in=rows)
    return wider


def _few(granted: list[models.QuerySet[Any, Any]]) -> list[int] | None:
    """The granted ids as constants where they are known to be asked for again and are few; None otherwise."""
    if not operation.current().is_reading:
        return None
    first, *others = [rows.order_by().values_list(*rows.query.values_select) for rows in granted]
    ids = {pk for (pk,) in first.union(*others)[: MOST_CONSTANTS + 1]}
    return sorted(ids) if len(ids) <= MOST_CONSTANTS else None


def rows(user: Any, model: type[models.Model], action: str = "view") -> models.QuerySet[Any]:
    """The gate for models of lower floors, whose managers do not know it (employees, departments)."""
    found = model._default_manager.all()
    if _has_deletion_mark(model):
        found = found.filter(is_deleted=False)
    return found.filter(condition(user, model, action))


def _under(user: Any, model: Any, name: str, reach: access.Reach, action: str) -> Q:
    parent = model._meta.get_field(name).related_model
    inside = parent.objects.alive().filter(_within(user, parent, reach, action)).values("pk")
    return Q(**{f"{name}__in": inside})


def parent_condition(user: Any, model: Any, action: str = "add") -> Q:
    """The parents under which the user may do `action` to rows of `model`: which customers take his follow-ups.

    Whoever reaches only what he writes himself may write under every parent that he sees.
    """
    name = permission(model, action)
    if not access.allows(user, name):
        return NONE
    reach = access.reach(user, name)
    parent = model._meta.get_field(model.facts.parent).related_model
    if reach.everything or (model.facts.author and reach.own and not reach.team and not reach.departments):
        return _limited(user, parent, Q(), action)
    return _limited(user, parent, _within(user, parent, reach, action), action)


class GateQuerySet(models.QuerySet[M]):
    """Chainable entry to the gate; soft-deleted rows are beyond everybody's reach."""

    def alive(self) -> "GateQuerySet[M]":
        return self.filter(is_deleted=False) if _has_deletion_mark(self.model) else self

    def visible_to(self, user: Any, action: str = "view") -> "GateQuerySet[M]":
        return self.alive().filter(condition(user, self.model, action))

    def with_may(self, user: Any, *actions: str) -> "GateQuerySet[M]":
        """Annotate each row with `may_<action>`: no permission question is asked per row afterwards."""
        marks = {}
        for action in actions:
            rows = condition(user, self.model, action)
            whens = [When(rows, then=Value(True))] if rows else []
            marks[f"may_{action}"] = (
                Case(*whens, default=Value(False), output_field=models.BooleanField())
                if rows or not allowed(user, self.model, action)
                else Value(True, output_field=models.BooleanField())
            )
        return self.annotate(**marks)


def _has_deletion_mark(model: type[models.Model]) -> bool:
    return any(field.name == "is_deleted" for field in model._meta.concrete_fields)


def may(user: Any, obj: models.Model, action: str) -> bool:
    """Whether `action` on this one saved row is within reach; for a single object, never in a loop."""
    return rows(user, type(obj), action).filter(pk=obj.pk).exists()


def require(user: Any, obj: models.Model, action: str) -> None:
    """Raise PermissionDenied (403) where a visible row may not be acted on."""
    if not may(user, obj, action):
        raise PermissionDenied(permission(type(obj), action))


def require_allowed(user: Any, model: type[models.Model], action: str = "view") -> None:
    """Raise PermissionDenied (403) where no role lets the user near this record type."""
    if not allowed(user, model, action):
        raise PermissionDenied(permission(model, action))
