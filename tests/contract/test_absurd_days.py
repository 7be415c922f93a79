"""A day that nobody means is refused by its field or passed over: no page and no filter breaks on the first or last day."""

import re
from collections.abc import Callable
from itertools import product

import pytest

from records.record_type import RECORD_TYPES

from .routes import PRIVATE
from .test_access import body_of
from .world import World

pytestmark = pytest.mark.slow
FIRST, LAST = "0001-01-01", "9999-12-31"
INPUT = re.compile(r"<input[^>]*>")
ASKED = (
    "from",
    "to",
    "day",
    "as_of",
    "month",
    "year",
    "before",
    "after",
    "date",
    "on",
    "start",
    "end",
    "week",
)


def day_inputs(page: str) -> dict[str, str]:
    """Name → kind of each control for a day, a moment or a month."""
    found = {}
    for control in INPUT.findall(page):
        kind = re.search(r'type="(date|datetime-local|month)"', control)
        name = re.search(r'name="([^"]+)"', control)
        if kind and name:
            found[name[1]] = kind[1]
    return found


def written(kind: str, day: str) -> str:
    return {"date": day, "datetime-local": f"{day}T00:00", "month": day[:7]}[kind]


def test_no_form_breaks_on_an_absurd_day(world: World, browser: Callable) -> None:
    wrong = []
    for route in PRIVATE:
        if {"get", "post"} <= set(route.takes):
            client = browser(route.opens)
            page = body_of(client.get(route.url(world)))
            asked = day_inputs(page)
            for day in (FIRST, LAST) if asked else ():
                given = {name: written(kind, day) for name, kind in asked.items()}
                answer = client.post(route.url(world), {**route.data(world), **given})
                if answer.status_code >= 500:
                    wrong.append((route.id, given))
    assert not wrong


def test_no_page_breaks_on_an_absurd_day_in_its_address(world: World, browser: Callable) -> None:
    wrong = []
    for route, day in product(PRIVATE, (FIRST, LAST, "9999-99-99")):
        if "get" in route.takes:
            values = {"month": day[:7], "year": day[:4], "week": f"{day[:4]}-W01"}
            query = "&".join(f"{name}={values.get(name, day)}" for name in ASKED)
            url = route.url(world)
            answer = browser(route.opens).get(f"{url}{'&' if '?' in url else '?'}{query}")
            if answer.status_code >= 500:
                wrong.append((route.id, query))
    assert not wrong


def test_no_filter_breaks_on_an_absurd_day(world: World, browser: Callable) -> None:
    client = browser("executive")
    wrong = []
    for name, record in RECORD_TYPES.items():
        if record.filterset is None:
            continue
        for field in {*record.filterset.base_filters}:
            for end, day in product((f"{field}_min", f"{field}_max", field), (FIRST, LAST)):
                for url in (f"{record.list_url}?{end}={day}", f"/api/v1/{name}?{end}={day}"):
                    if client.get(url).status_code >= 500:
                        wrong.append(url)
    assert not wrong
