"""What the start of a process asks: the same for a deep company and a flat one, and a published drawing only once."""

from typing import Any

from accounts.models import Department
from tests import factories
from tests.contract.statements import statements
from workflow import structure
from workflow.assignees import head_of
from workflow.models import ApprovalRecord
from workflow.services.definition import draft_of, publish_version, replace_steps
from workflow.structure import Step

from .conftest import approve as step
from .conftest import draw, submit, waiting


def asked(document: Any, by: Any) -> list[str]:
    with statements() as sent:
        submit(document, by)
    return without_stamps(sent)


def without_stamps(sent: list[str]) -> list[str]:
    """Outside of a request the stamps are asked for every few seconds, whatever is done."""
    return [sql for sql in sent if "core_changestamp" not in sql]


def head_step(name: str = "部门负责人") -> Step:
    return step(name, assignees=[{"rule": "department_head"}])


def below(department: Department, levels: int) -> Department:
    for _level in range(levels):
        department = factories.make_department("", department)
    return department


def test_a_published_drawing_is_read_once_and_a_draft_each_time(cast: Any) -> None:
    published = draw(step("经理", cast.manager))
    first = structure.load(published)
    with statements() as sent:
        assert structure.load(published) is first
    assert without_stamps(sent) == []
    draft = draft_of(published.definition, by=None)
    replace_steps(draft, [Step("start", "start", "开始"), step("财务", cast.finance)], by=None)
    assert [found.name for found in structure.load(draft).steps] == ["开始", "财务"]
    replace_steps(draft, [Step("start", "start", "开始"), step("总经理", cast.executive)], by=None)
    assert [found.name for found in structure.load(draft).steps] == ["开始", "总经理"]
    drawn = publish_version(draft, by=None)
    assert [found.name for found in structure.load(drawn).steps] == ["开始", "总经理"]
    assert [found.name for found in structure.load(published).steps] == ["开始", "经理"]


def test_the_head_above_is_found_by_one_statement_however_deep_the_company_is(cast: Any) -> None:
    cast.company.leader = cast.executive.employee
    cast.company.save()
    deep = below(cast.east, 4)
    with statements() as sent:
        assert head_of(deep) == cast.executive
    assert len(sent) == 1
    deep.parent.leader = cast.manager.employee  # type: ignore[union-attr]
    deep.parent.save()  # type: ignore[union-attr]
    assert head_of(deep) == cast.manager
    assert head_of(deep, but=cast.manager.pk) == cast.executive


def test_a_start_asks_as_often_in_a_deep_department_as_in_a_high_one(cast: Any, paper: Any) -> None:
    draw(head_step("一"), head_step("二"))
    flat = factories.make_employee("rep", cast.east_region, "浅层")
    deep = factories.make_employee("rep", below(cast.east, 3), "深层")
    factories.make_employee("proc", cast.office, "流程员")
    submit(paper, cast.rep)
    documents = [factories.make_customer(owner=person, ext=paper.ext) for person in (flat, deep)]
    assert len(asked(documents[0], flat)) == len(asked(documents[1], deep))


def test_a_vacant_head_is_said_once_for_each_step_and_asked_once(cast: Any, paper: Any) -> None:
    draw(head_step("一"), head_step("二"))
    with statements() as sent:
        run = submit(paper, cast.rep)
    assert sum('"accounts_department"."leader_id" IS NOT NULL' in sql for sql in sent) == 1
    said = ApprovalRecord.objects.filter(run=run, action="route", data__reason="vacant")
    assert [row.node_name for row in said] == ["一", "二"]


def test_the_document_in_hand_is_not_read_again(cast: Any, paper: Any) -> None:
    draw(step("经理", cast.manager))
    with statements() as sent:
        run = submit(paper, cast.rep)
    assert run.subject is paper
    assert not [sql for sql in sent if sql.startswith('SELECT "contacts_customer"."id"')]
    assert waiting(run) == [cast.manager.name]
