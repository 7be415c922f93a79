"""What an ERP sends is done once, in its own name, answered in words, and tried again where it failed."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.services.token import create_token
from catalog.models import ProductionSnapshot, StockSnapshot
from core import clock
from core.operation import acting_as
from orders.models import ErpMessage, ProductionProgress, Receipt, Shipment
from orders.services import erp, erp_orders
from orders.services.erp_file import take_file
from tests import factories
from tests.catalog import things
from tests.orders.orders import make_placed, only_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def machine(cast):
    """The account of the ERP."""
    return factories.make_employee(role="erp", department=cast.east, username="erp")


@pytest.fixture
def product():
    return things.make_product("调心滚子轴承", list_price="100", code="22220")


@pytest.fixture
def order(cast):
    customer = factories.make_customer("东岭钢铁集团有限公司", cast.rep, code="KH-7")
    with acting_as(cast.rep):
        return make_placed(customer, cast.rep)


def send(user, kind, key, **payload):
    with acting_as(user):
        (answer,) = erp.take([{"kind": kind, "external_key": key, "payload": payload}], by=user)
    return answer


STOCK = {"product": "22220", "warehouse": "上海", "on_hand": "120.5", "as_of": "2026-11-20T08:00:00+08:00"}


def test_the_same_message_twice_changes_nothing_and_answers_the_same(machine, product):
    first = send(machine, "stock", "S-1", **STOCK)
    assert first["status"] == "done" and first["error"] is None
    assert send(machine, "stock", "S-1", **STOCK) == first
    assert StockSnapshot.objects.get().on_hand == Decimal("120.5")
    assert ErpMessage.objects.get().tries == 1


def test_another_content_under_a_key_that_is_done_is_refused(machine, product):
    send(machine, "stock", "S-1", **STOCK)
    answer = send(machine, "stock", "S-1", **{**STOCK, "on_hand": "1"})
    assert answer["status"] == "refused" and answer["error"]["code"] == "changed_payload"
    assert StockSnapshot.objects.get().on_hand == Decimal("120.5")
    assert ErpMessage.objects.get().payload["on_hand"] == "120.5"


def test_one_message_that_fails_keeps_no_other_out(machine, product):
    with acting_as(machine):
        answers = erp.take(
            [
                {"kind": "stock", "external_key": "S-1", "payload": {**STOCK, "product": "none"}},
                {"kind": "stock", "external_key": "S-2", "payload": STOCK},
                {"kind": "nonsense", "external_key": "S-3", "payload": {}},
                {"kind": "stock", "external_key": "", "payload": STOCK},
                "nothing",
                {"kind": "stock", "external_key": "S-4", "payload": {**STOCK, "onhand": 3}},
            ],
            by=machine,
        )
    assert [answer["status"] for answer in answers] == [
        "failed",
        "done",
        "refused",
        "refused",
        "refused",
        "failed",
    ]
    assert answers[0]["error"]["code"] == "unknown" and "product" in answers[0]["error"]["message"]
    assert StockSnapshot.objects.count() == 1


def test_what_failed_is_tried_again_and_done_once_its_subject_is_there(machine):
    send(machine, "stock", "S-1", **STOCK)
    assert erp.retry_due(clock.today()) == {"tried": 0, "done": 0}
    things.make_product("调心滚子轴承", list_price="100", code="22220")
    with clock.at(clock.now() + timedelta(minutes=2)):
        assert erp.retry_due(clock.today()) == {"tried": 1, "done": 1}
        assert erp.retry_due(clock.today()) == {"tried": 0, "done": 0}
    assert StockSnapshot.objects.count() == 1


def test_the_mended_content_of_what_failed_is_taken(machine, product):
    assert send(machine, "stock", "S-1", **{**STOCK, "on_hand": "-4"})["status"] == "failed"
    assert send(machine, "stock", "S-1", **STOCK)["status"] == "done"
    assert ErpMessage.objects.get().payload["on_hand"] == "120.5"


def test_it_may_do_no_more_than_its_own_account(cast, product):
    answer = send(cast.rep, "stock", "S-1", **STOCK)
    assert answer["status"] == "failed" and answer["error"]["code"] == "forbidden"
    assert not StockSnapshot.objects.exists()


def test_a_batch_in_production(machine, product):
    facts = {"product": "22220", "batch": "B1", "quantity": 40, "finishes_on": "2026-12-05", "step": "热处理"}
    assert send(machine, "batch", "B-1", **facts)["status"] == "done"
    assert ProductionSnapshot.objects.get().quantity == 40


def test_progress_of_an_order_line_by_our_number_or_by_its_own_key(machine, order):
    send(machine, "order", "SAP-9", order=order.number)
    for key, name in (("P-1", order.number), ("P-2", "SAP-9")):
        answer = send(machine, "progress", key, order=name, line=1, step="磨削", finished_on="2026-11-20")
        assert answer["status"] == "done", answer
    assert ProductionProgress.objects.get().source == "api"
    assert (
        send(machine, "progress", "P-3", order=order.number, line=9, step="磨削")["error"]["code"]
        == "unknown"
    )


def test_a_shipment_from_leaving_to_arriving(machine, order):
    left = (clock.now() - timedelta(hours=3)).isoformat()
    line = only_line(order)
    part = {"order": order.number, "line": 1, "quantity": 60}
    facts = {"to_place": "东岭二厂 3 号门", "carrier": "德邦", "waybill": "DB1", "shipped_at": left}
    facts |= {"lines": [{**part, "batches": [{"batch_no": "H1", "quantity": 60}]}]}
    for _twice in range(2):
        answer = send(machine, "shipment", "VL-1", **facts)
        assert answer["status"] == "done", answer
    shipment = Shipment.objects.get()
    assert shipment.external_key == "VL-1" and shipment.status == "shipped"
    line.refresh_from_db()
    assert line.shipped == 60
    eta = (clock.today() + timedelta(days=4)).isoformat()
    for number, event in enumerate(
        [
            {"event": "place", "place": "徐州"},
            {"event": "eta", "eta": eta},
            {"event": "delivering", "place": "唐山"},
            {
                "event": "signed",
                "signed_by": "王",
                "lines": [{"order": order.number, "line": 1, "delivered": 58, "lost": 2}],
            },
        ]
    ):
        answer = send(machine, "track", f"T-{number}", shipment="VL-1", **event)
        assert answer["status"] == "done", answer
    line.refresh_from_db()
    assert (line.delivered, line.lost) == (58, 2)
    too_much = {**facts, "lines": [{**part, "quantity": 90}]}
    assert send(machine, "shipment", "VL-2", **too_much)["error"]["code"] == "too_much"


def test_money_is_noted_and_waits_for_finance(machine, order):
    facts = {"customer": "KH-7", "received_on": "2026-11-20", "method": "transfer", "amount": "1000.50"}
    for _twice in range(2):
        assert send(machine, "receipt", "R-1", **facts)["status"] == "done"
    receipt = Receipt.objects.get()
    assert (receipt.status, receipt.amount, receipt.external_key) == ("registered", Decimal("1000.50"), "R-1")


def test_an_order_is_taken_over_under_one_key_for_good(machine, order):
    assert send(machine, "order", "SAP-9", order=order.number)["result"]["number"] == order.number
    order.refresh_from_db()
    assert order.external_key == "SAP-9"
    assert send(machine, "order", "SAP-10", order=order.number)["error"]["code"] == "taken_over"
    assert ErpMessage.objects.get(external_key="SAP-9").direction == "out"


def test_orders_are_told_in_the_order_of_their_changes_and_never_twice(cast, machine, order):
    with clock.at(clock.now() + timedelta(minutes=1)), acting_as(cast.rep):
        second = make_placed(order.customer, cast.rep)
    with clock.at(clock.now() + timedelta(minutes=5)):
        first = erp_orders.placed(machine, limit=1)
        assert [item["number"] for item in first["items"]] == [order.number] and first["more"]
        then = erp_orders.placed(machine, first["cursor"])
        assert [item["number"] for item in then["items"]] == [second.number] and not then["more"]
        nothing = erp_orders.placed(machine, then["cursor"])
        assert nothing["items"] == [] and nothing["cursor"] == then["cursor"]
        send(machine, "order", "SAP-9", order=order.number)
    with clock.at(clock.now() + timedelta(minutes=9)):
        again = erp_orders.placed(machine, then["cursor"])
        assert [item["external_key"] for item in again["items"]] == ["SAP-9"]
    told = first["items"][0]
    assert told["customer"] == "KH-7" and told["lines"][0]["quantity"] == "100.0000"


def test_the_door_takes_tokens_with_the_right_alone(cast, machine, product):
    body = json.dumps({"messages": [{"kind": "stock", "external_key": "S-1", "payload": STOCK}]})

    def call(user, **facts):
        _token, secret = create_token(user, "ERP", by=user, scope=facts.get("scope", "write"))
        headers = {"Authorization": f"Bearer {secret}", "Accept-Language": "en"}
        return Client().post("/api/v1/erp/messages", body, "application/json", headers=headers)

    assert call(cast.rep).status_code == 403
    assert call(machine, scope="read").status_code == 403
    assert not ErpMessage.objects.exists()
    answer = call(machine)
    assert answer.status_code == 200 and answer.json()["answers"][0]["status"] == "done"
    for wrong in ("[]", "{}", '{"messages": []}', '{"messages": 3}', "not json"):
        _token, secret = create_token(machine, "ERP", by=machine, scope="write")
        found = Client().post(
            "/api/v1/erp/messages", wrong, "application/json", headers={"Authorization": f"Bearer {secret}"}
        )
        assert found.status_code in {400, 422}, wrong


def test_an_administrator_sees_what_failed_and_tries_it_again(cast, machine):
    send(machine, "stock", "S-1", **STOCK)
    row = ErpMessage.objects.get()
    things.make_product("调心滚子轴承", list_price="100", code="22220")
    client = Client()
    client.force_login(cast.admin)
    page = client.get("/erp/").content.decode()
    assert "S-1" in page and 'href="?kind=stock&amp;status=failed"' in page
    client.post(f"{row.get_absolute_url()}retry/")
    row.refresh_from_db()
    assert row.status == "done" and StockSnapshot.objects.get().created_by == machine
    assert client.get(row.get_absolute_url()).status_code == 200


def test_a_file_says_the_same_and_rows_of_one_key_are_one_shipment(cast, machine, product, order, tmp_path):
    stock = tmp_path / "stock.csv"
    stock.write_text("external_key,product,warehouse,on_hand\nS-1,22220,上海,5\nS-2,22220,北京,x\n")
    with acting_as(machine):
        answers = take_file("stock", stock, by=machine)
        again = take_file("stock", stock, by=machine)
    assert [answer["status"] for answer in answers] == ["done", "failed"] and again == answers
    goods = tmp_path / "goods.csv"
    head = "external_key,order,line,quantity,to_place,batch_no"
    goods.write_text(f"{head}\nVL-1,{order.number},1,10,东岭二厂,H1\nVL-1,{order.number},1,5,,\n")
    with acting_as(machine):
        (answer,) = take_file("shipment", goods, by=machine)
    assert answer["status"] == "done", answer
    assert Shipment.objects.get().positions.get().quantity == 15


def test_finance_brings_a_file_and_is_told_what_became_of_it(cast, product):
    client = Client()
    client.force_login(cast.finance)
    rows = "external_key,product,warehouse,on_hand\nS-1,22220,上海,5\n"
    told = client.post("/erp/upload/", {"kind": "stock", "file": SimpleUploadedFile("s.csv", rows.encode())})
    assert told.status_code == 302 and StockSnapshot.objects.get().on_hand == 5
    wrong = client.post("/erp/upload/", {"kind": "stock", "file": SimpleUploadedFile("s.csv", b"a,b\n1,2\n")})
    assert wrong.status_code == 422
