"""China's administrative divisions come in as the units of one customer: four files, codes as keys.

The real files (44,703 rows) are read from $CRM_TEST_DATA/cn/divisions where that is set; else a small copy of
their shape is made, in which 市辖区 repeats as it does there.
"""

import csv
import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from contacts.models import CustomerUnit
from tests import factories

LEVELS = (
    ("provinces", None),
    ("cities", "provinceCode"),
    ("areas", "cityCode"),
    ("streets", "areaCode"),
)


@pytest.fixture
def divisions(tmp_path: Path) -> Path:
    given = os.environ.get("CRM_TEST_DATA")
    if given:
        return Path(given) / "cn" / "divisions"
    write(tmp_path / "provinces.csv", ["code", "name"], [[f"{p}", f"省{p}"] for p in (11, 12, 13)])
    cities = [[f"{p}{c:02}", "市辖区" if c == 1 else f"市{p}{c}", p] for p in (11, 12, 13) for c in (1, 2)]
    write(tmp_path / "cities.csv", ["code", "name", "provinceCode"], cities)
    areas = [[f"{city}{a:02}", f"区{a}", city, p] for city, _name, p in cities for a in (1, 2, 3)]
    write(tmp_path / "areas.csv", ["code", "name", "cityCode", "provinceCode"], areas)
    streets = [[f"{area}{s:03}", f"街道{s}", area, p, city] for area, _n, city, p in areas for s in range(20)]
    write(tmp_path / "streets.csv", ["code", "name", "areaCode", "provinceCode", "cityCode"], streets)
    return tmp_path


def write(path: Path, header: list[str], rows: list[list[Any]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])


def test_four_files_make_one_tree_and_again_change_nothing(
    cast: Any, divisions: Path, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    customer = factories.make_customer("行政区划", cast.rep, code="KH99")

    def bring(level: str, parent: str | None) -> dict[str, Any]:
        mapping: dict[str, Any] = {"code": "code", "name": "name", "customer": {"value": "KH99"}}
        if parent:
            mapping[parent] = "parent"
        (tmp_path / "mapping.json").write_text(json.dumps(mapping))
        out = StringIO()
        call_command(
            "import_file", "customer-units", str(divisions / f"{level}.csv"), "--as", cast.manager.username,
            "--mapping", str(tmp_path / "mapping.json"), "--json", stdout=out,
        )  # fmt: skip
        return json.loads(out.getvalue())

    made = [bring(level, parent) for level, parent in LEVELS]
    assert all(not result["rejected"] for result in made)
    count = sum(result["created"] for result in made)
    assert CustomerUnit.objects.filter(customer=customer).count() == count
    leaf = CustomerUnit.objects.filter(depth=4).order_by("-code").first()
    assert leaf is not None and leaf.code.startswith(leaf.parent.code)
    assert leaf.path == f"{leaf.parent.path}{leaf.pk}/" and len(leaf.ancestor_ids) == 4
    again = [bring(level, parent) for level, parent in LEVELS]
    assert sum(result["unchanged"] for result in again) == count
    assert all(result["created"] == result["updated"] == 0 for result in again)
