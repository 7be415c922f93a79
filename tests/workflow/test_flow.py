"""Where a run goes: branches, parallel lines, jumps, ends, and people who are passed over."""

from typing import Any

import pytest

from core.errors import DomainError
from tests import factories
from workflow.models import ApprovalRecord, ProcessRun
from workflow.services.decision import approve, handle, reject, return_to
from workflow.services.definition import draft_of, publish_version, replace_steps, retire_version
from workflow.services.start import start_run, start_work
from workflow.services.supervision import assign_stuck, terminate
from workflow.structure import Step

from .conftest import approve as step
from .conftest import (
    choose,
    draw,
    end,
    jump,
    line,
    parallel,
    state,
    submit,
    task_of,
    trail,
    waiting,
    way,
    when,
)
from .conftest import handle as work


def set_facts(paper: Any, **facts: Any) -> Any:
    paper.ext = {**paper.ext, **facts}
    paper.save()
    return paper


@pytest.mark.parametrize(
    ("amount", "asked"), [("99999.99", "张建国"), ("100000", "华金"), ("500000", "万里")]
)
def test_the_first_branch_that_holds_is_taken(cast: Any, paper: Any, amount: str, asked: str) -> None:
    draw(
        choose(
            "金额",
            way("大额", step("副总", cast.executive), when=when("amount", "ge", "500000")),
            way("中额", step("财务", cast.finance), when=when("amount", "ge", 100000)),
            way("其他", step("经理", cast.manager)),
        )
    )
    assert waiting(submit(set_facts(paper, amount=amount), cast.rep)) == [asked]


def test_facts_are_frozen_when_it_is_submitted(cast: Any, paper: Any) -> None:
    draw(
        step("经理", cast.manager),
        choose(
            "金额",
            way("大额", step("副总", cast.executive), when=when("amount", "ge", "500000")),
            way("其他", step("财务", cast.finance)),
        ),
    )
    run = submit(paper, cast.rep)
    set_facts(paper, amount="900000")
    approve(task_of(run, cast.manager), by=cast.manager)
    assert waiting(run) == ["华金"] and run.snapshot_values["amount"] == "100000"


def test_parallel_lines_all_end_before_it_goes_on(cast: Any, paper: Any) -> None:
    draw(
        parallel(
            "会签",
            line("技术", step("技术", cast.hr), step("技术二", cast.marketing)),
            line("财务", step("财务", cast.finance)),
        ),
        step("副总", cast.executive),
    )
    run = submit(paper, cast.rep)
    assert sorted(waiting(run)) == sorted(["盖琳", "华金"])
    approve(task_of(run, cast.hr), by=cast.hr)
    approve(task_of(run, cast.finance), by=cast.finance)
    assert waiting(run) == ["解晓"]
    approve(task_of(run, cast.marketing), by=cast.marketing)
    assert waiting(run) == ["万里"]


def test_a_line_that_ends_at_once_does_not_end_the_block(cast: Any, paper: Any) -> None:
    draw(
        parallel(
            "会签",
            line("自动", step("自己", cast.rep)),
            line("财务", step("财务", cast.finance)),
        ),
        step("副总", cast.executive),
    )
    run = submit(paper, cast.rep)
    assert waiting(run) == ["华金"]


def test_a_block_of_lines_that_all_end_at_once_is_passed_once(cast: Any, paper: Any) -> None:
    draw(
        parallel("会签", line("甲", step("甲", cast.rep)), line("乙", step("乙", cast.rep))),
        step("副总", cast.executive),
    )
    run = submit(paper, cast.rep)
    assert waiting(run) == ["万里"] and len(run.tokens) == 1


def test_a_rejection_in_one_line_ends_all_lines(cast: Any, paper: Any) -> None:
    draw(parallel("会签", line("甲", step("甲", cast.hr)), line("乙", step("乙", cast.finance))))
    run = submit(paper, cast.rep)
    reject(task_of(run, cast.hr), by=cast.hr, opinion="不行")
    assert state(run) == "rejected" and task_of(run, cast.finance).status == "cancelled"


