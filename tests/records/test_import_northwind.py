"""The classic Northwind files come in as people expect, twice without change, and leave without trace."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from accounts.models import Employee, LoginLog
from contacts.models import Contact, Customer
from core import clock
from records.models import ImportRun, SearchEntry

DATA = Path(__file__).parent.parent / "data" / "northwind"


def import_file(kind: str, path: Path, user: Any, *options: str) -> dict[str, Any]:
    out = StringIO()
    call_command("import_file", kind, str(path), "--as", user.username, "--json", *options, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_customers_come_with_their_contacts_and_bad_rows_are_named(cast: Any) -> None:
    result = import_file("customers", DATA / "customers.csv", cast.manager)
    assert (Customer.objects.count(), Contact.objects.count()) == (92, 91)
    assert (result["created"], result["updated"], result["unchanged"]) == (92, 0, 0)
    assert result["by_kind"]["contacts"]["created"] == 91
    assert [(row["row"], row["kind"]) for row in result["rejected"]] == [(85, "contacts"), (86, "customers")]
    assert all(row["reason"] for row in result["rejected"])
    alfreds = Customer.objects.get(code="ALFKI")
    assert alfreds.owner == cast.manager and alfreds.department == cast.east
    assert alfreds.region_type == "overseas" and alfreds.contacts.get().name == "Maria Anders"
    assert alfreds.history.get().history_user == cast.manager
    assert alfreds.ownership.get().owner == cast.manager


def test_the_same_file_again_changes_nothing(cast: Any) -> None:
    import_file("customers", DATA / "customers.csv", cast.manager)
    history = Customer.history.count() + Contact.history.count()
    again = import_file("customers", DATA / "customers.csv", cast.manager)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 92)
    assert again["by_kind"]["contacts"] == {"created": 0, "updated": 0, "unchanged": 91, "rejected": 1}
    assert len(again["rejected"]) == 2
    assert Customer.history.count() + Contact.history.count() == history


def test_a_trial_tells_the_same_and_writes_nothing(cast: Any) -> None:
    trial = import_file("customers", DATA / "customers.csv", cast.manager, "--dry-run")
    assert not Customer.objects.exists() and not ImportRun.objects.exists()
    real = import_file("customers", DATA / "customers.csv", cast.manager)
    for name in ("created", "updated", "unchanged", "rejected", "by_kind"):
        assert trial[name] == real[name], name


def test_taking_it_back_leaves_nothing_but_history(cast: Any) -> None:
    run = import_file("customers", DATA / "customers.csv", cast.manager)["run"]
    back = import_file("customers", DATA / "customers.csv", cast.manager, "--revert", str(run))
    assert back["removed"] == 183 and back["kept"] == 0
    assert not Customer.objects.exists() and not Contact.objects.exists() and not SearchEntry.objects.exists()
    assert Customer.history.filter(history_type="-").count() == 92
    assert import_file("customers", DATA / "customers.csv", cast.manager)["created"] == 92


def test_what_was_used_since_stays_and_is_named(cast: Any) -> None:
    run = import_file("customers", DATA / "customers.csv", cast.manager)["run"]
    changed = Customer.objects.get(code="ALFKI")
    changed.city = "Hamburg"
    changed.save()
    back = import_file("customers", DATA / "customers.csv", cast.manager, "--revert", str(run))
    assert back["kept"] == 1 and back["removed"] == 182
    assert Customer.objects.get() == changed
    assert back["kept_rows"][0]["row"] == 2


def test_employees_come_with_their_reporting_tree(cast: Any) -> None:
    admin = cast.admin
    before = Employee.objects.count()
    result = import_file("employees", DATA / "employees.csv", admin)
    assert (result["rejected"], result["created"]) == ([], 9)
    assert Employee.objects.count() == before + 9
    fuller, king = Employee.objects.get(no="2"), Employee.objects.get(no="7")
    assert fuller.leader is None and fuller.name == "Andrew Fuller"
    assert king.leader.no == "5" and king.leader.leader == fuller
    assert fuller.department.parent is None
    assert str(fuller.hire_date) == "1992-08-14" and fuller.post.name == "Vice President, Sales"
    assert not king.user.has_usable_password()
    again = import_file("employees", DATA / "employees.csv", admin)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 9)
    trial = import_file("employees", DATA / "employees.csv", admin, "--dry-run")
    assert trial["unchanged"] == 9
    import_file("employees", DATA / "employees.csv", admin, "--revert", str(result["run"]))
    assert Employee.objects.count() == before


def test_an_employee_who_signed_in_stays_with_his_superiors(cast: Any) -> None:
    run = import_file("employees", DATA / "employees.csv", cast.admin)["run"]
    king = Employee.objects.select_related("user").get(no="7")
    LoginLog.objects.create(user=king.user, username=king.user.username, outcome="success", at=clock.now())
    back = import_file("employees", DATA / "employees.csv", cast.admin, "--revert", str(run))
    assert set(Employee.objects.filter(no__in="123456789").values_list("no", flat=True)) == {"2", "5", "7"}
    assert (back["removed"], back["kept"]) == (6, 3)
