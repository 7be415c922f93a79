"""Data worth looking at: `python -m launch.prepare` migrates, collects static files, makes the demo.

The one module here that needs the installed packages. It is one process, because starting Django costs more than
most of its steps.
"""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from datetime import date

import django

from .install import step
from .places import DATA, DEMO_ACCOUNTS, ROOT, say

DEMO_SEED = 20260101


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    say("- database")
    call_command("migrate", interactive=False, verbosity=0)
    apps = [path.parent for path in sorted(ROOT.glob("*/apps.py")) if (path.parent / "static").is_dir()]
    inputs = [ROOT / "requirements.txt", ROOT / "static", *(app / "static" for app in apps)]
    with step("static files", DATA / "static" / ".crm-stamp", *inputs) as due:
        if due:
            call_command("collectstatic", interactive=False, verbosity=0)
    if settings.ENVIRONMENT != "development":
        DEMO_ACCOUNTS.unlink(missing_ok=True)
    elif seed_demo() or not DEMO_ACCOUNTS.exists():
        list_accounts()


def seed_demo() -> bool:
    """Demo people and customers, only into a database without people; the command does all or nothing."""
    from django.core.management import call_command

    from accounts.models import User

    if User.objects.exclude(kind="system").exists():
        return False
    say("- demo data (about a minute)")
    with redirect_stdout(io.StringIO()):
        call_command("seed_demo", seed=DEMO_SEED, as_of=date.today(), scale=1)
    return True


def list_accounts() -> None:
    """One sign-in per role, shown at each start; kept, because comparing passwords takes seconds."""
    from django.core.management import CommandError, call_command

    table = io.StringIO()
    try:
        call_command("demo_accounts", stdout=table)
    except CommandError:
        return
    DEMO_ACCOUNTS.write_text(table.getvalue())


if __name__ == "__main__":
    main()
