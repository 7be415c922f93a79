"""A throw-away PostgreSQL and Redis on loopback, without durability: they live for one run of the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_urlsafe

from .places import Stop, free_port, port_is_free, say

# Compiling a statement to machine code pays where it reads millions of rows; in a test it only costs.
SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c jit=off"


@contextmanager
def servers() -> Iterator[dict[str, str]]:
    """Both servers with fresh data; yields their addresses as environment variables."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    initdb = str(homes[-1] / "initdb") if homes else shutil.which("initdb")
    redis = shutil.which("redis-server") or shutil.which("valkey-server")
    if not initdb or not redis:
        raise Stop("pg-test needs both servers; on Debian or Ubuntu: apt-get install postgresql redis-server")
    with tempfile.TemporaryDirectory(prefix="kamcrm-servers-") as name, ordinary_redis(redis, name) as broker:
        with postgresql(Path(initdb).parent, Path(name)) as database:
            say(f"PostgreSQL and Redis are up in {name}")
            yield {"DATABASE_URL": database, "REDIS_URL": broker}


@contextmanager
def postgresql(programs: Path, folder: Path) -> Iterator[str]:
    """initdb, start, create the database, stop; as user postgres where we are root, which it refuses."""
    user = "postgres" if os.geteuid() == 0 else None
    password, port = token_urlsafe(24), free_port(55432)
    environment = {**os.environ, "PGPASSWORD": password}
    secret, data = folder / "password", ["-D", str(folder / "pg")]
    secret.write_text(password)
    if user:
        shutil.chown(folder, user, user)
        shutil.chown(secret, user, user)

    def postgres(program: str, *words: str) -> None:
        command = [str(programs / program), *words]
        groups: list[str] | None = [] if user else None
        log = folder / "postgresql.log"
        with log.open("ab") as out:
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdout=out,
                stderr=out,
                user=user,
                group=user,
                extra_groups=groups,
            )
        if done.returncode:
            raise Stop(f"{program} failed:\n{log.read_text()}")

    login = ["-U", "kamcrm", "--auth=scram-sha-256", f"--pwfile={secret}"]
    postgres("initdb", *data, *login, "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    place = f"-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    postgres("pg_ctl", *data, "-w", "-t", "60", "-o", f"{place} {SETTINGS}", "start")
    try:
        postgres("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "kamcrm", "kamcrm")
        yield f"postgresql://kamcrm:{password}@127.0.0.1:{port}/kamcrm"
    finally:
        postgres("pg_ctl", *data, "-w", "-m", "fast", "stop")


@contextmanager
def ordinary_redis(program: str, folder: str) -> Iterator[str]:
    port = free_port(56379)
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            deadline = time.monotonic() + 20
            while port_is_free(port):
                if server.poll() is not None or time.monotonic() > deadline:
                    raise Stop("Redis did not start.")
                time.sleep(0.1)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
