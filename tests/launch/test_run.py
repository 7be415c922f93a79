"""The whole product as a user starts it: ready means ready, what dies comes back, a stop is in order."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.places import free_port
from tests import template_database

ROOT = Path(__file__).resolve().parent.parent.parent
ONE_PERSON = """
import django
django.setup()
from accounts.models import User
if not User.objects.filter(username="first").exists():
    User.objects.create_user("first")
"""


@pytest.fixture
def environment(tmp_path, request) -> dict[str, str]:
    """A database with one person, so that no demo is made; PostgreSQL and Redis where the tests have them."""
    if not os.environ.get("DATABASE_URL"):
        template_database.copy_to(tmp_path / "kamcrm.sqlite3", request.config.cache.mkdir("database"))
    everything = {key: value for key, value in os.environ.items() if key not in {"CRM_TEST", "CRM_ENV"}}
    everything |= {"CRM_DATA_DIR": str(tmp_path), "CRM_PORT": str(free_port(18100))}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=everything, check=True)
    prepared = {**everything, "DJANGO_SETTINGS_MODULE": "kamcrm.settings"}
    subprocess.run([sys.executable, "-c", ONE_PERSON], cwd=ROOT, env=prepared, check=True)
    return everything


def lines_until(words: str, output: Iterator[str]) -> list[str]:
    lines = []
    for line in output:
        lines.append(line.rstrip("\n"))
        if words in line:
            return lines
    raise AssertionError(f"{words!r} never came:\n" + "\n".join(lines))


def children(parent: int) -> dict[str, int]:
    """The supervised processes by what they are."""
    command = ["ps", "-o", "pid=,args=", "--ppid", str(parent)]
    listing = subprocess.run(command, capture_output=True, text=True)
    found = {}
    for line in listing.stdout.splitlines():
        pid, words = line.split(None, 1)
        for name in ("valkey-server", "celery -A kamcrm worker", "celery -A kamcrm beat", "gunicorn"):
            if name in words:
                found[name] = int(pid)
    return found


@pytest.mark.slow
def test_run_serves_pages_revives_its_worker_and_stops_in_order(environment):
    command = [sys.executable, "crm.py", "run"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as run:
        try:
            address = lines_until("ready http://", run.stdout)[-1].removeprefix("ready ")
            with urllib.request.urlopen(f"{address}/", timeout=20) as page:  # noqa: S310
                assert page.status == 200
                assert "/sign-in/" in page.url
            running = children(run.pid)
            os.kill(running["celery -A kamcrm worker"], signal.SIGKILL)
            lines_until("worker ended (-9); starting it again in 1 s", run.stdout)
            deadline = time.monotonic() + 20
            while "celery -A kamcrm worker" not in children(run.pid):
                assert time.monotonic() < deadline
                time.sleep(0.2)
            left = children(run.pid).values()
            run.terminate()
            stops = [line for line in run.stdout if line.startswith("stopping")]
        finally:
            run.kill()
    own_broker = [] if environment.get("REDIS_URL") else ["stopping valkey\n"]
    assert stops == ["stopping web\n", "stopping beat\n", "stopping worker\n", *own_broker]
    assert run.returncode == 0
    assert [pid for pid in left if Path(f"/proc/{pid}").exists()] == []
