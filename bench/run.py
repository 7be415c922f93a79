"""make bench [SCALE=S|L]: load, drive, print, and write bench/results/."""

import argparse
import json
import os
import subprocess
import sys
import time
import urllib.request
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from launch.places import free_port  # noqa: E402
from launch.throwaway_servers import servers  # noqa: E402

OF_A_LIST = 12  # statements it may ask
MOST_OF_A_LIST = 60 * 1024  # bytes of its 25 rows

# name, who, path, goal as (multiple of F1, statements allowed)
PAGES: list[tuple[str, str, str, float, int]] = [
    ("customers, first page, rep", "rep", "/customers/", 2, 12),
    ("customers, first page, manager", "manager", "/customers/", 2, 12),
    ("customers, first page, all", "all", "/customers/", 2, 12),
    ("contacts, first page, rep", "rep", "/contacts/", 2, 12),
    ("contacts, first page, manager", "manager", "/contacts/", 2, 12),
    ("contacts, first page, all", "all", "/contacts/", 2, 12),
    ("follow-ups, first page, manager", "manager", "/follow-ups/", 2, 12),
    ("follow-ups, first page, all", "all", "/follow-ups/", 2, 12),
    ("customers, deep page, all", "all", "/customers/?page=400", 2.5, 12),
    ("contacts, deep page, all", "all", "/contacts/?page=4000", 2.5, 12),
    ("customers, filter + sort, manager", "manager", "/customers/?tier=vip&sort=-last_follow_at", 2.5, 12),
    ("search in list, 2 characters, manager", "manager", "/contacts/?q=%E5%BB%BA%E5%86%9B", 2, 12),
    ("search in list, 2 characters, rep", "rep", "/contacts/?q=%E5%BB%BA%E5%86%9B", 2, 12),
    ("search in list, initials, all", "all", "/contacts/?q=wjj", 2, 12),
    ("search in list, phone digits, rep", "rep", "/contacts/?q=6789", 2, 12),
    ("global search, 2 characters, all", "all", "/search/?q=%E5%BB%BA%E5%86%9B", 2, 20),
    ("global search, initials, manager", "manager", "/search/?q=gxld", 2, 20),
    ("global search, phone digits, rep", "rep", "/search/?q=6789", 2, 20),
    ("customer page, all", "all", "/customers/1/", 3, 20),
    ("customer page, rep", "rep", "/customers/{own}/", 3, 20),
    ("contact page, rep", "rep", "/contacts/{own}/", 3, 20),
    ("opportunities, first page, rep", "rep", "/opportunities/", 2, 12),
    ("opportunities, first page, all", "all", "/opportunities/", 2, 12),
    ("contracts, first page, manager", "manager", "/contracts/", 2, 12),
    ("orders, first page, rep", "rep", "/orders/", 2, 12),
    ("orders, first page, manager", "manager", "/orders/", 2, 12),
    ("kanban, manager", "manager", "/opportunities/board/", 4, 20),
    ("kanban, all", "all", "/opportunities/board/", 4, 20),
    ("forecast by month, all", "all", "/opportunities/forecast/", 3, 20),
    ("tree, first level of the largest, all", "all", "/customers/1/tree/", 3, 20),
    ("tree, search, all", "all", "/customers/1/tree/search/?q=%E9%87%87%E8%B4%AD", 3, 20),
    ("home, rep", "rep", "/", 3, 25),
    ("home, manager of 200", "manager", "/?scope=below", 4, 25),
    ("home, all", "all", "/", 4, 25),
    ("home with all its cards at once, rep", "rep", "/?part=whole", 0, 40),
    ("API list of 100, manager", "api", "/api/v1/contacts?limit=100", 2, 12),
    (
        "export of 10,000 rows, CSV",
        "all",
        "/lists/contacts/export/?format=csv&job_title=%E9%87%87%E8%B4%AD%E5%91%98",
        0,
        60,
    ),
]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", default="S", choices=["XS", "S", "L"])
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    with servers() as addresses:
        os.environ.update(addresses)
        os.environ.setdefault("CRM_DATA_DIR", "/tmp/kamcrm-bench")  # noqa: S108
        os.environ.update(
            DJANGO_SETTINGS_MODULE="bench.settings", CRM_STATIC_STORAGE=PLAIN, CRM_NO_LOCKOUT="1"
        )
        people, seconds = prepare(options.scale)
        port = free_port(8200)
        command = [
            str(ROOT / ".venv/bin/gunicorn"),
            "-w",
            "2",
            "--threads",
            "2",
            "-b",
            f"127.0.0.1:{port}",
            "--log-level",
            "warning",
            "kamcrm.wsgi",
        ]
        with subprocess.Popen(command, cwd=ROOT) as server:
            try:
                wait_for(port)
                results = drive(port, people, options.rounds)
            finally:
                server.terminate()
        drawn = paper(people)
    report(options.scale, results, seconds, drawn)


PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


def prepare(scale: str) -> tuple[dict[str, Any], float]:
    import django

    django.setup()
    from django.core.management import call_command

    from bench.load import load

    call_command("migrate", verbosity=0)
    start = time.monotonic()
    people = load(scale)
    return people, time.monotonic() - start


