"""What people at a step say, and what comes of it."""

from typing import Any

import pytest

from core.errors import DomainError
from workflow.models import ProcessRun, ProcessTask
from workflow.services.decision import approve, reject, return_to, take_back, take_note
from workflow.services.start import resubmit, withdraw

from .conftest import HEARD, cc, draw, state, submit, task_of, trail, waiting
from .conftest import approve as step


def test_an_agreed_document_is_approved_and_told_so_once(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    assert waiting(run) == ["张建国"] and run.current_step == "经理"
    approve(task_of(run, cast.manager), by=cast.manager, opinion="同意")
    assert state(run) == "approved" and HEARD == [("approved", paper.pk)]
    assert trail(run) == ["submit", "approve", "end"]


def test_one_rejection_ends_a_step_for_all_and_the_others_have_nothing_done(cast: Any, paper: Any) -> None:
    """A cancelled task is not among what somebody has dealt with."""
    for mode in ("all", "any"):
        draw(step("会签", cast.manager, cast.finance, cast.executive, mode=mode), priority=20)
        run = submit(paper, cast.rep)
        reject(task_of(run, cast.finance), by=cast.finance, opinion="价格不对")
        assert state(run) == "rejected"
        for person in (cast.manager, cast.executive):
            task = task_of(run, person)
            assert task.status == "cancelled" and task.decided_by is None
            with pytest.raises(DomainError) as told:
                approve(task, by=person)
            assert told.value.code == "already_handled" and "华金" in str(told.value)
        ProcessRun.objects.filter(pk=run.pk).update(doc_type="")


@pytest.mark.parametrize(
    ("ratio", "people", "needed"), [(60, 3, 2), (50, 3, 2), (100, 3, 3), (34, 3, 2), (1, 3, 1)]
)
def test_a_share_is_counted_of_all_asked_and_rounded_up(
    cast: Any, paper: Any, ratio: int, people: int, needed: int
) -> None:
    everybody = [cast.manager, cast.finance, cast.executive][:people]
    draw(step("会签", *everybody, mode="ratio", ratio=ratio))
    run = submit(paper, cast.rep)
    for place, person in enumerate(everybody[:needed], 1):
        assert state(run) == "running"
        approve(task_of(run, person), by=person)
        assert (state(run) == "approved") is (place == needed)


def test_a_share_that_can_no_longer_be_reached_rejects(cast: Any, paper: Any) -> None:
    draw(step("会签", cast.manager, cast.finance, cast.executive, mode="ratio", ratio=60))
    run = submit(paper, cast.rep)
    reject(task_of(run, cast.manager), by=cast.manager, opinion="不同意")
    assert state(run) == "running"
    reject(task_of(run, cast.finance), by=cast.finance, opinion="不同意")
    assert state(run) == "rejected"
    assert task_of(run, cast.executive).status == "cancelled"


def test_any_one_is_enough_and_the_others_are_released(cast: Any, paper: Any) -> None:
    draw(step("或签", cast.manager, cast.finance, mode="any"))
    run = submit(paper, cast.rep)
    approve(task_of(run, cast.finance), by=cast.finance)
    assert state(run) == "approved" and task_of(run, cast.manager).status == "cancelled"


def test_in_a_sequence_each_is_asked_after_the_one_before(cast: Any, paper: Any) -> None:
    draw(step("依次", cast.manager, cast.finance, cast.executive, mode="sequential"))
    run = submit(paper, cast.rep)
    for person in (cast.manager, cast.finance, cast.executive):
        assert waiting(run) == [person.name]
        approve(task_of(run, person), by=person)
    assert state(run) == "approved"


def test_a_step_may_ask_for_an_opinion(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager, opinion_required=True))
    run = submit(paper, cast.rep)
    with pytest.raises(DomainError) as refused:
        approve(task_of(run, cast.manager), by=cast.manager, opinion="  ")
    assert refused.value.field == "opinion" and state(run) == "running"
    with pytest.raises(DomainError):
        reject(task_of(run, cast.manager), by=cast.manager, opinion="")


def test_nobody_else_decides(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    for stranger in (cast.rep, cast.other_manager, cast.admin):
        with pytest.raises(DomainError) as refused:
            approve(task_of(run, cast.manager), by=stranger)
        assert refused.value.code == "not_yours"


def test_a_copy_outlives_the_rejection(cast: Any, paper: Any) -> None:
    draw(cc("抄送", cast.finance), step("经理", cast.manager))
    run = submit(paper, cast.rep)
    reject(task_of(run, cast.manager), by=cast.manager, opinion="不行")
    copy = task_of(run, cast.finance)
    assert copy.status == "pending"
    take_note(copy, by=cast.finance)
    take_note(copy, by=cast.finance)
    assert task_of(run, cast.finance).status == "done" and trail(run, "read") == ["read"]


def test_a_step_that_gets_it_back_asks_everybody_afresh(cast: Any, paper: Any) -> None:
    """Sent back to a countersigning: all its people are asked again, whoever had agreed before."""
    draw(step("会签", cast.manager, cast.finance, mode="all"), step("副总", cast.executive))
    run = submit(paper, cast.rep)
    for person in (cast.manager, cast.finance):
        approve(task_of(run, person), by=person)
    return_to(task_of(run, cast.executive), by=cast.executive, opinion="再核价", to="会签")
    assert sorted(waiting(run)) == sorted(["张建国", "华金"])
    for person in (cast.manager, cast.finance):
        approve(task_of(run, person), by=person)
    assert waiting(run) == ["万里"]


def test_sent_back_to_the_step_before(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager), step("财务", cast.finance), step("副总", cast.executive))
    run = submit(paper, cast.rep)
    approve(task_of(run, cast.manager), by=cast.manager)
    approve(task_of(run, cast.finance), by=cast.finance)
    return_to(task_of(run, cast.executive), by=cast.executive, opinion="补账期", to="previous", resume=False)
    assert waiting(run) == ["华金"]
    with pytest.raises(DomainError) as refused:
        return_to(task_of(run, cast.finance), by=cast.finance, opinion="去哪", to="副总")
    assert refused.value.code == "not_returnable" and "经理" in str(refused.value)


