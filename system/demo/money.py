"""What customers owe and have paid: openings, receipts for most of what was due, the ageing example, statements."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from contacts.models import Customer
from core import clock
from core.operation import acting_as
from orders.models import PaymentPlan, Receipt
from orders.services.allocation import Share, allocate, proposed
from orders.services.collection import note_step
from orders.services.payment_plan import create_plan, overdue_plans
from orders.services.receipt import confirm_receipt, register_receipt
from orders.services.statement import monthly_statements
from orders.terms import months_later

from .bills import answer_statements
from .chance import Chance
from .inquiries import day_at

# Due so many days before the day of the demo (below zero: after it), and what of it has been paid.
AGEING = [
    (-15, 1_130_000, 0),
    (0, 565_000, 0),
    (30, 339_000, 0),
    (31, 226_000, 0),
    (108, 452_000, 200_000),
    (366, 100_000, 0),
]
CREDIT = 150_000
OPENINGS = [(-40, 186_000), (-12, 74_500), (20, 92_300), (75, 118_000)]
METHODS = ["transfer", "transfer", "transfer", "bank_draft", "trade_draft"]


def build_money(chance: Chance, people: dict[str, Any]) -> int:
    finance = people["E023"].user
    customers = Customer.objects.filter(is_deleted=False, pool=None).exclude(owner=None).order_by("code")
    with acting_as(finance):
        for customer in customers:
            if customer.code == "KH06":
                _example(chance, customer, finance)
            elif customer.code.startswith("KH"):
                _openings(chance, customer, finance)
        for customer in customers.exclude(code="KH06"):
            _pays(chance, customer, finance)
        with clock.at(day_at(chance, chance.as_of)):
            overdue_plans(chance.as_of)
        month = chance.as_of.replace(day=1)
        for back in (2, 1, 0):
            first = months_later(month, -back)
            with clock.at(day_at(chance, first)):
                monthly_statements(first)
            answer_statements(chance, first, back, finance)
    _promises(chance, people)
    return int(Receipt.objects.count())


def _opening(chance: Chance, customer: Customer, finance: Any, before: int, amount: int) -> PaymentPlan:
    due = chance.as_of - timedelta(days=before)
    posted = min(due, chance.as_of) - timedelta(days=60)
    with clock.at(day_at(chance, posted)):
        return create_plan(
            by=finance,
            customer=customer,
            kind="opening",
            amount=Decimal(amount),
            due_on=due,
            posted_on=min(posted, clock.today()),
            notes="上线前未收款",
        )


def _example(chance: Chance, customer: Customer, finance: Any) -> None:
    """KH06 shows every bucket of the ageing, the money overdue by 108 days and a credit of its own."""
    for before, amount, paid in AGEING:
        plan = _opening(chance, customer, finance, before, amount)
        if paid:
            with clock.at(day_at(chance, chance.as_of - timedelta(days=60))):
                money = _receipt(customer, finance, paid, "transfer")
                allocate(money, [Share(Decimal(paid), plan)], by=finance)
    with clock.at(day_at(chance, chance.as_of - timedelta(days=3))):
        _receipt(customer, finance, CREDIT, "transfer")


def _openings(chance: Chance, customer: Customer, finance: Any) -> None:
    rng = chance.of("money", customer.code)
    for before, amount in OPENINGS:
        _opening(chance, customer, finance, before + rng.randrange(9), amount + rng.randrange(400) * 100)


def _receipt(customer: Customer, finance: Any, amount: Any, method: str) -> Receipt:
    facts: dict[str, Any] = {"method": method, "received_on": clock.today(), "amount": Decimal(amount)}
    if method in Receipt.DRAFTS:
        facts |= {"draft_due_on": clock.today() + timedelta(days=180), "draft_no": f"{customer.pk:08d}"}
    money = register_receipt(by=finance, customer=customer, payer=customer.name, **facts)
    return confirm_receipt(money, by=finance)


def _pays(chance: Chance, customer: Customer, finance: Any) -> None:
    """Most customers pay some days late, the oldest first; some of it is still open."""
    rng = chance.of("payments", customer.code)
    rows = PaymentPlan.objects.open().filter(customer=customer, currency="CNY", due_on__lt=chance.as_of)
    for plan in rows.order_by("due_on"):
        day: date = chance.workday(plan.due_on + timedelta(days=rng.randrange(25)), forward=True)
        if day >= chance.as_of or rng.random() < 0.25:
            continue
        amount = plan.amount if rng.random() < 0.85 else (plan.amount / 2).quantize(Decimal("0.01"))
        with clock.at(day_at(chance, day)):
            money = _receipt(customer, finance, amount, rng.choice(METHODS))
            shares = proposed(money)
            if shares and rng.random() < 0.92:
                allocate(money, shares, by=finance)


def _promises(chance: Chance, people: dict[str, Any]) -> None:
    late = (
        PaymentPlan.objects.filter(status="overdue", owner__isnull=False)
        .select_related("owner")
        .order_by("pk")
    )
    with clock.at(day_at(chance, chance.as_of - timedelta(days=5))):
        for place, plan in enumerate(late[:12]):
            with acting_as(plan.owner):
                note_step(
                    plan,
                    by=plan.owner,
                    stage="call" if place % 3 else "letter",
                    text="与客户财务通话，答应本周付款" if place % 3 else "已寄催款函，客户签收",
                    promised_on=clock.today() + timedelta(days=2 + place),
                )
