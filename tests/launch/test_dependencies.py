"""Every package has a reason and a licence we may use, and no lock file names a host."""

import json
import re
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = sorted(ROOT.glob("requirements*.txt"))
ALLOWED = re.compile(
    r"\b(MIT|0?BSD|Apache|Apache-2\.0|MPL|PSF|Python Software Foundation|Unlicense|OFL|SIL|ISC|"
    r"LGPL\w*|Lesser General Public License|BSD-[23]-Clause|MIT-0|MIT-CMU)\b"
)


def named_packages(name: str) -> list[str]:
    lines = (ROOT / name).read_text().splitlines()
    return [found[0] for line in lines if (found := re.match(r"[a-z][\w.-]*", line))]


def locked_versions(name: str) -> list[str]:
    return re.findall(r"^[a-z][\w.-]*==[^\s;]+", (ROOT / name).read_text(), re.M)


def licence(distribution: metadata.Distribution) -> str:
    fields = distribution.metadata
    classifiers = [line for line in fields.get_all("Classifier", []) if line.startswith("License ::")]
    return "; ".join(
        [fields.get("License-Expression") or "", *classifiers, (fields.get("License") or "")[:60]]
    )


@pytest.mark.parametrize(
    "name", ["requirements.in", "requirements-dev.in", "requirements-bootstrap.in", "requirements-node.in"]
)
def test_every_python_package_is_named_with_its_reason(name):
    documented = set(re.findall(r"^\| (\S+) \|", (ROOT / "docs/dependencies.md").read_text(), re.M))
    assert set(named_packages(name)) - documented == set()


def test_every_browser_package_is_named_with_its_reason():
    documented = set(re.findall(r"^\| (\S+) \|", (ROOT / "docs/dependencies.md").read_text(), re.M))
    package = json.loads((ROOT / "package.json").read_text())
    assert {*package["dependencies"], *package["devDependencies"]} - documented == set()


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_carries_hashes_and_no_lock_names_a_host(lock):
    text = lock.read_text()
    assert "://" not in text
    for block in re.split(r"\n(?=[a-z])", text):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_tests_run_on_what_the_product_runs_on():
    product, tests = (set(locked_versions(name)) for name in ("requirements.txt", "requirements-dev.txt"))
    assert product - tests == set(), "make lock"


def test_the_browser_lock_names_no_host():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if name and not entry.get("integrity")] == []


def test_no_installed_package_forces_its_licence_on_the_product():
    locked = {name for name in named_packages("requirements.txt")}
    refused = {}
    for name in locked:
        try:
            found = licence(metadata.distribution(name))
        except metadata.PackageNotFoundError:
            continue  # for another platform
        if not ALLOWED.search(found) or "Affero" in found or "AGPL" in found:
            refused[name] = found
    assert refused == {}
