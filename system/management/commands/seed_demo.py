"""manage.py seed_demo --seed N --as-of DATE --scale K [--reset]"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.models import User
from core import clock, jobs
from system.demo.build import build_demo, manifest

OBJECTS_BETWEEN_SWEEPS = 50_000


class Command(BaseCommand):
    help = (
        "Fills an empty database with the demo company; a second run with the same arguments changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=20260101)
        parser.add_argument(
            "--as-of", type=date.fromisoformat, default=None, help="YYYY-MM-DD (default: today)"
        )
        parser.add_argument(
            "--scale", type=int, default=1, help="multiplies ordinary customers and their history"
        )
        parser.add_argument("--reset", action="store_true", help="empties the database first")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demo data is refused in production: unset CRM_ENV=production to try it.")
        if options["scale"] < 1:
            raise CommandError("--scale must be 1 or more.")
        as_of = options["as_of"] or clock.today()
        wanted = {"seed": options["seed"], "as_of": as_of.isoformat(), "scale": options["scale"]}
        present = manifest()
        if present is not None and wanted.items() <= present.items():
            self.stdout.write("The demo data is already there; nothing was changed.")
            return
        if User.objects.exists():
            if not options["reset"]:
                raise CommandError(
                    "The database is not empty. Add --reset to empty it first; all its data is lost."
                )
            call_command("flush", interactive=False, verbosity=0)
            ContentType.objects.clear_cache()
            cache.clear()
        # What is not told of another moment happens on the day itself, whenever the command runs. Nobody waits
        # for what is promised here: it is done at once, no worker need be there.
        with _few_sweeps(), clock.at(as_of), jobs.done_here(), transaction.atomic():
            counts = build_demo(options["seed"], as_of, options["scale"])
        self.stdout.write(", ".join(f"{name} {number}" for name, number in counts.items()))


@contextmanager
def _few_sweeps() -> Iterator[None]:
    """What is built stays until its end: to look through all of it for garbage time and again takes a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN_SWEEPS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
