"""What an import of contacts takes over the least that such an import could be: reading the workbook and one COPY.

    DATABASE_URL=… DJANGO_SETTINGS_MODULE=bench.settings python -m bench.imports 100000

wants a database that scale S or L was loaded into; the contacts go to its customers and stay there.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HEADER = ["客户编号", "姓名", "性别", "职务", "手机", "邮箱", "微信", "生日"]
MANAGER = "bench0"  # of the scales that bench.load makes
COMMAND = """
import sys
from django.core.management import execute_from_command_line
try:
    execute_from_command_line(["manage.py", *sys.argv[1:]])
finally:
    import resource
    print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
    print("reader", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


@dataclass(frozen=True)
class Figure:
    """Seconds of the bare way and of the import; the memory, in MB, of the import and of the process that reads for it."""

    count: int
    bare: float
    whole: float
    memory: float
    reader: float
    created: int

    @property
    def ratio(self) -> float:
        return self.whole / self.bare


def measure(count: int, username: str) -> Figure:
    """Import `count` new contacts by the command, as `username`, between two measurements of the bare way."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "contacts.xlsx"
        write_workbook(path, count, username)
        before = bare(path)
        whole, memory, reader, created = by_command(path, username)
        return Figure(count, (before + bare(path)) / 2, whole, memory, reader, created)


def write_workbook(path: Path, count: int, username: str) -> None:
    """People with the names, posts and birthdays of China, in random order of customers; each run makes others."""
    from accounts.models import User
    from contacts.models import Contact, Customer
    from core.spreadsheets import write_xlsx
    from records import gate
    from system.demo import words

    rng = random.Random(time.time_ns())  # noqa: S311
    user = User.objects.get(username=username)
    reached = Customer.objects.visible_to(user).filter(gate.parent_condition(user, Contact, "add"))
    codes = list(reached.exclude(code="").order_by("pk").values_list("code", flat=True))
    surnames, given = words.SURNAMES.split(), "".join(words.GIVEN)
    first = rng.randrange(10**8)

    def rows() -> Iterator[list[Any]]:
        for number in range(count):
            digits = (first + number * 7) % 10**9
            yield [
                rng.choice(codes),
                rng.choice(surnames) + rng.choice(given) + rng.choice(given),
                rng.choice("男女"),
                rng.choice(["采购员", "采购部长", "工程师", "质量经理", "总经理", "仓库主管"]),
                f"1{rng.choice('356789')}{digits:09d}",
                f"p{digits}@example.com",
                f"wx{digits}",
                f"{rng.randrange(1960, 2003)}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
            ]

    write_xlsx(path, HEADER, rows(), text_columns=range(len(HEADER)))


def bare(path: Path) -> float:
    """Seconds of reading the workbook and copying its rows into a table of the contact's columns without any index."""
    from django.db import connection

    from contacts.models import Contact, Customer
    from core import clock
    from core.spreadsheets import open_rows

    fields = Contact._meta.concrete_fields
    blank, now = Contact(), clock.now()
    usual = {
        field.attname: field.get_db_prep_save(getattr(blank, field.attname), connection) for field in fields
    }
    usual |= {"ext": "{}", "created_at": now, "updated_at": now}
    customers = dict(Customer.objects.values_list("code", "pk"))
    columns = ", ".join(f'"{field.column}"' for field in fields)
    start = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_contact (LIKE contacts_contact)")
        with cursor.copy(f"COPY bench_contact ({columns}) FROM STDIN") as copy:
            rows = open_rows(path, max_rows=10**6)
            next(rows)
            for number, cells in rows:
                year, month, day = cells[7].split("-")
                row = usual | {
                    "id": number,
                    "customer_id": customers[cells[0]],
                    "name": cells[1],
                    "gender": "male" if cells[2] == "男" else "female",
                    "job_title": cells[3],
                    "mobile": cells[4],
                    "email": cells[5],
                    "wechat": cells[6],
                    "birth_year": year,
                    "birth_month": month,
                    "birth_day": day,
                }
                copy.write_row([row[field.attname] for field in fields])
    taken = time.monotonic() - start
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_contact")
    return taken


def by_command(path: Path, username: str) -> tuple[float, float, float, int]:
    """Seconds, memory of the process and of its reader, and how many contacts came in."""
    command = [
        sys.executable,
        "-c",
        COMMAND,
        "import_file",
        "contacts",
        str(path),
        "--as",
        username,
        "--json",
    ]
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, encoding="utf-8")  # noqa: S603
    taken = time.monotonic() - start
    if done.returncode:
        raise SystemExit(done.stderr)
    said = dict(line.split() for line in done.stderr.splitlines() if line.startswith(("peak ", "reader ")))
    told = json.loads(done.stdout)
    if told["rejected"]:
        raise SystemExit(str(told["rejected"][:3]))
    return taken, int(said["peak"]) / 1024, int(said["reader"]) / 1024, told["created"]


def main() -> None:
    import django

    django.setup()

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    figure = measure(count, sys.argv[2] if len(sys.argv) > 2 else MANAGER)
    print(
        f"{figure.created:,} contacts: {figure.whole:.1f} s, {figure.ratio:.1f} × reading + COPY"
        f" ({figure.bare:.1f} s), {figure.memory:.0f} MB and {figure.reader:.0f} MB to read"
    )


if __name__ == "__main__":
    main()
