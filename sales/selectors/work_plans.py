"""How much of a plan is done: 计划完成率 = items done ÷ items."""

from decimal import Decimal
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core import clock
from core.money import rounded

from ..models import WorkPlan, WorkPlanItem

DONE = Q(is_done=True) | Q(visit__status__in=["submitted", "reviewed"]) | Q(task__status="done")


def with_counts(rows: Any) -> Any:
    """Each plan with how many items it has, and how many of them are done."""
    items = WorkPlanItem.objects.filter(plan=OuterRef("pk"), is_deleted=False).order_by().values("plan")

    def count(condition: Q | None = None) -> Any:
        counted = items.annotate(n=Count("pk", filter=condition)).values("n")
        return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

    return rows.annotate(item_count=count(), done_count=count(DONE))


def rate(done: int, items: int) -> Decimal | None:
    """Per cent, half up; None of a plan without items."""
    return rounded(Decimal(done) * 100 / items) if items else None


def completion(rows: Any) -> Decimal | None:
    """The rate of several plans together: items of all, never the mean of their rates."""
    found = WorkPlanItem.objects.alive().filter(plan__in=rows.order_by().values("pk"))
    counted = found.order_by().aggregate(items=Count("pk"), done=Count("pk", filter=DONE))
    return rate(counted["done"], counted["items"])


def plans_of_now(user: Any) -> Any:
    """One's own plans of today, this week and this month."""
    today = clock.today()
    return WorkPlan.objects.mine(user).filter(starts_on__lte=today, ends_on__gte=today)


def current_plans(user: Any) -> list[WorkPlan]:
    """The same with what is done of them."""
    return list(with_counts(plans_of_now(user)).order_by("ends_on", "pk")[:3])


def items_of(plan: WorkPlan) -> tuple[list[WorkPlanItem], set[int]]:
    """The items of a plan that one sees, and which of them are done."""
    rows = WorkPlanItem.objects.alive().filter(plan=plan)
    done = set(rows.filter(DONE).values_list("pk", flat=True))
    return list(rows.select_related("visit", "task").order_by("pk")), done


def item_rows(user: Any) -> Any:
    """Items of the plans that the user sees; another's costs what none costs."""
    plans = WorkPlan.objects.visible_to(user).order_by().values("pk")
    return WorkPlanItem.objects.alive().filter(plan__in=plans).select_related("plan")
