"""What is due: next contacts ranked by urgency, and customers that nobody has spoken to for long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, F, Q
from django.utils import timezone

from contacts.models import Customer, FollowUp
from contacts.services.follow_up import OPEN
from core import clock
from core.brief import briefly

from .scope import Scope

SHOWN = 8
LATER_SHOWN = 6
QUIET_SHOWN = 6
CANDIDATES = 100
QUIET_DAYS = (7, 15, 30)
WEIGHTS = {"vip": 4, "important": 3, "ordinary": 2, "small": 1}
CLOSED = (Customer.Lifecycle.LOST, Customer.Lifecycle.BLACKLISTED)
WEIGHED = ("pk", "next_follow_on", "tier", "is_key_account")
OPEN_LIFECYCLES = [value for value in Customer.Lifecycle.values if value not in CLOSED]


@dataclass(frozen=True)
class Item:
    """One customer that wants contact; `step` is what was promised last time, `contact` with whom."""

    customer: Customer
    due_on: date
    overdue_days: int
    step: str = ""
    contact: Any = None

    @property
    def is_overdue(self) -> bool:
        return self.overdue_days > 0


@dataclass(frozen=True)
class Quiet:
    customer: Customer
    days: int | None


def weight(customer: Any) -> int:
    """How much a day of delay counts: key accounts double, better tiers more."""
    return WEIGHTS.get(customer.tier, 2) * (2 if customer.is_key_account else 1)


def urgency(customer: Any, today: date) -> int:
    """Days overdue (a contact due today counts as one) times what the customer weighs."""
    return ((today - customer.next_follow_on).days + 1) * weight(customer)


def counts(scope: Scope) -> dict[str, int]:
    """All figures about the scope's customers in one pass over them."""
    today = clock.today()
    quiet = {
        f"quiet_{days}": Count("pk", filter=_quiet(quiet_until(days)) & _open_customer())
        for days in QUIET_DAYS
    }
    found = scope.visible_customers().aggregate(
        customers=Count("pk"),
        key_accounts=Count("pk", filter=Q(is_key_account=True)),
        overdue=Count("pk", filter=Q(next_follow_on__lt=today)),
        today=Count("pk", filter=Q(next_follow_on=today)),
        later=Count("pk", filter=Q(next_follow_on__gt=today, next_follow_on__lte=week_end(today))),
        never=Count("pk", filter=Q(last_follow_at__isnull=True) & _open_customer()),
        **quiet,
    )
    return {**found, "due": found["overdue"] + found["today"]}


def week_end(today: date) -> date:
    """Later this week means the coming seven days: on a Friday, Monday matters."""
    return today + timedelta(days=7)


def _open_customer() -> Q:
    return ~Q(lifecycle__in=CLOSED)


def quiet_until(days: int) -> date:
    """The last day on which a customer, silent for so many days, was spoken to."""
    return clock.today() - timedelta(days=days)


def _quiet(day: date) -> Q:
    midnight = datetime.combine(day + timedelta(days=1), time())
    return Q(last_follow_at__lt=timezone.make_aware(midnight))


def due(scope: Scope) -> list[Item]:
    """The most urgent due contacts; among very many the longest overdue and the weightiest compete."""
    today = clock.today()
    rows = scope.visible_customers().contact_due(today).order_by("next_follow_on", "pk")
    heavy = rows.filter(Q(is_key_account=True) | Q(tier="vip"))
    compete = Q(pk__in=rows.values("pk")[:CANDIDATES]) | Q(pk__in=heavy.values("pk")[:CANDIDATES])
    found = Customer.objects.filter(compete).values_list(*WEIGHED, named=True)
    ranked = sorted(found, key=lambda row: (-urgency(row, today), row.pk))
    return _items(_loaded(row.pk for row in ranked[:SHOWN]), today)


def later(scope: Scope) -> list[Customer]:
    today = clock.today()
    rows = scope.visible_customers().filter(next_follow_on__gt=today, next_follow_on__lte=week_end(today))
    return list(_named(rows).order_by("next_follow_on", "pk")[:LATER_SHOWN])


def _named(rows: Any) -> Any:
    """Customers with what a line of the homepage says of them."""
    return rows.select_related("owner").only(
        *("name", "short_name", "next_follow_on", "last_follow_at", "tier", "is_key_account"),
        *("owner__name", "owner__username"),
    )


def _loaded(ids: Iterable[int]) -> list[Customer]:
    """The customers in the order of the ids, which the gate has let through already."""
    wanted = list(ids)
    found = {customer.pk: customer for customer in _named(Customer.objects.alive().filter(pk__in=wanted))}
    return [found[pk] for pk in wanted if pk in found]


def _items(customers: list[Customer], today: date) -> list[Item]:
    """Add what was promised: the open promises of the shown customers, in one query."""
    promises: dict[int, FollowUp] = {}
    rows = FollowUp.objects.alive().filter(OPEN, customer__in=[customer.pk for customer in customers])
    for promise in briefly(rows, "contact").order_by("next_contact_on", "-at"):
        promises.setdefault(promise.customer_id, promise)
    items = []
    for customer in customers:
        promised = promises.get(customer.pk)
        assert customer.next_follow_on is not None  # noqa: S101
        items.append(
            Item(
                customer,
                customer.next_follow_on,
                (today - customer.next_follow_on).days,
                promised.next_action if promised else "",
                promised.contact if promised else None,
            )
        )
    return items


def quiet(scope: Scope) -> list[Quiet]:
    """Customers without a planned contact that wait longest; a day counts more for weighty ones."""
    today = clock.today()
    rows = scope.visible_customers().filter(_open_customer(), next_follow_on__isnull=True)
    rows = rows.filter(Q(last_follow_at__isnull=True) | _quiet(quiet_until(QUIET_DAYS[0])))
    rows = rows.order_by(F("last_follow_at").asc(nulls_first=True), "pk")
    found = rows.values_list(*WEIGHED, "last_follow_at", named=True)[:CANDIDATES]
    ranked = sorted(found, key=lambda row: (-_waiting(row, today) * weight(row), row.pk))
    shown = _loaded(row.pk for row in ranked[:QUIET_SHOWN])
    return [Quiet(customer, _days_since(customer, today)) for customer in shown]


def _waiting(customer: Any, today: date) -> int:
    days = _days_since(customer, today)
    return 400 if days is None else days  # never spoken to is worse than a year


def _days_since(customer: Any, today: date) -> int | None:
    if customer.last_follow_at is None:
        return None
    return (today - timezone.localtime(customer.last_follow_at).date()).days
