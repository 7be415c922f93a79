"""A user agent is shown by the name of the program and the system that people know."""

import pytest

from accounts import browsers

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (CHROME, "Chrome 128 · Windows"),
        (f"{CHROME} Edg/127.0.1", "Edge 127 · Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.1 Mobile Safari/604.1",
            "Safari 17 · iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile MicroMessenger/8.0.44",
            "WeChat 8 · Android",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox 128 · Linux"),
        ("python-httpx/0.28.1", "python-httpx/0.28.1"),
        ("x" * 60, "x" * 40 + "…"),
        ("", ""),
    ],
)
def test_program_version_and_system_are_named(said: str, shown: str) -> None:
    assert browsers.name(said) == shown
