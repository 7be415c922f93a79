"""Work plans: what they take over, what is done of them, who comments."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.errors import DomainError
from reminders.services.task import give_task, report_task
from sales.models import WorkPlan, WorkPlanItem
from sales.models.work_plan import bounds
from sales.selectors.work_plans import completion, rate, with_counts
from sales.services.work_plan import add_items, comment_on, drop_item, make_plan, tick_item
from tests.sales.visits import hold, make_visit, placed_customer

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 10, 13)


@pytest.fixture(autouse=True)
def tuesday() -> Any:
    with clock.at(TUESDAY):
        yield


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def code_of(call: Any, *args: Any, **facts: Any) -> str:
    with pytest.raises(DomainError) as refusal:
        call(*args, **facts)
    return refusal.value.code


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("day", TUESDAY, TUESDAY),
        ("week", date(2026, 10, 12), date(2026, 10, 18)),
        ("month", date(2026, 10, 1), date(2026, 10, 31)),
    ],
)
def test_a_plan_has_the_days_of_its_span(span: str, first: date, last: date) -> None:
    assert bounds(span, TUESDAY) == (first, last)


def test_a_plan_takes_over_visits_and_tasks_which_are_done_when_those_are(cast: Any) -> None:
    customer = placed_customer(cast.rep, "东岭重卡")
    ten = timezone.make_aware(datetime(2026, 10, 13, 10))
    visit = make_visit(customer, cast.rep, ten)
    make_visit(customer, cast.rep, ten + timedelta(days=10))
    task = give_task(by=cast.manager, owner=cast.rep, title="整理协议", due_on=TUESDAY)
    plan = make_plan(by=cast.rep, span="week", starts_on=TUESDAY, lines=["写周报", " ", "写周报"])
    items = list(WorkPlanItem.objects.filter(plan=plan))
    assert [(item.visit, item.task) for item in items] == [(None, None), (visit, None), (None, task)]
    row = with_counts(WorkPlan.objects.filter(pk=plan.pk)).get()
    assert (row.item_count, row.done_count) == (3, 0)
    hold(visit, cast.rep)
    tick_item(items[0], by=cast.rep, is_done=True)
    row = with_counts(WorkPlan.objects.filter(pk=plan.pk)).get()
    assert (row.done_count, rate(2, 3)) == (2, Decimal("66.67"))
    report_task(task, by=cast.rep, progress=100)
    task.refresh_from_db()
    assert completion(WorkPlan.objects.all()) == Decimal("66.67")  # handed in, not yet accepted
    assert code_of(tick_item, items[1], by=cast.rep, is_done=False) == "linked"
    assert add_items(plan, by=cast.rep, takes_over=True) == 0


def test_there_is_one_plan_of_a_time_and_only_its_maker_changes_it(cast: Any) -> None:
    plan = make_plan(by=cast.rep, span="week", starts_on=TUESDAY, lines=["a"])
    assert code_of(make_plan, by=cast.rep, span="week", starts_on=TUESDAY + timedelta(days=3)) == "duplicate"
    item = WorkPlanItem.objects.get()
    assert code_of(tick_item, item, by=cast.manager, is_done=True) == "not_yours"
    assert code_of(add_items, plan, by=cast.manager, lines=["x"]) == "not_yours"
    drop_item(item, by=cast.rep)
    assert with_counts(WorkPlan.objects.all()).get().item_count == 0


def test_the_leader_comments_and_nobody_on_his_own(cast: Any) -> None:
    plan = make_plan(by=cast.rep, span="month", starts_on=TUESDAY)
    assert code_of(comment_on, plan, by=cast.rep, comment="好") == "own"
    assert comment_on(plan, by=cast.manager, comment="多去现场").commented_by == cast.manager


def test_plans_on_their_pages(cast: Any) -> None:
    rep = signed_in(cast.rep)
    form = {"span": "week", "starts_on": TUESDAY.isoformat(), "lines": "回访\n报价", "takes_over": "on"}
    answer = rep.post(reverse("sales:work_plan_create"), form)
    plan = WorkPlan.objects.get()
    assert answer.url == plan.get_absolute_url() and plan.starts_on == date(2026, 10, 12)
    item = WorkPlanItem.objects.filter(plan=plan).first()
    assert rep.post(reverse("sales:work_plan_tick", args=[item.pk]), {"done": "1"}).status_code == 302
    assert "50.00" in rep.get(plan.get_absolute_url()).content.decode()
    assert "1 / 2" in rep.get("/").content.decode()
    manager = signed_in(cast.manager)
    assert "50.00" in manager.get("/plans/").content.decode()
    assert signed_in(cast.colleague).get(plan.get_absolute_url()).status_code == 404
    assert signed_in(cast.other_manager).get(plan.get_absolute_url()).status_code == 404
    assert (
        manager.post(reverse("sales:work_plan_comment", args=[plan.pk]), {"comment": "好"}).status_code == 302
    )
    assert manager.post(reverse("sales:work_plan_tick", args=[item.pk]), {"done": "0"}).status_code == 403
