"""Whom a process asks by his post may read and answer it, also where he has no role."""

from typing import Any

from django.test import Client
from django.urls import reverse

from accounts import access
from accounts.models import Post
from accounts.services.employee import update_employee
from tests import factories

from .conftest import approve as step
from .conftest import draw, submit, task_of

BACKEND = "accounts.backends.RoleBackend"


def on_a_post(cast: Any) -> Any:
    post, _made = Post.objects.get_or_create(code="deputy_manager", defaults={"name": "副经理"})
    return factories.make_employee(None, cast.east, "副经理", post=post)


def test_who_has_a_post_and_no_role_reads_and_decides_what_he_was_asked(cast: Any, paper: Any) -> None:
    deputy = on_a_post(cast)
    draw(step("副经理", deputy))
    run = submit(paper, cast.rep)
    task = task_of(run, deputy)
    client = Client()
    client.force_login(deputy, backend=BACKEND)
    inbox = client.get(reverse("workflow:inbox"))
    assert inbox.status_code == 200 and run.title in inbox.content.decode()
    assert client.get(run.get_absolute_url()).status_code == 200
    answer = client.post(reverse("workflow:task_action", args=[task.pk, "approve"]), {"opinion": "同意"})
    assert answer.status_code == 302
    task.refresh_from_db()
    assert task.status == "approved"


def test_a_post_opens_nothing_but_the_processes(cast: Any, paper: Any) -> None:
    deputy = on_a_post(cast)
    client = Client()
    client.force_login(deputy, backend=BACKEND)
    assert client.get(reverse("contacts:customer_list")).status_code == 403
    assert client.get(reverse("workflow:start_list")).status_code == 403
    assert set(access.grants_of(deputy)) == {"workflow.view_processrun", "workflow.view_processtask"}


def test_who_has_neither_post_nor_role_is_not_let_in(cast: Any) -> None:
    client = Client()
    client.force_login(cast.nobody, backend=BACKEND)
    assert client.get(reverse("workflow:inbox")).status_code == 403


def test_a_post_given_later_counts_at_once(cast: Any) -> None:
    post, _made = Post.objects.get_or_create(code="deputy_manager", defaults={"name": "副经理"})
    client = Client()
    client.force_login(cast.nobody, backend=BACKEND)
    assert client.get(reverse("workflow:inbox")).status_code == 403
    update_employee(cast.nobody.employee, by=cast.admin, post=post)
    assert client.get(reverse("workflow:inbox")).status_code == 200
