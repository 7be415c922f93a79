"""Versions of a drawn process: published, compared, deleted; and tried out before anybody is asked."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests.workflow.conftest import approve, draw, submit
from workflow.models import DrawingChange, ProcessDefinition, ProcessRun, ProcessVersion

from .conftest import at, names, stroke


# -- versions ----------------------------------------------------------------------------------------------------
def test_publishing_is_refused_with_the_problems_and_retires_the_version_before(
    board: Client, draft: ProcessVersion
) -> None:
    stroke(board, draft, "add", kind="approve", to="@1")
    answer = board.post(at(draft, "publish"), {"revision": draft.revision + 1}, follow=True)
    draft.refresh_from_db()
    assert draft.is_draft and "say who is asked" in answer.content.decode()
    stroke(board, draft, "undo")
    draft.refresh_from_db()
    board.post(at(draft, "publish"), {"revision": draft.revision})
    draft.refresh_from_db()
    assert draft.status == "published"
    process = reverse("admin:process", args=[draft.definition_id])
    board.post(process + "draft/")
    newer = draft.definition.versions.get(number=2)
    board.post(at(newer, "publish"), {"revision": newer.revision})
    assert list(draft.definition.versions.order_by("number").values_list("status", flat=True)) == [
        "retired",
        "published",
    ]


def test_a_published_version_is_looked_at_and_not_drawn_on(cast: Any, board: Client) -> None:
    version = draw(approve("manager", cast.manager))
    assert "draw/add" not in board.get(at(version)).content.decode()
    assert stroke(board, version, "delete", step="manager").status_code == 409
    assert "manager" in names(version)


def test_open_runs_finish_on_their_version_while_a_new_one_is_drawn(
    cast: Any, board: Client, paper: Any
) -> None:
    version = draw(approve("manager", cast.manager))
    run = submit(paper, cast.rep)
    process = reverse("admin:process", args=[version.definition_id])
    board.post(process + "draft/")
    newer = version.definition.versions.get(number=2)
    stroke(board, newer, "step", step="manager", name="财务", rules=1, **{
        "rule-0-rule": "named", "rule-0-users": [cast.finance.pk]
    })  # fmt: skip
    newer.refresh_from_db()
    board.post(at(newer, "publish"), {"revision": newer.revision})
    run.refresh_from_db()
    assert run.version == version and run.current_step == "manager"
    page = board.get(reverse("admin:process_list")).content.decode()
    assert "v2" in page
    compared = board.get(process + "compare/").content.decode()
    assert "财务" in compared and "张建国" in compared


def test_a_draft_is_deleted_and_a_process_that_had_no_other_goes_with_it(
    board: Client, draft: ProcessVersion
) -> None:
    board.post(at(draft, "delete"))
    assert not ProcessDefinition.objects.filter(pk=draft.definition_id).exists()
    assert not DrawingChange.objects.exists()


def test_a_process_is_made_for_a_document_and_a_market(board: Client) -> None:
    sent = {"name": "文件审批", "doc_type": "paper", "market": "external", "priority": "20"}
    answer = board.post(reverse("admin:process_create"), sent)
    process = ProcessDefinition.objects.get(name="文件审批")
    assert (process.market, process.priority) == ("external", 20)
    assert answer["Location"] == at(process.versions.get())
    assert board.post(reverse("admin:process_create"), {**sent, "name": ""}).status_code == 422
    edit = reverse("admin:process_edit", args=[process.pk])
    group = {"groups": 1, "group-0-tests": 1, "group-0-0-field": "amount", "group-0-0-op": "gt"}
    more = board.post(edit, {**sent, **group, "group-0-0-value": "5", "do": "add-test:0"})
    assert more.status_code == 200 and 'name="group-0-1-field"' in more.content.decode()
    process.refresh_from_db()
    assert process.condition == {}, "a button that only adds a row saves nothing"
    assert board.post(edit, {**sent, **group, "group-0-0-value": "5", "is_active": "1"}).status_code == 302
    process.refresh_from_db()
    assert process.condition == {"field": "amount", "op": "gt", "value": "5"}


# -- trying out --------------------------------------------------------------------------------------------------
def test_the_dry_run_asks_by_facts_and_writes_nothing(
    cast: Any, board: Client, draft: ProcessVersion
) -> None:
    sent = {"initiator": cast.rep.pk, "fact-amount": "50"}
    small = board.post(at(draft, "try"), sent).content.decode()
    assert "张建国" in small and "华金" not in small
    large = board.post(at(draft, "try"), {**sent, "fact-amount": "100"}).content.decode()
    assert "张建国" in large and "华金" in large
    assert not ProcessRun.objects.exists()


def test_who_may_not_see_a_document_cannot_try_with_it(
    cast: Any, board: Client, draft: ProcessVersion, paper: Any
) -> None:
    page = board.get(at(draft, "try")).content.decode()
    assert 'name="record"' not in page, "process administrators have no business data"
    answer = board.post(at(draft, "try"), {"initiator": cast.rep.pk, "record": paper.pk})
    assert answer.status_code == 422 and paper.name not in answer.content.decode()


def test_the_dry_run_says_who_is_skipped_and_why(cast: Any, board: Client, draft: ProcessVersion) -> None:
    own = board.post(at(draft, "try"), {"initiator": cast.manager.pk, "fact-amount": "1"}).content.decode()
    assert "Passed: the document is the initiator" in own


def test_roles_posts_and_departments_are_found_by_those_who_draw_alone(
    cast: Any, board: Client, sign_in: Any
) -> None:
    assert cast.east and cast.rep
    for name in ("role-codes", "post-codes", "department-codes"):
        address = reverse("records:pick", args=[name])
        assert board.get(address).status_code == 200
        assert sign_in(cast.rep).get(address).json() == {"results": []}
    found = board.get(reverse("records:pick", args=["department-codes"]), {"q": "东部"}).json()["results"]
    assert found == [{"value": "EAST", "text": "东部业务部", "hint": "华东大区"}]
