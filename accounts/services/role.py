"""Who holds which role. System, security and audit are kept apart; nobody widens his own rights.

Rights are read afresh on each request, so a change acts on the very next one.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError
from core.joining import listed
from core.locking import locked_row

from .. import access
from ..models import Grant, Role, User, UserRole

ADMINISTRATORS = "sys"


@dataclass(frozen=True)
class RoleResult:
    """What a batch did for one person; `refusal` says why nothing was changed."""

    user: User
    given: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    refusal: str = ""


def give_role(user: User, role: Role | str, *, by: Any) -> None:
    """Give one role; refuses one's own account and a second role that is kept apart."""
    change_roles(user, add=[_code(role)], by=by)


def take_role(user: User, role: Role | str, *, by: Any) -> None:
    """Take one role away; refuses the last administrator's."""
    change_roles(user, remove=[_code(role)], by=by)


def set_roles(user: User, roles: Iterable[Role | str], *, by: Any) -> RoleResult:
    """Let the user hold exactly these roles."""
    wanted = {_code(role) for role in roles}
    held = set(user.role_links.values_list("role__code", flat=True))
    return change_roles(user, add=wanted - held, remove=held - wanted, by=by)


def change_roles(
    user: User, *, add: Collection[str] = (), remove: Collection[str] = (), by: Any
) -> RoleResult:
    """Add and remove roles of one user in one step, or refuse all of it."""
    with transaction.atomic():
        user_row = locked_row(User, user.pk)
        held = {
            link.role.code: link for link in UserRole.objects.filter(user=user_row).select_related("role")
        }
        given = sorted(set(add) - set(held))
        taken = sorted((set(remove) & set(held)) - set(add))
        if not given and not taken:
            return RoleResult(user)
        if by is not None and by.pk == user.pk:
            raise DomainError(
                _("Nobody may change his own roles. Ask another administrator."), code="own_roles"
            )
        roles = {role.code: role for role in Role.objects.filter(code__in=given)}
        for code in given:
            if code not in roles:
                raise DomainError(_("There is no role “%(code)s”.") % {"code": code}, code="unknown_role")
        kept = [link.role for code, link in held.items() if code not in taken]
        _refuse_mixture(user_row, [*kept, *roles.values()])
        if ADMINISTRATORS in taken:
            refuse_last_administrator(user_row)
        for code in taken:
            held[code].delete()
        for role in roles.values():
            UserRole.objects.create(user=user_row, role=role, given_by=by)
        actions.record("accounts.roles_changed", user_row, by=by, given=given, taken=taken)
        access.forget(user)
        return RoleResult(user, tuple(given), tuple(taken))


def authorise_many(
    users: Iterable[User], *, add: Collection[str] = (), remove: Collection[str] = (), by: Any
) -> list[RoleResult]:
    """Add and remove roles of many people; each person succeeds or is refused on his own."""
    results = []
    for user in users:
        try:
            results.append(change_roles(user, add=add, remove=remove, by=by))
        except DomainError as refusal:
            results.append(RoleResult(user, refusal=refusal.message))
    return results


def set_grant(role: Role, permission: Permission, span: str | None, *, by: Any) -> None:
    """Let a role reach `span` with a permission, or not at all (None); never a role that one holds."""
    with transaction.atomic():
        role = locked_row(Role, role.pk)
        refuse_own_role(role, by)
        grant = Grant.objects.filter(role=role, permission=permission).first()
        before = grant.span if grant else ""
        if span is None:
            if grant is not None:
                grant.delete()
        elif grant is None:
            Grant.objects.create(role=role, permission=permission, span=span)
        elif grant.span != span:
            grant.span = span
            grant.save()
        if before != (span or ""):
            name = f"{permission.content_type.app_label}.{permission.codename}"
            actions.record(
                "accounts.grant_changed", role, by=by, permission=name, before=before, after=span or ""
            )


def refuse_own_role(role: Role, by: Any) -> None:
    """Nobody widens a role that he holds himself."""
    if by is not None and UserRole.objects.filter(role=role, user=by).exists():
        raise DomainError(
            _("You hold the role %(role)s yourself. Ask another administrator to change it.")
            % {"role": role},
            code="own_roles",
        )


def refuse_last_administrator(user: User) -> None:
    """Somebody must stay able to administer the system."""
    others = User.objects.filter(is_active=True, role_links__role__code=ADMINISTRATORS).exclude(pk=user.pk)
    if user.role_links.filter(role__code=ADMINISTRATORS).exists() and not others.exists():
        raise DomainError(
            _("%(name)s is the last system administrator. Appoint another one first.") % {"name": user},
            code="last_administrator",
        )


def _refuse_mixture(user: User, roles: list[Role]) -> None:
    apart = [role for role in roles if role.is_separate]
    if len(apart) > 1:
        raise DomainError(
            _("%(name)s cannot hold %(roles)s together: these roles are kept apart.")
            % {"name": user, "roles": listed(role.name for role in apart)},
            code="roles_kept_apart",
            field="roles",
        )


def _code(role: Role | str) -> str:
    return role if isinstance(role, str) else role.code
