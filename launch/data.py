"""From a runnable checkout to data worth looking at: migrations, static files, the demo."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import date

from .install import step
from .places import DATA, PYTHON, ROOT, Stop, manage, say

DEMO_SEED = "20260101"
COUNT_PEOPLE = """
import django
django.setup()
from accounts.models import User
print("people:", User.objects.exclude(kind="system").count())
"""


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


def prepare_data(environment: Mapping[str, str]) -> None:
    """Migrations always run, because only they know what the database lacks."""
    say("- database")
    manage("migrate", "--noinput", "-v", "0", env=environment)
    apps = [path.parent for path in sorted(ROOT.glob("*/apps.py")) if (path.parent / "static").is_dir()]
    inputs = [ROOT / "requirements.txt", ROOT / "static", *(app / "static" for app in apps)]
    with step("static files", DATA / "static" / ".crm-stamp", *inputs) as due:
        if due:
            manage("collectstatic", "--noinput", "-v", "0", env=environment)
    if environment["CRM_ENV"] == "development":
        seed_demo(environment)


def seed_demo(environment: Mapping[str, str]) -> None:
    """Demo people and customers, only into a database without people; the command does all or nothing."""
    if people(environment):
        return
    say("- demo data (a minute or two)")
    today = date.today().isoformat()
    manage("seed_demo", "--seed", DEMO_SEED, "--as-of", today, "--scale", "1", env=environment, quiet=True)


def people(environment: Mapping[str, str]) -> int:
    command = [str(PYTHON), "-c", COUNT_PEOPLE]
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    counted = [line for line in answer.stdout.splitlines() if line.startswith("people: ")]
    if answer.returncode or not counted:
        raise Stop(f"The database cannot be read:\n{answer.stderr}")
    return int(counted[0].removeprefix("people: "))


def show_demo_accounts(environment: Mapping[str, str]) -> None:
    """One sign-in per role, for whoever tries the product; silent where there is no demo."""
    command = [str(PYTHON), "manage.py", "demo_accounts"]
    answer = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if answer.returncode == 0 and answer.stdout.strip():
        say(answer.stdout.rstrip())
