"""A contract says what was billed and received under it, and is not finished before it is paid."""

from decimal import Decimal
from typing import Any

import pytest

from orders import contract_money, local_contracts
from orders.models import OrderLine, PaymentPlan
from orders.services.allocation import Share, allocate
from orders.services.payment_plan import end_with_contract, follow_amendment, plans_of_contract
from tests import factories

from .money import amounts, make_contract, make_order, make_receipt

pytestmark = pytest.mark.django_db
TERMS = ({"percent": 30, "event": "signing"}, {"percent": 70, "event": "acceptance"})


def figures(contract: Any) -> list[Decimal]:
    return [figure["amount"] for figure in contract_money.execution(contract)]


def test_what_is_received_counts_and_what_is_not_paid_keeps_it_open(cast: Any) -> None:
    customer = factories.make_customer("青屿造船", cast.rep)
    contract = make_contract(customer, 100_000, *TERMS)
    first, _second = plans_of_contract(contract, cast.rep)
    assert figures(contract) == [0, 0]
    assert contract_money.holds(contract) == []
    money = make_receipt(customer, cast.finance, 30_000)
    allocate(money, [Share(Decimal(30_000), first)], by=cast.finance)
    assert figures(contract) == [0, 30_000]
    assert money.number in contract_money.holds(contract)[0]
    assert "70,000.00" in contract_money.unfinished(contract)[0]


def test_an_amendment_lays_out_anew_what_still_waits(cast: Any) -> None:
    customer = factories.make_customer("青屿造船", cast.rep)
    contract = make_contract(customer, 100_000, *TERMS)
    plans_of_contract(contract, cast.rep)
    for name, value in amounts(120_000).items():
        setattr(contract, name, value)
    contract.save()
    follow_amendment(contract, cast.rep)
    rows = PaymentPlan.objects.filter(contract=contract).exclude(status="void").order_by("place")
    assert [row.amount for row in rows] == [30_000, 90_000]
    end_with_contract(contract, cast.rep)
    assert [row.status for row in rows.all()] == ["due"]


def test_a_master_tells_what_is_done_under_its_local_contracts(cast: Any) -> None:
    customer = factories.make_customer("青屿造船", cast.rep)
    master = make_contract(customer, 200_000, kind="master", currency="USD", rate=Decimal(8))
    local = make_contract(customer, 50_000, kind="local", master=master)
    order = make_order(customer, 40_000, contract=local)
    OrderLine.objects.filter(order=order).update(shipped=50)
    assert [figure["amount"] for figure in local_contracts.execution(master)] == [5000, 2500, 0, 0]
    assert local_contracts.execution(local) == []
