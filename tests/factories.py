"""Plain functions that make one valid record each; names and numbers never repeat within a run."""

from itertools import count
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from accounts import sources as account_sources
from accounts.models import Department, Employee, FieldPolicy, Grant, Role, User, UserRole
from contacts.models import (
    AccountTeamMember,
    Contact,
    ContactPosition,
    Customer,
    CustomerUnit,
    FollowUp,
    PoolRule,
    PublicPool,
)
from core import clock
from marketing.models import Lead

_numbers = count(1)
PASSWORD = "correct-horse-42"


def number() -> int:
    return next(_numbers)


def make_department(code: str = "", parent: Department | None = None, **facts: Any) -> Department:
    code = code or f"D{number()}"
    facts.setdefault("name", code)
    department = Department.objects.create(code=code, parent=parent, **facts)
    department.path = f"{parent.path if parent else '/'}{department.pk}/"
    department.save(update_fields=["path"])
    return department


def make_role(code: str) -> Role:
    """The delivered role of this code with the grants that the apps declare for it."""
    role, _created = Role.objects.get_or_create(code=code, defaults={"name": code})
    if role.grants.exists():
        return role
    wanted = {
        name: span for grants in account_sources.ROLE_GRANTS for name, span in grants.get(code, {}).items()
    }
    rows = []
    for permission in Permission.objects.select_related("content_type"):
        name = f"{permission.content_type.app_label}.{permission.codename}"
        if name in wanted:
            rows.append(Grant(role=role, permission=permission, span=wanted.pop(name)))
    assert not wanted, f"grants of unknown permissions: {sorted(wanted)}"
    Grant.objects.bulk_create(rows)
    for policies in account_sources.ROLE_POLICIES:
        for label, fields in policies.get(code, {}).items():
            entity = ContentType.objects.get_by_natural_key(*label.split("."))
            for name, mode in fields.items():
                FieldPolicy.objects.get_or_create(
                    role=role, entity=entity, field=name, defaults={"mode": mode}
                )
    return role


def make_user(name: str = "", *, roles: tuple[str, ...] = (), **facts: Any) -> User:
    place = number()
    facts.setdefault("username", f"user{place}")
    user = User(name=name or f"员工{place}", **facts)
    user.set_password(PASSWORD)
    user.save()
    for code in roles:
        UserRole.objects.create(user=user, role=make_role(code))
    return user


def make_employee(
    role: str | None = "rep",
    department: Department | None = None,
    name: str = "",
    leader: User | None = None,
    roles: tuple[str, ...] = (),
    **facts: Any,
) -> User:
    """An employee's user with the given role; the employee is `user.employee`."""
    user_facts = {
        key: facts.pop(key) for key in ("username", "is_active", "email", "language") if key in facts
    }
    user = make_user(name, roles=roles or ((role,) if role else ()), **user_facts)
    Employee.objects.create(
        user=user,
        no=f"E{number():04d}",
        department=department or make_department(),
        leader=leader.employee if leader else None,
        **facts,
    )
    return user


def make_customer(name: str = "", owner: User | None = None, **facts: Any) -> Customer:
    place = number()
    if owner is not None and "department" not in facts:
        facts["department"] = Department.objects.filter(employees__user=owner).first()
    facts.setdefault("code", f"T{place:06d}")
    return Customer.objects.create(name=name or f"客户{place}号有限公司", owner=owner, **facts)


def make_unit(
    customer: Customer, parent: CustomerUnit | None = None, name: str = "", **facts: Any
) -> CustomerUnit:
    unit = CustomerUnit(customer=customer, parent=parent, name=name or f"科室{number()}", **facts)
    unit.depth = parent.depth + 1 if parent else 1
    unit.save()
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    CustomerUnit.objects.filter(pk=unit.pk).update(path=unit.path)
    return unit


def make_contact(
    customer: Customer, name: str = "", unit: CustomerUnit | None = None, **facts: Any
) -> Contact:
    place = number()
    if not any(facts.get(channel) for channel in Contact.CHANNELS):
        facts["mobile"] = f"138{place:08d}"
    contact = Contact.objects.create(customer=customer, name=name or f"联系人{place}", **facts)
    if unit is not None:
        ContactPosition.objects.create(contact=contact, unit=unit, is_primary=True)
    return contact


def make_follow_up(customer: Customer, by: User, text: str = "谈了备件交期", **facts: Any) -> FollowUp:
    facts.setdefault("at", clock.now())
    return FollowUp.objects.create(customer=customer, by=by, text=text, **facts)


def make_team_member(customer: Customer, user: User, rights: str = "read", **facts: Any) -> AccountTeamMember:
    facts.setdefault("role", AccountTeamMember.Role.TECHNICAL)
    return AccountTeamMember.objects.create(customer=customer, user=user, rights=rights, **facts)


def make_pool(
    name: str = "", *, departments: Any = (), users: Any = (), rules: Any = (), **facts: Any
) -> PublicPool:
    """A public pool; each rule is (trigger, days) or (trigger, days, tier)."""
    pool = PublicPool.objects.create(name=name or f"公海{number()}", **facts)
    pool.departments.set(departments)
    pool.users.set(users)
    for trigger, days, *tier in rules:
        PoolRule.objects.create(pool=pool, trigger=trigger, limit_days=days, tier=tier[0] if tier else "")
    return pool


def make_lead(owner: User | None = None, title: str = "", **facts: Any) -> Lead:
    """A lead that is given out where it has an owner, else one that waits."""
    place = number()
    facts.setdefault("company", f"线索{place}号有限公司")
    if owner is not None:
        facts.setdefault("department", owner.employee.department)
        facts.setdefault("status", "assigned")
        facts.setdefault("assigned_at", clock.now())
    return Lead.objects.create(title=title or f"线索{place}", owner=owner, **facts)
