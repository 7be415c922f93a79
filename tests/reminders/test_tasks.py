"""Tasks: who gives them to whom, how they go, who accepts them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.errors import DomainError
from reminders.models import Notification, Task
from reminders.services.task import (
    TASK,
    accept_task,
    cancel_task,
    change_task,
    give_task,
    report_task,
    require_move,
)
from tests import factories

pytestmark = pytest.mark.django_db


def given(by: Any, owner: Any, **facts: Any) -> Task:
    facts.setdefault("due_on", clock.today() + timedelta(days=2))
    return give_task(by=by, owner=owner, title="整理年度协议", **facts)


def code_of(call: Any, *args: Any, **facts: Any) -> str:
    with pytest.raises(DomainError) as refusal:
        call(*args, **facts)
    return refusal.value.code


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_task_is_given_done_sent_back_and_accepted(cast: Any) -> None:
    task = given(cast.manager, cast.rep)
    assert Notification.objects.get(recipient=cast.rep).url == task.get_absolute_url()
    task = report_task(task, by=cast.rep, progress=40, report="收集了三份")
    assert (task.status, task.progress) == ("doing", 40)
    task = report_task(task, by=cast.rep, progress=100)
    assert task.status == "to_accept" and task.report == "收集了三份"
    assert code_of(report_task, task, by=cast.colleague, progress=50) == "not_yours"
    assert code_of(accept_task, task, by=cast.manager, is_accepted=False) == "required"
    task = accept_task(task, by=cast.manager, is_accepted=False, comment="缺一份")
    assert (task.status, task.progress) == ("doing", 90)
    task = report_task(task, by=cast.rep, progress=100)
    task = accept_task(task, by=cast.manager, is_accepted=True)
    assert task.status == "done" and task.done_at is not None


def test_what_one_gives_oneself_needs_nobody_to_accept_it(cast: Any) -> None:
    task = report_task(given(cast.rep, None), by=cast.rep, progress=100)
    assert task.status == "done" and task.done_at is not None


def test_one_gives_tasks_to_ones_own_people_only(cast: Any) -> None:
    assert code_of(given, cast.rep, cast.colleague) == "forbidden"
    assert code_of(given, cast.manager, cast.other_rep) == "forbidden"
    assert given(cast.executive, cast.other_rep).owner == cast.other_rep
    assert code_of(given, cast.manager, cast.rep, due_on=clock.today() - timedelta(days=1)) == "past"


def test_only_its_doer_reports_and_only_its_giver_changes_accepts_and_cancels(cast: Any) -> None:
    task = given(cast.manager, cast.rep)
    assert code_of(report_task, task, by=cast.manager, progress=10) == "not_yours"
    assert code_of(change_task, task, by=cast.rep, title="别的") == "not_yours"
    assert code_of(cancel_task, task, by=cast.rep, reason="不做") == "not_yours"
    done = report_task(task, by=cast.rep, progress=100)
    assert code_of(accept_task, done, by=cast.rep, is_accepted=True) == "not_yours"
    assert cancel_task(done, by=cast.manager, reason="计划变了").status == "cancelled"


@pytest.mark.parametrize("to", Task.Status.values)
@pytest.mark.parametrize("now", Task.Status.values)
def test_what_the_table_does_not_list_is_refused(now: str, to: str) -> None:
    task = Task(status=now)
    if to in TASK[now]:
        require_move(task, to)
    else:
        assert code_of(require_move, task, to) == "forbidden_move"


def test_tasks_on_their_pages_and_on_the_homepage(cast: Any) -> None:
    customer = factories.make_customer("东岭重卡", cast.rep)
    manager, rep = signed_in(cast.manager), signed_in(cast.rep)
    form = {
        "title": "回访东岭",
        "owner": cast.rep.pk,
        "due_on": clock.today().isoformat(),
        "priority": "1",
        "about": f"customers:{customer.pk}",
    }
    assert manager.post(reverse("reminders:task_create"), form).status_code == 302
    task = Task.objects.get()
    assert task.about == customer and task.department == cast.rep.employee.department
    assert customer.get_absolute_url() in rep.get(task.get_absolute_url()).content.decode()
    assert "回访东岭" in rep.get("/").content.decode()
    assert signed_in(cast.colleague).get(task.get_absolute_url()).status_code == 404
    answer = rep.post(reverse("reminders:task_report", args=[task.pk]), {"progress": "100", "report": "好了"})
    assert answer.status_code == 302
    assert "scene=to_accept" in manager.get("/").content.decode()
    accept = reverse("reminders:task_accept", args=[task.pk])
    assert rep.post(accept, {"decision": "accept"}).status_code == 409
    assert manager.post(accept, {"decision": "accept"}).status_code == 302
    task.refresh_from_db()
    assert task.status == "done"
    assert rep.post(reverse("reminders:task_create"), {**form, "owner": cast.colleague.pk}).status_code == 422