def test_sent_back_within_a_line_the_other_line_stays(cast: Any, paper: Any) -> None:
    draw(
        step("经理", cast.manager),
        parallel(
            "会签",
            line("甲", step("甲一", cast.hr), step("甲二", cast.marketing)),
            line("乙", step("乙", cast.finance)),
        ),
    )
    run = submit(paper, cast.rep)
    approve(task_of(run, cast.manager), by=cast.manager)
    approve(task_of(run, cast.hr), by=cast.hr)
    return_to(task_of(run, cast.marketing), by=cast.marketing, opinion="补", to="甲一")
    assert sorted(waiting(run)) == sorted(["盖琳", "华金"])
    with pytest.raises(DomainError):
        return_to(task_of(run, cast.hr), by=cast.hr, opinion="补", to="乙")
    return_to(task_of(run, cast.hr), by=cast.hr, opinion="重来", to="经理")
    assert waiting(run) == ["张建国"] and task_of(run, cast.finance).status == "cancelled"


def test_an_end_in_a_branch_ends_the_run(cast: Any, paper: Any) -> None:
    draw(
        choose(
            "标准",
            way("标准", end("通过"), when=when("discount", "eq", 0)),
            way("其他"),
        ),
        step("经理", cast.manager),
    )
    assert state(submit(paper, cast.rep)) == "approved"


def test_an_end_may_refuse(cast: Any, paper: Any) -> None:
    draw(
        step("经理", cast.manager),
        choose("超限", way("超限", end("拒绝", "rejected"), when=when("discount", "gt", 20)), way("其他")),
    )
    run = submit(set_facts(paper, discount="25"), cast.rep)
    approve(task_of(run, cast.manager), by=cast.manager)
    assert state(run) == "rejected"


def test_a_jump_backwards_asks_again_until_the_branch_leads_on(cast: Any, paper: Any) -> None:
    draw(
        work("核价", cast.finance, form=[{"name": "ok", "label": "可行", "kind": "bool"}]),
        choose(
            "可行", way("再核", jump("回到", "核价"), when=when("form.核价.ok", "is", False)), way("可行")
        ),
        step("经理", cast.manager),
    )
    run = submit(paper, cast.rep)
    for _turn in range(2):
        handle(task_of(run, cast.finance), by=cast.finance, answers={"ok": False})
        assert waiting(run) == ["华金"]
    handle(task_of(run, cast.finance), by=cast.finance, answers={"ok": True})
    assert waiting(run) == ["张建国"]


# -- who is passed over ---------------------------------------------------------------------------------


def test_ones_own_step_is_skipped_or_goes_to_the_superior(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager), step("财务", cast.finance), priority=1)
    run = start_run("paper", paper, by=cast.manager)
    assert waiting(run) == ["华金"] and "skip" in trail(run)
    cast.manager.employee.leader = cast.executive.employee
    cast.manager.employee.save()
    draw(step("经理", cast.manager), doc_type="money_paper")
    money = start_run("money_paper", paper, by=cast.manager)
    assert waiting(money) == ["万里"]


def test_money_without_a_superior_goes_to_the_process_administrator(cast: Any, paper: Any) -> None:
    keeper = factories.make_employee("proc", cast.office, "流程员")
    draw(step("副总", cast.executive), doc_type="money_paper")
    run = start_run("money_paper", paper, by=cast.executive)
    assert waiting(run) == [keeper.name] and state(run) == "stuck"


def test_a_step_may_let_the_initiator_decide_himself(cast: Any, paper: Any) -> None:
    draw(step("自审", cast.rep, same_as_initiator="self"))
    run = submit(paper, cast.rep)
    assert waiting(run) == ["农丽萍"]
    approve(task_of(run, cast.rep), by=cast.rep)
    assert state(run) == "approved"


@pytest.mark.parametrize(
    ("rule", "expected"), [("every", ["张建国"]), ("consecutive", ["张建国"]), ("once", ["万里"])]
)
def test_who_has_agreed_before_is_asked_again_or_not(
    cast: Any, paper: Any, rule: str, expected: list[str]
) -> None:
    draw(
        step("经理", cast.manager),
        step("财务", cast.finance),
        step("再经理", cast.manager),
        step("副总", cast.executive),
        settings={"repeated": rule},
    )
    run = submit(paper, cast.rep)
    approve(task_of(run, cast.manager), by=cast.manager)
    approve(task_of(run, cast.finance), by=cast.finance)
    assert waiting(run) == expected


