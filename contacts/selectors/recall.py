"""When a customer leaves its owner: one expression over all rules, for lists, warnings, previews and the job alike.

Days left are whole calendar days until the last safe day; the customer is recalled when they fall below zero.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from time import monotonic
from typing import Any

from django.db.models import (
    Case,
    DateField,
    Func,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Least, NullIf, TruncDate
from django.db.models.lookups import IsNull
from django.utils.translation import gettext_lazy as _

from accounts.models import Department
from core import clock, stamps

from .. import sources
from ..models import Assignment, Customer, PoolRule, PublicPool

Trigger = PoolRule.Trigger
_kept = stamps.Kept(stamps.SETTINGS)
NEVER = 2**30  # further off than any calendar
RED_BELOW = 3


class DayNumber(Func):
    """The number of a day (`date.toordinal`), so that days are counted in the database, however it keeps dates."""

    output_field = IntegerField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler,
            connection,
            template="CAST(julianday(%(expressions)s) - 1721424.5 AS INTEGER)",
            **context,
        )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="((%(expressions)s)::date - DATE '0001-01-01' + 1)", **context
        )


def owned_on() -> Any:
    return TruncDate("owner_since")


def followed_on() -> Any:
    """The later of the day of owning it and the last effective follow-up."""
    return Greatest(owned_on(), Coalesce("last_effective_follow_on", owned_on()), output_field=DateField())


def not_dealt() -> Q:
    return ~Q(deal_status=Customer.Deal.DEALT)


sources.add_pool_base(Trigger.NOT_DEALT, owned_on)
sources.add_pool_base(Trigger.NOT_FOLLOWED, followed_on)

for _hold in (
    sources.PoolHold("locked", _("locked for its owner"), lambda: Q(locked_until__gt=clock.now())),
    sources.PoolHold("key_account", _("key account"), lambda: Q(is_key_account=True)),
    sources.PoolHold(
        "assignment",
        _("lent to a colleague"),
        lambda: Q(pk__in=Assignment.objects.in_force().order_by().values("customer_id")),
    ),
    sources.PoolHold(
        "dealt",
        _("has bought"),
        lambda: Q(deal_status=Customer.Deal.DEALT),
        triggers=frozenset({Trigger.NOT_DEALT, Trigger.NO_NEW_OPPORTUNITY}),
    ),
    sources.PoolHold(
        "next_contact",
        _("a next contact is agreed"),
        lambda: Q(next_follow_on__gte=clock.today()),
        is_default=False,
    ),
):
    sources.add_pool_hold(_hold)


@dataclass(frozen=True)
class Clause:
    """One rule as SQL: whom it applies to, and how many days they have left."""

    rule: PoolRule
    applies: Q
    days_left: Any


def clauses(today: date, *, only: PoolRule | None = None, is_fresh: bool = False) -> list[Clause]:
    """The rules in force, each with the customers that it concerns; lists read them from the cache."""
    rules, members = read_rules() if is_fresh or only is not None else remembered_rules()
    if only is not None and only.pk not in {rule.pk for rule in rules}:
        rules, members = [*rules, only], members | _members({only.pool_id})
    tiers: dict[tuple[int, str], list[str]] = defaultdict(list)
    for rule in rules:
        if rule.tier:
            tiers[rule.pool_id, rule.trigger].append(rule.tier)
    made = []
    for rule in rules:
        if (only is not None and rule.pk != only.pk) or rule.trigger not in sources.POOL_BASES:
            continue
        base = sources.POOL_BASES[rule.trigger]()
        is_known = Q(IsNull(base, False))
        if rule.trigger not in (Trigger.NOT_DEALT, Trigger.NOT_FOLLOWED):
            base = Greatest(base, owned_on(), output_field=DateField())  # a new owner has the whole time
        applies = members[rule.pool_id] & is_known & _held_by_none(rule)
        if rule.tier:
            applies &= Q(tier=rule.tier)
        elif tiers[rule.pool_id, rule.trigger]:
            applies &= ~Q(tier__in=tiers[rule.pool_id, rule.trigger])
        made.append(Clause(rule, applies, DayNumber(base) + rule.limit_days - today.toordinal()))
    return made


def remembered_rules() -> tuple[list[PoolRule], dict[int, Q]]:
    """The rules in force, half a minute old at most: departments and members of a pool come and go unannounced."""
    rules, members, _told = _remembered()
    return rules, members


def state_of_rules() -> str:
    """Says whether the remembered rules are others than before: what was made of them is out of date then."""
    return _remembered()[2]


def _remembered() -> tuple[list[PoolRule], dict[int, Q], str]:
    return _kept.once(int(monotonic() // 30), _told_rules)  # type: ignore[no-any-return]


def _told_rules() -> tuple[list[PoolRule], dict[int, Q], str]:
    rules, members = read_rules()
    told = [
        (rule.pool_id, rule.trigger, rule.tier, rule.limit_days, rule.lifted_exemptions) for rule in rules
    ]
    return rules, members, f"{told} {members}"


def read_rules() -> tuple[list[PoolRule], dict[int, Q]]:
    """The rules in force and whose customers each pool takes; four small statements, however many there are."""
    found = PoolRule.objects.filter(is_active=True, pool__is_active=True, pool__auto_recall=True)
    rules = list(found.select_related("pool").order_by("pool__sort", "pool_id", "id"))
    return rules, _members({rule.pool_id for rule in rules}) if rules else {}


def _members(pool_ids: set[int]) -> dict[int, Q]:
    """Whose customers each pool takes: those of its departments and further members; without either, everybody's."""
    people: dict[int, set[int]] = defaultdict(set)
    roots: dict[int, set[int]] = defaultdict(set)
    links = PublicPool.departments.through.objects.filter(publicpool__in=pool_ids)
    for pool_id, department_id in links.values_list("publicpool_id", "department_id"):
        roots[pool_id].add(department_id)
    users = PublicPool.users.through.objects.filter(publicpool__in=pool_ids)
    for pool_id, user_id in users.values_list("publicpool_id", "user_id"):
        people[pool_id].add(user_id)
    below: dict[int, set[int]] = defaultdict(set)
    if roots:
        for pk, path in Department.objects.values_list("pk", "path"):
            for above in path.strip("/").split("/"):
                if above:
                    below[int(above)].add(pk)
    conditions = {}
    for pool_id in pool_ids:
        departments = {pk for root in roots[pool_id] for pk in below[root]}
        if not departments and not people[pool_id]:
            conditions[pool_id] = Q(owner__isnull=False)
        else:
            conditions[pool_id] = Q(owner__isnull=False) & (
                Q(department__in=departments) | Q(owner__in=people[pool_id])
            )
    return conditions


