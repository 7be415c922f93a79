"""The one gate: which rows a user may see or act on, as SQL.

List, detail, search, autocomplete, export, attachment, report, API, reminder and job all start at
`Model.objects.visible_to(user, action)`; nobody else turns rights into conditions.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Case, Q, Value, When

from accounts import access
from core import operation

from . import sources, widened

M = TypeVar("M", bound=models.Model)
NONE = Q(pk__in=[])
ALIVE = Q(is_deleted=False)


def permission(model: type[models.Model], action: str) -> str:
    """The permission codename that guards `action` on rows of `model`."""
    facts = getattr(model, "facts", None)
    if facts is not None and facts.permission_of:
        app_label, model_name = facts.permission_of.split(".")
        return f"{app_label}.{action}_{model_name}"
    return f"{model._meta.app_label}.{action}_{model._meta.model_name}"


def require_field(user: Any, model: type[models.Model], *names: str) -> None:
    """403 for who may change such records, but not these fields of them."""
    label = model._meta.label_lower
    if not all(access.may_write(user, label, name) for name in names):
        raise PermissionDenied(f"{label}.{names}")


def reads(user: Any, model: type[models.Model], *names: str) -> bool:
    """Whether no policy closes any of these fields of such records to the user."""
    return access.reads(user, model._meta.label_lower, *names)


def require_read(user: Any, model: type[models.Model], *names: str) -> None:
    """403 where one of the fields that a page or paper is made of is closed to the user."""
    if not reads(user, model, *names):
        raise PermissionDenied(f"{model._meta.label_lower}.{names}")


def allowed(user: Any, model: type[models.Model], action: str = "view") -> bool:
    """Whether the user holds the permission at all (which page may open), whatever its span."""
    return access.allows(user, permission(model, action))


def holds_everywhere(user: Any, model: type[models.Model], action: str = "view") -> bool:
    """Whether the user holds the action on all rows of the model, whosesoever they are."""
    return access.reach(user, permission(model, action)).everything


def sees_many(user: Any, model: type[models.Model]) -> bool:
    """Whether the rows that he sees are those of departments or all, not some that reach him one by one."""
    reach = access.reach(user, permission(model, "view"))
    return reach.everything or bool(reach.departments)


def condition(user: Any, model: type[models.Model], action: str = "view") -> Q:
    """The rows of `model` within the user's reach for `action`."""
    name = permission(model, action)
    if not access.allows(user, name):
        return NONE
    return operation.once(
        ("condition", model, user.pk, action), lambda: _condition(user, model, name, action)
    )


def beyond_viewing(user: Any, model: type[models.Model], action: str) -> Q:
    """`condition` of `action` for rows that the user is known to view: where the same rows are within reach for both,
    only what limits the action is asked."""
    mine, its = permission(model, "view"), permission(model, action)
    if not access.allows(user, mine) or not access.allows(user, its):
        return condition(user, model, action)
    viewed = _within(user, model, access.reach(user, mine), _word(model, "view"), at="")
    if viewed == _within(user, model, access.reach(user, its), _word(model, action), at=""):
        return _limited(user, model, Q(), action)
    return condition(user, model, action)


def _condition(user: Any, model: Any, name: str, action: str, at: str | None = None) -> Q:
    rows = _within(user, model, access.reach(user, name), _word(model, action), at)
    return _limited(user, model, rows, action)


def _limited(user: Any, model: Any, rows: Q, action: str) -> Q:
    for path in _closing(user, model, action):
        rows = rows & Q(**{f"{path}__isnull": True})
    return rows


def _word(model: Any, action: str) -> str:
    """Reading guarded rows takes what writing takes, and has a name of its own."""
    facts = getattr(model, "facts", None)
    return "sensitive" if facts is not None and facts.guarded and action in {"view", "export"} else action


def _closing(user: Any, model: Any, action: str) -> list[str]:
    """The columns that must be empty for `action`: what they close no reach opens."""
    limits = sources.LIMITS.get(model._meta.label_lower, ())
    return [path for limit in limits if (path := limit(user, action))]


def _within(user: Any, model: Any, reach: access.Reach, action: str, at: str | None = None) -> Q:
    """Turn a reach into columns; a child asks for its parent's rows under the same reach.

    Rows are found by their parents' ids. Rows at hand are only marked: for them `at`, the path that leads from them
    to `model`, has the parents' columns asked by joins.
    """
    if reach.everything:
        return Q()
    facts = model.facts
    if facts.parent:
        only_own = reach.own and not reach.team and not reach.departments
        own = _widened(user, model, reach.team, action, at) if _has_sources(model) else NONE
        if facts.author and only_own:
            return own | _at(at, facts.author, user)
        inside = own | _under(user, model, facts.parent, reach, action, at)
        if facts.other_parent:
            inside |= _under(user, model, facts.other_parent, reach, action, at)
        if facts.outsider and not reach.own:
            inside &= _at(at, facts.outsider, user)
        return inside | _at(at, facts.author, user) if facts.author and reach.own else inside
    rows = NONE
    if reach.own and facts.owner:
        rows |= _at(at, facts.owner, user)
    if reach.departments and facts.department:
        rows |= _at(at, f"{facts.department}__in", reach.departments)
    return rows | _widened(user, model, reach.team, action, at)


