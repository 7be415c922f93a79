"""What the journeys share: signing in by hand, and what must hold on each page they come to."""

from typing import Any

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
