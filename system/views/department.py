"""Departments: a list, a tree to add and move in, and one page each."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.services import department as departments
from core.errors import DomainError
from core.row_ids import row_id
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, EditPage
from records.views.list import ListPage
from records.views.page import RecordPage

from ..forms.people import MoveForm
from ..records.department import DEPARTMENTS
from ..selectors.departments import department_tree


class DepartmentList(ListPage):
    record = DEPARTMENTS


class DepartmentCreate(CreatePage):
    record = DEPARTMENTS


class DepartmentEdit(EditPage):
    record = DEPARTMENTS


class DepartmentDetail(DetailPage):
    record = DEPARTMENTS
    template = "system/department_detail.html"
    related = ("parent", "leader__user")


class DepartmentTree(RecordPage):
    """All departments as a tree; a company has hundreds at most, so it comes at once."""

    record = DEPARTMENTS
    template = "system/department_tree.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        may_change = self.record.allowed(request.user, "change")
        nodes = department_tree(may_change=may_change, may_add=self.record.allowed(request.user, "add"))
        return self.show(
            title=_("Departments"),
            nodes=nodes,
            record=self.record,
            may_add=self.record.allowed(request.user, "add"),
        )


class DepartmentMove(ActionPage):
    record = DEPARTMENTS
    action = "change"
    form_class = MoveForm
    verb = gettext_lazy("Move")

    def perform(self, obj: Any, form: Any) -> Any:
        departments.move_department(obj, form.cleaned_data["parent"], by=self.request.user)
        return _("%(name)s was moved.") % {"name": obj}

    def target(self, obj: Any) -> str:
        return reverse("system:department_tree")


class DepartmentDrop(RecordPage):
    """A row of the tree was dragged onto another one; the answer is for the script that moves the row."""

    record = DEPARTMENTS
    action = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        target = request.POST.get("parent", "")
        parent = get_object_or_404(self.record.rows(request.user), pk=row_id(target)) if target else None
        try:
            moved = departments.move_department(self.found(pk), parent, by=request.user)
        except DomainError as refusal:
            return JsonResponse({"message": refusal.message, "code": refusal.code}, status=409)
        return JsonResponse({"message": _("%(name)s was moved.") % {"name": moved}})