def test_two_steps_in_a_row_are_one_where_the_process_says_so(cast: Any, paper: Any) -> None:
    draw(
        step("经理", cast.manager),
        step("再经理", cast.manager),
        step("副总", cast.executive),
        settings={"repeated": "consecutive"},
    )
    run = submit(paper, cast.rep)
    approve(task_of(run, cast.manager), by=cast.manager)
    assert waiting(run) == ["万里"]
    return_to(task_of(run, cast.executive), by=cast.executive, opinion="再看", to="经理")
    assert waiting(run) == ["张建国"], "sent back, he is asked afresh"


@pytest.mark.parametrize("rule", ["admin", "auto", "named"])
def test_a_rule_that_finds_nobody_never_loses_the_run(cast: Any, paper: Any, rule: str) -> None:
    keeper = factories.make_employee("proc", cast.office, "流程员")
    nobody = [{"rule": "team_role", "role": "grm"}]
    draw(
        Step("GRM", "approve", "GRM", {"assignees": nobody, "empty": rule, "empty_users": [cast.hr.pk]}),
        step("副总", cast.executive),
    )
    run = submit(paper, cast.rep)
    expected = {"admin": [keeper.name], "auto": ["万里"], "named": ["盖琳"]}[rule]
    assert waiting(run) == expected
    assert state(run) == ("stuck" if rule == "admin" else "running")
    if rule == "admin":
        approve(task_of(run, keeper), by=keeper)
        assert waiting(run) == ["万里"] and state(run) == "running"


def test_without_any_process_administrator_the_run_waits_stuck_until_there_is_one(
    cast: Any, paper: Any
) -> None:
    from core import clock
    from workflow.services.timeouts import process_timeouts

    draw(Step("GRM", "approve", "GRM", {"assignees": [{"rule": "grm"}]}))
    run = submit(paper, cast.rep)
    assert waiting(run) == [] and state(run) == "stuck"
    keeper = factories.make_employee("proc", cast.office, "流程员")
    assign_stuck(run, to=cast.executive, by=keeper, reason="由他处理")
    assert waiting(run) == ["万里"] and state(run) == "running"
    process_timeouts(clock.today())
    assert waiting(run) == ["万里"]


def test_only_the_process_administrator_terminates_and_says_why(cast: Any, paper: Any) -> None:
    from django.core.exceptions import PermissionDenied

    keeper = factories.make_employee("proc", cast.office, "流程员")
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    with pytest.raises(PermissionDenied):
        terminate(run, by=cast.executive, reason="不要了")
    with pytest.raises(DomainError):
        terminate(run, by=keeper, reason=" ")
    terminate(run, by=keeper, reason="单据作废")
    assert state(run) == "terminated" and task_of(run, cast.manager).status == "cancelled"


# -- versions ----------------------------------------------------------------------------------------------


def test_a_running_process_finishes_on_its_version(cast: Any, paper: Any) -> None:
    version = draw(step("经理", cast.manager), step("财务", cast.finance))
    run = submit(paper, cast.rep)
    draft = draft_of(version.definition, by=None)
    replace_steps(draft, [Step("start", "start", "开始"), step("副总", cast.executive)], by=None)
    publish_version(draft, by=None)
    approve(task_of(run, cast.manager), by=cast.manager)
    assert waiting(run) == ["华金"]
    approve(task_of(run, cast.finance), by=cast.finance)
    assert state(run) == "approved"
    assert waiting(submit(paper, cast.rep)) == ["万里"]
    version.refresh_from_db()
    assert version.status == "retired"


def test_a_published_drawing_is_never_drawn_on(cast: Any) -> None:
    version = draw(step("经理", cast.manager))
    with pytest.raises(DomainError) as refused:
        replace_steps(version, [step("财务", cast.finance)], by=None)
    assert refused.value.code == "not_a_draft"


