"""Deciding in somebody's stead: within the window, to the minute, without chains, never about one's own document."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Leave
from core import clock
from core.errors import DomainError
from records import gate
from tests import factories
from workflow.models import ApprovalRecord, ProcessTask
from workflow.people import tasks_to_do
from workflow.services.decision import approve
from workflow.services.delegation import appoint_delegate, revoke_delegation
from workflow.services.timeouts import process_timeouts

from .conftest import approve as step
from .conftest import draw, state, submit, task_of, waiting


def moment(hour: int, minute: int = 0, day: int = 20) -> datetime:
    return timezone.make_aware(datetime(2026, 11, day, hour, minute))


def stand_in(cast: Any, **facts: Any) -> Any:
    facts = {"starts_at": moment(9), "ends_at": moment(18), **facts}
    return appoint_delegate(by=cast.manager, to=cast.finance, **facts)


def test_both_see_the_task_and_the_first_to_act_decides(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    with clock.at(moment(8)):
        stand_in(cast)
        run = submit(paper, cast.rep)
        assert not tasks_to_do(cast.finance).filter(run=run).exists()
    with clock.at(moment(10)):
        task = task_of(run, cast.manager)
        assert tasks_to_do(cast.finance).filter(pk=task.pk).exists()
        assert tasks_to_do(cast.manager).filter(pk=task.pk).exists()
        approve(task, by=cast.finance, opinion="代批")
        with pytest.raises(DomainError) as told:
            approve(task, by=cast.manager)
        assert told.value.code == "already_handled" and "华金" in str(told.value)
    line = ApprovalRecord.objects.get(run=run, action="approve")
    assert line.actor == cast.finance and line.on_behalf_of == cast.manager


def test_at_the_minute_it_ends_the_task_is_the_principals_alone(cast: Any, paper: Any) -> None:
    """The window ends at 18:00: what was done before stays, at 18:01 there is nothing to do."""
    draw(step("经理", cast.manager), step("再审", cast.manager))
    with clock.at(moment(10)):
        stand_in(cast)
        run = submit(paper, cast.rep)
    with clock.at(moment(17, 59)):
        approve(task_of(run, cast.manager), by=cast.finance)
    for late in (moment(18), moment(18, 1)):
        with clock.at(late):
            task = task_of(run, cast.manager)
            assert not tasks_to_do(cast.finance).filter(pk=task.pk).exists()
            assert not gate.may(cast.finance, task, "view")
            with pytest.raises(DomainError) as refused:
                approve(task, by=cast.finance)
            assert refused.value.code == "not_yours"
    with clock.at(moment(18, 1)):
        assert ApprovalRecord.objects.get(run=run, action="approve").on_behalf_of == cast.manager
        approve(task_of(run, cast.manager), by=cast.manager)
    assert state(run) == "approved"


def test_a_delegates_delegate_has_no_part(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    with clock.at(moment(10)):
        stand_in(cast)
        appoint_delegate(by=cast.finance, to=cast.hr, starts_at=moment(9), ends_at=moment(18))
        run = submit(paper, cast.rep)
        with pytest.raises(DomainError):
            approve(task_of(run, cast.manager), by=cast.hr)
        assert not tasks_to_do(cast.hr).exists()


def test_nobody_decides_about_his_own_document_as_a_delegate(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    with clock.at(moment(10)):
        appoint_delegate(by=cast.manager, to=cast.rep, starts_at=moment(9), ends_at=moment(18))
        run = submit(paper, cast.rep)
        assert not tasks_to_do(cast.rep).exists()
        with pytest.raises(DomainError):
            approve(task_of(run, cast.manager), by=cast.rep)


def test_a_delegation_may_be_for_some_documents_only(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    with clock.at(moment(10)):
        stand_in(cast, doc_types=["money_paper"])
        run = submit(paper, cast.rep)
        with pytest.raises(DomainError):
            approve(task_of(run, cast.manager), by=cast.finance)
        assert not tasks_to_do(cast.finance).exists()


@pytest.mark.parametrize("wrong", ["self", "leaver", "backwards", "past", "overlap"])
def test_what_is_no_delegation_is_refused(cast: Any, wrong: str) -> None:
    with clock.at(moment(10)):
        facts = {"by": cast.manager, "to": cast.finance, "starts_at": moment(9), "ends_at": moment(18)}
        if wrong == "self":
            facts["to"] = cast.manager
        elif wrong == "leaver":
            facts["to"] = cast.leaver
        elif wrong == "backwards":
            facts["ends_at"] = moment(8)
        elif wrong == "past":
            facts["starts_at"], facts["ends_at"] = moment(9, day=19), moment(9, 30)
        else:
            stand_in(cast)
        with pytest.raises(DomainError):
            appoint_delegate(**facts)


def test_it_may_be_ended_early_by_who_gave_it(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    with clock.at(moment(10)):
        given = stand_in(cast)
        run = submit(paper, cast.rep)
        with pytest.raises(DomainError):
            revoke_delegation(given, by=cast.finance)
        revoke_delegation(given, by=cast.manager)
        with pytest.raises(DomainError):
            approve(task_of(run, cast.manager), by=cast.finance)


def leave(person: Any, day: date = date(2026, 11, 20)) -> None:
    Leave.objects.create(employee=person.employee, from_on=day, to_on=day)


def test_somebody_on_leave_is_asked_through_his_delegate(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    leave(cast.manager)
    with clock.at(moment(10)):
        stand_in(cast)
        run = submit(paper, cast.rep)
        assert waiting(run) == ["张建国"] and state(run) == "running"
        approve(task_of(run, cast.manager), by=cast.finance)
    assert state(run) == "approved"


def test_where_both_are_away_the_process_administrator_is_asked(cast: Any, paper: Any) -> None:
    keeper = factories.make_employee("proc", cast.office, "流程员")
    draw(step("经理", cast.manager))
    for person in (cast.manager, cast.finance):
        leave(person)
    with clock.at(moment(10)):
        stand_in(cast)
        run = submit(paper, cast.rep)
        assert waiting(run) == ["流程员"] and state(run) == "stuck"
        approve(task_of(run, keeper), by=keeper)
    assert state(run) == "approved"


def test_a_task_whose_holder_leaves_the_company_is_not_lost(cast: Any, paper: Any) -> None:
    keeper = factories.make_employee("proc", cast.office, "流程员")
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    cast.manager.is_active = False
    cast.manager.save()
    for _turn in range(2):
        process_timeouts(clock.today())
    assert waiting(run) == ["流程员"] and ProcessTask.objects.filter(run=run).count() == 2
    assert state(run) == "stuck"
    from workflow.services.supervision import reassign

    reassign(task_of(run, keeper), to=cast.other_manager, by=keeper, reason="接任")
    assert waiting(run) == ["覃国华"] and state(run) == "running"


def test_the_window_is_open_from_its_first_minute(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    with clock.at(moment(8)):
        stand_in(cast)
        run = submit(paper, cast.rep)
    with clock.at(moment(9) - timedelta(seconds=1)), pytest.raises(DomainError):
        approve(task_of(run, cast.manager), by=cast.finance)
    with clock.at(moment(9)):
        approve(task_of(run, cast.manager), by=cast.finance)
    assert state(run) == "approved"
