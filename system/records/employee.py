"""Employees as a record type: the address book for all, management for administrators."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Employee, Role
from accounts.services.role import RoleResult, authorise_many
from core.joining import clauses, listed
from core.tables import Column, attribute, badge, link, related, text
from records.record_type import BulkAction, Outcome, RecordType, Scene, SearchText

from ..filters.people import EmployeeFilterSet
from ..forms.people import BatchRolesForm, EmployeeForm

STATUS_TONES = {"probation": "blue", "active": "green", "disabled": "orange", "left": "gray"}


def of_user(name: str) -> Any:
    def read(row: Employee) -> Any:
        return getattr(row.user, name)

    return read


def role_names(row: Employee) -> str:
    return listed(link.role.name for link in row.user.role_links.all())


def with_roles(rows: Any) -> Any:
    return rows.prefetch_related("user__role_links__role")


COLUMNS = [
    link("name", _("name"), sort="user__pinyin", related=("user",)),
    text("no", _("employee number")),
    related("department", _("department"), sort="department__path"),
    related("post", _("post"), sort="post__name", edit="post"),
    Column(
        name="leader",
        label=_("superior"),
        value=lambda row: row.leader.user.name if row.leader else "",
        related=("leader__user",),
    ),
    text("mobile", _("mobile"), sort="", edit="mobile"),
    Column(name="email", label=_("e-mail"), value=of_user("email"), related=("user",)),
    badge("status", _("status"), STATUS_TONES),
    Column(
        name="roles",
        label=_("roles"),
        value=role_names,
        permission="accounts.authorise_employee",
    ),
    Column(
        name="username",
        label=_("user name"),
        value=of_user("username"),
        sort="user__username",
        related=("user",),
        permission="accounts.change_employee",
        is_default=False,
    ),
    text("hire_date", _("hired on"), is_default=False, edit="hire_date"),
    related(
        "title_level",
        _("title"),
        sort="title_level__rank",
        permission="accounts.rate_employee",
        is_default=False,
    ),
    text("base_coef", _("base coefficient"), permission="accounts.rate_employee", is_default=False),
    Column(
        name="is_external",
        label=_("outsider"),
        value=attribute("is_external"),
        sort="is_external",
        is_default=False,
    ),
    text("company", _("outsider's company"), is_default=False),
    text("left_on", _("left on"), is_default=False),
]

SCENES = [
    Scene("working", _("Working here"), lambda user: Q(status__in=["active", "probation"])),
    Scene("people", _("My people"), lambda user: Q(leader__user=user)),
    Scene(
        "department",
        _("My department"),
        lambda user: Q(department_id=getattr(getattr(user, "employee", None), "department_id", None)),
    ),
    Scene("gone", _("Disabled or left"), lambda user: Q(status__in=["disabled", "left"])),
    Scene("roleless", _("Without role"), lambda user: Q(user__role_links=None)),
]


def authorise(rows: Any, by: Any, data: dict[str, Any]) -> Outcome:
    """Give and take roles; the result names each person: what he got and lost, or why nothing was changed."""
    people = {row.user: row for row in rows.select_related("user")}
    names = dict(Role.objects.values_list("code", "name"))
    outcome = Outcome()
    for result in authorise_many(list(people), add=data["add"], remove=data["remove"], by=by):
        row = people[result.user]
        if result.refusal:
            outcome.refused.append((row, result.refusal))
        else:
            outcome.done.append((row, told(result, names)))
    return outcome


def told(result: RoleResult, names: dict[str, str]) -> str:
    given = listed(names.get(code, code) for code in result.given)
    taken = listed(names.get(code, code) for code in result.taken)
    parts = [gettext("given: %(roles)s") % {"roles": given}] if given else []
    parts += [gettext("taken away: %(roles)s") % {"roles": taken}] if taken else []
    return clauses(parts) or gettext("nothing to change")


def search_words(row: Employee) -> SearchText:
    return SearchText(
        name=row.user.name,
        others=[row.no, row.user.username, str(row.department)],
        phones=[row.mobile],
        private=[row.user.email],
        is_person=True,
    )


EMPLOYEES = RecordType(
    name="employees",
    model=Employee,
    prefix="system:employee",
    icon="users-group",
    columns=COLUMNS,
    order=("user__pinyin", "pk"),
    filterset=EmployeeFilterSet,
    form=EmployeeForm,
    quick_filters=("department",),
    scenes=SCENES,
    bulk_actions=(
        BulkAction(
            "authorise", _("Give or take roles"), "authorise", authorise, BatchRolesForm, "shield-check"
        ),
    ),
    bulk_fields=("post", "leader"),
    search=search_words,
    search_related=("user", "department"),
    search_private_action="view",
    hint=lambda row: f"{row.no} · {row.department}",
    hint_related=("user", "department"),
    annotate=with_roles,
    api_fields=(
        "id",
        "no",
        "name",
        "department",
        "post",
        "leader",
        "mobile",
        "status",
        "hire_date",
        "is_external",
        "company",
        "left_on",
    ),
    api_filters=("department", "status", "is_external"),
    actions=("change", "disable", "authorise", "reset_password", "rate"),
)
