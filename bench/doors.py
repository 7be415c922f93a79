"""Signing in, measured against the hash of the password; and how many lists the server answers to eight people."""

import threading
import time
from collections.abc import Callable
from typing import Any

from bench.drive import Browser, Figure, measure
from bench.goals import SIGN_IN
from bench.people import PASSWORD

CLIENTS = 8
SECONDS = 3.0


def sign_in(browser: Browser, user: Any, rounds: int) -> Figure:
    """A right password from somebody without a session; the floor is the check of that password alone."""
    from django.contrib.auth.hashers import check_password

    def hashed() -> float:
        start = time.perf_counter()
        check_password(PASSWORD, user.password)
        return (time.perf_counter() - start) * 1000

    return measure(
        browser,
        "sign-in, POST",
        SIGN_IN,
        "/sign-in/",
        rounds=max(rounds // 2, 5),
        floor=hashed,
        data=lambda _number: {"username": user.username, "password": PASSWORD},
    )


def throughput(clients: Callable[[], Browser], path: str, floor: str) -> str:
    """Answers a second of the list over those of the floor, eight clients at a time, by turns."""
    counts = {path: 0, floor: 0}
    for asked in (floor, path) * 3:
        counts[asked] += _answers(clients, asked)
    ratio = counts[path] / max(counts[floor], 1)
    each = SECONDS * 3
    verdict = "ok" if ratio >= 0.4 else "over"
    return (
        f"Throughput of {path} for {CLIENTS} clients: {ratio:.2f} × that of F1"
        f" ({counts[path] / each:.0f} and {counts[floor] / each:.0f} answers a second; goal ≥ 0.4): {verdict}"
    )


def _answers(clients: Callable[[], Browser], path: str) -> int:
    counts = [0] * CLIENTS
    end = time.monotonic() + SECONDS

    def go_on(place: int) -> None:
        browser = clients()
        while time.monotonic() < end:
            browser.ask(path)
            counts[place] += 1

    threads = [threading.Thread(target=go_on, args=(place,)) for place in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts)
