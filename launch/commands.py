"""The words after `crm.py`."""

from __future__ import annotations

import sys

from .checks import check, pg_test, test, tidy
from .install import install
from .places import Stop
from .supervisor import run

WITH_ARGUMENTS = {"test": test, "pg-test": pg_test, "check": check, "format": tidy}


def main(words: list[str], usage: str) -> int:
    command, arguments = (words[0] if words else "help"), words[1:]
    try:
        if command == "run":
            return run()
        if command == "setup":
            install()
            return 0
        if command in WITH_ARGUMENTS:
            return WITH_ARGUMENTS[command](arguments)
    except Stop as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(usage)
    return 0 if command in {"help", "-h", "--help"} else 2
