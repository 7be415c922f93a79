"""What the journeys share: signing in by hand, and what must hold on each page they come to."""

import re
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.real_browser import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# Chromium reports refused input (422) and refused actions (409) as failed loads; pages show them to the user.
EXPECTED = ("status of 422", "status of 409", "status of 403", "status of 404")


def sign_in(page: Any, user: Any) -> None:
    """By the form, in English, so that the journeys read the words of the code."""
    user.language = "en"
    user.save(update_fields=["language"])
    page.goto("/sign-in/")
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("form button.btn-primary").first.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def barriers(page: Any) -> list[str]:
    """Serious and critical findings of axe-core; run through the debugger, so no policy is loosened for it."""
    page.wait_for_load_state("networkidle")
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{page.url} {rule['id']}: {rule['nodes'][0]['html'][:160]}"
        for rule in found
        if rule["impact"] in {"serious", "critical"}
    ]


def unexpected(complaints: list[str]) -> list[str]:
    return [said for said in complaints if not any(words in said for words in EXPECTED)]


def is_as_wide_as_the_screen(page: Any) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


class Desk:
    """One browser at which people take turns; each reads English, and goes by what he sees."""

    def __init__(self, page: Any, url: str) -> None:
        self.page, self.url = page, url

    def sits(self, user: Any) -> None:
        if user.language != "en":
            user.language = "en"
            user.save(update_fields=["language"])
        client = Client()
        client.force_login(user, backend="accounts.backends.RoleBackend")
        name = settings.SESSION_COOKIE_NAME
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.url}])

    def opens(self, row: Any, tab: str = "") -> None:
        self.page.goto(row.get_absolute_url() + (f"?tab={tab}" if tab else ""))

    def presses(self, name: str) -> None:
        """A button above the record; what is done less often stands in the menu beside them."""
        head = self.page.locator(".page-actions")
        link = head.get_by_role("link", name=name, exact=True)
        if not link.first.is_visible():
            head.get_by_role("button", name="More actions").click()
        link.first.click()

    def writes(self, **texts: str) -> None:
        for name, text in texts.items():
            field = self.page.locator(f"#id_{name}")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(text)
            else:
                field.fill(text)

    def agrees(self) -> None:
        """To what the page asks before it does it; then one is back at a record."""
        self.page.locator("main form [data-save]").first.click()
        self.page.wait_for_url(re.compile(r"/\d+/(edit/)?(\?.*)?$"))

    def does(self, row: Any, name: str, **texts: str) -> None:
        self.opens(row)
        self.presses(name)
        self.writes(**texts)
        self.agrees()
        row.refresh_from_db()

    def decides(self, user: Any, title: str) -> None:
        """From the pile of what waits for him."""
        self.sits(user)
        self.page.goto("/processes/")
        self.page.get_by_role("link", name=title).first.click()
        self.page.get_by_role("button", name="Agree").click()
        expect(self.page.locator(".process-task")).to_have_count(0)

    def picks(self, name: str, query: str, option: str) -> None:
        field = self.page.locator(f"#{name}-ts-control")
        field.click()
        field.press_sequentially(query, delay=10)
        self.page.locator(f"#{name}-ts-dropdown .option", has_text=option).first.click()
