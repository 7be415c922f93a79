"""Tabs of the pages of employees and departments."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import LoginLog
from accounts.services import sign_in, two_factor
from records import history
from records.tabs import Tab

from .selectors.rights import matrix


def employee_facts(obj: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "roles": [role.name for role in obj.user.roles.all()],
        "stays": obj.department_history.select_related("department"),
        "may_manage": request.user.has_perm("accounts.change_employee"),
        "may_rate": request.user.has_perm("accounts.rate_employee"),
    }


def employee_rights(obj: Any, request: HttpRequest) -> dict[str, Any]:
    return {"blocks": matrix(obj.user)}


def employee_sign_in(obj: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "sessions": sign_in.live_sessions(obj.user),
        "current_key": request.session.session_key,
        "log": LoginLog.objects.filter(user=obj.user)[:30],
        "has_two_factor": two_factor.is_on(obj.user),
        "may_end": request.user.has_perm("accounts.disable_employee"),
    }


def changes(obj: Any, request: HttpRequest) -> dict[str, Any]:
    return {"entries": history.of(obj, request.user)}


def department_facts(obj: Any, request: HttpRequest) -> dict[str, Any]:
    return {
        "staff": obj.employees.working().select_related("user", "post").order_by("user__pinyin"),
        "below": obj.children.order_by("sort", "code"),
    }


EMPLOYEE_TABS = [
    Tab(
        name="facts",
        label=_("Details"),
        template="system/tabs/employee.html",
        context=employee_facts,
        order=10,
    ),
    Tab(
        name="rights",
        label=_("Rights"),
        template="system/tabs/rights.html",
        context=employee_rights,
        permission="system.view_rights",
        order=20,
    ),
    Tab(
        name="sign-in",
        label=_("Sign-in"),
        template="system/tabs/sign_in.html",
        context=employee_sign_in,
        permission="accounts.disable_employee",
        order=30,
    ),
    Tab(
        name="history",
        label=_("Changes"),
        template="system/tabs/history.html",
        context=changes,
        permission="accounts.change_employee",
        order=40,
    ),
]
DEPARTMENT_TABS = [
    Tab(
        name="facts",
        label=_("Details"),
        template="system/tabs/department.html",
        context=department_facts,
        order=10,
    ),
    Tab(
        name="history",
        label=_("Changes"),
        template="system/tabs/history.html",
        context=changes,
        permission="accounts.change_department",
        order=40,
    ),
]
