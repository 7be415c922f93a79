"""What is never published: drawings that ask nobody, never end, or have parts that nothing comes to."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from core.errors import DomainError
from workflow import conditions, intervals
from workflow.services.definition import create_definition, findings, publish_version, replace_steps
from workflow.structure import Step, Way

from .conftest import approve as step
from .conftest import choose, draw, end, jump, line, parallel, way, when
from .conftest import handle as work


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The words of the findings are compared as they stand in the code."""
    with translation.override("en"):
        yield


def refused(*steps: Step, doc_type: str = "paper") -> str:
    """The findings on a drawing that cannot be published."""
    with pytest.raises(DomainError) as error:
        draw(*steps, doc_type=doc_type)
    assert error.value.code == "invalid_process"
    return str(error.value)


def fine(*steps: Step, doc_type: str = "paper") -> None:
    draw(*steps, doc_type=doc_type)


def test_a_process_that_asks_nobody(cast: Any) -> None:
    assert "Nobody is asked" in refused(choose("金额", way("大", when=when("amount", "gt", 1)), way("其他")))


def test_a_step_without_people(cast: Any) -> None:
    assert "“经理”" in refused(Step("经理", "approve", "经理", {}))
    assert "“经理”" in refused(
        Step("经理", "approve", "经理", {"assignees": [{"rule": "named", "users": []}]})
    )


def test_people_who_have_left_or_are_unknown(cast: Any) -> None:
    said = refused(step("经理", cast.leaver))
    assert "离职员" in said
    refused(Step("经理", "approve", "经理", {"assignees": [{"rule": "named", "users": [999999]}]}))


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": "role", "role": "boss"},
        {"rule": "post", "post": "none"},
        {"rule": "department_head", "department": "NOWHERE"},
        {"rule": "superiors_up_to", "role": "boss"},
        {"rule": "form_field", "field": "amount"},
        {"rule": "form_field", "field": "nothing"},
        {"rule": "team_role", "role": "cook"},
        {"rule": "dice"},
    ],
)
def test_rules_that_name_what_does_not_exist(cast: Any, rule: dict[str, Any]) -> None:
    refused(Step("经理", "approve", "经理", {"assignees": [rule]}))


@pytest.mark.parametrize("ratio", [0, 101, -5, "", None, "many", 33.5, True])
def test_a_share_outside_one_to_a_hundred(cast: Any, ratio: Any) -> None:
    refused(step("会签", cast.manager, cast.finance, mode="ratio", ratio=ratio))


@pytest.mark.parametrize("ratio", [1, 60, 100, "60"])
def test_a_share_within(cast: Any, ratio: Any) -> None:
    fine(step("会签", cast.manager, cast.finance, mode="ratio", ratio=ratio))


def test_branches_without_otherwise_or_with_two(cast: Any) -> None:
    manager = step("经理", cast.manager)
    assert "otherwise" in refused(
        choose(
            "金额", way("大", manager, when=when("amount", "gt", 5)), way("小", when=when("amount", "le", 5))
        )
    )
    assert "otherwise" in refused(choose("金额", way("甲", manager), way("乙")))


def test_a_branch_behind_one_that_takes_everything(cast: Any) -> None:
    def drawing(first: dict[str, Any], second: dict[str, Any]) -> list[Step]:
        return [
            choose(
                "金额",
                way("甲", step("甲", cast.manager), when=first),
                way("乙", step("乙", cast.finance), when=second),
                way("其他", step("丙", cast.executive)),
            )
        ]

    for first, second in (
        ({}, when("amount", "gt", 5)),
        (when("amount", "ge", 100), when("amount", "ge", 500)),
        (when("amount", "gt", 0), when("amount", "between", [1, 5])),
        (when("price_mode", "in", ["list", "local_best"]), when("price_mode", "is", "list")),
    ):
        if first == {}:
            steps = drawing(first, second)
            steps[0].ways[0].is_default = False
            refused(*steps)
        else:
            assert "never reached" in refused(*drawing(first, second))
    fine(*drawing(when("amount", "ge", 500), when("amount", "ge", 100)))


def test_conditions_that_exclude_each_other(cast: Any) -> None:
    inner = choose(
        "再分",
        way("小", step("甲", cast.manager), when=when("amount", "lt", 100)),
        way("其他", step("乙", cast.finance)),
    )
    assert "exclude each other" in refused(
        choose("金额", way("大", inner, when=when("amount", "ge", 500)), way("其他", step("丙", cast.hr)))
    )
    both = {"all": [when("amount", "gt", 5), when("amount", "lt", 3)]}
    assert "exclude each other" in refused(
        choose("金额", way("无", step("甲", cast.manager), when=both), way("其他"))
    )


