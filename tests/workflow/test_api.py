"""Tasks over the API: the actions of the pages with their rules, told as problems."""

import json
from typing import Any

from .conftest import approve as step
from .conftest import draw, state, submit, task_of, waiting
from .conftest import handle as work


def post(client: Any, task: Any, verb: str, **body: Any) -> Any:
    url = f"/api/v1/process-tasks/{task.pk}/{verb}"
    return client.post(url, json.dumps(body), content_type="application/json")


def test_a_task_is_read_and_decided(cast: Any, paper: Any, sign_in: Any) -> None:
    draw(step("经理", cast.manager), step("财务", cast.finance, fields={"terms": "writable"}))
    run = submit(paper, cast.rep)
    client = sign_in(cast.manager)
    (item,) = client.get("/api/v1/process-tasks?status=pending").json()["items"]
    assert item["run"] == run.pk and item["assignee"] == cast.manager.pk
    task = task_of(run, cast.manager)
    assert post(client, task, "approve", opinion="同意").status_code == 200
    second = post(client, task, "approve")
    assert second.status_code == 409 and second.json()["code"] == "already_handled"
    money = sign_in(cast.finance)
    answer = post(money, task_of(run, cast.finance), "approve", values={"terms": "净60天"})
    assert answer.status_code == 200 and state(run) == "approved"
    paper.refresh_from_db()
    assert paper.ext["terms"] == "净60天"


def test_strangers_find_no_task_and_readers_decide_nothing(cast: Any, paper: Any, sign_in: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    task = task_of(run, cast.manager)
    assert post(sign_in(cast.other_rep), task, "approve").status_code == 404
    assert post(sign_in(cast.nobody), task, "approve").status_code == 403
    assert state(run) == "running"


def test_rejecting_needs_its_reason_and_handing_on_its_person(cast: Any, paper: Any, sign_in: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    client = sign_in(cast.manager)
    task = task_of(run, cast.manager)
    assert post(client, task, "reject").status_code == 422
    assert post(client, task, "return", opinion="改", to="nowhere").status_code == 422
    assert post(client, task, "transfer", to=cast.rep.pk).status_code in (409, 422)
    assert post(client, task, "transfer", to=cast.other_manager.pk).status_code == 200
    assert waiting(run) == ["覃国华"]


def test_a_work_step_is_completed_with_its_answers(cast: Any, paper: Any, sign_in: Any) -> None:
    form = [{"name": "qty", "label": "数量", "kind": "number", "required": True}]
    draw(work("备货", cast.manager, form=form))
    run = submit(paper, cast.rep)
    client = sign_in(cast.manager)
    task = task_of(run, cast.manager)
    assert post(client, task, "complete", answers={"qty": "x"}).status_code in (409, 422)
    assert post(client, task, "complete", answers={"qty": "12"}).status_code == 200
    assert state(run) == "approved"


def test_runs_and_processes_are_lists_like_others(cast: Any, paper: Any, sign_in: Any) -> None:
    draw(step("经理", cast.manager))
    run = submit(paper, cast.rep)
    assert [i["id"] for i in sign_in(cast.rep).get("/api/v1/process-runs").json()["items"]] == [run.pk]
    assert sign_in(cast.other_rep).get("/api/v1/process-runs").json()["items"] == []
    assert sign_in(cast.rep).get("/api/v1/processes").status_code == 403
    assert sign_in(cast.admin).get("/api/v1/processes").json()["total"] >= 1
