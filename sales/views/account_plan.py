"""Account plans: list, the plan on one page, its lines, reviews, printing; assessments."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.tables import show
from records import gate
from records.views.detail import DetailPage
from records.views.form import ActionPage, CreatePage, DeletePage, EditPage
from records.views.list import ListPage
from records.views.page import RecordPage

from ..forms import account_plan as forms
from ..forms.inquiry import HandOnForm
from ..models import AccountPlan, PlanAction, PlanReview
from ..records.account_plan import (
    ACCOUNT_PLANS,
    ASSESSMENTS,
    PLAN_ACTIONS,
    PLAN_CHOICES,
    PLAN_OBJECTIVES,
    TONES,
    shown_review,
)
from ..selectors.account_plan import levels_of, overview_of
from ..services import account_plan as service
from ..services import plan_lines
from .inquiry import customer_fact


class AccountPlanList(ListPage):
    record = ACCOUNT_PLANS


class AccountPlanCreate(CreatePage):
    record = ACCOUNT_PLANS


class AccountPlanEdit(EditPage):
    record = ACCOUNT_PLANS


class AccountPlanDelete(DeletePage):
    record = ACCOUNT_PLANS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("Only a draft that was never reviewed is deleted, with all that stands in it.")

    def perform(self, obj: AccountPlan, form: Any) -> str:
        service.delete_plan(obj, by=self.request.user)
        return _("%(record)s was deleted.") % {"record": obj}


RELATED = ("owner", "department", "customer__owner", "copied_from", "created_by")


class AccountPlanDetail(DetailPage):
    record = ACCOUNT_PLANS
    template = "sales/account_plan_detail.html"
    related = RELATED

    def context(self, obj: AccountPlan) -> dict[str, Any]:
        user = self.request.user
        known = super().context(obj)
        may = {action: gate.holds(user, obj, action) for action in ("change", "delete", "transfer")}
        change, now = may["change"], obj.status
        return {
            **known,
            "facts": [
                customer_fact(obj, user),
                {"label": _("Owner"), "value": str(obj.owner or _("nobody"))},
                {"label": _("Our level"), "value": f"{obj.level} · {obj.get_level_display()}"},
                {"label": _("Next review"), "value": show(shown_review(obj))},
            ],
            "tone": TONES[now],
            "may": {**may, "change": change and obj.is_open},
            "may_do": {
                "activate": change and now == "draft",
                "review": change and now == "active" and gate.allowed(user, PlanReview, "add"),
                "close": change and now == "active",
                "reopen": change and now in {"active", "closed"},
                "copy": gate.holds(user, obj.customer, "add", AccountPlan),
                "delete": may["delete"] and now == "draft",
            },
        }


class AccountPlanPrint(RecordPage):
    """The plan on paper: one page, or little more."""

    record = ACCOUNT_PLANS
    template = "sales/account_plan_print.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        plan = self.found(pk, rows=ACCOUNT_PLANS.rows(request.user).select_related(*RELATED))
        return self.show(
            object=plan,
            title=str(plan),
            plan=overview_of(plan, request.user),
            levels=levels_of(plan),
        )


class PlanDeed(ActionPage):
    record = ACCOUNT_PLANS
    action = "change"

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        rows = rows if rows is not None else self.record.rows(self.request.user)
        return super().found(pk, rows=rows.select_related("customer", "owner"))

    def said(self, done: AccountPlan) -> str:
        return _("%(record)s is now: %(state)s.") % {"record": done, "state": done.get_status_display()}


class AccountPlanActivate(PlanDeed):
    verb = gettext_lazy("Put in force")
    question = gettext_lazy("It is worked by from now on, and reviewed in its rhythm.")

    def perform(self, obj: AccountPlan, form: Any) -> str:
        return self.said(service.put_in_force(obj, by=self.request.user))


class AccountPlanReview(PlanDeed):
    verb = gettext_lazy("Hold a review")
    question = gettext_lazy("The figures of today are frozen with it.")
    form_class = forms.ReviewForm

    def perform(self, obj: AccountPlan, form: Any) -> str:
        gate.require_allowed(self.request.user, PlanReview, "add")
        review = service.hold_review(obj, by=self.request.user, **form.cleaned_data)
        return _("Reviewed; the next review is due on %(day)s.") % {"day": show(review.next_review_on)}

    def target(self, obj: AccountPlan) -> str:
        return f"{obj.get_absolute_url()}?tab=reviews"


class AccountPlanClose(PlanDeed):
    verb = gettext_lazy("Close the plan")
    form_class = forms.ResultForm

    def perform(self, obj: AccountPlan, form: Any) -> str:
        return self.said(service.close_plan(obj, by=self.request.user, **form.cleaned_data))


class AccountPlanReopen(PlanDeed):
    verb = gettext_lazy("Take up again")
    question = gettext_lazy("A closed plan is in force again; one in force becomes a draft.")
    form_class = forms.ReasonForm

    def perform(self, obj: AccountPlan, form: Any) -> str:
        return self.said(service.reopen_plan(obj, by=self.request.user, **form.cleaned_data))


class AccountPlanCopy(PlanDeed):
    action = "add"
    verb = gettext_lazy("Copy into another year")
    question = gettext_lazy(
        "Charter, environment, objectives and open actions become a draft; what was reached stands beside the targets."
    )
    form_class = forms.CopyForm

    def perform(self, obj: AccountPlan, form: Any) -> str:
        self.copied = service.copy_plan(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s was created.") % {"record": self.copied}

    def target(self, obj: AccountPlan) -> str:
        return self.copied.get_absolute_url()


class AccountPlanTransfer(PlanDeed):
    action = "transfer"
    verb = gettext_lazy("Transfer")
    question = gettext_lazy("The plan changes hands with its owner's open actions; the customer stays.")
    form_class = HandOnForm

    def perform(self, obj: AccountPlan, form: Any) -> str:
        service.transfer_plan(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s now belongs to %(owner)s.") % {"record": obj, "owner": form.cleaned_data["to"]}

    def target(self, obj: AccountPlan) -> str:
        still = AccountPlan.objects.visible_to(self.request.user).filter(pk=obj.pk).exists()
        return obj.get_absolute_url() if still else ACCOUNT_PLANS.list_url


# -- lines ------------------------------------------------------------------------------------------------------
class UnderPlan(CreatePage):
    """A new line under the plan of the address."""

    def get(self, request: Any, pk: int, **kwargs: Any) -> Any:
        self.plan = self._plan(pk)
        return super().get(request, **kwargs)

    def post(self, request: Any, pk: int, **kwargs: Any) -> Any:
        self.plan = self._plan(pk)
        return super().post(request, **kwargs)

    def _plan(self, pk: int) -> AccountPlan:
        rows = AccountPlan.objects.visible_to(self.request.user).select_related("customer")
        plan: AccountPlan | None = rows.filter(pk=pk).first()
        if plan is None:
            raise Http404
        gate.require_allowed(self.request.user, self.record.model, "add")
        gate.require(self.request.user, plan, "change")
        return plan

    def blank(self) -> Any:
        return self.record.model(plan=self.plan)


class ObjectiveAdd(UnderPlan):
    record = PLAN_OBJECTIVES


class ObjectiveEdit(EditPage):
    record = PLAN_OBJECTIVES


class ChoiceAdd(UnderPlan):
    record = PLAN_CHOICES


class ChoiceEdit(EditPage):
    record = PLAN_CHOICES


class ActionAdd(UnderPlan):
    record = PLAN_ACTIONS

    def blank(self) -> PlanAction:
        return PlanAction(plan=self.plan, responsible=self.request.user)


class PlanActionList(ListPage):
    record = PLAN_ACTIONS


class PlanActionCreate(CreatePage):
    record = PLAN_ACTIONS


class PlanActionEdit(EditPage):
    record = PLAN_ACTIONS


class LineRemove(ActionPage):
    action = "delete"
    verb = gettext_lazy("Remove")
    question = gettext_lazy("Only this line of the plan goes; history keeps it.")
    is_dangerous = True

    def perform(self, obj: Any, form: Any) -> str:
        plan_lines.remove_line(obj, by=self.request.user)
        return _("%(record)s was removed.") % {"record": obj}


class ObjectiveRemove(LineRemove):
    record = PLAN_OBJECTIVES


class ChoiceRemove(LineRemove):
    record = PLAN_CHOICES


class PlanActionRemove(LineRemove):
    record = PLAN_ACTIONS


class ActionDeed(ActionPage):
    """What is done to one action; its responsible may, though he may not read the plan."""

    record = PLAN_ACTIONS
    action = "change"

    def target(self, obj: PlanAction) -> str:
        sees = AccountPlan.objects.visible_to(self.request.user).filter(pk=obj.plan_id).exists()
        return obj.get_absolute_url() if sees else reverse("sales:plan_action_list")


class PlanActionProgress(ActionDeed):
    verb = gettext_lazy("Progress")
    form_class = forms.ProgressForm

    def perform(self, obj: PlanAction, form: Any) -> str:
        done = plan_lines.report_progress(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s: %(progress)s %%.") % {"record": done, "progress": done.progress}


class PlanActionDrop(ActionDeed):
    verb = gettext_lazy("Drop")
    question = gettext_lazy("It is not done any more; the reason stays with it.")
    form_class = forms.ReasonForm

    def perform(self, obj: PlanAction, form: Any) -> str:
        plan_lines.drop_action(obj, by=self.request.user, **form.cleaned_data)
        return _("%(record)s was dropped.") % {"record": obj}


class ReviewComment(ActionPage):
    """The leader's word on a review."""

    record = ACCOUNT_PLANS
    action = "review"
    verb = gettext_lazy("Comment")
    form_class = forms.CommentForm

    def found(self, pk: Any, *, rows: Any = None) -> Any:
        user = self.request.user
        review = PlanReview.objects.visible_to(user).select_related("plan__customer").filter(pk=pk).first()
        if review is None:
            raise Http404
        gate.require(user, review.plan, "review")
        return review

    def perform(self, obj: PlanReview, form: Any) -> str:
        service.comment_review(obj, by=self.request.user, **form.cleaned_data)
        return _("It was written down.")


# -- assessments --------------------------------------------------------------------------------------------------
class AssessmentList(ListPage):
    record = ASSESSMENTS


class AssessmentCreate(CreatePage):
    record = ASSESSMENTS


class AssessmentEdit(EditPage):
    record = ASSESSMENTS


class AssessmentDelete(DeletePage):
    record = ASSESSMENTS
    verb = gettext_lazy("Delete")
    question = gettext_lazy("The assessment moves to the recycle bin.")

    def target(self, obj: Any) -> str:
        return ASSESSMENTS.list_url