def _at(at: str | None, path: str, value: Any) -> Q:
    return Q(**{f"{at}__{path}" if at else path: value})


def _has_sources(model: Any) -> bool:
    """A child usually has no way of its own: an approval of it is one."""
    return bool(sources.REACH.get(model._meta.label_lower))


def _widened(user: Any, model: Any, has_team: bool, action: str, at: str | None) -> Q:
    """What comes on top of owner and department: usually few rows, so a reading request fetches them once."""
    wider = NONE
    for way, known, asked in widened.known(user, model, widened.sources_of(model, has_team, action)):
        if known is not None:
            wider |= _at(at, f"{way}pk__named", known)
        else:
            wider |= _looked_up(user, asked, at)
    return wider


def _looked_up(user: Any, asked: list[widened.Asked], at: str | None = None) -> Q:
    wider = NONE
    for source, word in asked:
        if (granted := source.rows(user, word)) is not None:
            wider |= _at(at, f"{source.through or 'pk'}__in", granted)
    return wider


def foresee(user: Any, models: Iterable[type[models.Model]], action: str = "view") -> None:
    """What widens the reach of several models that are about to be asked for, by one statement instead of one each."""
    if operation.current().is_reading:
        wanted: list[widened.Wanted] = []
        for model in models:
            name = permission(model, action)
            reach = access.reach(user, name) if access.allows(user, name) else None
            if reach is not None and not reach.everything:
                wanted += _widening(model, reach.team, _word(model, action))
        widened.remember(user, wanted)


def _widening(model: Any, has_team: bool, action: str) -> Iterator[widened.Wanted]:
    """The models whose sources `_within` asks."""
    if not model.facts.parent or _has_sources(model):
        for way, part in widened.by_way(model, widened.sources_of(model, has_team, action)).items():
            yield widened.target(model, way), part
    for name in filter(None, (model.facts.parent, model.facts.other_parent)):
        yield from _widening(model._meta.get_field(name).related_model, has_team, action)


def holds(user: Any, row: Any, action: str, model: Any = None) -> bool:
    """Whether `action` is within reach at this loaded row, which is in his reach to be viewed: on the row itself, or
    on rows of `model` to be written under it. The same answer as `condition`, without asking for it row by row.
    """
    return holder(user, type(row), action, model)(row)


def holder(user: Any, kind: Any, action: str, model: Any = None) -> Callable[[Any], bool]:
    """`holds` for many rows of one kind: what does not differ from row to row is settled once."""
    model = model or kind
    if not allowed(user, model, action):
        return lambda _row: False
    closing = _closing(user, kind, action)
    reach = access.reach(user, permission(model, action))
    is_under = model is not kind
    if reach.everything or (
        is_under and model.facts.author and reach.own and not reach.team and not reach.departments
    ):
        return lambda row: all(_key(row, path) is None for path in closing)
    word = action if is_under else _word(model, action)
    return lambda row: all(_key(row, path) is None for path in closing) and _reaches(user, row, reach, word)


def _reaches(user: Any, row: Any, reach: access.Reach, action: str) -> bool:
    """`_within` for one loaded row."""
    if reach.everything:
        return True
    facts = row.facts
    if facts.parent:
        is_author = bool(facts.author) and reach.own and _key(row, facts.author) == user.pk
        if is_author or (facts.author and reach.own and not reach.team and not reach.departments):
            return is_author
        parents = [getattr(row, name) for name in (facts.parent, facts.other_parent) if name]
        inside = any(_reaches(user, parent, reach, action) for parent in parents if _is_alive(parent))
        is_hidden = facts.outsider and not reach.own and _key(row, facts.outsider) != user.pk
        return inside and not is_hidden
    if reach.own and facts.owner and _key(row, facts.owner) == user.pk:
        return True
    if reach.departments and facts.department and _key(row, facts.department) in reach.departments:
        return True
    for way, known, asked in widened.known(
        user, type(row), widened.sources_of(type(row), reach.team, action)
    ):
        if known is not None:
            if _key(row, way.removesuffix("__") or "id") in known:
                return True
        elif type(row)._default_manager.filter(_looked_up(user, asked), pk=row.pk).exists():
            return True
    return False


def _key(row: Any, path: str) -> Any:
    """The id that a column path (`owner`, `actor__employee__department`) leads to from a loaded row."""
    *way, last = path.split("__")
    for step in way:
        row = getattr(row, step, None)
    return getattr(row, "pk" if last == "id" else f"{last}_id", None)


def _is_alive(row: Any) -> bool:
    return row is not None and not getattr(row, "is_deleted", False)


