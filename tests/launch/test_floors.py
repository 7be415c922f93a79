"""The floors are checked for every app there is, not only for those somebody remembered to list."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def apps() -> set[str]:
    return {path.parent.name for path in ROOT.glob("*/apps.py")} | {"kamcrm"}


def settings() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]


def test_every_package_of_ours_is_checked_by_the_import_linter():
    assert apps() <= set(settings()["importlinter"]["root_packages"])


def test_every_package_of_ours_has_a_floor():
    layers = settings()["importlinter"]["contracts"][0]["layers"]
    floors = {name.strip(" ()") for layer in layers for name in layer.split("|")}
    assert apps() <= floors
