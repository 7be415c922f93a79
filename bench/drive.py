"""Drives pages over one kept-alive connection and measures p50, p95, statements and time in the database."""

import http.client
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from bench.goals import Goal


@dataclass
class Figure:
    """What one page took: milliseconds at p50 and p95, statements, database milliseconds, bytes."""

    name: str
    goal: "Goal"
    milliseconds: list[float] = field(default_factory=list)
    in_database: list[float] = field(default_factory=list)
    first_byte: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)  # asked by turns with the page
    q: float = 0.0  # the raw SQL of its own answer
    statements: int = 0
    size: int = 0
    status: int = 0

    @property
    def p50(self) -> float:
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        return sorted(self.milliseconds)[int(len(self.milliseconds) * 0.95) - 1]

    @property
    def database(self) -> float:
        return statistics.median(self.in_database)

    @property
    def floor_p50(self) -> float:
        return statistics.median(self.floor) if self.floor else self.p50

    @property
    def ratio(self) -> float:
        return self.p50 / self.floor_p50

    @property
    def beyond(self) -> float:
        """What it takes beyond Q, as a multiple of the floor: this may hardly grow with the data."""
        return (self.p50 - self.q) / self.floor_p50

    @property
    def limit(self) -> float:
        """The goal in milliseconds."""
        return self.goal.multiple * self.floor_p50 + (self.q if self.goal.has_q else 0.0)

    @property
    def over(self) -> list[str]:
        """Where it misses its goal."""
        goal = self.goal
        misses = {
            "time": bool(goal.multiple) and self.p50 > self.limit,
            "p95": bool(goal.multiple) and self.p95 > goal.spread * self.p50,
            "statements": bool(goal.statements) and self.statements > goal.statements,
            "database": bool(goal.database) and self.database > goal.database,
            "size": bool(goal.size) and self.size > goal.size,
            "status": self.status not in (200, 302),
        }
        return [name for name, is_missed in misses.items() if is_missed]

    @property
    def verdict(self) -> str:
        if self.over:
            return f"over ({', '.join(self.over)})"
        return "ok" if self.goal.multiple else ""


class Browser:
    """One client, signed in by a session or a token, or not at all."""

    def __init__(self, port: int, session: str = "", token: str = "") -> None:
        self.headers = {"Accept-Language": "zh-Hans"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        else:
            kept = f"sessionid={session}; " if session else ""
            self.headers["Cookie"] = f"{kept}csrftoken={'x' * 32}"
            self.headers["X-CSRFToken"] = "x" * 32
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, path: str, data: dict[str, Any] | None = None) -> tuple[Any, bytes, float, float]:
        """The answer, its text, and the milliseconds until its first byte and its last."""
        body = urlencode(data, doseq=True) if data is not None else None
        headers = dict(self.headers)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        try:
            response = self._sent(path, body, headers)
        except (http.client.HTTPException, OSError):
            self.connection.close()
            response = self._sent(path, body, headers)
        first = response.read(1)
        begun = time.perf_counter()
        text = first + response.read()
        return response, text, (begun - start) * 1000, (time.perf_counter() - start) * 1000

    def _sent(self, path: str, body: str | None, headers: dict[str, str]) -> Any:
        self.connection.request("POST" if body is not None else "GET", path, body, headers)
        return self.connection.getresponse()


def measure(
    browser: Browser,
    name: str,
    goal: "Goal",
    path: str,
    *,
    rounds: int = 30,
    data: Callable[[int], Any] | None = None,
    floor: Callable[[], float] | None = None,
    q: float = 0.0,
) -> Figure:
    """Warm up, then ask `rounds` times; `data(n)` makes the n-th posted form, outside the time taken.

    The floor is asked by turns with the page: a shared machine that slows down for a second slows both.
    """
    figure = Figure(name, goal, q=q)
    for number in range(-4, rounds):
        milliseconds = floor() if floor is not None else 0.0
        if floor is not None and number >= 0:
            figure.floor.append(milliseconds)
        form = data(number) if data is not None else None
        response, text, begun, milliseconds = browser.ask(path, form)
        if number >= 0:
            figure.milliseconds.append(milliseconds)
            figure.first_byte.append(begun)
            figure.in_database.append(float(response.headers.get("X-Database-Ms", 0)))
        figure.status = response.status
        figure.statements = int(response.headers.get("X-Statements", 0))
        figure.size = len(text)
    return figure


def floor_of(browser: Browser, path: str) -> Callable[[], float]:
    """Asks a floor once and says how long it took."""
    return lambda: browser.ask(path)[3]
