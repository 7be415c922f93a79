"""What people call the program that a user agent names: “Chrome 128 · Windows”."""

import re

PROGRAMS = (  # the first that is found; each later one also calls itself by an earlier name
    ("Edge", r"Edg(?:e|A|iOS)?/(\d+)"),
    ("Opera", r"OPR/(\d+)"),
    ("WeChat", r"MicroMessenger/(\d+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/(\d+)"),
    ("Chrome", r"(?:HeadlessChrome|Chrome|CriOS)/(\d+)"),
    ("Safari", r"Version/(\d+).*Safari/"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
LONGEST = 40


def name(user_agent: str) -> str:
    """Program, its version and system; of one that is not known the beginning of what it says."""
    for program, pattern in PROGRAMS:
        found = re.search(pattern, user_agent)
        if found is not None:
            system = next((called for sign, called in SYSTEMS if sign in user_agent), "")
            return " · ".join(filter(None, [f"{program} {found[1]}", system]))
    return user_agent if len(user_agent) <= LONGEST else f"{user_agent[:LONGEST]}…"
