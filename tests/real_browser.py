"""A real browser for tests; without Chromium they skip, or fail where all is required."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
# Playwright runs an event loop in this thread; the pages' own database work happens in the server's thread.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    missing = "" if chromium else "Chromium is not installed"
    if not (ROOT / "static" / "build" / "app.js").exists():
        missing = "static/build is missing: npm ci --ignore-scripts && npm run build"
    if missing:
        if os.environ.get("CRM_REQUIRE_ALL"):
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield running
        running.close()


class Complaints(list[str]):
    """What the browser's console said; a policy that blocked something shows here."""

    def watch(self, page: Any) -> None:
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("console", lambda said: self.append(said.text) if said.type == "error" else None)


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def page(browser: Any, live_server: Any, complaints: Complaints) -> Iterator[Any]:
    context = browser.new_context(
        base_url=live_server.url, locale="en-US", viewport={"width": 1280, "height": 860}
    )
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    complaints.watch(opened)
    yield opened
    context.close()