def test_what_stands_behind_an_end_or_a_jump(cast: Any) -> None:
    assert "“财务” is never reached" in refused(
        step("经理", cast.manager), end("完"), step("财务", cast.finance)
    )
    assert "“财务” is never reached" in refused(
        step("经理", cast.manager),
        choose(
            "金额",
            way("大", end("完一"), when=when("amount", "gt", 5)),
            way("其他", end("完二")),
        ),
        step("财务", cast.finance),
    )


def test_a_jump_to_nowhere_to_itself_or_across_parallel_lines(cast: Any) -> None:
    refused(step("经理", cast.manager), jump("跳", "没有"))
    refused(step("经理", cast.manager), jump("跳", "跳"))
    refused(
        step("经理", cast.manager),
        parallel("并行", line("甲", step("甲", cast.hr)), line("乙", jump("跳", "甲"))),
    )
    refused(
        step("经理", cast.manager),
        parallel("并行", line("甲", step("甲", cast.hr)), line("乙", jump("跳", "经理"))),
    )


def test_a_circle_that_asks_nobody_and_one_that_never_ends(cast: Any) -> None:
    idle = refused(
        step("经理", cast.manager),
        choose("金额", way("转", jump("跳", "金额"), when=when("amount", "gt", 5)), way("其他")),
    )
    assert "go round without asking anybody" in idle
    assert "never ends" in refused(step("经理", cast.manager), jump("跳", "经理"))
    fine(
        step("经理", cast.manager),
        choose("金额", way("重审", jump("跳", "经理"), when=when("amount", "gt", 5)), way("其他")),
    )


def test_parallel_lines_that_are_empty_single_or_cut_off(cast: Any) -> None:
    manager = step("经理", cast.manager)
    refused(manager, parallel("并行", line("甲", step("甲", cast.hr))))
    refused(manager, parallel("并行", line("甲", step("甲", cast.hr)), line("乙")))
    assert "cut off" in refused(
        manager,
        parallel("并行", line("甲", step("甲", cast.hr)), line("乙", step("乙", cast.finance), end("完"))),
    )


@pytest.mark.parametrize(
    "options",
    [
        {"timeout_hours": 8, "timeout_action": "approve"},
        {"empty": "auto"},
        {"same_as_initiator": "self"},
    ],
)
def test_what_a_document_about_money_does_not_allow(cast: Any, options: dict[str, Any]) -> None:
    refused(step("经理", cast.manager, **options), doc_type="money_paper")
    fine(step("经理", cast.manager, **options))


@pytest.mark.parametrize(
    "condition",
    [
        when("nothing", "is", "x"),
        when("amount", "contains", "5"),
        when("amount", "ge", "viel"),
        when("amount", "ge", ""),
        when("amount", "between", [5]),
        when("amount", "between", [9, 5]),
        when("price_mode", "is", "secret"),
        {"all": [when("amount", "gt", 5), {"any": [when("nobody", "is", 1)]}]},
    ],
)
def test_conditions_about_nothing_or_in_the_wrong_way(cast: Any, condition: dict[str, Any]) -> None:
    refused(choose("条件", way("甲", step("甲", cast.manager), when=condition), way("其他")))


def test_forms_fields_waits_and_starts(cast: Any) -> None:
    refused(work("询价", cast.rep, form=[{"name": "a", "label": "", "kind": "text"}]))
    refused(work("询价", cast.rep, form=[{"name": "a", "label": "甲"}, {"name": "a", "label": "乙"}]))
    refused(work("询价", cast.rep, form=[{"name": "a", "label": "甲", "kind": "choice"}]))
    refused(work("询价", cast.rep, form=[{"name": "a", "label": "甲", "kind": "rocket"}]))
    refused(work("询价", cast.rep, mode="ratio", ratio=50))
    refused(step("经理", cast.manager, fields={"secret": "hidden"}))
    refused(step("经理", cast.manager, fields={"amount": "writable"}))
    fine(step("经理", cast.manager, fields={"terms": "writable", "amount": "hidden"}))
    refused(step("经理", cast.manager), Step("等", "delay", "等", {}))
    refused(step("经理", cast.manager), Step("等", "delay", "等", {"until": "amount"}))
    refused(step("经理", cast.manager), Step("再开始", "start", "再开始", {}))
    refused(step("经理", cast.manager, timeout_hours=-1))
    refused(step("经理", cast.manager, empty="named"))


