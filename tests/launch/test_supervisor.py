"""`crm.py run` says what is wrong in one line, keeps its processes alive and leaves none behind."""

import fcntl
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launch import supervisor
from launch.install import step
from launch.places import Stop, free_port
from launch.supervisor import Child, Supervisor, broker, broker_answers

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "DATA", tmp_path)
    return tmp_path


def start(data_folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    everything = {**os.environ, "CRM_DATA_DIR": str(data_folder), **environment}
    command = [sys.executable, "crm.py", "run"]
    return subprocess.run(command, cwd=ROOT, env=everything, capture_output=True, text=True, timeout=30)


def wait_until(happened, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_an_old_python_is_refused_in_one_line(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit, match=r"^kamcrm needs Python 3\.11 or newer; this is 3\.9\.$"):
        runpy.run_path(str(ROOT / "crm.py"))


def test_a_taken_port_is_named_in_one_line_before_anything_is_installed(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = start(tmp_path, CRM_PORT=str(port))
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert (
        answer.stderr == f"Port {port} is taken; choose another one: CRM_PORT={port + 1} python3 crm.py run\n"
    )


@pytest.mark.parametrize("nonsense", ["web", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused(tmp_path, nonsense):
    assert start(tmp_path, CRM_PORT=nonsense).stderr == f"CRM_PORT={nonsense}: expected a port number.\n"


def test_a_second_supervisor_on_the_same_data_is_refused(tmp_path):
    with (tmp_path / "run.lock").open("w") as lock:
        lock.write("4711")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = start(tmp_path, CRM_PORT=str(free_port(18000)))
    assert (answer.returncode, answer.stderr) == (1, f"Already running on {tmp_path} (process 4711).\n")


def test_a_step_is_done_again_only_when_its_inputs_changed_or_it_failed(tmp_path, monkeypatch):
    monkeypatch.setattr("launch.install.ROOT", tmp_path)
    source, stamp = tmp_path / "source", tmp_path / "stamp"
    source.write_text("one")
    with pytest.raises(Stop), step("trial", stamp, source):
        raise Stop("it failed")
    for text, due in (("one", True), ("one", False), ("two", True), ("two", False)):
        source.write_text(text)
        with step("trial", stamp, source) as is_due:
            assert is_due is due


def test_a_process_that_died_is_started_again_with_growing_pauses(data_folder):
    keeper, child = Supervisor(dict(os.environ)), Child("trial", ["sleep", "60"], stop_seconds=5)
    keeper.start(child)
    try:
        for pause in (1, 2):
            child.process.kill()
            child.process.wait()
            keeper.revive()
            assert child.process is None
            assert child.due - time.monotonic() == pytest.approx(pause, abs=0.3)
            child.due = 0
            keeper.revive()
            assert child.process.poll() is None
    finally:
        keeper.stop_all()


def test_processes_stop_in_the_opposite_order_and_a_stubborn_one_is_killed(data_folder, capsys):
    keeper = Supervisor(dict(os.environ))
    stubborn = "trap '' TERM; echo deaf; while :; do sleep 1; done"
    keeper.start(Child("first", ["sleep", "60"], stop_seconds=5))
    keeper.start(Child("second", ["bash", "-c", stubborn], stop_seconds=0.5))
    wait_until(lambda: "deaf" in (data_folder / "logs/second.log").read_text())
    keeper.stop_all()
    assert capsys.readouterr().out.splitlines() == ["stopping second", "stopping first"]
    assert [child.process.returncode for child in keeper.children] == [-signal.SIGTERM, -signal.SIGKILL]


def test_a_process_that_never_starts_is_reported_with_the_end_of_its_log(data_folder):
    keeper = Supervisor(dict(os.environ))
    keeper.start(Child("broken", ["bash", "-c", "echo the reason; exit 3"], stop_seconds=1))
    keeper.children[0].failures = 2
    with pytest.raises(Stop, match="broken did not start(.|\n)*the reason"):
        keeper.wait_for(lambda: False, keeper.children[0])


def test_the_own_broker_answers_only_with_its_password_and_forgets_nothing(data_folder, monkeypatch):
    environment = dict(os.environ)
    child, port, password = broker(environment)
    settings = data_folder / "valkey/valkey.conf"
    assert settings.stat().st_mode & 0o077 == 0
    assert password in environment["REDIS_URL"]
    assert "noeviction" in settings.read_text() and "appendonly yes" in settings.read_text()
    keeper = Supervisor(environment)
    keeper.start(child)
    try:
        wait_until(lambda: broker_answers(port, password))
        assert not broker_answers(port, "a guess")
    finally:
        keeper.stop_all()
    assert list((data_folder / "valkey/appendonlydir").iterdir())
