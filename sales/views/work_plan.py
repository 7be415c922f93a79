"""Work plans: list, one plan with its items, the leader's comment."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage
from records.views.page import RecordPage
from reminders.models import Task

from ..forms.work_plan import CommentForm, ItemsForm
from ..models import Visit, WorkPlan, WorkPlanItem
from ..records.work_plan import WORK_PLANS
from ..selectors.work_plans import item_rows, items_of, rate
from ..services.work_plan import add_items, comment_on, drop_item, tick_item


class WorkPlanList(ListPage):
    record = WORK_PLANS


class WorkPlanCreate(CreatePage):
    record = WORK_PLANS


class WorkPlanEdit(EditPage):
    record = WORK_PLANS


class WorkPlanDelete(DeletePage):
    record = WORK_PLANS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("Only a plan without items can be deleted.")


class WorkPlanDetail(DetailPage):
    record = WORK_PLANS
    template = "sales/work_plan_detail.html"
    fragment = ""
    related = ("owner", "department", "commented_by")

    def context(self, obj: WorkPlan) -> dict[str, Any]:
        user = self.request.user
        items, done = items_of(obj)
        sees_visits, sees_tasks = gate.allowed(user, Visit), gate.allowed(user, Task)
        lines = []
        for item in items:
            target = (item.visit if sees_visits else None) or (item.task if sees_tasks else None)
            lines.append(
                {
                    "item": item,
                    "is_done": item.pk in done,
                    "is_linked": bool(item.visit_id or item.task_id),
                    "url": target.get_absolute_url()
                    if target is not None and obj.owner_id == user.pk
                    else "",
                }
            )
        known = super().context(obj)
        is_own = obj.owner_id == user.pk
        return {
            **known,
            "lines": lines,
            "done": len(done),
            "rate": rate(len(done), len(items)),
            "may": {**known["may"], "change": known["may"]["change"] and is_own},
            "may_comment": not is_own and gate.may(user, obj, "review"),
        }


class Deed(ActionPage):
    record = WORK_PLANS
    action = "change"


class WorkPlanItems(Deed):
    verb = gettext_lazy("Add items")
    form_class = ItemsForm

    def perform(self, obj: WorkPlan, form: Any) -> str:
        data = form.cleaned_data
        count = add_items(
            obj, by=self.request.user, lines=data["lines"].splitlines(), takes_over=data["takes_over"]
        )
        return _("%(count)d added.") % {"count": count}


class WorkPlanComment(Deed):
    action = "review"
    verb = gettext_lazy("Comment")
    form_class = CommentForm

    def perform(self, obj: WorkPlan, form: Any) -> str:
        comment_on(obj, by=self.request.user, **form.cleaned_data)
        return _("Your comment is there.")


class ItemDeed(RecordPage):
    """Something that is posted about one item of a plan that one sees."""

    record = WORK_PLANS
    action = "change"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        item = get_object_or_404(item_rows(request.user), pk=pk)
        plan = self.found(item.plan_id)
        self.perform(item)
        return HttpResponseRedirect(plan.get_absolute_url())

    def perform(self, item: WorkPlanItem) -> None:
        raise NotImplementedError


class ItemTick(ItemDeed):
    def perform(self, item: WorkPlanItem) -> None:
        tick_item(item, by=self.request.user, is_done=self.request.POST.get("done") == "1")


class ItemDrop(ItemDeed):
    def perform(self, item: WorkPlanItem) -> None:
        drop_item(item, by=self.request.user)
