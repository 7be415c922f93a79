"""What the world's customer owes and has paid."""

from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from core import clock
from orders.services.allocation import Share, allocate
from orders.services.payment_plan import create_plan
from orders.services.receipt import confirm_receipt, register_receipt


class MoneyRows:
    """Rows of money; `customer` and `cast` are the world's."""

    @cached_property
    def payment_plan(self: Any) -> Any:
        return create_plan(
            by=self.cast.finance,
            customer=self.customer,
            kind="opening",
            amount=Decimal(5000),
            due_on=clock.today() + timedelta(days=3),
            notes="金丝雀期初",
        )

    @cached_property
    def receipt_new(self: Any) -> Any:
        return self._money("金丝雀付款人", method="bank_draft", draft_due_on=clock.today())

    @cached_property
    def receipt(self: Any) -> Any:
        money = self._money("金丝雀出票人", method="trade_draft", draft_due_on=clock.today())
        return confirm_receipt(money, by=self.cast.finance)

    @cached_property
    def matching(self: Any) -> Any:
        money = confirm_receipt(self._money("金丝雀"), by=self.cast.finance)
        return allocate(money, [Share(Decimal(10), self.payment_plan)], by=self.cast.finance)[0]

    def _money(self: Any, payer: str, **facts: Any) -> Any:
        facts = {"method": "transfer", "amount": Decimal(1000), "received_on": clock.today()} | facts
        return register_receipt(by=self.cast.finance, customer=self.customer, payer=payer, **facts)
