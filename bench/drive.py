"""Drives pages over one kept-alive connection and measures p50, p95, statements and time in the database."""

import http.client
import statistics
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode


@dataclass
class Figure:
    """What one page took: milliseconds at p50 and p95, statements, database milliseconds, bytes."""

    name: str
    goal: str
    milliseconds: list[float] = field(default_factory=list)
    in_database: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)  # the floor, asked by turns with the page
    multiple: float = 0.0
    statements: int = 0
    size: int = 0
    status: int = 0
    most_statements: int = 0

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
    def ratio(self) -> float:
        return self.p50 / statistics.median(self.floor) if self.floor else 1.0

    @property
    def limit(self) -> float:
        """The goal in milliseconds, before what the database takes for the page's own statements."""
        return self.multiple * statistics.median(self.floor) if self.floor else 0.0


class Browser:
    """One signed-in client."""

    def __init__(self, port: int, session: str = "", token: str = "") -> None:
        self.port = port
        self.headers = {"Accept-Language": "zh-Hans"}
        if session:
            self.headers["Cookie"] = f"sessionid={session}; csrftoken={'x' * 32}"
            self.headers["X-CSRFToken"] = "x" * 32
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(self, path: str, data: dict[str, Any] | None = None) -> tuple[Any, bytes, float]:
        body = urlencode(data) if data is not None else None
        headers = dict(self.headers)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        try:
            self.connection.request("POST" if body is not None else "GET", path, body, headers)
            response = self.connection.getresponse()
            text = response.read()
        except (http.client.HTTPException, OSError):
            self.connection.close()
            self.connection.request("POST" if body is not None else "GET", path, body, headers)
            response = self.connection.getresponse()
            text = response.read()
        return response, text, (time.perf_counter() - start) * 1000


def measure(
    browser: Browser,
    name: str,
    goal: str,
    path: str,
    *,
    rounds: int = 30,
    data: Any = None,
    floor: tuple[Browser, str] | None = None,
) -> Figure:
    """Warm up, then ask `rounds` times; `data(n)` makes the n-th posted form.

    The floor is asked by turns with the page: a shared machine that slows down for a second slows both.
    """
    figure = Figure(name, goal)
    for number in range(-4, rounds):
        if floor is not None:
            _response, _text, milliseconds = floor[0].ask(floor[1])
            if number >= 0:
                figure.floor.append(milliseconds)
        response, text, milliseconds = browser.ask(path, data(number) if data else None)
        if number >= 0:
            figure.milliseconds.append(milliseconds)
            figure.in_database.append(float(response.headers.get("X-Database-Ms", 0)))
        figure.status = response.status
        figure.statements = int(response.headers.get("X-Statements", 0))
        figure.size = len(text)
    return figure
