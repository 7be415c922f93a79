"""Why somebody may see a record, in plain words: each right, the role behind it, and what makes it reach."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _

from accounts import access
from accounts.models import Department, FieldPolicy, Grant
from accounts.models.role import Span
from core.joining import listed
from records import gate, sources
from records.record_type import RECORD_TYPES


@dataclass
class Answer:
    """One right on one record: whether it holds and why, or why not."""

    action: str
    label: str
    is_allowed: bool
    reasons: list[str] = field(default_factory=list)


@dataclass
class Right:
    """One right of a user at large: how far it reaches and through what: his roles, or his post."""

    label: str
    span: str
    through: str


@dataclass
class Block:
    """All rights of a user on one kind of record, and the fields that his roles hide from him."""

    label: str
    rights: list[Right]
    fields: list[tuple[str, str]]


def permission_label(permission: Permission) -> str:
    """The action in words, without the record's name."""
    action = permission.codename.split("_")[0]
    words = {"view": _("see"), "add": _("create"), "change": _("edit"), "delete": _("delete")}
    if permission.codename == f"{action}_{permission.content_type.model}" and action in words:
        return words[action]
    return _(permission.name)


def explain(user: Any, obj: models.Model) -> list[Answer]:
    """Each right on `obj`: held or not, with the reasons."""
    return [_answer(user, obj, permission) for permission in _permissions_of(type(obj))]


def _permissions_of(model: type[models.Model]) -> Any:
    facts = getattr(model, "facts", None)
    label = facts.permission_of if facts is not None and facts.permission_of else model._meta.label_lower
    app_label, name = label.split(".")
    return Permission.objects.filter(
        content_type__app_label=app_label, content_type__model=name
    ).select_related("content_type")


def _answer(user: Any, obj: models.Model, permission: Permission) -> Answer:
    action = permission.codename.rsplit("_", 1)[0]
    answer = Answer(action, permission_label(permission), gate.may(user, obj, action))
    grants = Grant.objects.filter(role__user_links__user=user, permission=permission).select_related("role")
    for grant in grants:
        found = _ways(user, obj, grant.span, action)
        head = _("Role %(role)s (%(span)s)") % {"role": grant.role, "span": grant.get_span_display()}
        if found:
            answer.reasons += [f"{head}: {way}" for way in found]
        elif not answer.is_allowed:
            answer.reasons.append(_("%(head)s: this record lies outside") % {"head": head})
    span = access.post_grants(user).get(f"{permission.content_type.app_label}.{permission.codename}")
    if span:
        head = _("Post %(post)s (%(span)s)") % {"post": user.employee.post, "span": Span(span).label}
        answer.reasons += [f"{head}: {way}" for way in _ways(user, obj, span, action)]
    if not user.is_active:
        answer.reasons = [_("The account is disabled.")]
    elif not answer.reasons:
        answer.reasons.append(
            _("through a rule of this kind of record") if answer.is_allowed else _("no role gives this right")
        )
    return answer


def _ways(user: Any, obj: Any, span: str, action: str) -> list[str]:
    """What makes this span reach this record."""
    if span == Span.ALL:
        return [_("reaches every record of this kind")]
    reach = access.reach_of(user, span)
    facts = getattr(type(obj), "facts", None)
    if facts is None:
        return []
    ways = []
    if facts.author and reach.own and _value(obj, facts.author) == user.pk:
        ways.append(_("he wrote it"))
    if facts.parent:
        parent = getattr(obj, facts.parent)
        return ways + [
            _("%(way)s (through %(kind)s)") % {"way": way, "kind": parent._meta.verbose_name}
            for way in (_ways(user, parent, span, action) if parent is not None else [])
        ]
    if facts.owner and reach.own and _value(obj, facts.owner) == user.pk:
        ways.append(_("he owns it"))
    department = _value(obj, facts.department) if facts.department else None
    if department in reach.departments:
        name = Department.objects.filter(pk=department).values_list("name", flat=True).first()
        ways.append(_("it belongs to the department %(name)s") % {"name": name})
    for source in sources.REACH.get(type(obj)._meta.label_lower, ()):
        word = "" if source.needs_team and not reach.team else source.word(action)
        rows = source.rows(user, word) if word else None
        if (
            rows is not None
            and type(obj)
            ._default_manager.filter(**{"pk": obj.pk, f"{source.through or 'pk'}__in": rows})
            .exists()
        ):
            ways.append(str(source.label or _("by a special rule")))
    return ways


def _value(obj: Any, path: str) -> Any:
    """The primary key that a column path (`department`, `user__employee__department`) leads to."""
    return type(obj)._default_manager.filter(pk=obj.pk).values_list(path, flat=True).first()


def matrix(user: Any) -> list[Block]:
    """Everything that the user's roles and his post give him, by kind of record."""
    blocks: dict[int, Block] = {}
    rows: dict[int, list[Grant]] = {}
    grants = Grant.objects.filter(role__user_links__user=user).select_related(
        "role", "permission__content_type"
    )
    for grant in grants:
        rows.setdefault(grant.permission_id, []).append(grant)
    for found in rows.values():
        widest = max(found, key=lambda grant: access.WIDTH[grant.span])
        through = listed(sorted({grant.role.name for grant in found}))
        _note(blocks, user, widest.permission, widest.span, through)
    for permission, span in _post_rights(user):
        _note(blocks, user, permission, span, _("post: %(post)s") % {"post": user.employee.post})
    return sorted(blocks.values(), key=lambda block: block.label)


def _post_rights(user: Any) -> list[tuple[Permission, str]]:
    spans = access.post_grants(user)
    models = {name.partition(".")[0] for name in spans}
    rows = Permission.objects.filter(content_type__app_label__in=models).select_related("content_type")
    named = ((row, f"{row.content_type.app_label}.{row.codename}") for row in rows)
    return [(row, spans[name]) for row, name in named if name in spans]


def _note(blocks: dict[int, Block], user: Any, permission: Permission, span: str, through: str) -> None:
    content_type = permission.content_type
    block = blocks.get(content_type.pk)
    if block is None:
        block = blocks[content_type.pk] = Block(str(content_type.name), [], _fields(user, content_type))
    block.rights.append(Right(permission_label(permission), str(Span(span).label), through))


def _fields(user: Any, content_type: ContentType) -> list[tuple[str, str]]:
    """Fields that are not simply writable for him."""
    model = content_type.model_class()
    if model is None:
        return []
    modes = access.field_modes(user, model._meta.label_lower)
    names = {f.name: str(getattr(f, "verbose_name", f.name)) for f in model._meta.get_fields()}
    return [(names.get(name, name), str(FieldPolicy.Mode(mode).label)) for name, mode in modes.items()]


def find_record(kind: str, words: str) -> models.Model | None:
    """The record that an administrator names by number, code or exact name; a page's address will do, too."""
    record = RECORD_TYPES.get(kind)
    words = words.strip()
    if record is None or not words:
        return None
    tail = words.rstrip("/").rsplit("/", 1)[-1]
    rows = record.model._default_manager.all()
    if tail.isdecimal() and len(tail) < 18:
        found = rows.filter(pk=int(tail)).first()
        if found is not None:
            return found
    names = {f.name for f in record.model._meta.concrete_fields}
    for name in ("code", "no", "name"):
        if name in names:
            found = rows.filter(**{name: words}).first()
            if found is not None:
                return found
    return None
