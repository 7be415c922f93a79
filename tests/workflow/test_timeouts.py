"""Deadlines in working hours: half the time reminds, the whole time acts, each once and never too early."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from core import clock
from core.working_hours import add_working, working_between
from workflow.models import ApprovalRecord
from workflow.services.decision import approve
from workflow.services.timeouts import process_timeouts
from workflow.structure import Step

from .conftest import approve as step
from .conftest import draw, state, submit, task_of, trail, waiting

HOLIDAYS = [(date(2026, 10, day), False) for day in (1, 2, 5, 6, 7)] + [
    (date(2026, 9, 20), True),
    (date(2026, 10, 10), True),
]


def at(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.fixture
def calendar(db: Any) -> None:
    from core.models import WorkCalendarDay

    for day, works in HOLIDAYS:
        WorkCalendarDay.objects.update_or_create(date=day, defaults={"is_workday": works})


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-09-30 16:30", 16, "2026-10-09 17:30"),
        ("2026-09-30 16:30", 20, "2026-10-10 14:00"),
        ("2026-09-19 10:00", 2, "2026-09-20 10:30"),
        ("2026-11-20 11:30", 1, "2026-11-20 14:00"),
        ("2026-11-20 17:00", 4, "2026-11-23 12:00"),
        ("2026-11-20 16:00", 4, "2026-11-23 11:00"),
        ("2026-11-20 16:00", 8, "2026-11-23 16:30"),
        ("2026-11-20 06:00", 1, "2026-11-20 09:30"),
        ("2026-11-20 12:30", 0.5, "2026-11-20 14:00"),
        ("2026-11-20 16:30", 1, "2026-11-20 17:30"),
        ("2026-11-21 09:00", 7.5, "2026-11-23 17:30"),
    ],
)
def test_working_hours_pass_over_lunch_weekends_and_holidays(
    calendar: None, start: str, hours: float, end: str
) -> None:
    assert add_working(at(start), timedelta(hours=hours)) == at(end)
    assert working_between(at(start), at(end)) == timedelta(hours=hours)


def test_a_pause_counts_only_working_time(calendar: None) -> None:
    assert working_between(at("2026-10-08 10:00"), at("2026-10-09 10:00")) == timedelta(minutes=450)


def eight_hours(cast: Any, paper: Any, action: str = "escalate", **facts: Any) -> Any:
    draw(step("经理", cast.manager, timeout_hours=8, timeout_action=action), **facts)
    with clock.at(at("2026-11-20 16:00")):
        return submit(paper, cast.rep, facts.get("doc_type", "paper"))


def tick(text: str) -> dict[str, Any]:
    with clock.at(at(text)):
        return process_timeouts(clock.today())


def test_half_the_time_reminds_and_the_whole_time_passes_it_upwards(
    cast: Any, paper: Any, calendar: None
) -> None:
    """Eight working hours from Friday 16:00: reminder Monday 11:00, escalation Monday 16:30."""
    cast.manager.employee.leader = cast.executive.employee
    cast.manager.employee.save()
    run = eight_hours(cast, paper)
    assert tick("2026-11-23 10:59")["reminded"] == 0
    assert tick("2026-11-23 11:00")["reminded"] == 1
    assert tick("2026-11-23 11:00")["reminded"] == 0
    assert tick("2026-11-23 16:29")["lapsed"] == 0
    assert tick("2026-11-23 16:30")["lapsed"] == 1
    assert tick("2026-11-23 16:35")["lapsed"] == 0
    task = task_of(run, cast.manager)
    assert task.escalated_to == cast.executive and state(run) == "running"
    with clock.at(at("2026-11-23 16:40")):
        approve(task, by=cast.executive, opinion="代为处理")
    line = ApprovalRecord.objects.get(run=run, action="approve")
    assert line.on_behalf_of == cast.manager and state(run) == "approved"


@pytest.mark.parametrize(("action", "status"), [("approve", "approved"), ("reject", "rejected")])
def test_the_lapse_of_time_may_decide(
    cast: Any, paper: Any, calendar: None, action: str, status: str
) -> None:
    run = eight_hours(cast, paper, action)
    tick("2026-11-23 16:30")
    assert state(run) == status
    assert ApprovalRecord.objects.get(run=run, action=action).actor is None


def test_a_document_about_money_is_never_approved_by_lapse_of_time(
    cast: Any, paper: Any, calendar: None
) -> None:
    """The validator refuses such a drawing; where one has come in otherwise, the superior is asked."""
    from workflow.models import Node

    run = eight_hours(cast, paper, "escalate", doc_type="money_paper")
    node = Node.objects.get(version=run.version, key="经理")
    node.settings["timeout_action"] = "approve"
    node.save()
    tick("2026-11-23 16:30")
    assert state(run) == "running" and trail(run)[-1] == "escalate"


def test_a_job_that_runs_three_days_late_still_does_everything_once(
    cast: Any, paper: Any, calendar: None
) -> None:
    run = eight_hours(cast, paper, "remind")
    first = tick("2026-11-26 03:00")
    assert (first["reminded"], first["lapsed"]) == (1, 1)
    second = tick("2026-11-26 03:05")
    assert not any(second.values())
    assert trail(run).count("remind") == 2


def test_a_wait_ends_at_its_hour(cast: Any, paper: Any, calendar: None) -> None:
    draw(Step("等待", "delay", "等待", {"hours": 2, "working": True}), step("经理", cast.manager))
    with clock.at(at("2026-11-20 16:30")):
        run = submit(paper, cast.rep)
    assert waiting(run) == [] and run.current_step == "等待"
    tick("2026-11-23 09:29")
    assert waiting(run) == []
    assert tick("2026-11-23 09:30")["waits_ended"] == 1
    assert waiting(run) == ["张建国"]


def test_a_wait_until_a_day_that_is_past_is_none(cast: Any, paper: Any) -> None:
    draw(Step("等待", "delay", "等待", {"until": "delivery_on"}), step("经理", cast.manager))
    paper.ext = {**paper.ext, "delivery_on": "2020-01-01"}
    paper.save()
    assert waiting(submit(paper, cast.rep)) == ["张建国"]


def test_what_was_decided_in_time_is_left_alone(cast: Any, paper: Any, calendar: None) -> None:
    run = eight_hours(cast, paper, "reject")
    with clock.at(at("2026-11-23 09:00")):
        approve(task_of(run, cast.manager), by=cast.manager)
    assert not any(tick("2026-11-24 09:00").values()) and state(run) == "approved"
