"""Two people act in the same moment: one decision is kept, the other is told whose and when.

On SQLite writers take turns, on PostgreSQL they really run at once; the rules hold on both.
"""

import os
from typing import Any

import pytest

from tests.test_concurrency import at_once, refusals
from workflow.models import ApprovalRecord, ProcessRun, ProcessTask
from workflow.services.decision import approve, reject, return_to
from workflow.services.delegation import appoint_delegate
from workflow.services.passing import transfer
from workflow.services.start import start_run, withdraw
from workflow.services.timeouts import process_timeouts

from .conftest import approve as step
from .conftest import draw, line, parallel, state, submit, task_of, waiting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.xdist_group("races")]
ROUNDS = range(int(os.environ.get("CRM_SOAK_RACES", "1")))


def decisions(run: ProcessRun) -> int:
    return ApprovalRecord.objects.filter(run=run, action__in=("approve", "reject", "return")).count()


def told(outcomes: list[Any]) -> list[str]:
    return [refusal.code for refusal in refusals(outcomes)]


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_double_click_is_one_decision(cast: Any, paper: Any, turn: int) -> None:
    draw(step("经理", cast.manager), step("财务", cast.finance))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    outcomes = at_once(*[lambda: approve(task, by=cast.manager) for _click in range(3)])
    assert told(outcomes) == ["already_handled"] * 2
    assert decisions(run) == 1 and waiting(run) == ["华金"]


@pytest.mark.parametrize("turn", ROUNDS)
def test_of_two_who_may_either_decide_one_does(cast: Any, paper: Any, turn: int) -> None:
    draw(step("或签", cast.manager, cast.finance))
    run = submit(paper, cast.rep)
    mine, yours = task_of(run, cast.manager), task_of(run, cast.finance)
    outcomes = at_once(
        lambda: approve(mine, by=cast.manager), lambda: reject(yours, by=cast.finance, opinion="不行")
    )
    assert len(told(outcomes)) == 1 and told(outcomes) == ["already_handled"]
    assert decisions(run) == 1 and state(run) in {"approved", "rejected"}


@pytest.mark.parametrize("turn", ROUNDS)
def test_of_the_delegate_and_the_delegator_the_first_decides(cast: Any, paper: Any, turn: int) -> None:
    from datetime import timedelta

    from core import clock

    draw(step("经理", cast.manager))
    now = clock.now()
    appoint_delegate(
        by=cast.manager, to=cast.finance, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=1)
    )
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    outcomes = at_once(lambda: approve(task, by=cast.manager), lambda: approve(task, by=cast.finance))
    assert told(outcomes) == ["already_handled"] and decisions(run) == 1
    line_ = ApprovalRecord.objects.get(run=run, action="approve")
    assert (line_.on_behalf_of_id is None) == (line_.actor_id == cast.manager.pk)


@pytest.mark.parametrize("turn", ROUNDS)
def test_all_of_a_countersigning_agree_at_once_and_it_goes_on_once(cast: Any, paper: Any, turn: int) -> None:
    people = [cast.manager, cast.finance, cast.hr]
    draw(step("会签", *people, mode="all"), step("副总", cast.executive))
    run = submit(paper, cast.rep)
    tasks = [task_of(run, person) for person in people]
    outcomes = at_once(
        *[lambda t=task, p=person: approve(t, by=p) for task, person in zip(tasks, people, strict=True)]
    )
    assert not refusals(outcomes)
    assert waiting(run) == ["万里"] and ProcessTask.objects.filter(run=run).count() == 4


@pytest.mark.parametrize("turn", ROUNDS)
def test_parallel_lines_that_end_at_once_join_once(cast: Any, paper: Any, turn: int) -> None:
    draw(
        parallel("并行", line("甲", step("甲", cast.hr)), line("乙", step("乙", cast.finance))),
        step("副总", cast.executive),
    )
    run = submit(paper, cast.rep)
    first, second = task_of(run, cast.hr), task_of(run, cast.finance)
    outcomes = at_once(lambda: approve(first, by=cast.hr), lambda: approve(second, by=cast.finance))
    assert not refusals(outcomes) and waiting(run) == ["万里"]


@pytest.mark.parametrize("turn", ROUNDS)
def test_withdrawing_and_agreeing_at_once_end_it_once(cast: Any, paper: Any, turn: int) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    outcomes = at_once(lambda: approve(task, by=cast.manager), lambda: withdraw(run, by=cast.rep))
    assert len(refusals(outcomes)) == 1
    assert state(run) in {"approved", "withdrawn"}
    assert ApprovalRecord.objects.filter(run=run, action="end").count() == 1


@pytest.mark.parametrize("turn", ROUNDS)
def test_handing_on_sending_back_and_agreeing_at_once(cast: Any, paper: Any, turn: int) -> None:
    draw(step("经理", cast.manager), step("财务", cast.finance))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    outcomes = at_once(
        lambda: approve(task, by=cast.manager),
        lambda: transfer(task, to=cast.hr, by=cast.manager),
        lambda: return_to(task, by=cast.manager, opinion="改"),
    )
    assert told(outcomes) == ["already_handled"] * 2
    assert len(waiting(run)) == (0 if state(run) == "returned" else 1)


@pytest.mark.parametrize("turn", ROUNDS)
def test_a_document_submitted_twice_at_once_runs_once(cast: Any, paper: Any, turn: int) -> None:
    draw(step("经理", cast.manager))
    outcomes = at_once(*[lambda: start_run("paper", paper, by=cast.rep) for _click in range(2)])
    assert told(outcomes) == ["in_approval"]
    assert ProcessRun.objects.filter(doc_type="paper").count() == 1 and waiting(ProcessRun.objects.get()) == [
        "张建国"
    ]


@pytest.mark.parametrize("turn", ROUNDS)
def test_the_clock_and_the_approver_at_once(cast: Any, paper: Any, turn: int) -> None:
    from datetime import timedelta

    from core import clock

    draw(step("经理", cast.manager, timeout_hours=1, timeout_action="reject"))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    ProcessTask.objects.filter(pk=task.pk).update(due_at=clock.now() - timedelta(minutes=1))
    day = clock.today()
    outcomes = at_once(
        lambda: approve(task, by=cast.manager), lambda: process_timeouts(day), lambda: process_timeouts(day)
    )
    assert len(refusals(outcomes)) <= 1
    assert decisions(run) == 1 and state(run) in {"approved", "rejected"}
