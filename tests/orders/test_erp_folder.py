"""Files that an ERP puts into its folder are taken once, by its own rights, and nothing outside is touched."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from catalog.models import StockSnapshot
from core import clock
from core.operation import acting_as
from orders.models import ErpMessage, Order
from orders.services import erp_orders
from orders.services.erp_folder import take_new
from tests import factories
from tests.catalog import things
from tests.orders.money import make_contract
from tests.orders.orders import make_placed
from tests.orders.test_erp import send

pytestmark = pytest.mark.django_db
STOCK = "external_key,product,warehouse,on_hand\nS-1,22220,上海,120\n"


@pytest.fixture
def machine(cast: Any) -> Any:
    return factories.make_employee(role="erp", department=cast.east, username="erp")


@pytest.fixture
def folder(tmp_path: Path, settings: Any, machine: Any) -> Path:
    things.make_product("调心滚子轴承", list_price="100", code="22220")
    inside = tmp_path / "erp"
    inside.mkdir()
    settings.ERP_FOLDER, settings.ERP_USER = str(inside), "erp"
    return inside


def put(folder: Path, name: str, text: str, age: int = 60) -> Path:
    path = folder / name
    path.write_text(text)
    moment = clock.now().timestamp() - age
    os.utime(path, (moment, moment))
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name.split("-", 1)[1] for path in folder.iterdir())


def run() -> dict[str, int]:
    return take_new(clock.today())


def test_a_file_is_taken_once_and_put_away_with_its_answers(folder: Path) -> None:
    put(folder, "stock-1.csv", STOCK)
    put(folder, "stock-2.csv", STOCK.replace("S-1", "S-2"), age=0)  # still being written
    assert run() == {"done": 1, "failed": 0}
    assert StockSnapshot.objects.count() == 1
    assert names(folder / "done") == ["stock-1.csv", "stock-1.csv.answers.json"]
    answers = json.loads(next((folder / "done").glob("*.answers.json")).read_text())
    assert answers["answers"][0]["status"] == "done"
    assert run() == {"done": 0, "failed": 0}
    put(folder, "stock-1.csv", STOCK)  # the same again
    assert run() == {"done": 1, "failed": 0}
    assert (StockSnapshot.objects.count(), ErpMessage.objects.count()) == (1, 1)


def test_messages_as_json(folder: Path) -> None:
    message = {
        "kind": "stock",
        "external_key": "S-1",
        "payload": {"product": "22220", "warehouse": "A", "on_hand": 1},
    }
    put(folder, "any.json", json.dumps({"messages": [message]}))
    assert run() == {"done": 1, "failed": 0} and StockSnapshot.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("nothing-1.csv", STOCK),
        ("stock-1.csv", "a,b\n1,2\n"),
        ("stock-1.xlsx", "no workbook"),
        ("x.json", "{"),
        ("x.json", "[" * 100_000),
        ("x.json", "5"),
        ("stock-1.csv", STOCK.replace("S-1", "")),
    ],
)
def test_what_cannot_be_taken_lies_in_failed_with_the_reason(folder: Path, name: str, text: str) -> None:
    put(folder, name, text)
    assert run() == {"done": 0, "failed": 1}
    told = json.loads(next((folder / "failed").glob("*.answers.json")).read_text())
    assert told["error"] or told["answers"][0]["error"]["message"]
    assert not StockSnapshot.objects.exists() and not list((folder / "taking").iterdir())


def test_no_link_is_followed_and_nothing_outside_is_written(folder: Path, tmp_path: Path) -> None:
    outside = put(tmp_path, "stock-9.csv", STOCK)
    (folder / "stock-1.csv").symlink_to(outside)
    os.link(outside, folder / "stock-2.csv")
    (folder / "stock-3.csv").mkdir()
    os.mkfifo(folder / "stock-4.csv")
    put(folder, ".stock-5.csv", STOCK)
    assert run() == {"done": 0, "failed": 0}
    assert outside.read_text() == STOCK and not ErpMessage.objects.exists()
    put(folder, "stock-1b.csv", STOCK)
    (folder / "done").rmdir()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "done").symlink_to(elsewhere)
    with pytest.raises(OSError, match="done"):
        run()
    assert not list(elsewhere.iterdir())


def test_nothing_is_taken_without_an_account_that_may(folder: Path, settings: Any, cast: Any) -> None:
    put(folder, "stock-1.csv", STOCK)
    for username in ("nobody-at-all", cast.rep.username):
        settings.ERP_USER = username
        assert run() == {"done": 0, "failed": 0}
    settings.ERP_USER, settings.ERP_FOLDER = "erp", ""
    assert run() == {"done": 0, "failed": 0} and (folder / "stock-1.csv").exists()


def test_what_a_broken_off_run_had_taken_is_taken_again(folder: Path) -> None:
    run()
    put(folder / "taking", "20261121~stock-1.csv", STOCK, age=7200)
    assert run() == {"done": 1, "failed": 0} and StockSnapshot.objects.count() == 1


# ---- what it is told, and who reads what it said


def test_an_order_names_its_contract_only_to_who_reads_contracts(machine: Any, cast: Any) -> None:
    customer = factories.make_customer(owner=cast.rep)
    contract = make_contract(customer, 100_000, number="HT-GEHEIM", status="executing")
    with acting_as(cast.rep):
        order = make_placed(customer, cast.rep, contract=contract)
    Order.objects.filter(pk=order.pk).update(updated_at=clock.now() - 2 * erp_orders.SETTLES)
    (told,) = erp_orders.placed(machine)["items"]
    assert told["contract"] == ""
    (told,) = erp_orders.placed(cast.finance)["items"]
    assert told["contract"] == "HT-GEHEIM"


def test_the_content_of_a_message_is_not_read_by_every_administrator(
    machine: Any, cast: Any, sign_in: Any
) -> None:
    factories.make_customer("东岭钢铁", cast.rep, code="KH-7")
    facts = {"customer": "KH-7", "received_on": f"{clock.today()}", "method": "cash", "amount": "98765.40"}
    assert send(machine, "receipt", "R-1", **facts)["status"] == "done"
    url = reverse("outside:erp_message_detail", args=[ErpMessage.objects.get().pk])
    page = sign_in(cast.admin).get(url)
    assert page.status_code == 200 and "98765.40" not in page.content.decode()
    assert "98765.40" in sign_in(cast.finance).get(url).content.decode()
