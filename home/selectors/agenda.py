"""What is due: next contacts ranked by urgency, and customers that nobody has spoken to for long."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from contacts.models import Customer, FollowUp
from contacts.services.follow_up import OPEN
from core import clock, written
from core.brief import briefly
from core.together import counted
from records import reader

from .scope import Scope

SHOWN = 8
LATER_SHOWN = 6
QUIET_SHOWN = 6
QUIET_DAYS = (7, 15, 30)
WEIGHTS = {"vip": 4, "important": 3, "ordinary": 2, "small": 1}
CLOSED = (Customer.Lifecycle.LOST, Customer.Lifecycle.BLACKLISTED)
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


def weight() -> Combinable:
    """How much a day of delay counts: key accounts double, better tiers more."""
    tiers = [When(tier=tier, then=Value(factor)) for tier, factor in WEIGHTS.items()]
    tier = Case(*tiers, default=Value(WEIGHTS["ordinary"]), output_field=IntegerField())
    key = Case(When(is_key_account=True, then=Value(2)), default=Value(1), output_field=IntegerField())
    return tier * key


def weighted(span: Combinable) -> ExpressionWrapper:
    return ExpressionWrapper(ExpressionWrapper(span, DurationField()) * weight(), DurationField())


def counts(scope: Scope) -> dict[str, int]:
    """All figures about the scope's customers in one pass over them."""
    (found,) = reader.rows(scope.user, _counts, scope, through=[Customer])
    return {**found, "due": found["overdue"] + found["today"]}


def _counts(_user: Any, scope: Scope) -> Any:
    today = clock.today()
    quiet = {f"quiet_{days}": counted(_quiet(quiet_until(days)) & _open_customer()) for days in QUIET_DAYS}
    return (
        scope.visible_customers()
        .order_by()
        .values(
            customers=counted(),
            key_accounts=counted(Q(is_key_account=True)),
            overdue=counted(Q(next_follow_on__lt=today)),
            today=counted(Q(next_follow_on=today)),
            later=counted(Q(next_follow_on__gt=today, next_follow_on__lte=week_end(today))),
            never=counted(Q(last_follow_at__isnull=True) & _open_customer()),
            **quiet,
        )
    )


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
    """The most urgent due contacts: days overdue (due today counts as one) times what the customer weighs."""
    return _items(reader.rows(scope.user, _due, scope, through=[Customer]), clock.today())


def _due(_user: Any, scope: Scope) -> Any:
    today = clock.today()
    tomorrow = Value(today + timedelta(days=1), DateField())
    rows = scope.visible_customers().contact_due(today)
    return _named(rows.order_by(weighted(tomorrow - F("next_follow_on")).desc(), "pk"))[:SHOWN]


def later(scope: Scope) -> list[Customer]:
    return reader.rows(scope.user, _later, scope, through=[Customer])


def _later(_user: Any, scope: Scope) -> Any:
    today = clock.today()
    rows = scope.visible_customers().filter(next_follow_on__gt=today, next_follow_on__lte=week_end(today))
    return _named(rows).order_by("next_follow_on", "pk")[:LATER_SHOWN]


def _named(rows: Any) -> Any:
    """Customers with what a line of the homepage says of them."""
    return rows.select_related("owner").only(
        *("name", "short_name", "next_follow_on", "last_follow_at", "tier", "is_key_account"),
        *("owner__name", "owner__username"),
    )


def _items(customers: list[Customer], today: date) -> list[Item]:
    """Add what was promised: the open promises of the shown customers, in one query."""
    promises: dict[int, FollowUp] = {}
    for promise in written.rows(_promises, ids=[customer.pk for customer in customers]):
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


def _promises(customers: list[int]) -> Any:
    rows = FollowUp.objects.alive().filter(OPEN, customer__pk__named=customers)
    return briefly(rows, "contact").order_by("next_contact_on", "-at")


def quiet(scope: Scope) -> list[Quiet]:
    """Customers without a planned contact that wait longest; a day counts more for weighty ones."""
    rows = scope.visible_customers().filter(_open_customer(), next_follow_on__isnull=True)
    rows = rows.filter(Q(last_follow_at__isnull=True) | _quiet(quiet_until(QUIET_DAYS[0])))
    now = clock.now()
    # Never spoken to is worse than a year.
    since = Coalesce("last_follow_at", Value(now - timedelta(days=400)))
    rows = rows.order_by(weighted(Value(now, DateTimeField()) - since).desc(), "pk")
    return [Quiet(customer, _days_since(customer)) for customer in _named(rows)[:QUIET_SHOWN]]


def _days_since(customer: Customer) -> int | None:
    if customer.last_follow_at is None:
        return None
    return (clock.today() - timezone.localtime(customer.last_follow_at).date()).days
