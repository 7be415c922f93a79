"""The demonstration shows the ageing example at KH06, whatever its day, and its statements hang together."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from core import clock
from orders.models import Receipt, Statement
from orders.selectors.ageing import Ageing
from system.demo.chance import Chance
from system.demo.money import build_money
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)


def test_the_ageing_example_stands_in_the_demonstration(cast: Any) -> None:
    customers = [factories.make_customer(f"客户{code}", cast.rep, code=code) for code in ("KH05", "KH06")]
    people = {"E023": SimpleNamespace(user=cast.finance)}
    build_money(Chance(7, DAY), people)
    with clock.at(DAY):
        total = Ageing(cast.finance, customer=customers[1]).total
    assert total.buckets == [1_695_000, 339_000, 226_000, 0, 252_000, 0, 100_000]
    assert (total.credit, total.net) == (150_000, 2_462_000)
    assert Receipt.objects.exclude(status="confirmed").exists()
    rows = [*Statement.objects.filter(customer=customers[0]).order_by("month")]
    assert len(rows) == 3
    assert [row.opening for row in rows[1:]] == [row.closing for row in rows[:-1]]
