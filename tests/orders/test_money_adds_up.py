"""Ten thousand random histories: whatever is paid, matched, taken back or stated late, the figures add up."""

import random
from datetime import date
from decimal import Decimal

import pytest

from core.errors import DomainError
from orders.models import Invoice, PaymentPlan, Receipt, StatementLine
from orders.selectors.statement_moves import Move
from orders.services.allocation import pay, undo
from orders.services.payment_plan import state_of
from orders.services.statement import balance, closing_of, differences
from orders.terms import split

pytestmark = pytest.mark.slow
HISTORIES = 10_000
CENT = Decimal("0.01")
DAY = date(2026, 10, 31)


def cents(chance: random.Random, most: int = 100_000) -> Decimal:
    return chance.randint(1, most) * CENT


@pytest.mark.parametrize("part", range(4))
def test_plan_and_receipt_are_their_parts(part: int) -> None:
    """plan = received + open, receipt = allocated + rest; the sums of both sides are one."""
    for turn in range(HISTORIES // 4):
        chance = random.Random(f"money:{part}:{turn}")
        plans = [
            PaymentPlan(customer_id=1, amount=cents(chance), due_on=DAY, status="due")
            for _plan in range(chance.randint(1, 3))
        ]
        receipts = [
            Receipt(customer_id=1, amount=cents(chance), status="confirmed")
            for _money in range(chance.randint(1, 3))
        ]
        bill = Invoice(customer_id=1, gross_amount=cents(chance), status="issued")
        held: list[tuple[Receipt, PaymentPlan, Invoice | None, Decimal]] = []
        for _step in range(chance.randint(1, 8)):
            if held and chance.random() < 0.3:
                money, plan, paid, amount = held.pop(chance.randrange(len(held)))
                undo(amount, money, plan, paid)
            else:
                money, plan, amount = chance.choice(receipts), chance.choice(plans), cents(chance)
                paid = bill if chance.random() < 0.3 else None
                try:
                    pay(money, amount, plan, paid)
                except DomainError:
                    fits = amount <= money.rest and amount <= plan.open_amount
                    assert not fits or (paid is not None and amount > bill.open_amount)
                    continue
                held.append((money, plan, paid, amount))
            plan.status = state_of(plan, DAY)
        for plan in plans:
            assert plan.received + plan.open_amount == plan.amount and plan.open_amount >= 0
            assert plan.received == sum((amount for _m, one, _i, amount in held if one is plan), Decimal(0))
        for money in receipts:
            assert money.allocated + money.rest == money.amount and money.rest >= 0
            assert money.allocated == sum(
                (amount for one, _p, _i, amount in held if one is money), Decimal(0)
            )
        assert 0 <= bill.received <= bill.gross_amount


def test_every_closing_balance_is_the_next_opening_one() -> None:
    """Documents come, change and vanish between months; after the last one the balance is that of what stands."""
    for turn in range(HISTORIES // 4):
        chance = random.Random(f"statement:{turn}")
        documents: dict[int, Move] = {}
        known: dict[tuple[str, str, int], Decimal] = {}
        closing = Decimal(0)
        for month in range(1, 6):
            for _deed in range(chance.randint(0, 4)):
                number = chance.randint(1, 8)
                if number in documents and chance.random() < 0.5:
                    documents.pop(number)
                else:
                    kind = ("goods", "return", "receipt", "claim")[number % 4]
                    documents[number] = Move(
                        kind, "x", number, str(number), date(2026, month, 1), "CNY", cents(chance)
                    )
            lines = differences([*documents.values()], known, lambda *key: None)
            sums = {kind: Decimal(0) for kind in StatementLine.Kind}
            for line in lines:
                sums[StatementLine.Kind(line.kind)] += line.amount
                key = (line.kind, line.document_type, line.document_id or 0)
                known[key] = known.get(key, Decimal(0)) + line.amount
            closing = closing_of(closing, sums["goods"], sums["return"], sums["receipt"], sums["claim"])
            assert closing == balance(documents.values())


def test_the_parts_of_an_amount_are_the_amount() -> None:
    for turn in range(HISTORIES):
        chance = random.Random(f"split:{turn}")
        left, percents = Decimal(100), []
        for _part in range(chance.randint(0, 4)):
            percent = Decimal(chance.randint(1, 2000)) / 100
            percents.append(percent)
            left -= percent
        amount = cents(chance, 10**9)
        assert sum(split(amount, [*percents, left]), Decimal(0)) == amount
