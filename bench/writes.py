"""What people post: a follow-up, a new customer, an edited customer and contact."""

import time
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

from bench.drive import Browser, Figure, measure
from bench.goals import WRITE


class Fields(HTMLParser):
    """The fields of a page's forms with what they hold, as a browser would post them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self.select = self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "form":
            self.forms.append({})
        elif not self.forms:
            return
        elif tag == "input" and name and kind not in ("submit", "button", "file", "image"):
            if kind not in ("checkbox", "radio") or "checked" in given:
                self.add(name, given.get("value", "on" if kind == "checkbox" else ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in given:
            self.add(self.select, given.get("value", ""))
        elif tag == "textarea":
            self.text = name
            self.add(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.text = ""

    def handle_data(self, data: str) -> None:
        if self.text and self.forms:
            self.forms[-1][self.text][-1] += data.lstrip("\n")

    def add(self, name: str, value: str) -> None:
        self.forms[-1].setdefault(name, []).append(value)


def form_of(browser: Browser, path: str, field: str) -> dict[str, list[str]]:
    """The form on the page that holds the field."""
    fields = Fields()
    fields.feed(browser.ask(path)[1].decode())
    return next(form for form in fields.forms if field in form)


def posts(browser: Browser, own: Any, contact: Any, rounds: int, floor: Callable[[], float]) -> list[Figure]:
    def post(name: str, path: str, data: Callable[[int], Any]) -> Figure:
        return measure(browser, f"{name}, POST", WRITE, path, rounds=rounds, floor=floor, data=data)

    def edited(path: str, field: str) -> Callable[[int], Any]:
        return lambda n: form_of(browser, path, field) | {field: [f"改{n % 100}{time.time_ns() % 1000}"]}

    customer_path, contact_path = f"/customers/{own.pk}/edit/", f"/contacts/{contact.pk}/edit/"
    return [
        post("log a follow-up", "/follow-ups/new/", lambda n: follow_up(own, n)),
        post("create a customer", "/customers/new/", lambda n: new_customer()),
        post("edit a customer", customer_path, edited(customer_path, "short_name")),
        post("edit a contact", contact_path, edited(contact_path, "job_title")),
    ]


def follow_up(customer: Any, number: int) -> dict[str, Any]:
    return {
        "customer": customer.pk,
        "kind": "phone",
        "text": f"电话沟通交期与质量情况 {number} {time.time()}",
    }


def new_customer() -> dict[str, Any]:
    return {
        "name": f"新客户{time.time_ns()}有限公司",
        "kind": "enterprise",
        "lifecycle": "prospect",
        "market_type": "external",
        "region_type": "domestic",
        "radius_m": 500,
    }
