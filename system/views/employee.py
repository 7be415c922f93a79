"""Employees: address book, management, and the actions that begin or end somebody's access."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import sources, states
from accounts.models import Employee, UserSession
from accounts.services import employee as people
from accounts.services import role as roles
from accounts.services import sign_in, two_factor
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, EditPage
from records.views.list import ListPage
from records.views.page import RecordPage

from ..forms.people import RateForm, RolesForm, StatusForm
from ..records.employee import EMPLOYEES

Status = Employee.Status
STATUS_VERBS = {
    Status.ACTIVE: gettext_lazy("Enable"),
    Status.DISABLED: gettext_lazy("Disable"),
    Status.LEFT: gettext_lazy("Leaves the company"),
}


class EmployeeList(ListPage):
    record = EMPLOYEES


class EmployeeCreate(CreatePage):
    record = EMPLOYEES


class EmployeeEdit(EditPage):
    record = EMPLOYEES


class EmployeeDetail(DetailPage):
    record = EMPLOYEES
    template = "system/employee_detail.html"
    related = ("user", "department", "post", "leader__user", "title_level")

    def context(self, obj: Employee) -> dict[str, Any]:
        context = super().context(obj)
        return {**context, "badge_tone": _tone(obj), "actions": self.actions_on(obj, context["may"])}

    def actions_on(self, obj: Employee, may: dict[str, bool]) -> list[dict[str, Any]]:
        """The buttons of this reader; a move that the status does not allow is not offered."""
        found = []

        def offer(right: str, label: Any, page: str, icon: str, *args: Any, danger: bool = False) -> None:
            if may.get(right):
                url = reverse(f"system:employee_{page}", args=[obj.pk, *args])
                found.append({"label": label, "url": url, "icon": icon, "is_danger": danger})

        offer("authorise", _("Roles"), "roles", "shield-check")
        offer("rate", _("Title and coefficient"), "rate", "award")
        if obj.is_working:
            offer("reset_password", _("Reset password"), "reset_password", "key")
        for status, verb in STATUS_VERBS.items():
            if states.may_move(obj.status, status):
                icon = "user-check" if status == Status.ACTIVE else "user-off"
                offer("disable", verb, "status", icon, status, danger=status != Status.ACTIVE)
        return found


def _tone(employee: Employee) -> str:
    from ..records.employee import STATUS_TONES

    return STATUS_TONES[employee.status]


class EmployeeStatus(ActionPage):
    """Enable, disable or let go; shows first what must be handed over."""

    record = EMPLOYEES
    action = "disable"
    template = "system/employee_status.html"
    form_class = StatusForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["status"] not in STATUS_VERBS:
            raise Http404(kwargs["status"])
        self.status = Status(kwargs.pop("status"))
        self.kwargs = kwargs
        self.verb = STATUS_VERBS[self.status]
        self.is_dangerous = self.status != Status.ACTIVE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        kwargs.pop("status", None)
        return super().dispatch(request, *args, **kwargs)

    def ask(self, obj: Any, form: Any, status: int = 200) -> HttpResponse:
        held = sources.hand_over_items(obj.user) if self.is_dangerous else []
        return self.show(status, object=obj, form=form, record=self.record, title=self.verb, held=held)

    def perform(self, obj: Any, form: Any) -> Any:
        facts = form.cleaned_data
        people.change_status(obj, self.status, by=self.request.user, on=facts["on"], reason=facts["reason"])
        return _("%(name)s: %(verb)s. Done.") % {"name": obj, "verb": self.verb}


class EmployeeRoles(ActionPage):
    record = EMPLOYEES
    action = "authorise"
    form_class = RolesForm
    verb = gettext_lazy("Set roles")

    def perform(self, obj: Any, form: Any) -> Any:
        roles.set_roles(obj.user, form.cleaned_data["roles"], by=self.request.user)
        return _("The roles of %(name)s were saved; they hold from the next click.") % {"name": obj}


class EmployeeRate(ActionPage):
    record = EMPLOYEES
    action = "rate"
    form_class = RateForm
    verb = gettext_lazy("Title and coefficient")

    def perform(self, obj: Any, form: Any) -> Any:
        people.rate_employee(obj, by=self.request.user, **form.cleaned_data)
        return _("%(name)s was saved.") % {"name": obj}


class EmployeeResetPassword(ActionPage):
    """Shows the new password once; also frees somebody who lost the phone of his second step, if asked."""

    record = EMPLOYEES
    action = "reset_password"
    verb = gettext_lazy("Reset password")
    question = gettext_lazy(
        "A new one-time password is made and all sessions end. It must be changed at the next sign-in."
    )
    template = "system/employee_reset.html"

    def ask(self, obj: Any, form: Any, status: int = 200) -> HttpResponse:
        return self.show(
            status,
            object=obj,
            record=self.record,
            title=self.verb,
            has_two_factor=two_factor.is_on(obj.user),
        )

    def post(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        obj = self.found(pk)
        password = sign_in.reset_password(obj.user, by=request.user)
        if "two_factor_off" in request.POST:
            two_factor.switch_off(obj.user, by=request.user)
        return self.show(object=obj, record=self.record, title=self.verb, password=password)


class EmployeeSessionEnd(RecordPage):
    """An administrator ends one session of somebody, or all."""

    record = EMPLOYEES
    action = "disable"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, session: int = 0) -> HttpResponse:
        obj = self.found(pk)
        if session:
            row = get_object_or_404(UserSession, pk=session, user=obj.user)
            sign_in.end_session(row, by=request.user)
        else:
            sign_in.end_sessions(obj.user, by=request.user)
        self.notify(_("The session was ended."))
        return redirect(f"{obj.get_absolute_url()}?tab=sign-in")