def test_a_drawing_is_judged_while_it_is_a_draft(cast: Any) -> None:
    definition = create_definition(by=None, name="草稿", doc_type="paper")
    draft = definition.versions.get()
    assert [finding.is_error for finding in findings(draft)] == [True]
    replace_steps(draft, [Step("s", "start", "开始"), step("经理", cast.manager)], by=None)
    assert findings(draft) == [] and publish_version(draft, by=None).status == "published"


@pytest.mark.parametrize(
    ("condition", "facts", "expected"),
    [
        ({}, {}, True),
        (when("a", "ge", "5"), {"a": "5.00"}, True),
        (when("a", "gt", 5), {"a": "5"}, False),
        (when("a", "gt", 5), {}, False),
        (when("a", "ne", 5), {"a": "6"}, True),
        (when("a", "between", ["1", "2"]), {"a": "2"}, True),
        (when("a", "is_not", "x"), {}, True),
        (when("a", "empty"), {"a": ""}, True),
        (when("a", "filled"), {"a": 0}, True),
        (when("a", "in", ["x", "y"]), {"a": "y"}, True),
        (when("a", "is", "sm"), {"a": ["rep", "sm"]}, True),
        (when("a", "not_in", ["sm"]), {"a": ["rep", "sm"]}, False),
        (when("a", "is", True), {"a": True}, True),
        (when("a", "is", "false"), {"a": True}, False),
        (when("a", "is", False), {}, True),
        (when("a", "contains", "Net"), {"a": "net 30"}, True),
        (when("a", "lt", "2026-12-01"), {"a": "2026-11-20"}, True),
        (when("a", "lt", "2026-12-01"), {"a": "5"}, False),
        (when("a", "gt", "NaN"), {"a": "5"}, False),
        ({"any": [when("a", "is", "x"), when("b", "is", "y")]}, {"b": "y"}, True),
        ({"all": [when("a", "is", "x"), when("b", "is", "y")]}, {"b": "y"}, False),
        (when("a", "__import__", "os"), {"a": "x"}, False),
    ],
)
def test_conditions_read_facts_and_nothing_else(
    condition: dict[str, Any], facts: dict[str, Any], expected: bool
) -> None:
    assert conditions.holds(condition, facts) is expected


def test_a_range_knows_its_bounds() -> None:
    assert intervals.contradicts({}, {"all": [when("a", "gt", 5), when("a", "le", 5)]})
    assert not intervals.contradicts({}, {"all": [when("a", "ge", 5), when("a", "le", 5)]})
    assert intervals.covers(when("a", "ge", 5), when("a", "gt", 5))
    assert not intervals.covers(when("a", "gt", 5), when("a", "ge", 5))
    assert not intervals.covers(when("a", "gt", 5), when("b", "gt", 9))
    assert not intervals.covers({"any": [when("a", "gt", 5), when("b", "gt", 5)]}, when("a", "gt", 9))


def test_a_way_may_be_empty(cast: Any) -> None:
    fine(choose("金额", Way("w", "大", when("amount", "gt", 5), False, [step("甲", cast.hr)]), way("其他")))


def test_a_refused_move_names_the_allowed_next_states_in_chinese(cast: Any) -> None:
    from workflow import states
    from workflow.models import ProcessRun

    run = ProcessRun(status=ProcessRun.Status.RETURNED)
    with translation.override("zh-hans"), pytest.raises(DomainError) as told:
        states.require_run_move(run, ProcessRun.Status.APPROVED)
    assert told.value.code == "wrong_state"
    for word in ("退回", "审批中", "已撤回", "终止"):
        assert word in str(told.value)


@pytest.mark.parametrize("kind", ["run", "task"])
def test_every_move_that_the_table_does_not_list_is_refused(kind: str) -> None:
    from workflow import states
    from workflow.models import ProcessRun, ProcessTask

    table, model, require = (
        (states.RUNS, ProcessRun, states.require_run_move)
        if kind == "run"
        else (states.TASKS, ProcessTask, states.require_task_move)
    )
    assert set(table) == set(model.Status.values)
    for before in model.Status.values:
        for after in model.Status.values:
            thing = model(status=before)
            if after in table[before]:
                require(thing, after)
            else:
                with pytest.raises(DomainError):
                    require(thing, after)
