"""`make soak`: the generated and the racing tests of the suite, many more of each, on both databases.

Not part of `make test`: it takes an hour or two. `python tests/soak/run.py sqlite` or `postgres` runs one half.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from launch.checks import test_environment  # noqa: E402
from launch.throwaway_servers import servers  # noqa: E402

MORE = {"CRM_SOAK_EXAMPLES": "200", "CRM_SOAK_ROUNDS": "200", "CRM_SOAK_RACES": "100"}
TESTS = [
    "tests/test_concurrency.py",
    "tests/contract/test_consistency.py",
    "tests/security/test_generated_calls.py",
]


def soak(environment: Mapping[str, str]) -> int:
    """More of everything, unless the caller has named his own figures."""
    figures = {name: os.environ.get(name, figure) for name, figure in MORE.items()}
    command = [sys.executable, "-m", "pytest", "-n", "2", "-q", *TESTS]
    return subprocess.run(command, cwd=ROOT, env={**environment, **figures}).returncode


def main(wanted: list[str]) -> int:
    failed = 0
    with test_environment() as environment:
        if "sqlite" in wanted:
            failed |= soak(environment)
        if "postgres" in wanted:
            with servers() as addresses:
                failed |= soak({**environment, **addresses})
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["sqlite", "postgres"]))
