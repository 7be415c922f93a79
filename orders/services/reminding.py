"""Reminders of orders and payments: 7 and 3 days ahead, on the day, and after it until the matter is done.

Each step is said once for one due day; a job that was missed says the newest one, and a new due day begins anew.
What falls on days that are not worked is said on the worked day before.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Min, Q
from django.utils.translation import gettext as _

from accounts.models import Department
from contacts.services.telling import tell
from core import working_time
from records import gate
from workflow.assignees import head_of, superior_of, superiors

from ..models import Order, OrderLine, PaymentPlan
from ..selectors import progress

AHEAD = (7, 3, 0)
PAYMENT_STEPS = (*AHEAD, -1, -7, -15, -30)
SUPERIOR_FROM, FINANCE_FROM = -7, -30
IN_HAND = (Order.Status.PLACED, Order.Status.PRODUCING)
LONGEST_BREAK = timedelta(days=15)


def day_of_step(left: int) -> int | None:
    """Of an order: 7, 3 and 0 days ahead, then every day."""
    return left if left < 0 else newest_step(left, AHEAD)


def newest_step(left: int, steps: Sequence[int]) -> int | None:
    """The last step that was reached with so many days left (below zero: past); none before the first."""
    return min((step for step in steps if left <= step), default=None)


def spoken_for(as_of: date) -> date | None:
    """The last day before the next worked one; none on a day that is not worked itself."""
    days = working_time.workdays(as_of, as_of + LONGEST_BREAK)
    if not days[as_of]:
        return None
    last = as_of
    while last + timedelta(days=1) in days and not days[last + timedelta(days=1)]:
        last += timedelta(days=1)
    return last


def remind_of_orders(as_of: date) -> dict[str, int]:
    """Positions that are not wholly shipped: whoever owns the order is told when they are due."""
    day = spoken_for(as_of)
    if day is None:
        return {"reminded": 0}
    lines = OrderLine.objects.alive().exclude(progress.IS_SHIPPED)
    rows = lines.filter(
        order__status__in=IN_HAND, order__is_deleted=False, order__owner__isnull=False,
        due_on__lte=day + timedelta(days=max(AHEAD)),
    )  # fmt: skip
    found = rows.order_by("order").values_list("order").annotate(due=Min("due_on"))
    return {"reminded": sum(_remind(Order, pk, due, day, day_of_step, _tell_of_order) for pk, due in found)}


def remind_of_payments(as_of: date) -> dict[str, int]:
    """Payments that are to come or late: the owner; a week late his superior too, a month late finance and who leads
    the business."""
    day = spoken_for(as_of)
    if day is None:
        return {"reminded": 0}
    rows = PaymentPlan.objects.alive().filter(
        status__in=PaymentPlan.OWED, due_on__lte=day + timedelta(days=max(AHEAD))
    )
    # The oldest are long past their last step: they are not read again every day.
    silent = Q(reminded_due=F("due_on"), reminded_step__lte=min(PAYMENT_STEPS))
    found = rows.exclude(silent).order_by("due_on", "pk").values_list("pk", "due_on")
    return {
        "reminded": sum(
            _remind(PaymentPlan, pk, due, day, _payment_step, _tell_of_payment) for pk, due in found
        )
    }


def _payment_step(left: int) -> int | None:
    return newest_step(left, PAYMENT_STEPS)


def _remind(
    model: Any, pk: int, due: date, day: date, step_of: Callable[[int], int | None], say: Callable[..., None]
) -> int:
    with transaction.atomic():
        row = (
            model.objects.alive()
            .select_for_update(of=("self",))
            .select_related("customer", "owner")
            .get(pk=pk)
        )
        step = step_of((due - day).days)
        is_said = row.reminded_due == due and row.reminded_step is not None
        if step is None or (is_said and row.reminded_step <= step):
            return 0
        model.objects.filter(pk=pk).update(reminded_due=due, reminded_step=step)
        say(row, due, step)
    return 1


def _tell_of_order(order: Order, due: date, step: int) -> None:
    words = {"order": order, "customer": order.customer, "due": due}

    def sentence() -> str:
        if step >= 0:
            return _("The order %(order)s of %(customer)s is due on %(due)s and not wholly shipped.") % words
        return _("The order %(order)s of %(customer)s was due on %(due)s and is not wholly shipped.") % words

    tell(order.owner, sentence, order.get_absolute_url(), by=None)


def _tell_of_payment(plan: PaymentPlan, due: date, step: int) -> None:
    words = {
        "plan": plan,
        "customer": plan.customer,
        "due": due,
        "amount": f"{plan.currency} {plan.open_amount:,.2f}",
    }

    def sentence() -> str:
        if step >= 0:
            return _("%(customer)s is to pay %(amount)s (%(plan)s) on %(due)s.") % words
        return _("%(customer)s was to pay %(amount)s (%(plan)s) on %(due)s. Ask for it.") % words

    def without_amount() -> str:
        if step >= 0:
            return _("%(customer)s is to pay %(plan)s on %(due)s.") % words
        return _("%(customer)s was to pay %(plan)s on %(due)s. Ask for it.") % words

    for person in _told(plan, step):
        reads = gate.reads(person, PaymentPlan, "open_amount")
        tell(person, sentence if reads else without_amount, plan.get_absolute_url(), by=None)


def _told(plan: PaymentPlan, step: int) -> list[Any]:
    people = [plan.owner]
    if step <= SUPERIOR_FROM:
        people.append(superior_of(plan.owner))
    if step <= FINANCE_FROM:
        people += [head_of_kind("finance"), *superiors(head_of_kind("business"), 1)]
    return list({person.pk: person for person in people if person is not None}.values())


def head_of_kind(kind: str) -> Any:
    """Who leads the department of this kind that stands highest."""
    rows = Department.objects.filter(kind=kind, is_active=True, leader__isnull=False)
    return head_of(min(rows, key=lambda row: (len(row.path), row.sort, row.pk), default=None))