@pytest.mark.parametrize("resume", [True, False])
def test_sent_back_to_a_step_it_comes_straight_back_or_goes_the_whole_way(
    cast: Any, paper: Any, resume: bool
) -> None:
    draw(step("经理", cast.manager), step("财务", cast.finance), step("副总", cast.executive))
    run = submit(paper, cast.rep)
    approve(task_of(run, cast.manager), by=cast.manager)
    approve(task_of(run, cast.finance), by=cast.finance)
    return_to(task_of(run, cast.executive), by=cast.executive, opinion="补", to="经理", resume=resume)
    approve(task_of(run, cast.manager), by=cast.manager)
    assert waiting(run) == (["万里"] if resume else ["华金"])


@pytest.mark.parametrize(("rule", "asked"), [("restart", "张建国"), ("resume", "华金")])
def test_submitted_again_it_starts_over_or_goes_to_whoever_sent_it_back(
    cast: Any, paper: Any, rule: str, asked: str
) -> None:
    draw(step("经理", cast.manager), step("财务", cast.finance), settings={"resubmit": rule})
    run = submit(paper, cast.rep)
    approve(task_of(run, cast.manager), by=cast.manager)
    return_to(task_of(run, cast.finance), by=cast.finance, opinion="缺附件")
    assert state(run) == "returned" and waiting(run) == [] and HEARD == [("returned", paper.pk)]
    paper.ext = {**paper.ext, "amount": "90000"}
    paper.save()
    with pytest.raises(DomainError):
        resubmit(run, by=cast.manager)
    resubmit(run, by=cast.rep)
    assert waiting(run) == [asked]
    run.refresh_from_db()
    assert run.submission == 2
    assert run.snapshot_values["amount"] == "90000"
    assert {field["name"]: field["value"] for field in run.previous_snapshot}["amount"] == "100000"


def test_the_initiator_withdraws_until_the_end_and_nobody_else_does(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager), step("财务", cast.finance))
    run = submit(paper, cast.rep)
    approve(task_of(run, cast.manager), by=cast.manager)
    with pytest.raises(DomainError):
        withdraw(run, by=cast.manager)
    withdraw(run, by=cast.rep, reason="客户变了")
    assert state(run) == "withdrawn" and HEARD == [("withdrawn", paper.pk)]
    assert task_of(run, cast.finance).status == "cancelled"
    with pytest.raises(DomainError) as refused:
        withdraw(run, by=cast.rep)
    assert refused.value.code == "wrong_state"


def test_a_decision_is_taken_back_while_the_next_step_is_untouched(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager), step("财务", cast.finance), step("副总", cast.executive))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    approve(task, by=cast.manager)
    finance = task_of(run, cast.finance)
    take_back(task, by=cast.manager)
    assert waiting(run) == ["张建国"]
    with pytest.raises(DomainError):
        approve(finance, by=cast.finance)
    approve(task, by=cast.manager)
    approve(task_of(run, cast.finance), by=cast.finance)
    with pytest.raises(DomainError) as refused:
        take_back(task, by=cast.manager)
    assert refused.value.code == "gone_on" and "华金" in str(refused.value)


def test_taking_back_opens_the_tasks_that_the_decision_had_closed(cast: Any, paper: Any) -> None:
    draw(step("或签", cast.manager, cast.finance), step("副总", cast.executive))
    run = submit(paper, cast.rep)
    approve(task_of(run, cast.manager), by=cast.manager)
    take_back(task_of(run, cast.manager), by=cast.manager)
    assert sorted(waiting(run)) == sorted(["张建国", "华金"])
    approve(task_of(run, cast.finance), by=cast.finance)
    assert waiting(run) == ["万里"]


def test_an_ended_run_is_not_taken_back(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    approve(task_of(run, cast.manager), by=cast.manager)
    with pytest.raises(DomainError):
        take_back(task_of(run, cast.manager), by=cast.manager)


def test_a_second_click_changes_nothing(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager), step("财务", cast.finance))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    approve(task, by=cast.manager)
    with pytest.raises(DomainError) as told:
        approve(task, by=cast.manager)
    assert told.value.code == "already_handled"
    assert trail(run, "approve") == ["approve"] and ProcessTask.objects.filter(run=run).count() == 2
