"""What was open at the start comes in by file, once, and at the customers one may reach."""

from decimal import Decimal
from typing import Any

import pytest

from orders.models import PaymentPlan
from tests import factories
from tests.records.conftest import bring

__all__ = ["bring"]
pytestmark = pytest.mark.django_db
TEXT = """客户,金额,到期日,入账日期,备注
青屿造船有限公司,113000.00,2026-10-15,2026-08-12,老系统转入
青屿造船有限公司,5000,2026-12-31,2026-11-01,
"""


def test_opening_balances_come_in_once(cast: Any, bring: Any) -> None:
    customer = factories.make_customer("青屿造船有限公司", cast.rep)
    result = bring("payment-plans", TEXT, cast.finance)
    assert (result["created"], result["rejected"]) == (2, []), result
    plan = PaymentPlan.objects.get(customer=customer, amount=Decimal(113000))
    assert (plan.kind, plan.owner, f"{plan.posted_on}") == ("opening", cast.rep, "2026-08-12")
    again = bring("payment-plans", TEXT, cast.finance)
    assert (again["created"], again["unchanged"]) == (0, 2), again
