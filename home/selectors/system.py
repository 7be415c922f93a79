"""The homepage of those who look after the system and see no customers: what wants their hand, and their pages."""

from collections.abc import Callable
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee
from core import clock, working_time
from core.models import Job, JobRun
from records import menu


def _without_role() -> int:
    return Employee.objects.filter(user__is_active=True, user__role_links__isnull=True).count()


def _failed_jobs() -> int:
    return Job.objects.filter(status=Job.Status.FAILED).count()


def _waiting_jobs() -> int:
    return Job.objects.filter(status__in=(Job.Status.WAITING, Job.Status.RUNNING)).count()


def _failed_runs() -> int:
    return JobRun.objects.filter(succeeded=False).count()


def _employees() -> int:
    return Employee.objects.filter(user__is_active=True).count()


def _unpublished_years() -> int:
    """This year, and from November on the coming one, where the calendar has none of its holidays."""
    today = clock.today()
    years = [today.year] + [today.year + 1] * (today.month >= 11)
    return sum(not working_time.is_published(year) for year in years)


TASKS: list[tuple[Any, str, str, Callable[[], int], tuple[str, ...]]] = [
    (
        _("Employees without a role"),
        "user-question",
        "accounts.authorise_employee",
        _without_role,
        ("accounts:employee_list",),
    ),
    (
        _("Employees who may sign in"),
        "users",
        "accounts.change_employee",
        _employees,
        ("accounts:employee_list",),
    ),
    (
        _("Failed background work"),
        "alert-triangle",
        "core.view_job",
        _failed_jobs,
        ("admin:core_job_changelist",),
    ),
    (
        _("Waiting background work"),
        "hourglass",
        "core.view_job",
        _waiting_jobs,
        ("admin:core_job_changelist",),
    ),
    (
        _("Failed scheduled runs"),
        "calendar-time",
        "core.view_jobrun",
        _failed_runs,
        ("admin:core_jobrun_changelist",),
    ),
    (
        _("Years without holidays in the calendar"),
        "calendar-due",
        "core.change_workcalendarday",
        _unpublished_years,
        ("admin:core_workcalendarday_changelist",),
    ),
]


def tasks(user: Any) -> list[dict[str, Any]]:
    """Figures that the user's roles let him act on, each with the page to do so."""
    return [
        {"label": label, "icon": icon, "value": count(), "url": _first(names)}
        for label, icon, permission, count, names in TASKS
        if user.has_perm(permission)
    ]


def _first(names: tuple[str, ...]) -> str:
    for name in names:
        try:
            return reverse(name)
        except NoReverseMatch:
            continue
    return ""


def pages(user: Any) -> list[menu.Module]:
    return menu.for_user(user, "")
