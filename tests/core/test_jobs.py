"""Promised work: nothing of a change that never happened, nothing twice, nothing lost."""

from datetime import timedelta

import pytest
from django.db import transaction

from core import clock, jobs, operation
from core.errors import DomainError
from core.models import Job

DONE = []


@pytest.fixture(autouse=True)
def probe(monkeypatch):
    DONE.clear()
    monkeypatch.setitem(jobs.HANDLERS, "probe", lambda job: DONE.append((job.pk, operation.current().user)))


def waiting(**facts):
    return Job.objects.create(**{"kind": "probe", "created_at": clock.now(), **facts})


def test_work_begins_only_after_the_change_has_been_committed(cast, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as calls:
        job = jobs.start("probe", by=cast.rep, total=3, word="x")
        assert not DONE
    job.refresh_from_db()
    assert len(calls) == 1 and DONE == [(job.pk, cast.rep)]
    assert (job.status, job.arguments, job.total_count, job.tries) == ("done", {"word": "x"}, 3, 1)


def test_a_job_is_done_once_however_often_it_is_delivered(db):
    job = waiting()
    assert jobs.run(job.pk) and not jobs.run(job.pk)
    assert len(DONE) == 1


def test_a_refusal_and_an_error_are_told_in_the_row(db, monkeypatch):
    def fail(error):
        def handle(job):
            raise error

        monkeypatch.setitem(jobs.HANDLERS, "probe", handle)
        job = waiting()
        jobs.run(job.pk)
        job.refresh_from_db()
        return job.status, job.error

    assert fail(DomainError("Not today.", "no")) == ("failed", "Not today.")
    assert fail(KeyError("secret")) == ("failed", "KeyError")


def test_the_sweep_sends_what_a_broken_broker_or_a_dead_worker_left(db):
    now = clock.now()
    old = now - timedelta(hours=1)
    unsent = waiting(created_at=old)
    lost_in_the_broker = waiting(created_at=old, sent_at=old)
    dead = waiting(created_at=old, sent_at=old, status="running", heartbeat_at=old, tries=1)
    hopeless = waiting(created_at=old, status="running", heartbeat_at=old, tries=jobs.MOST_TRIES)
    slow = waiting(created_at=old, sent_at=old, status="running", heartbeat_at=now, tries=1)
    on_its_way = waiting(created_at=old, sent_at=now)
    young = waiting(created_at=now)
    assert jobs.sweep() == 3
    assert {pk for pk, _user in DONE} == {unsent.pk, lost_in_the_broker.pk, dead.pk}
    status = dict(Job.objects.values_list("pk", "status"))
    assert (status[hopeless.pk], status[slow.pk]) == ("failed", "running")
    assert status[on_its_way.pk] == status[young.pk] == "waiting"
    assert jobs.sweep() == 0


def test_a_broker_that_is_down_fails_no_request_and_loses_no_job(db, monkeypatch):
    from core.tasks import run_job_task

    def down(*args):
        raise ConnectionError

    job = waiting()
    with monkeypatch.context() as broken:
        broken.setattr(run_job_task, "delay", down)
        assert not jobs.send(job.pk)
    job.refresh_from_db()
    assert (job.status, job.sent_at) == ("waiting", None)


@pytest.mark.django_db(transaction=True)
def test_a_command_does_itself_what_it_promised(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []
    monkeypatch.setitem(jobs.HANDLERS, "test.here", lambda job: done.append(job.pk))
    with jobs.done_here(), transaction.atomic():
        job = jobs.start("test.here", by=None)
        assert done == []
    job.refresh_from_db()
    assert (done, job.status) == ([job.pk], job.Status.DONE)