def wait_for(port: int) -> None:
    for _try in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def sign_in(pk: int) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from accounts.models import User

    user = User.objects.get(pk=pk)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.RoleBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def drive(port: int, people: dict[str, Any], rounds: int) -> list[Any]:
    from datetime import timedelta

    from accounts.models import User
    from accounts.services.token import create_token
    from bench.drive import Browser, measure
    from contacts.models import Contact, Customer
    from core import clock

    manager = User.objects.get(pk=people["manager"])
    _row, secret = create_token(
        manager,
        name="bench",
        scope="read",
        record_types=[],
        expires_at=clock.now() + timedelta(days=1),
        by=manager,
    )
    browsers = {name: Browser(port, sign_in(people[name])) for name in ("rep", "manager", "all")}
    browsers["api"] = Browser(port, token=secret)
    own = Customer.objects.filter(owner_id=people["rep"]).first()
    own_contact = Contact.objects.filter(customer=own).first()
    zero, one = ((browsers["rep"], f"/bench/{floor}/") for floor in ("f0", "f1"))
    results = [
        measure(browsers["rep"], floor.upper(), "", f"/bench/{floor}/", rounds=rounds * 2, floor=one)
        for floor in ("f0", "f1")
    ]
    for name, who, path, multiple, most in PAGES:
        path = path.replace("{own}", str(own_contact.pk if path.startswith("/contacts") else own.pk))
        few = 5 if "export" in name else rounds
        figure = measure(
            browsers[who], name, f"{multiple} × F1 + Q" if multiple else "", path, rounds=few, floor=one
        )
        figure.multiple, figure.most_statements = multiple, most
        results.append(figure)
    results.append(write_follow_up(browsers["rep"], own, rounds, zero))
    results.append(write_customer(browsers["rep"], rounds, zero))
    return results


def write_follow_up(browser: Any, customer: Any, rounds: int, floor: Any) -> Any:
    from bench.drive import measure

    figure = measure(
        browser,
        "log a follow-up, POST",
        "3 × F0",
        "/follow-ups/new/",
        rounds=rounds,
        floor=floor,
        data=lambda n: {
            "customer": customer.pk,
            "kind": "phone",
            "text": f"电话沟通交期与质量情况 {n} {time.time()}",
        },
    )
    figure.multiple, figure.most_statements = 3, 40
    return figure


def write_customer(browser: Any, rounds: int, floor: Any) -> Any:
    from bench.drive import measure

    figure = measure(
        browser,
        "create a customer, POST",
        "3 × F0",
        "/customers/new/",
        rounds=rounds,
        floor=floor,
        data=lambda n: {
            "name": f"新客户{time.time_ns()}有限公司",
            "kind": "enterprise",
            "lifecycle": "prospect",
            "market_type": "external",
            "region_type": "domestic",
            "radius_m": 500,
        },
    )
    figure.multiple, figure.most_statements = 3, 40
    return figure


def paper(people: dict[str, Any]) -> str:
    """What the PDF of a quote and of a contract cost over drawing the same HTML."""
    from accounts.models import User
    from bench.papers import LINES, contract_over_bare, quote_over_bare
    from contacts.models import Customer
    from core.operation import acting_as

    rep = User.objects.get(pk=people["rep"])
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
    return "\n\n".join(told)


def report(scale: str, results: list[Any], seconds: float, paper: str) -> None:
    lines = [
        f"# Scale {scale}, {date.today()} (loaded in {seconds:.0f} s)",
        "",
        "| page | status | p50 ms | p95 ms | × floor | goal | statements | in the database ms | kB | |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    rows = []
    for figure in results:
        # The database's own time stands for Q: what the page must wait for, whatever Python does.
        fits = not figure.limit or figure.p50 <= figure.limit + figure.database
        few = not figure.most_statements or figure.statements <= figure.most_statements
        light = figure.most_statements != OF_A_LIST or figure.size <= MOST_OF_A_LIST
        verdict = "" if not figure.limit else "ok" if fits and few and light else "over"
        lines.append(
            f"| {figure.name} | {figure.status} | {figure.p50:.1f} | {figure.p95:.1f} | {figure.ratio:.2f} "
            f"| {figure.goal} | {figure.statements} | {figure.database:.1f} | {figure.size / 1024:.0f} | {verdict} |"
        )
        rows.append(
            {
                "name": figure.name,
                "p50": figure.p50,
                "p95": figure.p95,
                "statements": figure.statements,
                "database_ms": figure.database,
                "ratio": figure.ratio,
                "status": figure.status,
                "verdict": verdict,
            }
        )
    text = "\n".join([*lines, "", paper])
    print(text)
    folder = ROOT / "bench" / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"{date.today()}-{scale}.md").write_text(text + "\n")
    (folder / f"{date.today()}-{scale}.json").write_text(
        json.dumps(rows, indent=1, ensure_ascii=False) + "\n"
    )


if __name__ == "__main__":
    main()
