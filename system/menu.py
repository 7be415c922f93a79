"""The lines of system management in the menu and behind the + button."""

from django.utils.translation import gettext_lazy as _

from records.menu import Entry

ENTRIES = [
    Entry("system", _("Employees"), "system:employee_list", "users-group", "accounts.view_employee", 10),
    Entry("system", _("Departments"), "system:department_tree", "hierarchy", "accounts.view_department", 20),
    Entry("system", _("Effective rights"), "system:rights", "shield-check", "system.view_rights", 30),
    Entry("system", _("Login log"), "system:loginlog_list", "login", "accounts.view_loginlog", 60),
    Entry(
        "system", _("Operation log"), "system:operationlog_list", "history", "system.view_operationlog", 61
    ),
    Entry(
        "system",
        _("Process designer"),
        "admin:process_list",
        "git-branch",
        "workflow.change_processdefinition",
        90,
    ),
    Entry("system", _("Administration"), "admin:index", "settings", "accounts.access_admin", 95),
]
QUICK_CREATE = [
    Entry("system", _("Employee"), "system:employee_create", "user-plus", "accounts.add_employee", 90),
]
