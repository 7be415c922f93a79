"""The first run: company, departments, administrator, mail and calendar in one go, possible exactly once."""

from dataclasses import dataclass, field
from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Department, Role, User, UserRole
from accounts.services.department import create_department
from accounts.services.employee import create_employee
from core import actions, clock, mail, working_time
from core.errors import DomainError
from core.models import MailServer, WorkShift
from core.operation import acting_as
from records import parameters


@dataclass
class SetUp:
    """What the wizard has gathered. The password is already a hash: it must lie nowhere in clear."""

    company: str
    departments: list[str] = field(default_factory=list)
    admin_name: str = ""
    admin_no: str = "A001"
    admin_username: str = ""
    admin_email: str = ""
    password_hash: str = ""
    shifts: list[tuple[time, time]] = field(default_factory=list)
    with_calendar: bool = True
    mail_server: MailServer | None = None


def is_open() -> bool:
    """Only while nobody exists who could sign in."""
    return not User.objects.exists()


def set_up(facts: SetUp) -> User:
    """Make all of it or nothing; refuses (DomainError) once a user exists."""
    with transaction.atomic():
        # All who try at once wait here for the first one.
        administrators = Role.objects.select_for_update().get(code="sys")
        if not is_open():
            raise DomainError(_("This system is already set up. Sign in."), code="closed")
        company = create_department(by=None, code="HQ", name=facts.company, kind=Department.Kind.MANAGEMENT)
        _make_departments(company, facts.departments)
        employee = create_employee(
            by=None,
            name=facts.admin_name,
            no=facts.admin_no,
            username=facts.admin_username,
            email=facts.admin_email,
            department=company,
        )
        user = employee.user
        user.password = facts.password_hash
        user.password_changed_at = clock.now()
        user.save()
        UserRole.objects.get_or_create(user=user, role=administrators)
        with acting_as(user):
            parameters.set_value("company_name", facts.company, by=user)
            _make_calendar(facts)
            if facts.mail_server is not None:
                mail.store(facts.mail_server, by=user)
            actions.record("accounts.system_set_up", employee, by=user)
        return user


def _make_departments(company: Department, paths: list[str]) -> None:
    """Each line is a path, for example 业务部/华东业务部; what stands above is made as needed."""
    known: dict[tuple[str, ...], Department] = {(): company}
    for line in paths:
        parts = tuple(part.strip() for part in line.replace("／", "/").split("/") if part.strip())
        for depth in range(1, len(parts) + 1):
            here = parts[:depth]
            if here not in known:
                known[here] = create_department(
                    by=None, code=f"D{len(known):03d}", name=here[-1][:60], parent=known[here[:-1]]
                )


def _make_calendar(facts: SetUp) -> None:
    for starts, ends in facts.shifts:
        WorkShift.objects.get_or_create(starts_at=starts, ends_at=ends)
    if facts.with_calendar:
        for year in (clock.today().year, clock.today().year + 1):
            working_time.import_year(year)
