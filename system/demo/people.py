"""Builds departments, people, their roles, a transfer, a leave and somebody who left."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.models import Department, Employee, Leave, Post, TitleLevel, User
from accounts.services.department import create_department, update_department
from accounts.services.employee import change_department, change_status, create_employee
from accounts.services.role import change_roles
from core import clock
from core.pinyin import username
from records import parameters

from . import people_data as data
from .chance import Chance


def build_company(chance: Chance) -> dict[str, Employee]:
    """Everybody by employee number; the accounts beside the staff come first, they enter the others."""
    with clock.at(chance.as_of - timedelta(days=420)):
        admin = _system_accounts()
        parameters.set_value("company_name", data.COMPANY, by=admin)
        departments = _departments(admin)
        _posts_and_titles()
        people = _employees(chance, departments, admin)
        for code, no in data.LEADERS.items():
            update_department(departments[code], by=admin, leader=people[no])
    return people


def _system_accounts() -> User:
    # One hash serves all demo accounts: they share one password, and hashing it thirty times takes seconds.
    password = make_password(settings.DEMO_PASSWORD)
    made = []
    for name, title, roles in data.SYSTEM_ACCOUNTS:
        user = User(
            username=name,
            name=title,
            kind=User.Kind.SYSTEM,
            password=password,
            password_changed_at=clock.now(),
        )
        user.save()
        change_roles(user, add=roles, by=None)
        made.append(user)
    return made[0]


def _departments(admin: User) -> dict[str, Department]:
    made: dict[str, Department] = {}
    for place, (code, name, parent, kind) in enumerate(data.DEPARTMENTS):
        made[code] = create_department(
            by=admin, code=code, name=name, parent=made.get(parent), kind=kind, sort=place
        )
    return made


def _posts_and_titles() -> None:
    for code, name, rank in data.TITLE_LEVELS:
        TitleLevel.objects.get_or_create(code=code, defaults={"name": name, "rank": rank})
    people = [*data.PEOPLE, *data.REVIEWERS, data.OUTSIDER]
    for name in dict.fromkeys([*(row[3] for row in people), *data.POST_CODES]):
        code = data.POST_CODES.get(name, username(name)[:30])
        Post.objects.get_or_create(code=code, defaults={"name": name})


def _employees(chance: Chance, departments: dict[str, Department], admin: User) -> dict[str, Employee]:
    made: dict[str, Employee] = {}
    posts = {post.name: post for post in Post.objects.all()}
    titles = {title.code: title for title in TitleLevel.objects.all()}
    admin_hash = User.objects.get(pk=admin.pk).password
    rows = [*data.PEOPLE, (*data.LEAVER, ["rep"], "E009"), *data.REVIEWERS]
    for number, (no, name, department, post, title, year, roles, leader) in enumerate(rows):
        rng = chance.of("employee", no)
        made[no] = create_employee(
            by=admin,
            name=name,
            no=no,
            department=departments[department],
            post=posts.get(post),
            title_level=titles[title],
            leader=made.get(leader),
            hire_date=date(year, rng.randrange(1, 7 if year > 2024 else 13), rng.randrange(1, 28)),
            mobile=f"1990009{number:04d}",
            email=f"{username(name)}@example.com",
            roles=roles,
            must_change_password=False,
        )
        _let_sign_in(made[no], admin_hash)
    no, name, department, post, company = data.OUTSIDER
    made[no] = create_employee(
        by=admin,
        name=name,
        no=no,
        department=departments[department],
        post=posts[post],
        is_external=True,
        company=company,
        roles=["dlr"],
        mobile="19900099999",
        must_change_password=False,
    )
    _let_sign_in(made[no], admin_hash)
    return made


def _let_sign_in(employee: Employee, password_hash: str) -> None:
    employee.user.password = password_hash
    employee.user.password_changed_at = clock.now()
    employee.user.save()


def move_and_leave(chance: Chance, people: dict[str, Employee], admin: Any) -> None:
    """What happened among the staff lately: a transfer 32 days ago, a leave now, a departure two months ago."""
    east = Department.objects.get(code="HD")
    with clock.at(chance.as_of - timedelta(days=32)):
        change_department(people["E011"], east, by=admin)
    with clock.at(chance.as_of - timedelta(days=61)):
        change_status(people[data.LEAVER[0]], Employee.Status.LEFT, by=admin, reason="合同期满")
    Leave.objects.create(
        employee=people["E009"],
        from_on=chance.as_of - timedelta(days=2),
        to_on=chance.as_of + timedelta(days=5),
        kind=Leave.Kind.ANNUAL,
    )
