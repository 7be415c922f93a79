"""Handing on, asking opinions, adding and removing signers, copies, urging."""

from typing import Any

import pytest

from core import clock
from core.errors import DomainError
from tests import factories
from workflow.services.decision import advise, approve, reject
from workflow.services.passing import (
    add_signers,
    ask_opinion,
    comment,
    remove_signer,
    send_copy,
    transfer,
    urge,
)

from .conftest import approve as step
from .conftest import draw, state, submit, task_of, trail, waiting


def test_who_takes_a_task_over_decides_alone(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    transfer(task, to=cast.other_manager, by=cast.manager, opinion="我休假")
    assert waiting(run) == ["覃国华"]
    with pytest.raises(DomainError) as told:
        approve(task, by=cast.manager)
    assert told.value.code == "already_handled"
    approve(task_of(run, cast.other_manager), by=cast.other_manager)
    assert state(run) == "approved"


@pytest.mark.parametrize("person", ["rep", "leaver", "manager"])
def test_nobody_hands_on_to_the_initiator_a_leaver_or_himself(cast: Any, paper: Any, person: str) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    with pytest.raises(DomainError) as refused:
        transfer(task_of(run, cast.manager), to=getattr(cast, person), by=cast.manager)
    assert refused.value.field == "to" and state(run) == "running"


def test_an_opinion_comes_back_to_whoever_asked(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    ask_opinion(task, to=cast.finance, by=cast.manager, opinion="价格可行吗")
    assert waiting(run) == ["华金"]
    with pytest.raises(DomainError) as refused:
        approve(task, by=cast.manager)
    assert refused.value.code == "wrong_state" and "待办" not in str(refused.value.code)
    with pytest.raises(DomainError):
        approve(task_of(run, cast.finance), by=cast.finance)
    advise(task_of(run, cast.finance), by=cast.finance, opinion="可行")
    assert waiting(run) == ["张建国"] and state(run) == "running"
    approve(task, by=cast.manager)
    assert state(run) == "approved"


def test_signers_before_me_are_heard_first(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager), step("副总", cast.executive))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    add_signers(task, people=[cast.finance, cast.hr], how="before", by=cast.manager)
    assert sorted(waiting(run)) == sorted(["华金", "盖琳"])
    with pytest.raises(DomainError) as refused:
        approve(task, by=cast.manager)
    assert refused.value.code == "wrong_state"
    for person in (cast.finance, cast.hr):
        approve(task_of(run, person), by=person)
    assert waiting(run) == ["张建国"]
    approve(task, by=cast.manager)
    assert waiting(run) == ["万里"]


def test_a_task_that_waits_for_signers_can_still_be_rejected(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    add_signers(task, people=[cast.finance], how="before", by=cast.manager)
    reject(task, by=cast.manager, opinion="不必再等")
    assert state(run) == "rejected" and task_of(run, cast.finance).status == "cancelled"


def test_a_signer_before_me_who_rejects_ends_it(cast: Any, paper: Any) -> None:
    draw(step("会签", cast.manager, cast.executive, mode="all"))
    run = submit(paper, cast.rep)
    add_signers(task_of(run, cast.manager), people=[cast.finance], how="before", by=cast.manager)
    reject(task_of(run, cast.finance), by=cast.finance, opinion="违规")
    assert state(run) == "rejected"


def test_signers_after_me_are_asked_when_i_have_agreed(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager, cast.other_manager), step("副总", cast.executive))
    run = submit(paper, cast.rep)
    add_signers(
        task_of(run, cast.manager), people=[cast.finance], how="after", by=cast.manager, opinion="同意"
    )
    assert task_of(run, cast.manager).status == "approved"
    assert waiting(run) == ["华金"], "any one was enough, but the step waits for the added signer"
    approve(task_of(run, cast.finance), by=cast.finance)
    assert waiting(run) == ["万里"]


def test_signers_beside_me_are_one_more_voice(cast: Any, paper: Any) -> None:
    draw(step("会签", cast.manager, mode="all"))
    run = submit(paper, cast.rep)
    add_signers(task_of(run, cast.manager), people=[cast.finance], how="parallel", by=cast.manager)
    approve(task_of(run, cast.manager), by=cast.manager)
    assert state(run) == "running"
    approve(task_of(run, cast.finance), by=cast.finance)
    assert state(run) == "approved"


def test_an_added_signer_is_taken_away_again_while_he_has_not_answered(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    (signer,) = add_signers(task, people=[cast.finance], how="before", by=cast.manager)
    with pytest.raises(DomainError):
        remove_signer(signer, by=cast.finance)
    remove_signer(signer, by=cast.manager)
    assert waiting(run) == ["张建国"]
    with pytest.raises(DomainError):
        remove_signer(signer, by=cast.manager)
    with pytest.raises(DomainError):
        remove_signer(task, by=cast.manager)


def test_a_signer_may_hand_on_and_the_origin_still_waits_for_the_answer(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    (signer,) = add_signers(task_of(run, cast.manager), people=[cast.finance], how="before", by=cast.manager)
    transfer(signer, to=cast.hr, by=cast.finance)
    approve(task_of(run, cast.hr), by=cast.hr)
    assert waiting(run) == ["张建国"]


def test_nobody_is_asked_twice_at_a_step(cast: Any, paper: Any) -> None:
    draw(step("会签", cast.manager, cast.finance, mode="all"))
    run = submit(paper, cast.rep)
    with pytest.raises(DomainError) as refused:
        add_signers(task_of(run, cast.manager), people=[cast.finance], how="before", by=cast.manager)
    assert refused.value.code == "asked_already"


def test_a_copy_lets_its_reader_read_and_nothing_waits_for_him(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    assert send_copy(run, people=[cast.finance], by=cast.rep) == 1
    assert send_copy(run, people=[cast.finance], by=cast.rep) == 0
    assert waiting(run) == ["张建国"]
    approve(task_of(run, cast.manager), by=cast.manager)
    assert state(run) == "approved"


def test_urging_is_possible_once_an_hour(cast: Any, paper: Any) -> None:
    draw(step("会签", cast.manager, cast.finance, mode="all"))
    run = submit(paper, cast.rep)
    assert urge(run, by=cast.rep) == 2
    with pytest.raises(DomainError) as refused:
        urge(run, by=cast.rep)
    assert refused.value.code == "just_urged"
    from datetime import timedelta

    with clock.at(clock.now() + timedelta(hours=1, minutes=1)):
        assert urge(run, by=cast.rep) == 2
    assert cast.manager.notifications.filter(text__contains="农丽萍").count() == 1, "said once while unread"


def test_a_comment_decides_nothing(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    comment(run, by=cast.manager, text="请补交期")
    assert state(run) == "running" and trail(run)[-1] == "comment"
    with pytest.raises(DomainError):
        comment(run, by=cast.manager, text=" ")


def test_too_many_signers_are_refused(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    crowd = [factories.make_employee("rep", cast.east) for _place in range(11)]
    with pytest.raises(DomainError):
        add_signers(task_of(run, cast.manager), people=crowd, how="before", by=cast.manager)
