"""The process designer: who draws, what a stroke does, and that two who draw at once lose nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from accounts.models import Grant, Role, UserRole
from tests import factories
from workflow.models import ProcessVersion

from .conftest import at, names, settings_of, stroke

WRITES = ("draft", "publish", "retire", "delete", "draw/add", "draw/step", "draw/undo", "draw/redo")


# -- who ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "who", ["rep", "manager", "executive", "finance", "security", "auditor", "dealer", "nobody"]
)
def test_nobody_but_who_draws_processes_opens_any_page_of_the_designer(
    cast: Any, sign_in: Any, draft: ProcessVersion, who: str
) -> None:
    client = sign_in(getattr(cast, who))
    pages = [reverse("admin:process_list"), reverse("admin:process_create"), at(draft), at(draft, "try")]
    process = reverse("admin:process", args=[draft.definition_id])
    for page in [*pages, process, process + "edit/", process + "compare/"]:
        assert client.get(page).status_code == 403, page
    for verb in WRITES:
        address = process + "draft/" if verb == "draft" else at(draft, verb)
        assert client.post(address, {"revision": 0, "kind": "end", "to": "@1"}).status_code == 403, verb
    draft.refresh_from_db()
    assert draft.is_draft and draft.revision == 0


def test_a_stranger_is_asked_to_sign_in(cast: Any, draft: ProcessVersion) -> None:
    assert cast.admin
    answer = Client().get(at(draft))
    assert answer.status_code == 302 and "sign-in" in answer["Location"]


def test_who_only_looks_draws_and_publishes_nothing(cast: Any, sign_in: Any, draft: ProcessVersion) -> None:
    watcher = factories.make_employee(None, cast.office, "旁观者", username="watcher")
    role = Role.objects.create(code="looks", name="旁观")
    for codename in ("access_admin", "view_processdefinition"):
        permission = Permission.objects.get(codename=codename)
        Grant.objects.create(role=role, permission=permission, span="all")
    UserRole.objects.create(user=watcher, role=role)
    client = sign_in(watcher)
    page = client.get(at(draft))
    assert page.status_code == 200 and "draw/add" not in page.content.decode()
    for verb in ("publish", "delete", "draw/step"):
        assert client.post(at(draft, verb), {"revision": 0}).status_code == 403, verb
    assert client.get(reverse("admin:process_create")).status_code == 403


def test_every_page_speaks_both_languages(drawer: Any, board: Client, draft: ProcessVersion) -> None:
    process = reverse("admin:process", args=[draft.definition_id])
    pages = [reverse("admin:process_list"), reverse("admin:process_create"), process, process + "edit/"]
    pages += [process + "compare/", at(draft), at(draft, "try"), at(draft) + "?step=manager"]
    pages += [at(draft) + "?way=size:0", at(draft) + "?add=@1", at(draft) + "?settings=1"]
    for language in ("en", "zh-hans"):
        drawer.language = language
        drawer.save()
        for page in pages:
            assert board.get(page).status_code == 200, page
    for nonsense in ("?step=none", "?way=none:9", "?way=size:99", "?add=@x", "?step=%00"):
        assert board.get(at(draft) + nonsense).status_code == 200, nonsense


# -- strokes --------------------------------------------------------------------------------------------------
def test_a_step_is_added_named_moved_and_deleted(board: Client, draft: ProcessVersion) -> None:
    answer = stroke(board, draft, "add", kind="handle", to="@2")
    assert answer.status_code == 200 and "Work step" in names(draft)
    key = draft.nodes.get(kind="handle").key
    assert f"step={key}" in answer["HX-Replace-Url"], "the new step is chosen at once"
    stroke(board, draft, "step", step=key, name="发货", rules=0)
    assert names(draft) == ["开始", "manager", "发货", "size", "finance"]
    stroke(board, draft, "move", step=key, to="size:0@1")
    assert names(draft) == ["开始", "manager", "size", "finance", "发货"]
    stroke(board, draft, "shift", step=key, do="up")
    assert names(draft)[-2:] == ["发货", "finance"]
    stroke(board, draft, "shift", step=key, do="up")
    assert names(draft) == ["开始", "manager", "发货", "size", "finance"], (
        "from the edge of a branch out of its block"
    )
    stroke(board, draft, "delete", step=key)
    assert names(draft) == ["开始", "manager", "size", "finance"]


def test_without_a_script_each_stroke_is_a_form_that_leads_back(board: Client, draft: ProcessVersion) -> None:
    answer = stroke(board, draft, "add", htmx=False, kind="cc", to="@1")
    assert answer.status_code == 302
    page = board.get(answer["Location"])
    assert page.status_code == 200 and 'name="name"' in page.content.decode()


@pytest.mark.parametrize(
    ("verb", "data"),
    [
        ("delete", {"step": "start"}),
        ("move", {"step": "start", "to": "@2"}),
        ("move", {"step": "size", "to": "size:0@0"}),
        ("move", {"step": "manager", "to": "nowhere"}),
        ("move", {"step": "manager", "to": "none:0@0"}),
        ("add", {"kind": "dice", "to": "@1"}),
        ("add", {"kind": "approve", "to": "size:7@1"}),
        ("shift", {"step": "manager", "do": "nothing"}),
        ("step", {"step": "none", "name": "x"}),
        ("way", {"way": "size:9"}),
        ("add-way", {"step": "manager"}),
        ("dance", {}),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words_and_changes_nothing(
    board: Client, draft: ProcessVersion, verb: str, data: dict[str, str]
) -> None:
    before = names(draft)
    answer = stroke(board, draft, verb, **data)
    assert names(draft)[0] == "开始"
    if verb == "shift":
        return
    assert answer.status_code == 409 and "pd-refusal" in answer.content.decode()
    assert names(draft) == before


def test_the_people_of_a_step_are_chosen_and_never_typed(
    cast: Any, board: Client, draft: ProcessVersion
) -> None:
    stroke(board, draft, "step", step="manager", name="经理", rules=1, do="add-rule", **{
        "rule-0-rule": "named", "rule-0-users": [cast.rep.pk, cast.manager.pk], "mode": "all",
        "opinion_required": "1", "timeout_hours": "8", "timeout_action": "escalate", "empty": "admin",
    })  # fmt: skip
    found = settings_of(draft, "manager")
    assert found["assignees"][0] == {"rule": "named", "users": [cast.rep.pk, cast.manager.pk]}
    assert found["assignees"][1]["rule"] == "department_head"
    assert (found["mode"], found["opinion_required"], found["timeout_hours"]) == ("all", True, 8)
    page = board.get(at(draft) + "?step=manager").content.decode()
    assert "农丽萍" in page and "张建国" in page
    stroke(board, draft, "step", step="manager", name="经理", rules=2, do="drop-rule:0", mode="ratio", **{
        "rule-0-rule": "named", "rule-1-rule": "department_head", "rule-1-whose": "kind", "rule-1-kind": "finance",
        "rule-1-up": "1",
    })  # fmt: skip
    found = settings_of(draft, "manager")
    assert found["assignees"] == [{"rule": "department_head", "kind": "finance", "up": 1}]
    assert found["ratio"] == 60, "a share to begin with"


def test_a_department_that_was_not_chosen_yet_is_told_and_not_guessed(
    board: Client, draft: ProcessVersion
) -> None:
    data = {"rule-0-rule": "department_head", "rule-0-whose": "named"}
    answer = stroke(board, draft, "step", step="manager", name="经理", rules=1, **data)
    assert settings_of(draft, "manager")["assignees"] == [{"rule": "department_head", "department": ""}]
    assert "is-error" in answer.content.decode()


def test_rights_on_fields_are_offered_as_the_document_allows(board: Client, draft: ProcessVersion) -> None:
    page = board.get(at(draft) + "?step=manager").content.decode()
    assert 'name="right-amount"' in page and page.count("may write") == 1
    stroke(
        board,
        draft,
        "step",
        step="manager",
        name="经理",
        **{"right-amount": "hidden", "right-terms": "writable"},
    )
    assert settings_of(draft, "manager")["fields"] == {"amount": "hidden", "terms": "writable"}


def test_a_form_is_built_of_labels_and_keeps_what_earlier_answers_meant(
    board: Client, draft: ProcessVersion
) -> None:
    stroke(board, draft, "add", kind="handle", to="@2")
    key = draft.nodes.get(kind="handle").key
    stroke(board, draft, "step", step=key, name="评审", do="add-field")
    [field] = settings_of(draft, key)["form"]
    sent = {"fields": 1, "field-0-name": field["name"], "field-0-label": "结论", "field-0-kind": "choice"}
    stroke(board, draft, "step", step=key, name="评审", **sent, **{"field-0-choices": "可以\n不可以"})
    [field] = settings_of(draft, key)["form"]
    assert field["choices"] == [["c1", "可以"], ["c2", "不可以"]]
    stroke(board, draft, "step", step=key, name="评审", **sent, **{"field-0-choices": "待定\n不可以\n可以"})
    [again] = settings_of(draft, key)["form"]
    assert dict((label, slug) for slug, label in again["choices"]) == {
        "待定": "c3",
        "不可以": "c2",
        "可以": "c1",
    }
    assert again["name"] == field["name"]


def test_there_is_one_otherwise(board: Client, draft: ProcessVersion) -> None:
    stroke(board, draft, "way", way="size:0", name="大额", is_default="1")
    assert list(draft.nodes.get(key="size").branches.values_list("is_default", flat=True)) == [True, False]


# -- undo and two at once -----------------------------------------------------------------------------------------
def test_strokes_are_taken_back_one_by_one_to_the_first(board: Client, draft: ProcessVersion) -> None:
    start = names(draft)
    stroke(board, draft, "add", kind="cc", to="@1")
    stroke(board, draft, "delete", step="size")
    assert names(draft) == ["开始", "Copy to", "manager"]
    stroke(board, draft, "undo")
    assert names(draft) == ["开始", "Copy to", "manager", "size", "finance"]
    stroke(board, draft, "undo")
    assert names(draft) == start
    assert stroke(board, draft, "undo").status_code == 409


def test_what_was_taken_back_is_drawn_again_until_something_new_is_drawn(
    board: Client, draft: ProcessVersion
) -> None:
    start = names(draft)
    assert stroke(board, draft, "redo").status_code == 409
    stroke(board, draft, "add", kind="cc", to="@1")
    added = names(draft)
    stroke(board, draft, "delete", step="size")
    deleted = names(draft)
    stroke(board, draft, "undo")
    stroke(board, draft, "undo")
    assert names(draft) == start
    assert stroke(board, draft, "redo").status_code == 200 and names(draft) == added
    assert stroke(board, draft, "redo").status_code == 200 and names(draft) == deleted
    assert stroke(board, draft, "redo").status_code == 409
    stroke(board, draft, "undo")
    assert names(draft) == added, "and what was drawn again is taken back again"
    stroke(board, draft, "delete", step="manager")
    assert stroke(board, draft, "redo").status_code == 409, "something new was drawn"
    stroke(board, draft, "undo")
    stroke(board, draft, "undo")
    assert names(draft) == start


def test_who_has_not_seen_the_drawing_draws_nothing_again(board: Client, draft: ProcessVersion) -> None:
    stroke(board, draft, "add", kind="cc", to="@1")
    stroke(board, draft, "undo")
    assert stroke(board, draft, "redo", revision=0).status_code == 409
    assert stroke(board, draft, "redo").status_code == 200


def test_two_who_draw_on_one_draft_are_told_and_lose_nothing(
    cast: Any, drawer: Any, board: Client, sign_in: Any, draft: ProcessVersion
) -> None:
    other = factories.make_employee("proc", cast.office, "另一人", username="second", language="en")
    second = sign_in(other)
    stroke(board, draft, "add", kind="cc", to="@1")
    answer = stroke(second, draft, "step", revision=0, step="manager", name="总监审批", rules=0)
    page = answer.content.decode()
    assert answer.status_code == 409 and "流程员" in page and "Copy to" in page
    assert 'value="总监审批"' in page, "what was typed is still there"
    assert names(draft)[1:3] == ["Copy to", "manager"], "and nothing was overwritten"
    assert stroke(second, draft, "step", step="manager", name="总监审批", rules=0).status_code == 200
    assert names(draft)[1:3] == ["Copy to", "总监审批"]
    gone = stroke(second, draft, "delete", revision=0, step="manager")
    assert gone.status_code == 409 and "总监审批" in names(draft)
    assert board.post(at(draft, "publish"), {"revision": 0}).status_code == 302
    draft.refresh_from_db()
    assert draft.is_draft, "nobody publishes a drawing that he has not seen"


def test_a_step_that_another_deleted_is_told_to_be_gone(board: Client, draft: ProcessVersion) -> None:
    stroke(board, draft, "delete", step="manager")
    answer = stroke(board, draft, "step", revision=0, step="manager", name="经理")
    assert answer.status_code == 409 and "pd-refusal" in answer.content.decode()
