"""Account plans: from draft to review and next year's copy; figures measured from the data."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.sources import hand_over_items
from contacts.models import Customer, StakeholderRole
from contacts.services.ownership import transfer_customers
from core import clock
from reminders.models import Notification
from sales.models import (
    AccountPlan,
    PlanAction,
    PlanChoice,
    PlanObjective,
    PlanReview,
)
from sales.selectors.account_plan import overview_of
from sales.services import account_plan as service
from sales.services import plan_lines
from sales.services.plan_reminders import remind_account_plans
from tests import factories
from tests.sales.plans import DAY, action, make, objective, ready, refusal, won_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_november() -> Any:
    with clock.at(DAY):
        yield


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep, industry="automaker")


# -- its life -------------------------------------------------------------------------------------------------
def test_a_plan_is_written_once_a_year_and_named_after_customer_and_year(
    cast: Any, customer: Customer
) -> None:
    plan = make(cast, customer)
    assert plan.name == f"{customer} 2026" and plan.code.startswith("JH2026") and plan.status == "draft"
    assert refusal(make, cast, customer).code == "duplicate"
    assert make(cast, customer, year=2027).year == 2027
    foreign = factories.make_customer("赤岸风电", cast.other_rep)
    assert refusal(make, cast, foreign).code == "forbidden"
    assert refusal(make, cast, customer, year=2028, level=3, level_target=2).field == "level_target"


def test_it_comes_in_force_with_a_statement_an_objective_and_an_action(cast: Any, customer: Customer) -> None:
    plan = make(cast, customer, statement=" ")
    wrong = refusal(service.put_in_force, plan, by=cast.rep)
    assert wrong.code == "incomplete" and wrong.message.count("、") == 2
    objective(plan, cast.rep)
    action(plan, cast.rep)
    plan = service.update_plan(plan, by=cast.rep, statement="首选供应商")
    plan = service.put_in_force(plan, by=cast.rep)
    assert (plan.status, plan.next_review_on) == ("active", DAY + timedelta(days=90))
    plan = service.update_plan(plan, by=cast.rep, review_days=30)
    assert plan.next_review_on == DAY + timedelta(days=30)


def test_it_is_closed_with_its_result_once_no_action_is_open(cast: Any, customer: Customer) -> None:
    plan = ready(cast, customer)
    assert refusal(service.close_plan, plan, by=cast.rep, result=" ").field == "result"
    assert refusal(service.close_plan, plan, by=cast.rep, result="达成").code == "open_actions"
    plan_lines.drop_action(PlanAction.objects.get(), by=cast.rep, reason="并入明年")
    plan = service.close_plan(plan, by=cast.rep, result="达成 80 %")
    assert plan.status == "closed" and plan.next_review_on is None
    assert refusal(service.update_plan, plan, by=cast.rep, trends="x").code == "closed"
    assert refusal(action, plan, cast.rep).code == "closed"
    assert refusal(service.put_in_force, make(cast, customer, year=2030), by=cast.rep).code == "incomplete"
    again = service.reopen_plan(plan, by=cast.rep, reason="补录")
    assert again.status == "active"
    draft = service.reopen_plan(again, by=cast.rep, reason="重写")
    assert draft.status == "draft" and refusal(service.close_plan, draft, by=cast.rep, result="x")


def test_only_a_draft_that_was_never_reviewed_is_deleted_with_its_lines(
    cast: Any, customer: Customer
) -> None:
    plan = ready(cast, customer)
    assert refusal(service.delete_plan, plan, by=cast.manager).code == "in_use"
    other = make(cast, customer, year=2027)
    objective(other, cast.rep)
    service.delete_plan(other, by=cast.manager)
    assert not AccountPlan.objects.alive().filter(pk=other.pk).exists()
    assert not PlanObjective.objects.alive().filter(plan=other).exists()


# -- people and findings ----------------------------------------------------------------------------------------
def test_the_page_says_what_a_manager_would_ask(cast: Any, customer: Customer) -> None:
    plan = ready(cast, customer, level=2, rival_level=4)
    foe = factories.make_contact(customer, "马总")
    StakeholderRole.objects.create(customer=customer, contact=foe, role="resister", influence=5, support=-2)
    PlanAction.objects.update(due_on=DAY - timedelta(days=1))
    with clock.at(DAY + timedelta(days=120)):
        said = [(finding.tone, finding.text) for finding in overview_of(plan, cast.rep).findings]
    texts = " ".join(text for _tone, text in said)
    assert "马总" in texts and [tone for tone, _text in said] == sorted(
        (tone for tone, _text in said), key=["red", "orange", "gray"].index
    )
    assert len(said) >= 8


def test_falling_to_a_lower_level_since_the_last_review_is_a_warning(cast: Any, customer: Customer) -> None:
    plan = ready(cast, customer, level=3)
    service.hold_review(plan, by=cast.rep, health="green", findings="稳")
    service.update_plan(plan, by=cast.rep, level=2)
    plan.refresh_from_db()
    findings = overview_of(plan, cast.rep).findings
    assert findings[0].tone == "red" and "3" in findings[0].text and "2" in findings[0].text


# -- actions ----------------------------------------------------------------------------------------------------
def test_an_action_is_done_with_its_effect_by_who_is_responsible(cast: Any, customer: Customer) -> None:
    plan = make(cast, customer)
    helper = cast.other_rep  # of another department: he does not see the plan, only what is his
    row = action(plan, cast.rep, responsible=helper)
    assert Notification.objects.filter(recipient=helper).count() == 1
    client = Client()
    client.force_login(helper)
    assert client.get(plan.get_absolute_url()).status_code == 404
    url = reverse("sales:plan_action_progress", args=[row.pk])
    assert client.post(url, {"progress": "50"}).status_code == 302
    assert client.post(url, {"progress": "100"}).status_code == 409  # without an effect
    assert client.post(url, {"progress": "80", "is_done": "on", "effect": "图纸冻结"}).status_code == 302
    row.refresh_from_db()
    assert (row.status, row.progress, row.ended_on) == ("done", 100, DAY)
    assert refusal(plan_lines.report_progress, row, by=helper, progress=10).code == "ended"
    assert "plan" not in [item.url for item in hand_over_items(helper)]


def test_what_an_action_names_belongs_to_its_plan(cast: Any, customer: Customer) -> None:
    plan, other = make(cast, customer), make(cast, customer, year=2027)
    goal = objective(other, cast.rep)
    assert refusal(action, plan, cast.rep, objective=goal).field == "objective"
    stranger = factories.make_contact(factories.make_customer("南屏", cast.rep))
    assert refusal(action, plan, cast.rep, contact=stranger).field == "contact"
    mine = objective(plan, cast.rep)
    action(plan, cast.rep, objective=mine)
    assert refusal(plan_lines.remove_line, mine, by=cast.rep).code == "has_actions"


def test_reminders_are_said_once_and_overdue_reviews_reach_the_leader(cast: Any, customer: Customer) -> None:
    plan = ready(cast, customer)
    day = plan.next_review_on
    assert day is not None
    assert remind_account_plans(DAY) == {"reviews": 0, "escalated": 0, "actions": 0}
    assert remind_account_plans(DAY + timedelta(days=8))["actions"] == 1
    assert remind_account_plans(day - timedelta(days=7))["reviews"] == 1
    assert remind_account_plans(day) == {"reviews": 0, "escalated": 0, "actions": 0}
    assert remind_account_plans(day + timedelta(days=15))["escalated"] == 1
    assert remind_account_plans(day + timedelta(days=16))["escalated"] == 0
    assert Notification.objects.filter(recipient=cast.manager).count() == 1


# -- reviews ----------------------------------------------------------------------------------------------------
def test_a_review_freezes_the_figures_of_its_day(cast: Any, customer: Customer) -> None:
    plan = ready(cast, customer)
    won_on(customer, cast, 1_000_000, date(2026, 2, 2))
    review = service.hold_review(plan, by=cast.rep, health="amber", findings="落后于目标")
    won_on(customer, cast, 5_000_000, date(2026, 3, 3))
    review.refresh_from_db()
    assert Decimal(review.snapshot["objectives"][0]["actual"]) == 1_000_000
    assert review.snapshot["actions"]["open"] == 1 and review.snapshot["level"] == 1
    plan.refresh_from_db()
    assert plan.next_review_on == DAY + timedelta(days=90) == review.next_review_on
    draft = make(cast, customer, year=2027)
    assert refusal(service.hold_review, draft, by=cast.rep, health="green", findings="x").code == "not_active"
    assert (
        refusal(
            service.hold_review, plan, by=cast.rep, health="green", findings="x", next_review_on=DAY
        ).field
        == "next_review_on"
    )


def test_the_leader_comments_and_nobody_his_own_review(cast: Any, customer: Customer) -> None:
    plan = ready(cast, customer)
    review = service.hold_review(plan, by=cast.rep, health="green", findings="顺利")
    with pytest.raises(PermissionDenied):
        service.comment_review(review, by=cast.rep, comment="好")
    done = service.comment_review(review, by=cast.manager, comment="盯紧定点节点")
    assert done.commented_by == cast.manager
    own = service.hold_review(plan, by=cast.manager, health="green", findings="顺利")
    assert refusal(service.comment_review, own, by=cast.manager, comment="好").code == "own_review"


# -- next year ----------------------------------------------------------------------------------------------------
def test_next_years_draft_carries_what_still_holds(cast: Any, customer: Customer) -> None:
    won_on(customer, cast, 4_000_000, date(2026, 4, 4))
    plan = ready(cast, customer, level=2, level_target=3, strengths="交期")
    goal = PlanObjective.objects.get(plan=plan)
    action(plan, cast.rep, name="闰日行动", due_on=date(2028, 2, 29), objective=goal)
    done = action(plan, cast.rep, name="做完的")
    plan_lines.report_progress(done, by=cast.rep, progress=100, effect="好")
    plan_lines.save_choice(PlanChoice(plan=plan, what="联合研发", why="高层支持"), by=cast.rep)
    copied = service.copy_plan(plan, by=cast.rep, year=2027)
    assert (copied.status, copied.year, copied.strengths, copied.copied_from) == ("draft", 2027, "交期", plan)
    again = PlanObjective.objects.get(plan=copied)
    assert (again.baseline, again.target, again.is_main) == (Decimal(4_000_000), Decimal(12_000_000), True)
    rows = {row.name: row for row in PlanAction.objects.filter(plan=copied)}
    assert set(rows) == {"拜访总工", "闰日行动"}
    assert rows["闰日行动"].due_on == date(2029, 2, 28) and rows["闰日行动"].objective == again
    assert PlanChoice.objects.filter(plan=copied).count() == 1
    assert refusal(service.copy_plan, plan, by=cast.rep, year=2027).code == "duplicate"
    assert refusal(service.copy_plan, plan, by=cast.rep, year=2026).code == "same_year"


def test_plan_and_open_actions_go_along_with_the_customer(cast: Any, customer: Customer) -> None:
    plan = ready(cast, customer)
    transfer_customers(Customer.objects.filter(pk=customer.pk), to=cast.colleague, by=cast.manager)
    plan.refresh_from_db()
    assert plan.owner == cast.colleague
    again = service.transfer_plan(plan, to=cast.rep, by=cast.manager)
    assert again.owner == cast.rep


# -- who sees what ------------------------------------------------------------------------------------------------
def test_marketing_reads_the_plan_without_its_figures(cast: Any, customer: Customer) -> None:
    won_on(customer, cast, 4_321_000, date(2026, 4, 4))
    plan = ready(cast, customer)
    client = Client()
    client.force_login(cast.marketing)
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "首选供应商" in page and "432.10" not in page and "gap-curve" not in page
    mine = Client()
    mine.force_login(cast.rep)
    page = mine.get(plan.get_absolute_url()).content.decode()
    assert "432.10" in page and "gap-curve" in page
    paper = mine.get(reverse("sales:account_plan_print", args=[plan.pk])).content.decode()
    assert "gap-curve" in paper and paper.count("pyramid-step") == 5
    for tab in ("environment", "people", "objectives", "choices", "actions", "reviews", "files", "history"):
        assert mine.get(f"{plan.get_absolute_url()}?tab={tab}").status_code == 200


def test_a_rep_writes_a_plan_on_its_pages(cast: Any, customer: Customer) -> None:
    client = Client()
    client.force_login(cast.rep)
    form = {"customer": customer.pk, "year": "2026", "statement": "首选", "level": "2"}
    assert client.post(reverse("sales:account_plan_create"), form).status_code == 302
    plan = AccountPlan.objects.get()
    add = reverse("sales:plan_objective_add", args=[plan.pk])
    goal = {"name": "销售额", "kind": "revenue", "measure": "won", "target": "1200", "is_main": "on"}
    assert client.post(add, goal | {"monthly": "1 2 3"}).status_code == 422
    assert client.post(add, goal | {"monthly": " ".join(["100"] * 12)}).status_code == 302
    act = {"name": "拜访", "responsible": cast.rep.pk, "due_on": "2026-12-01"}
    assert client.post(reverse("sales:plan_action_add", args=[plan.pk]), act).status_code == 302
    choice = {"side": "stop", "what": "低端密封", "why": "无利", "decided_on": "2026-11-20"}
    assert client.post(reverse("sales:plan_choice_add", args=[plan.pk]), choice).status_code == 302
    assert client.post(reverse("sales:account_plan_activate", args=[plan.pk])).status_code == 302
    review = {"health": "green", "findings": "顺利"}
    assert client.post(reverse("sales:account_plan_review", args=[plan.pk]), review).status_code == 302
    assert PlanReview.objects.get().snapshot["choices"]["stop"] == ["低端密封"]
    copy = client.post(reverse("sales:account_plan_copy", args=[plan.pk]), {"year": "2027"})
    assert copy.status_code == 302 and AccountPlan.objects.count() == 2
    page = client.get(f"{customer.get_absolute_url()}?tab=account_plans").content.decode()
    assert "2027" in page
