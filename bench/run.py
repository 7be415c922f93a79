"""make bench [SCALE=S|L]: load, drive, print, and write bench/results/.

`--loaded` drives a database that DATABASE_URL names and an earlier run filled; `--only "search"` drives the pages
whose names hold that text, and keeps no results.
"""

import argparse
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.goals import PAGES, Goal  # noqa: E402
from bench.people import sign_in  # noqa: E402, F401  (how a script comes in)
from launch.places import free_port  # noqa: E402
from launch.throwaway_servers import servers  # noqa: E402

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", default="S", choices=["XS", "S", "L"])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--loaded", action="store_true", help="drive the database of DATABASE_URL as it is")
    parser.add_argument("--only", default="", help="drive the pages whose names hold this text")
    options = parser.parse_args()
    with nullcontext({}) if options.loaded else servers() as addresses:
        os.environ.update(addresses)
        os.environ.setdefault("CRM_DATA_DIR", "/tmp/kamcrm-bench")  # noqa: S108
        os.environ.update(DJANGO_SETTINGS_MODULE="bench.settings", CRM_STATIC_STORAGE=PLAIN)
        seconds = 0.0 if options.loaded else prepare(options.scale)[1]
        if options.loaded:
            import django

            django.setup()
        from bench import report

        with served() as port:
            figures, notes = drive(port, options.rounds, options.only)
        if options.only:
            print(report.told(f"Only {options.only}", figures, notes))
            return
        print(report.keep(options.scale, figures, [*notes, *papers()], seconds))


def prepare(scale: str) -> tuple[dict[str, Any], float]:
    import django

    django.setup()
    from django.core.management import call_command

    from bench.load import load

    call_command("migrate", verbosity=0)
    start = time.monotonic()
    people = load(scale)
    return people, time.monotonic() - start


@contextmanager
def served() -> Iterator[int]:
    """The product as in production: gunicorn with two workers."""
    port = free_port(8200)
    command = [str(ROOT / ".venv/bin/gunicorn"), "-w", "2", "--threads", "2", "-b", f"127.0.0.1:{port}"]
    with subprocess.Popen([*command, "--log-level", "warning", "kamcrm.wsgi"], cwd=ROOT) as server:
        try:
            wait_for(port)
            yield port
        finally:
            server.terminate()


def wait_for(port: int) -> None:
    for _try in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def drive(port: int, rounds: int, only: str = "") -> tuple[list[Any], list[str]]:
    """The figures of the pages, and in words what is measured against something else than a floor."""
    from bench import doors, files, writes
    from bench.drive import Browser, floor_of, measure
    from bench.people import browsers, people, readers
    from bench.raw import milliseconds
    from contacts.models import Contact, Customer

    by_part = people()
    clients, asking = browsers(port, by_part), readers(by_part)
    own = Customer.objects.filter(owner=by_part["rep"]).order_by("pk").first()
    contact = Contact.objects.filter(customer=own).order_by("pk").first()
    zero, one = (floor_of(clients["rep"], f"/bench/{floor}/") for floor in ("f0", "f1"))
    figures = [
        measure(clients["rep"], floor.upper(), Goal(), f"/bench/{floor}/", rounds=rounds * 2, floor=one)
        for floor in ("f0", "f1")
    ]
    places = places_of(own, contact, clients["api"])
    for page in PAGES:
        if only in page.name:
            q = milliseconds(page.q(asking["manager" if page.who == "api" else page.who])) if page.q else 0.0
            path, few = page.path.format(**places), 5 if q > 500 else rounds
            figures.append(measure(clients[page.who], page.name, page.goal, path, rounds=few, floor=one, q=q))
    if not only or only in "POST":
        figures += writes.posts(clients["rep"], own, contact, rounds, zero)
        figures.append(doors.sign_in(clients["visitor"], by_part["visitor"], rounds))
    notes = []
    if not only or only in "throughput":
        session = sign_in(by_part["rep"].pk)
        notes.append(doors.throughput(lambda: Browser(port, session), "/customers/", "/bench/f1/"))
    if not only or only in "export":
        notes += files.exports(clients["all"], by_part["all"], one)
    return figures, notes


def places_of(own: Any, contact: Any, api: Any) -> dict[str, Any]:
    """What the paths of the pages leave open."""
    import json

    from bench.people import deep_pages
    from core import clock

    path = "/api/v1/contacts?limit=100"
    for _page in range(30):
        following = json.loads(api.ask(path)[1])["next"]
        if not following:
            break
        path = following.split("127.0.0.1", 1)[-1]
        path = path[path.index("/") :]
    deep = {f"deep_{name}": number for name, number in deep_pages().items()}
    today = clock.today()
    return {
        "own": own.pk,
        "own_contact": contact.pk,
        "deep_api": path,
        "today": today,
        "year_ago": today - timedelta(days=365),
        **deep,
    }


def papers() -> list[str]:
    """What the PDF of a quote and of a contract cost over drawing the same HTML."""
    from bench.papers import LINES, contract_over_bare, quote_over_bare
    from bench.people import people
    from contacts.models import Customer
    from core.operation import acting_as

    rep = people()["rep"]
    own = Customer.objects.filter(owner=rep).first()
    with acting_as(rep):
        measured = {
            f"A quote of {LINES} lines": quote_over_bare(own, rep),
            "A contract of three pages": contract_over_bare(own, rep),
        }
    told = []
    for name, (bare, whole, size) in measured.items():
        verdict = "ok" if whole <= 1.2 * bare and size <= 400 * 1024 else "over"
        told.append(
            f"{name} as PDF: {whole / bare:.2f} × the bare drawing of its HTML ({bare:.0f} ms; goal 1.2), "
            f"{size / 1024:.0f} kB (goal 400): {verdict}"
        )
    return told


if __name__ == "__main__":
    main()