def test_without_a_published_process_nothing_is_submitted(cast: Any, paper: Any) -> None:
    version = draw(step("经理", cast.manager))
    retire_version(version, by=None)
    with pytest.raises(DomainError) as refused:
        submit(paper, cast.rep)
    assert refused.value.code == "no_process" and not ProcessRun.objects.exists()


def test_the_market_and_the_condition_choose_the_process_and_priority_decides(cast: Any, paper: Any) -> None:
    draw(step("任何", cast.hr), name="任何市场", market="any")
    draw(step("外部", cast.manager), name="外部", market="external")
    draw(step("内部", cast.finance), name="内部", market="internal")
    draw(step("大额", cast.executive), name="大额", priority=50, condition=when("amount", "ge", "500000"))
    assert waiting(submit(paper, cast.rep)) == ["张建国"]
    inner = factories.make_customer("内部单位", cast.rep, market_type="internal", ext={"amount": "1"})
    assert waiting(submit(inner, cast.rep)) == ["华金"]
    big = factories.make_customer("大额单位", cast.rep, ext={"amount": "500000"})
    assert waiting(submit(big, cast.rep)) == ["万里"]


def test_a_document_is_in_one_approval_at_a_time(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    submit(paper, cast.rep)
    with pytest.raises(DomainError) as refused:
        submit(paper, cast.rep)
    assert refused.value.code == "in_approval" and ProcessRun.objects.count() == 1


# -- work processes ------------------------------------------------------------------------------------------


def test_a_work_process_goes_from_hand_to_hand_with_its_forms(cast: Any, paper: Any) -> None:
    form = [
        {"name": "qty", "label": "数量", "kind": "number", "required": True},
        {"name": "result", "label": "结果", "kind": "choice", "choices": [["ok", "可行"], ["no", "不可行"]]},
    ]
    version = draw(
        work("询价", cast.rep, form=form),
        work("结算", cast.finance, form=[]),
        doc_type="",
        settings={"about": "customers"},
        market="external",
    )
    run = start_work(version, by=cast.rep, about=paper)
    assert (run.done_steps, run.total_steps) == (0, 2)
    for wrong in ({}, {"qty": "viel"}, {"qty": "3", "result": "x"}, {"qty": "3", "more": 1}):
        with pytest.raises(DomainError):
            handle(task_of(run, cast.rep), by=cast.rep, answers=wrong)
    handle(task_of(run, cast.rep), by=cast.rep, answers={"qty": "1,250.5", "result": "ok"})
    run.refresh_from_db()
    assert run.facts_read["form.询价.qty"] == "1250.5"
    assert (run.done_steps, run.total_steps) == (1, 2)
    handle(task_of(run, cast.finance), by=cast.finance)
    assert state(run) == "approved"


def test_a_process_of_one_market_is_not_started_in_the_other(cast: Any, paper: Any) -> None:
    version = draw(work("询价", cast.rep), doc_type="", settings={"about": "customers"}, market="internal")
    with pytest.raises(DomainError) as refused:
        start_work(version, by=cast.rep, about=paper)
    assert refused.value.code == "wrong_market"


def test_only_the_roles_named_start_a_work_process(cast: Any) -> None:
    version = draw(work("询价", cast.finance), doc_type="")
    node = version.nodes.get(key="start")
    node.settings = {"starters": ["sm"]}
    node.save()
    with pytest.raises(DomainError):
        start_work(version, by=cast.rep, title="询价")
    assert start_work(version, by=cast.manager, title="询价").title == "询价"


# -- the trail --------------------------------------------------------------------------------------------------


def test_nothing_in_the_trail_is_ever_changed(cast: Any, paper: Any) -> None:
    from django.db import DatabaseError, connection, transaction

    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    row = ApprovalRecord.objects.filter(run=run).first()
    assert row is not None
    for deed in (row.save, row.delete, ApprovalRecord.objects.all().delete):
        with pytest.raises(TypeError):
            deed()
    with pytest.raises(TypeError):
        ApprovalRecord.objects.filter(run=run).update(opinion="x")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE workflow_approvalrecord SET opinion = 'x'")
