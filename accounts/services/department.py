"""Departments: one tree without circles, each mirrored by a group so that records can be shared with it."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from core import actions
from core.errors import DomainError
from core.locking import locked_row

from .. import sources
from ..models import Department, Employee
from ..states import WORKING

FIELDS = ("code", "name", "leader", "kind", "sort")


def create_department(
    *, by: Any, code: str, name: str, parent: Department | None = None, **facts: Any
) -> Department:
    """Add a department below `parent` (or at the top) with its group; refuses a code that is in use."""
    code, name = code.strip(), name.strip()
    _require(code=code, name=name)
    with transaction.atomic():
        _refuse_double_code(code)
        if parent is not None and not Department.objects.get(pk=parent.pk).is_active:
            raise DomainError(
                _("%(name)s is disabled. Choose another superior department.") % {"name": parent},
                field="parent",
            )
        group, _made = Group.objects.get_or_create(name=group_name(code))
        try:
            with transaction.atomic():
                department = Department.objects.create(
                    code=code, name=name, parent=parent, group=group, path="", **facts
                )
        except IntegrityError:
            _refuse_double_code(code)
            raise
        department.path = _path_below(parent) + f"{department.pk}/"
        Department.objects.filter(pk=department.pk).update(path=department.path)
        actions.record("accounts.department_created", department, by=by)
        sources.tell_saved(department)
        return department


def update_department(department: Department, *, by: Any, **facts: Any) -> Department:
    """Change facts of a department; `parent` moves it, `is_active` enables or disables it."""
    with transaction.atomic():
        current = locked_row(Department, department.pk)
        changed = [name for name in FIELDS if name in facts and getattr(current, name) != facts[name]]
        for name in changed:
            setattr(current, name, facts[name])
        if changed:
            _require(code=current.code, name=current.name)
            if "code" in changed:
                _refuse_double_code(current.code, but=current)
                Group.objects.filter(department=current).update(name=group_name(current.code))
            current.save()
            actions.record("accounts.department_changed", current, by=by, fields=changed)
            sources.tell_saved(current)
        if "parent" in facts and getattr(facts["parent"], "pk", None) != current.parent_id:
            current = move_department(current, facts["parent"], by=by)
        if "is_active" in facts and facts["is_active"] != current.is_active:
            current = set_department_active(current, facts["is_active"], by=by)
        return current


def move_department(department: Department, parent: Department | None, *, by: Any) -> Department:
    """Hang a department with all below it under `parent`; refuses a circle.

    The whole tree is locked: two moves at once could close a circle that neither of them sees.
    """
    with transaction.atomic():
        tree = {row.pk: row for row in Department.objects.select_for_update().order_by("pk")}
        department = tree[department.pk]
        target = tree[parent.pk] if parent is not None else None
        if target is not None and target.path.startswith(department.path):
            raise DomainError(
                _("%(name)s cannot stand below itself or below one of its own departments.")
                % {"name": department},
                code="cycle",
                field="parent",
            )
        before, old_path = department.parent, department.path
        department.parent = target
        department.path = _path_below(target) + f"{department.pk}/"
        department.save()
        Department.objects.filter(path__startswith=old_path).exclude(pk=department.pk).update(
            path=Concat(Value(department.path), Substr(F("path"), len(old_path) + 1))
        )
        actions.record(
            "accounts.department_moved", department, by=by, before=str(before or ""), after=str(target or "")
        )
        return department


def set_department_active(department: Department, is_active: bool, *, by: Any) -> Department:
    """Enable or disable; refuses to disable while active staff or active departments stand in it."""
    with transaction.atomic():
        department = locked_row(Department, department.pk)
        if not is_active:
            staff = Employee.objects.filter(department=department, status__in=WORKING).count()
            below = Department.objects.filter(parent=department, is_active=True).count()
            if staff or below:
                raise DomainError(
                    _(
                        "%(name)s still has %(staff)s active employees and %(below)s active departments. "
                        "Move them first."
                    )
                    % {"name": department, "staff": staff, "below": below},
                    code="in_use",
                    field="is_active",
                )
        department.is_active = is_active
        department.save()
        verb = "accounts.department_enabled" if is_active else "accounts.department_disabled"
        actions.record(verb, department, by=by)
        return department


def root_department(*, by: Any = None) -> Department:
    """The first top department: where an import that names none puts people."""
    first = Department.objects.filter(parent=None).order_by("sort", "pk").first()
    return first or create_department(by=by, code="ROOT", name=_("Company"))


def group_name(code: str) -> str:
    return f"dept:{code}"


def _path_below(parent: Department | None) -> str:
    return Department.objects.values_list("path", flat=True).get(pk=parent.pk) if parent else "/"


def _require(**facts: str) -> None:
    for name, value in facts.items():
        if not value:
            raise DomainError(_("This field is required."), code="required", field=name)


def _refuse_double_code(code: str, but: Department | None = None) -> None:
    rows = Department.objects.filter(code=code)
    if (rows.exclude(pk=but.pk) if but else rows).exists():
        raise DomainError(
            _("The code %(code)s is used by another department.") % {"code": code},
            code="duplicate",
            field="code",
        )
