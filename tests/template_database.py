"""An SQLite file with all tables, made once and copied by every test process: migrating takes far longer.

The file lies in pytest's cache; its name says which migrations and packages it was made with. What apps
deliver after migrating (roles, dictionaries, calendars) is left out and written anew in each copy.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

from tests.source_code import ROOT, python_files

MIGRATE = """
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands import migrate
migrate.emit_post_migrate_signal = lambda *args, **kwargs: None
call_command("migrate", verbosity=0)
"""


def copy_to(target: Path, cache: Path) -> None:
    template = cache / f"{fingerprint()}.sqlite3"
    with (cache / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not template.exists():
            for old in cache.glob("*.sqlite3*"):
                old.unlink()
            make(template)
    shutil.copyfile(template, target)


def make(template: Path) -> None:
    fresh = template.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{fresh}",
        "DJANGO_SETTINGS_MODULE": "kamcrm.settings",
        "CRM_TEST": "1",
    }
    subprocess.run([sys.executable, "-c", MIGRATE], cwd=ROOT, env=environment, check=True)
    fresh.rename(template)


def fingerprint() -> str:
    """Changes with every migration and installed package."""
    found = hashlib.sha256()
    for path in python_files(with_migrations=True):
        if "migrations" in path.parts:
            found.update(str(path).encode() + path.read_bytes())
    for package in sorted(f"{known.name}=={known.version}" for known in distributions()):
        found.update(package.encode())
    return found.hexdigest()[:20]
