"""Where things lie, and the words in which a command fails."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CRM_DATA_DIR") or ROOT / "data").expanduser().resolve()
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
DEMO_ACCOUNTS = DATA / "demo-accounts.txt"


class Stop(Exception):
    """What the user must know or do, in one line."""


def say(text: str) -> None:
    print(text, flush=True)


def call(*words: object, what: str, quiet: bool = False, env: Mapping[str, str] | None = None) -> None:
    """Run one command in the project; if it fails, everything stops and says which one."""
    command = [str(word) for word in words]
    result = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL if quiet else None)
    if result.returncode:
        raise Stop(f"{what} failed (exit code {result.returncode}): {' '.join(command)}")


def run_environment() -> dict[str, str]:
    """What every process of `run` sees: one data folder, one settings module, never the tests' switch."""
    environment = {key: value for key, value in os.environ.items() if key not in {"CRM_TEST", "PYTHONPATH"}}
    environment.setdefault("CRM_ENV", "development")
    environment |= {
        "CRM_DATA_DIR": str(DATA),
        "DJANGO_SETTINGS_MODULE": "kamcrm.settings",
        "PYTHONUNBUFFERED": "1",
    }
    return environment


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port(start: int) -> int:
    for port in range(start, start + 200):
        if port_is_free(port):
            return port
    raise Stop(f"No free port between {start} and {start + 199}.")
