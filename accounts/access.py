"""The only place that knows spans: what a user's roles and his post grant and how far each grant reaches.

`records.gate` turns a Reach into SQL; nobody else asks.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from core import stamps

from . import sources
from .models import Department, Employee, FieldPolicy, Grant
from .models.role import Span

WIDTH = {span: place for place, span in enumerate(Span.values)}
CLOSED = {FieldPolicy.Mode.HIDDEN, FieldPolicy.Mode.MASKED}
WRITABLE = FieldPolicy.Mode.WRITABLE
OPENNESS = {mode: place for place, mode in enumerate(FieldPolicy.Mode.values)}


@dataclass(frozen=True)
class Reach:
    """How far one permission goes for one user; `everything` makes the rest idle."""

    everything: bool = False
    departments: frozenset[int] = field(default_factory=frozenset)
    own: bool = False
    team: bool = False
    shared: bool = True


NOTHING = Reach(shared=False)


@dataclass
class Rights:
    """What one user's roles and post add up to: permission → widest span, the roles that grant anything, policies by
    field, and of the permissions those that come from the post alone."""

    grants: dict[str, str]
    roles: tuple[int, ...]
    policies: dict[str, dict[str, str]] | None = None
    of_post: dict[str, str] = field(default_factory=dict)
    follows: dict[Any, Any] = field(default_factory=dict)  # what was once worked out from them


MOST_KEPT = 2000
_kept: dict[tuple[int, str], Rights] = {}


def carry(user: Any, row: Any) -> None:
    """The user's row, or his token's, brought the stamps along: rights kept under that of now need no statement."""
    stamps.note_all(row)
    user._rights_stamp = row.stamp_rights


def _rights(user: Any) -> Rights:
    """One statement per user object, none where this process knows the rights under the stamp of the request."""
    known: Rights | None = getattr(user, "_rights", None)
    if known is not None:
        return known
    stamp = getattr(user, "_rights_stamp", None)
    key = (user.pk, stamp or "")
    known = _kept.get(key) if stamp else None
    if known is None:
        known = _load_rights(user)
        if stamp:
            if len(_kept) >= MOST_KEPT:
                _kept.clear()
            _kept[key] = known
    user._rights = known
    return known


def _load_rights(user: Any) -> Rights:
    rows = Grant.objects.filter(role__user_links__user=user).values_list(
        "permission__content_type__app_label", "permission__codename", "span", "role_id"
    )
    grants: dict[str, str] = {}
    roles = set()
    for app_label, codename, span, role in rows:
        roles.add(role)
        name = f"{app_label}.{codename}"
        if name not in grants or WIDTH[span] > WIDTH[grants[name]]:
            grants[name] = span
    missing = {name: span for name, span in sources.POST_GRANTS.items() if name not in grants}
    if missing and not Employee.objects.filter(user=user, post__isnull=False).exists():
        missing = {}
    return Rights(grants | missing, tuple(sorted(roles)), of_post=missing)


def grants_of(user: Any) -> dict[str, str]:
    """Permission name → widest span, over all the user's roles."""
    if not getattr(user, "pk", None) or not user.is_active:
        return {}
    return _rights(user).grants


def post_grants(user: Any) -> dict[str, str]:
    """What his post gives him beyond his roles: permission name → span."""
    return _rights(user).of_post if grants_of(user) else {}


def granting_roles(user: Any) -> tuple[int, ...]:
    """The ids of the user's roles that grant anything."""
    return _rights(user).roles if grants_of(user) else ()


def allows(user: Any, permission: str) -> bool:
    """Whether any role of the user grants the permission at all, however narrow its span."""
    return permission in grants_of(user)


def once(user: Any, key: Any, work_out: Callable[[], Any]) -> Any:
    """What follows from the user's grants and `key` alone, worked out once and kept with them."""
    if not grants_of(user):
        return work_out()
    known = _rights(user).follows
    if key not in known:
        known[key] = work_out()
    return known[key]


def identity(user: Any) -> tuple[Any, ...]:
    """What is other wherever another user, other rights or another place in the house would be: a key for what was made
    of them."""
    return user.pk, once(user, "identity", object), tuple(department_chain(user))


def reach(user: Any, permission: str) -> Reach:
    """How far `permission` reaches for `user`; NOTHING where no role grants it."""
    span = grants_of(user).get(permission)
    return NOTHING if span is None else reach_of(user, span)


def reach_of(user: Any, span: str) -> Reach:
    """What one span means for one user."""
    if span == Span.ALL:
        return Reach(everything=True, own=True, team=True)
    if span == Span.SHARED:
        return Reach()
    if span == Span.SELF:
        return Reach(own=True)
    if span == Span.TEAM:
        return Reach(own=True, team=True)
    return Reach(own=True, team=True, departments=departments_within(user, span))