def rows(user: Any, model: type[models.Model], action: str = "view") -> models.QuerySet[Any]:
    """The gate for models of lower floors, whose managers do not know it (employees, departments)."""
    reach = condition(user, model, action)
    return model._default_manager.filter(ALIVE & reach if has_deletion_mark(model) else reach)


def named(user: Any, model: type[models.Model], ids: Iterable[int]) -> models.QuerySet[Any]:
    """Those of the rows with these ids that he sees."""
    return some_of(user, model).filter(pk__named=ids)


def some_of(user: Any, model: type[models.Model]) -> models.QuerySet[Any]:
    """The rows that he sees, for a filter that leaves few: each of these is asked by joins whether it is his."""
    every = model._default_manager.all()
    return every.at_hand(user) if isinstance(every, GateQuerySet) else rows(user, model)


def _under(user: Any, model: Any, name: str, reach: access.Reach, action: str, at: str | None) -> Q:
    parent = model._meta.get_field(name).related_model
    if at is None:
        reached = _within(user, parent, reach, action)
        inside = parent.objects.alive().filter(reached).order_by().values("pk")
        key = reached if _is_plain(reached) else (user.pk, reach, action)
        few = None if reach.departments else _few((widened.REACH, parent, key), inside)
        if few is not None:
            return Q(**{f"{name}__pk__named": few})
        if not (model.facts.author and reach.own):
            return Q(**{f"{name}__in": inside})
    # Beside what he wrote himself a subquery would be gathered whole before the first row: there a join asks, too.
    way = f"{at}__{name}" if at else name
    joined = _within(user, parent, reach, action, way)
    return joined & _at(way, "is_deleted", False) if has_deletion_mark(parent) else joined


def _is_plain(rows: Q) -> bool:
    """Whether the condition names all that it means, so that equal ones ask for the same rows."""
    return all(
        _is_plain(part) if isinstance(part, Q) else not isinstance(part[1], models.QuerySet)
        for part in rows.children
    )


def _few(key: Any, rows: Any) -> list[int] | None:
    """The ids of these rows, in a request that only reads and where they are few: named, they tell the planner what a
    subquery hides from it."""
    if not operation.current().is_reading:
        return None
    found = operation.once(key, lambda: list(rows.values_list("pk", flat=True)[: widened.MOST_CONSTANTS + 1]))
    return found if len(found) <= widened.MOST_CONSTANTS else None


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
        return self.filter(ALIVE) if has_deletion_mark(self.model) else self

    def visible_to(self, user: Any, action: str = "view") -> "GateQuerySet[M]":
        rows = condition(user, self.model, action)
        return self.filter(ALIVE & rows if has_deletion_mark(self.model) else rows)

    def at_hand(self, user: Any, action: str = "view") -> "GateQuerySet[M]":
        """Those of a few rows, named one by one or by what they hang on, that he sees: asked by joins."""
        name = permission(self.model, action)
        may = access.allows(user, name)
        return self.alive().filter(_condition(user, self.model, name, action, at="") if may else NONE)

    def mine(self, user: Any, action: str = "view") -> "GateQuerySet[M]":
        """The visible rows of which he is the owner: where his reach takes in his own, only what closes them to
        everybody is asked besides."""
        owner = Q(**{self.model.facts.owner: user})
        reach = access.reach(user, permission(self.model, action))
        if not (reach.everything or reach.own):
            return self.visible_to(user, action).filter(owner)
        return self.alive().filter(_limited(user, self.model, owner, action))

    def under(self, parent: Any, user: Any) -> "GateQuerySet[M]":
        """The visible rows under a parent that the user is known to see: where the same reach gave him the parent,
        nothing has to be asked again."""
        facts = self.model.facts
        hangs = Q(**{facts.parent: parent})
        if (
            facts.other_parent
            and type(parent) is self.model._meta.get_field(facts.other_parent).related_model
        ):
            hangs |= Q(**{facts.other_parent: parent})
        rows = self.alive().filter(hangs)
        mine, its = permission(self.model, "view"), permission(type(parent), "view")
        reach = access.reach(user, mine)
        is_narrower = (
            facts.guarded
            or (facts.author and not (reach.team or reach.departments))
            or (facts.outsider and not reach.own)
            or _closing(user, self.model, "view")
        )
        if access.allows(user, mine) and reach == access.reach(user, its) and not is_narrower:
            return rows
        return rows.filter(condition(user, self.model))

    def with_may(self, user: Any, *actions: str) -> "GateQuerySet[M]":
        """Annotate each row with `may_<action>`: no permission question is asked per row afterwards."""
        marks: dict[str, Any] = {}
        for action in actions:
            name = permission(self.model, action)
            may = access.allows(user, name)
            rows = _condition(user, self.model, name, action, at="") if may else NONE
            whens = [When(rows, then=Value(True))] if may and rows else []
            marks[f"may_{action}"] = Case(
                *whens, default=Value(may and not rows), output_field=models.BooleanField()
            )
        return self.annotate(**marks)


@cache
def has_deletion_mark(model: type[models.Model]) -> bool:
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
