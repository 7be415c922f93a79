"""What the world's customer owes and has paid."""

from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from core import clock
from orders.models import Order, OrderLine, Statement, StatementLink
from orders.services.allocation import Share, allocate
from orders.services.invoice import request_invoice
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

    @cached_property
    def invoice(self: Any) -> Any:
        customer = self.customer
        order = Order.objects.create(
            customer=customer,
            number="DD-CANARY",
            market_type=customer.market_type,
            ordered_on=clock.today(),
            due_on=clock.today(),
            status="placed",
            owner=customer.owner,
            department=customer.department,
            gross_amount=Decimal(113),
        )
        counts = {name: Decimal(1) for name in ("quantity", "shipped", "delivered", "accepted")}
        line = OrderLine(
            order=order, description="金丝雀轴承", price=Decimal(113), due_on=order.due_on, **counts
        )
        line.reckon(tax_included=True)
        line.save()
        return request_invoice(by=self.cast.rep, order=order, kind="e_plain", title="金丝雀抬头")

    @cached_property
    def invoice_line(self: Any) -> Any:
        return self.invoice.positions.get()

    @cached_property
    def order_line(self: Any) -> Any:
        return self.invoice_line.order_line

    @cached_property
    def statement(self: Any) -> Any:
        return Statement.objects.create(
            customer=self.customer,
            number="DZ-CANARY",
            month=clock.today().replace(day=1),
            owner=self.customer.owner,
            department=self.customer.department,
        )

    @cached_property
    def statement_link(self: Any) -> Any:
        return StatementLink.objects.create(
            statement=self.statement,
            digest="d" * 64,
            hint="canary",
            expires_at=clock.now() + timedelta(days=3),
        )