def departments_within(user: Any, span: str) -> frozenset[int]:
    """Ids of the departments that a departmental span covers; empty for a user who is no employee."""
    home = home_department(user)
    if home is None:
        return frozenset()
    if span == Span.DEPT:
        return frozenset({home.pk})
    root = region_of(home) if span == Span.REGION else home
    return subtree_ids(user, root)


def subtree_ids(user: Any, root: Department) -> frozenset[int]:
    """Kept with the rights: a department that comes, goes or moves renews their stamp."""

    def below() -> frozenset[int]:
        rows = Department.objects.filter(path__startswith=root.path).order_by()
        return frozenset(rows.values_list("pk", flat=True))

    found: frozenset[int] = once(user, ("subtree", root.pk), below)
    return found


def home_department(user: Any) -> Department | None:
    # By attribute: `request.user` is a wrapper with a dictionary of its own.
    if not hasattr(user, "_home_department"):
        known = getattr(user, "pk", None)
        user._home_department = Department.objects.filter(employees__user=user).first() if known else None
    home: Department | None = user._home_department
    return home


def region_of(department: Department) -> Department:
    """The nearest department of kind region upwards; the department itself where there is none."""
    regions = Department.objects.filter(pk__in=department.ancestor_ids, kind=Department.Kind.REGION)
    return max(regions, key=lambda candidate: len(candidate.path), default=department)


def department_chain(user: Any) -> list[int]:
    """The user's department and those above it: a share with any of them reaches him."""
    home = home_department(user)
    return home.ancestor_ids if home else []


def field_modes(user: Any, model_label: str) -> dict[str, str]:
    """Field → mode for one record type (`contacts.contact`); the most open role wins.

    A role without a policy for a field leaves it writable, so a policy binds only where every role has one.
    """
    if not getattr(user, "pk", None):
        return {}
    rights = _rights(user)
    if rights.policies is None:
        rights.policies = {
            label: _with_made_of(label, modes) for label, modes in _load_field_policies(user).items()
        }
    return rights.policies.get(model_label, {})


def _with_made_of(model_label: str, modes: dict[str, str]) -> dict[str, str]:
    """And what is made of closed fields is closed as they are: a model says in `MADE_OF` what is made of which."""
    made_of: dict[str, tuple[str, ...]] = getattr(apps.get_model(model_label), "MADE_OF", {})
    closed = {name: mode for name, mode in modes.items() if mode in CLOSED}
    derived = {
        name: min((closed[part] for part in parts if part in closed), key=OPENNESS.__getitem__)
        for name, parts in made_of.items()
        if not closed.keys().isdisjoint(parts) and modes.get(name) not in CLOSED
    }
    return {**modes, **derived}


FILES = "files"  # what policies call the files of a record: they change it, but are no field


def closed_fields(user: Any, model_label: str) -> set[str]:
    """Fields whose values the user does not read."""
    return {name for name, mode in field_modes(user, model_label).items() if mode in CLOSED}


def reads(user: Any, model_label: str, *names: str) -> bool:
    """Whether no policy closes any of these fields: who shows a figure made of several asks for all of them."""
    modes = field_modes(user, model_label)
    return not modes or all(modes.get(name) not in CLOSED for name in names)


def may_write(user: Any, model_label: str, name: str) -> bool:
    """Whether policies let the user write this field of an existing record; the gate decides on the record."""
    return field_modes(user, model_label).get(name, WRITABLE) == WRITABLE


def _load_field_policies(user: Any) -> dict[str, dict[str, str]]:
    """One statement: each of the user's roles with its policies, a role without any with blanks."""
    rows = user.role_links.values_list(
        "role_id",
        "role__field_policies__entity__app_label",
        "role__field_policies__entity__model",
        "role__field_policies__field",
        "role__field_policies__mode",
    )
    role_ids: set[int] = set()
    found: dict[str, dict[str, dict[int, str]]] = {}
    for role_id, app_label, model, name, mode in rows:
        role_ids.add(role_id)
        if name:
            found.setdefault(f"{app_label}.{model}", {}).setdefault(name, {})[role_id] = mode
    return {
        label: {
            name: max(modes.values(), key=OPENNESS.__getitem__)
            for name, modes in fields.items()
            if set(modes) == role_ids
        }
        for label, fields in found.items()
    }


def forget(user: Any) -> None:
    """Drop what was remembered about a user's rights after they changed within one request."""
    for name in ("_rights", "_rights_stamp", "_home_department"):
        if hasattr(user, name):
            delattr(user, name)