def _held_by_none(rule: PoolRule) -> Q:
    condition = Q()
    for hold in holds_of(rule):
        condition &= ~hold.customers()
    return condition


def holds_of(rule: PoolRule) -> list[sources.PoolHold]:
    """What keeps a customer from this rule: every exemption that concerns its trigger and was not lifted for it."""
    lifted = set(rule.lifted_exemptions or ())
    return [
        hold
        for hold in sources.POOL_HOLDS.values()
        if (not hold.triggers or rule.trigger in hold.triggers)
        and (hold.code not in lifted if hold.is_default else f"+{hold.code}" in lifted)
    ]


def days_left(today: date | None = None, *, only: PoolRule | None = None, is_fresh: bool = False) -> Any:
    """The expression of the days left by the rule that strikes first; null where none concerns the customer."""
    return _least(clauses(today or clock.today(), only=only, is_fresh=is_fresh))


def _least(found: list[Clause]) -> Any:
    cases = [
        Coalesce(Case(When(clause.applies, then=clause.days_left), output_field=IntegerField()), Value(NEVER))
        for clause in found
    ]
    if not cases:
        return Cast(Value(None), IntegerField())  # a bare NULL cannot be sorted by in PostgreSQL
    least = cases[0] if len(cases) == 1 else Least(*cases)
    return NullIf(least, Value(NEVER), output_field=IntegerField())


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def with_days_left(rows: Any, today: date | None = None) -> Any:
    return rows.annotate(ownership_days_left=days_left(today))


@dataclass(frozen=True)
class Due:
    """A customer with the rule that strikes it first, and the days it has left."""

    customer_id: int
    rule: PoolRule
    days: int


def due(today: date, *, within: int = -1, rows: Any = None, only: PoolRule | None = None) -> list[Due]:
    """Customers with at most `within` days left (−1: to be recalled today), the most urgent first."""
    found = clauses(today, only=only, is_fresh=True)
    if not found:
        return []
    rows = Customer.objects.alive() if rows is None else rows
    marks = {
        f"rule_{place}": Case(When(clause.applies, then=clause.days_left), output_field=IntegerField())
        for place, clause in enumerate(found)
    }
    rows = rows.annotate(ownership_days_left=_least(found), **marks)
    chosen = []
    rows = rows.filter(ownership_days_left__lte=within).order_by("ownership_days_left", "pk")
    for pk, days, *of_rules in rows.values_list("pk", "ownership_days_left", *marks):
        place = of_rules.index(days)
        chosen.append(Due(pk, found[place].rule, days))
    return chosen


__all__ = ["RED_BELOW", "Due", "clauses", "days_left", "due", "holds_of", "tomorrow", "with_days_left"]
