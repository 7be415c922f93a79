"""How much of a customer's credit limit is used: what he owes, and what open orders will add to it."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, ExpressionWrapper, F, Sum
from django.db.models.functions import Coalesce

from contacts.models import Customer
from core.money import rounded
from records import gate

from ..models import CreditLimit, Order, PaymentPlan, Receipt
from .order_money import open_yuan

ZERO = Decimal(0)
AMOUNT = DecimalField(max_digits=28, decimal_places=8)
Plan = PaymentPlan.Status
NOT_YET = (Order.Status.DRAFT, Order.Status.APPROVING, Order.Status.CANCELLED)


@dataclass(frozen=True)
class Credit:
    """In yuan. `limit` is None where none was set or, as inside the group, none counts."""

    limit: Decimal | None
    receivable: Decimal
    open_orders: Decimal

    @property
    def used(self) -> Decimal:
        return self.receivable + self.open_orders

    @property
    def left(self) -> Decimal | None:
        return None if self.limit is None else self.limit - self.used

    def is_beyond(self, amount: Decimal) -> bool:
        return self.limit is not None and self.used + amount > self.limit


def sees_credit(user: Any, customer: Customer) -> bool:
    """Whether one may read the limit, and the amounts of all that stands against it."""
    return gate.holds(user, customer, "view", CreditLimit) and all(
        gate.reads(user, model, *names)
        for model, names in (
            (CreditLimit, ("amount",)),
            (PaymentPlan, ("open_amount",)),
            (Receipt, ("rest",)),
            (Order, ("base_amount",)),
        )
    )


def limit_of(customer: Customer, *, lock: bool = False) -> CreditLimit | None:
    rows = CreditLimit.objects.alive().filter(customer=customer)
    return (rows.select_for_update() if lock else rows).first()


def credit_of(customer: Customer, *, lock: bool = False) -> Credit:
    """Under `lock` two orders of one customer are judged one after the other."""
    limit = limit_of(customer, lock=lock) if customer.market_type != Customer.Market.INTERNAL else None
    owed = _in_yuan(
        PaymentPlan.objects.alive().filter(customer=customer, status__in=PaymentPlan.OWED), open_yuan()
    )
    return Credit(
        limit.amount if limit else None, max(owed - _unallocated(customer), ZERO), open_orders(customer)
    )


def open_orders(customer: Customer) -> Decimal:
    """What open orders come to beyond what the payment plans, theirs or their contract's, already demand or brought."""
    rows = Order.objects.alive().filter(customer=customer).exclude(status__in=NOT_YET)
    orders = list(rows.values_list("pk", "contract", "base_amount", "status"))
    plans = (
        PaymentPlan.objects.alive().filter(customer=customer).exclude(status__in=[Plan.WAITING, Plan.VOID])
    )
    demanded: dict[tuple[str, Any], Decimal] = defaultdict(Decimal)
    whole = ExpressionWrapper(F("amount") * F("rate"), output_field=AMOUNT)
    for order, contract, amount in plans.order_by().values_list("order", "contract", whole):
        demanded[("order", order) if order else ("contract", contract)] += amount
    placed: dict[tuple[str, Any], Decimal] = defaultdict(Decimal)
    live = set()
    for pk, contract, amount, status in orders:
        by_contract = ("contract", contract) in demanded and ("order", pk) not in demanded
        key = ("contract", contract) if by_contract else ("order", pk)
        placed[key] += amount
        if status in Order.OPEN:
            live.add(key)
    return rounded(sum((max(placed[key] - demanded[key], ZERO) for key in live), ZERO))


def _unallocated(customer: Customer) -> Decimal:
    """Money that came in and was put to no plan yet."""
    rows = Receipt.objects.alive().filter(customer=customer, status__in=Receipt.COUNTS)
    return _in_yuan(rows, open_yuan("allocated"))


def _in_yuan(rows: Any, amount: Any) -> Decimal:
    """The sum of what each row comes to, to the cent: as the lists and the ageing reckon."""
    found = rows.aggregate(sum=Coalesce(Sum(amount), ZERO, output_field=AMOUNT))
    return rounded(found["sum"])
