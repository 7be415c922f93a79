"""The tests on SQLite, the same tests on PostgreSQL and Redis, and the checks of the code itself."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from .install import install
from .places import PYTHON, ROOT, VENV, call, say
from .throwaway_servers import servers

DEV = "requirements-dev.txt"
COMPOSE = "docker-compose.yml"


@contextmanager
def test_environment() -> Iterator[dict[str, str]]:
    """Tests keep their files in a folder of their own and never touch what `run` keeps."""
    with tempfile.TemporaryDirectory(prefix="kamcrm-test-") as folder:
        (Path(folder) / "static").mkdir()
        clean = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
        yield {**clean, "CRM_TEST": "1", "CRM_ENV": "test", "CRM_DATA_DIR": folder}


def pytest(arguments: list[str], environment: Mapping[str, str]) -> int:
    command = [str(PYTHON), "-m", "pytest", "-n", "auto", "--dist", "loadgroup", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


def test(arguments: list[str]) -> int:
    install(DEV)
    with test_environment() as environment:
        return pytest(arguments, environment)


def pg_test(arguments: list[str]) -> int:
    install(DEV)
    with test_environment() as environment, servers() as addresses:
        return pytest(arguments, {**environment, **addresses})


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def tidy(arguments: list[str]) -> int:
    """Put code and templates into the one format; never changes what they do."""
    install(DEV)
    call(VENV / "bin" / "ruff", "check", "--quiet", "--select", "I", "--fix", ".", what="sorting imports")
    call(VENV / "bin" / "ruff", "format", ".", what="formatting code")
    djade = [str(VENV / "bin" / "djade"), "--target-version", "5.2", *map(str, templates())]
    subprocess.run(djade, cwd=ROOT)  # its exit code tells that something changed
    return 0


def check(arguments: list[str]) -> int:
    """Every check runs, so that one answer names all that is wrong."""
    install(DEV)
    tool = VENV / "bin"
    checks: list[tuple[str, list[object]]] = [
        ("lint", [tool / "ruff", "check", "."]),
        ("format", [tool / "ruff", "format", "--check", "."]),
        ("templates", [tool / "djade", "--check", "--target-version", "5.2", *templates()]),
        ("types", [tool / "mypy"]),
        ("floors", [tool / "lint-imports"]),
        ("settings", [PYTHON, "manage.py", "check"]),
        ("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
        ("compose", [tool / "check-jsonschema", *"--builtin-schema vendor.compose-spec".split(), COMPOSE]),
    ]
    failed = []
    with test_environment() as environment:
        for name, command in checks:
            if arguments and name not in arguments:
                continue
            words = [str(word) for word in command]
            done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True)
            say(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name}")
            if done.returncode:
                failed.append(name)
                say(done.stdout + done.stderr)
    say(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return bool(failed)
