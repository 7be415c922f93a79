#!/usr/bin/env python3
"""kamcrm from a fresh checkout, with nothing but Python 3.11.

python3 crm.py run              install what is missing and start everything: http://127.0.0.1:8000
python3 crm.py setup            only install
python3 crm.py test [...]       the tests, on SQLite; further words go to pytest
python3 crm.py pg-test [...]    the same tests on PostgreSQL and Redis
python3 crm.py check [name ...] lint, format, types, floors, migrations

CRM_PORT (8000), CRM_DATA_DIR (./data), DATABASE_URL and REDIS_URL change where `run` works.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("kamcrm needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])

from launch.checks import check, pg_test, test
from launch.install import install
from launch.places import Stop
from launch.supervisor import run


def main(words: list[str]) -> int:
    command, arguments = (words[0] if words else "help"), words[1:]
    try:
        if command == "run":
            return run()
        if command == "setup":
            install()
            return 0
        if command in {"test", "pg-test", "check"}:
            return {"test": test, "pg-test": pg_test, "check": check}[command](arguments)
    except Stop as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(__doc__)
    return 0 if command in {"help", "-h", "--help"} else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
