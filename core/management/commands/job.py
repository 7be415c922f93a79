"""manage.py job NAME [--as-of DATE] --json · manage.py job --list"""

import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import schedule


class Command(BaseCommand):
    help = (
        "Runs a time-driven job for a day, as beat does; running it again for the same day changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, help="day to run for, YYYY-MM-DD (default: today)"
        )
        parser.add_argument("--list", action="store_true", help="name all jobs")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            rows = [{"name": job.name, "label": str(job.label)} for job in schedule.JOBS.values()]
            self.stdout.write(
                json.dumps(rows, ensure_ascii=False)
                if options["json"]
                else "\n".join(row["name"] for row in rows)
            )
            return
        name = options["name"]
        if name not in schedule.JOBS:
            known = ", ".join(sorted(schedule.JOBS))
            raise CommandError(f"There is no job {name!r}. Jobs: {known}.")
        run = schedule.run(name, options["as_of"])
        answer = {"job": name, "as_of": run.as_of.isoformat(), "run": run.pk, "result": run.result}
        self.stdout.write(
            json.dumps(answer, ensure_ascii=False) if options["json"] else f"{name}: {run.result}"
        )
