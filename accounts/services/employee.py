"""Employees: from the first day to the last, with one account each and a department history without gaps."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import actions, clock, pinyin, stamps
from core.errors import DomainError
from core.joining import listed

from .. import events, sources, states
from ..models import Department, Employee, EmployeeDeptHistory, User
from . import role as role_service
from .department import root_department
from .sign_in import cut_access, restore_access

Status = Employee.Status
USER_FIELDS = ("name", "email", "username", "language")
OWN_FIELDS = (
    "no",
    "post",
    "leader",
    "mobile",
    "hire_date",
    "title_level",
    "base_coef",
    "is_external",
    "company",
    "notes",
)


def create_employee(
    *,
    by: Any,
    name: str,
    no: str,
    department: Department | None = None,
    username: str = "",
    password: str | None = None,
    email: str = "",
    language: str = "",
    roles: Iterable[str] = (),
    status: str = Status.ACTIVE,
    must_change_password: bool = True,
    **facts: Any,
) -> Employee:
    """Add an employee with an account; without a user name his name's pinyin is taken, numbered if in use.

    Without a password he cannot sign in until an administrator resets it. Without a department he stands in
    the top one. Refuses a number or user name in use.
    """
    name, no, username = name.strip(), no.strip(), username.strip()
    if not name:
        raise DomainError(_("Enter the name."), code="required", field="name")
    if not no:
        raise DomainError(_("Enter the employee number."), code="required", field="no")
    with transaction.atomic():
        department = department or root_department(by=by)
        if not department.is_active:
            raise DomainError(
                _("%(name)s is disabled. Choose another department.") % {"name": department},
                field="department",
            )
        _refuse_double_no(no)
        if username:
            _refuse_double_username(username)
        user = _create_user(
            username=username or free_username(name),
            name=name,
            password=password,
            email=email,
            language=language,
            must_change_password=must_change_password and bool(password),
            is_active=status in states.WORKING,
        )
        hire_date = facts.get("hire_date")
        employee = Employee(user=user, no=no, department=department, status=status, **facts)
        if status == Status.LEFT:
            employee.left_on = facts.get("left_on") or clock.today()
        try:
            with transaction.atomic():
                employee.save()
        except IntegrityError:
            _refuse_double_no(no)
            raise
        EmployeeDeptHistory.objects.create(
            employee=employee, department=department, from_on=hire_date or clock.today()
        )
        if roles:
            role_service.change_roles(user, add=list(roles), by=by)
        actions.record("accounts.employee_created", employee, by=by)
        sources.tell_saved(employee)
        return employee


def update_employee(employee: Employee, *, by: Any, **facts: Any) -> Employee:
    """Change facts of an employee and his account; a new `department` is a transfer as of today."""
    unknown = set(facts) - {*USER_FIELDS, *OWN_FIELDS, "department", "moved_on"}
    if unknown:
        raise TypeError(f"unknown facts of an employee: {sorted(unknown)}")
    with transaction.atomic():
        employee = _locked(employee)
        changed = _change_user(employee.user, facts)
        own = [name for name in OWN_FIELDS if name in facts and getattr(employee, name) != facts[name]]
        if "no" in own:
            _refuse_double_no(facts["no"], but=employee)
        if "leader" in own:
            _refuse_leader_circle(employee, facts["leader"])
        for name in own:
            setattr(employee, name, facts[name])
        if own:
            employee.save()
        if "post" in own:  # a post gives rights of its own
            stamps.renew(stamps.RIGHTS)
        target = facts.get("department")
        if target is not None and target.pk != employee.department_id:
            employee = change_department(employee, target, by=by, on=facts.get("moved_on"))
        if changed or own:
            actions.record("accounts.employee_changed", employee, by=by, fields=changed + own)
            sources.tell_saved(employee)
        return employee


def change_department(
    employee: Employee, department: Department, *, by: Any, on: date | None = None
) -> Employee:
    """Transfer an employee as of `on`; the history says to the day where he belonged."""
    on = on or clock.today()
    with transaction.atomic():
        employee = _locked(employee)
        before = employee.department
        if department.pk == before.pk:
            return employee
        if not department.is_active:
            raise DomainError(
                _("%(name)s is disabled. Choose another department.") % {"name": department},
                code="disabled",
                field="department",
            )
        current = EmployeeDeptHistory.objects.filter(employee=employee, to_on=None).first()
        if current is not None and current.from_on > on:
            raise DomainError(
                _("%(name)s belongs to %(department)s only since %(day)s. Choose a later day.")
                % {"name": employee, "department": current.department, "day": current.from_on},
                code="too_early",
                field="department",
            )
        if current is not None and current.from_on == on:  # a correction on the same day is no stay
            current.department = department
            current.save()
        else:
            if current is not None:
                current.to_on = on - timedelta(days=1)
                current.save()
            EmployeeDeptHistory.objects.create(employee=employee, department=department, from_on=on)
        employee.department = department
        employee.save()
        actions.record(
            "accounts.employee_moved",
            employee,
            by=by,
            before=str(before),
            after=str(department),
            on=on.isoformat(),
        )
        sources.tell_saved(employee)
        transaction.on_commit(
            lambda: events.employee_moved.send(
                Employee, employee=employee, before=before, after=department, on=on
            )
        )
        return employee


def change_status(
    employee: Employee, status: str, *, by: Any, on: date | None = None, reason: str = ""
) -> Employee:
    """Move an employee along `states.EMPLOYEE_MOVES`.

    Disabling and leaving are refused while he holds anything, and cut his access at once.
    """
    with transaction.atomic():
        employee = _locked(employee)
        before = employee.status
        if not states.may_move(before, status):
            raise DomainError(
                _("%(name)s is “%(before)s” and cannot become “%(after)s”.")
                % {
                    "name": employee,
                    "before": employee.get_status_display(),
                    "after": Status(status).label,
                },
                code="bad_move",
            )
        goes = status not in states.WORKING
        if goes:
            _refuse_departure(employee, by)
        employee.status = status
        employee.left_on = (on or clock.today()) if status == Status.LEFT else None
        employee.save()
        if goes:
            cut_access(employee.user, by=by)
        elif before == Status.DISABLED:
            restore_access(employee.user)
        if status == Status.LEFT:
            EmployeeDeptHistory.objects.filter(employee=employee, to_on=None).update(to_on=employee.left_on)
            transaction.on_commit(
                lambda: events.employee_left.send(Employee, employee=employee, on=employee.left_on)
            )
        actions.record(f"accounts.employee_{status}", employee, by=by, before=before, reason=reason)
        sources.tell_saved(employee)
        return employee


def rate_employee(employee: Employee, *, by: Any, title_level: Any, base_coef: Any) -> Employee:
    """Set the title and the coefficient that scores are multiplied with."""
    with transaction.atomic():
        employee = _locked(employee)
        before = {"title": str(employee.title_level or ""), "coefficient": str(employee.base_coef or "")}
        employee.title_level, employee.base_coef = title_level, base_coef
        employee.save()
        actions.record("accounts.employee_rated", employee, by=by, before=before)
        sources.tell_saved(employee)
        return employee


def _locked(employee: Employee) -> Employee:
    rows = Employee.objects.select_for_update(of=("self",)).select_related("user", "department")
    return rows.get(pk=employee.pk)


def free_username(name: str) -> str:
    """The pinyin of a name as user name; a number follows where it is taken."""
    stem = pinyin.username(name)[:50]
    taken = {
        taken.lower()
        for taken in User.objects.filter(username__istartswith=stem).values_list("username", flat=True)
    }
    if stem not in taken:
        return stem
    return next(f"{stem}{number}" for number in range(2, len(taken) + 3) if f"{stem}{number}" not in taken)


def _create_user(**facts: Any) -> User:
    if facts["email"] is None:
        facts["email"] = ""
    user = User(username=User.normalize_username(facts["username"]))
    _check_username(user.username)
    username, password = facts.pop("username"), facts.pop("password")
    try:
        with transaction.atomic():
            return User.objects.create_user(username, password, **facts)
    except IntegrityError:
        _refuse_double_username(username)
        raise


def _change_user(user: User, facts: dict[str, Any]) -> list[str]:
    changed = [name for name in USER_FIELDS if name in facts and getattr(user, name) != facts[name]]
    if "name" in changed and not facts["name"].strip():
        raise DomainError(_("Enter the name."), code="required", field="name")
    if "username" in changed:
        _check_username(facts["username"])
        _refuse_double_username(facts["username"], but=user)
    for name in changed:
        setattr(user, name, facts[name])
    if changed:
        user.save()
    return changed


def _check_username(username: str) -> None:
    try:
        User._meta.get_field("username").run_validators(username)
    except ValidationError as error:
        raise DomainError(" ".join(error.messages), code="invalid", field="username")


def _refuse_double_no(no: str, but: Employee | None = None) -> None:
    rows = Employee.objects.filter(no=no)
    if (rows.exclude(pk=but.pk) if but else rows).exists():
        raise DomainError(
            _("The employee number %(no)s is in use.") % {"no": no}, code="duplicate", field="no"
        )


def _refuse_double_username(username: str, but: User | None = None) -> None:
    rows = User.objects.filter(username__iexact=username)
    if (rows.exclude(pk=but.pk) if but else rows).exists():
        raise DomainError(
            _("The user name %(name)s is taken. Choose another one.") % {"name": username},
            code="duplicate",
            field="username",
        )


def _refuse_leader_circle(employee: Employee, leader: Employee | None) -> None:
    seen = {employee.pk}
    above = leader
    while above is not None:
        if above.pk in seen:
            raise DomainError(
                _("%(leader)s cannot lead %(name)s: somebody would be his own superior.")
                % {"leader": leader, "name": employee},
                code="cycle",
                field="leader",
            )
        seen.add(above.pk)
        above = above.leader


def _refuse_departure(employee: Employee, by: Any) -> None:
    if by is not None and by.pk == employee.user_id:
        raise DomainError(_("You cannot disable your own account."), code="own_account")
    role_service.refuse_last_administrator(employee.user)
    held = sources.hand_over_items(employee.user)
    if held:
        what = listed(f"{item.label} {item.count}" for item in held)
        raise DomainError(
            _("%(name)s still holds: %(what)s. Hand it over first.") % {"name": employee, "what": what},
            code="hand_over",
        )
