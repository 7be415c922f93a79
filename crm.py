#!/usr/bin/env python3
"""kamcrm from a fresh checkout, with nothing but Python 3.11.

python3 crm.py run              install what is missing and start everything: http://127.0.0.1:8000
python3 crm.py setup            only install
python3 crm.py test [...]       the tests, on SQLite; further words go to pytest
python3 crm.py pg-test [...]    the same tests on PostgreSQL and Redis
python3 crm.py check [name ...] lint, format, types, floors, migrations
python3 crm.py format           put code and templates into the one format

CRM_PORT (8000), CRM_DATA_DIR (./data), DATABASE_URL and REDIS_URL change where `run` works.
"""

import sys

# Everything else lies in launch/, so that an old Python can read this file and its answer.
if sys.version_info < (3, 11):
    sys.exit("kamcrm needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])

from launch.commands import main

sys.exit(main(sys.argv[1:], __doc__))
