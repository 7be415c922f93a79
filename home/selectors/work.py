"""What somebody's own work is: visits, tasks and plans, counted by one statement; only what there is, is then read."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.db.models import IntegerField, Q, Subquery

from accounts.models import User
from contracts.models import Contract
from contracts.selectors.contracts_due import contracts_rows
from core import clock
from core.brief import briefly
from core.together import counted
from messaging.models import MailMessage
from messaging.selectors.threads import waiting_for
from orders.models import Order, PaymentPlan, Shipment
from orders.selectors.orders_due import orders_rows, shipments_rows
from orders.selectors.payments_due import payments_rows
from orders.selectors.settlement import waiting_for as settling
from records import gate, reader
from reminders.models import Task
from sales.models import Quote, Visit, WorkPlan
from sales.selectors.quotes_due import rows_due
from sales.selectors.visit_deeds import days_visits
from sales.selectors.work_plans import plans_of_now
from sales.visit_states import LIVE

SHOWN = 6
OPEN = Q(status__in=["todo", "doing"])
OF_TODAY = ("visits_open", "to_review", "tasks_due", "to_accept")


def counts(user: Any, names: set[str]) -> dict[str, int]:
    """How many there are of each of the `names` that he may see, by one statement."""
    found: list[dict[str, int]] = reader.rows(user, _counts, frozenset(names))
    return found[0] if found else {}


def _counts(user: Any, names: frozenset[str]) -> Any:
    asked = {name: rows for name, rows in _countable(user) if name in names}
    rows = User.objects.filter(pk=user.pk) if asked else User.objects.none()
    return rows.annotate(**{name: _count(found()) for name, found in asked.items()}).values(*asked)


def _countable(user: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Visits of today, those still to be held or written down, visits of others that wait for his word, tasks to do,
    due and to accept, plans of now, mail that waits for his answer, quotes to ask after, orders that are due, goods
    that are late, contracts to sign or renew, payments that are due, and what waits for those who settle."""
    if gate.allowed(user, Visit):
        yield "visits", lambda: days_visits(user)
        yield "visits_open", lambda: days_visits(user).filter(status__in=LIVE)
    if gate.allowed(user, Visit, "review"):
        yield "to_review", lambda: waiting_visits(user)
    if gate.allowed(user, Task):
        yield "tasks", lambda: Task.objects.alive().filter(OPEN, owner=user)
        yield "tasks_due", lambda: Task.objects.alive().filter(OPEN, owner=user, due_on__lte=clock.today())
        yield "to_accept", lambda: Task.objects.alive().filter(assigner=user, status="to_accept")
    if gate.allowed(user, WorkPlan):
        yield "plans", lambda: plans_of_now(user)
    if gate.allowed(user, MailMessage):
        yield "mails", lambda: waiting_for(user)
    if gate.allowed(user, Quote, "send"):
        yield "quotes", lambda: rows_due(user)
    if gate.allowed(user, Order, "change"):
        yield "orders", lambda: orders_rows(user)
    if gate.allowed(user, Shipment, "change"):
        yield "shipments", lambda: shipments_rows(user)
    if gate.allowed(user, Contract, "change"):
        yield "contracts", lambda: contracts_rows(user)
    if gate.allowed(user, PaymentPlan):
        yield "payments", lambda: payments_rows(user)
    for kind in settling(user):
        yield kind.name, partial(kind.rows, user)


def waiting_visits(user: Any) -> Any:
    """Visits of others that wait for his review or for his word on an exemption."""
    waiting = Q(status="submitted") | Q(exemption="asked")
    return Visit.objects.visible_to(user, "review").filter(waiting).exclude(owner=user)


def _count(rows: Any) -> Any:
    return Subquery(rows.order_by().values(n=counted()), output_field=IntegerField())


def open_mails(user: Any) -> list[MailMessage]:
    """The mails that wait for his answer, the most pressing first."""
    return list(briefly(waiting_for(user), "customer").defer("body", "html")[:SHOWN])


def open_tasks(user: Any) -> list[Task]:
    """His own open tasks, the most pressing first."""
    mine = briefly(Task.objects.alive().filter(OPEN, owner=user), "assigner")
    return list(mine.order_by("due_on", "priority", "pk")[:SHOWN])
