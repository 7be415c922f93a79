"""One demo, from an empty database to a living company; the same arguments always give the same rows.

Each record type adds its part here, in causal order; docs/demo.md says how.
"""

from datetime import date, timedelta
from typing import Any

from django.utils.module_loading import import_string

from accounts.models import User
from contacts.models import Contact, Customer, CustomerUnit, FollowUp
from contacts.services.ownership import transfer_customers
from core import clock, demo_parts, gathered, working_calendar
from core.operation import acting_as
from records.models import Parameter

from . import customers_data, people_data
from .bills import build_bills
from .catalog import build_catalog
from .chance import Chance
from .contracts import build_contracts
from .custom_fields import build_custom_fields
from .customers import CustomerBuilder
from .history import build_follow_ups, build_notices
from .mail import build_mail
from .marketing import build_marketing, build_rival_products
from .money import build_money
from .orders import build_orders
from .outside import build_outside
from .ownership import before_processes, build_ownership, build_pools, give_up, note_of_the_leaver
from .people import build_company, move_and_leave
from .processes import build_processes
from .quotes import build_quotes
from .requests import build_requests
from .sales import build_sales
from .traffic import build_traffic
from .visits import build_visits

MANIFEST = "demo_manifest"


def build_demo(seed: int, as_of: date, scale: int) -> dict[str, int]:
    """Fill an empty database, inside a transaction; returns how much there is of what."""
    working_calendar.check_calendar(as_of - timedelta(days=366))
    working_calendar.check_calendar(as_of)
    chance = Chance(seed, as_of)
    with gathered.together():
        people = _build_records(chance, scale)
    admin = User.objects.get(username="admin")
    build_traffic(chance, people)
    for path in demo_parts.PARTS:
        import_string(path)(chance, admin)
    counts = count()
    with acting_as(admin), clock.at(as_of):
        Parameter.objects.update_or_create(
            code=MANIFEST,
            defaults={"value": {"seed": seed, "as_of": as_of.isoformat(), "scale": scale, **counts}},
        )
    return counts


def _build_records(chance: Chance, scale: int) -> dict[str, Any]:
    people = build_company(chance)
    admin = User.objects.get(username="admin")
    builder = CustomerBuilder(chance, people, admin)
    build_pools(admin)
    with before_processes():
        for facts in customers_data.KEY_ACCOUNTS:
            builder.key_account(facts)
        for number in range(customers_data.ORDINARY * scale):
            builder.ordinary(number)
        lost = [builder.ordinary(100_000 + place, at_least=90) for place in range(customers_data.IN_POOLS)]
        give_up(chance, lost)
        _leaver_hands_over(chance, people, builder, admin)
    builder.ties()
    move_and_leave(chance, people, admin)
    build_follow_ups(chance, list(Customer.objects.select_related("owner")), scale)
    build_notices(chance, people["E002"].user)
    build_ownership(chance, people)
    build_marketing(chance, people)
    build_catalog(chance, people)
    build_rival_products(chance, people)
    build_sales(chance, people)
    build_quotes(chance, people)
    build_contracts(chance, people)
    build_orders(chance, people)
    build_visits(chance, people, admin)
    build_requests(chance, people)
    build_mail(chance, people)
    build_processes(chance, people)
    build_money(chance, people)
    build_bills(chance, people)
    build_custom_fields(chance, admin, [people["E001"].user, people["E002"].user])
    build_outside(chance, people)
    return people


def _leaver_hands_over(chance: Chance, people: dict[str, Any], builder: CustomerBuilder, admin: User) -> None:
    """庞建 had two customers; before he left, they went to his colleague."""
    leaver = people[people_data.LEAVER[0]].user
    heir = people["E010"].user
    with acting_as(admin), clock.at(chance.as_of - timedelta(days=90)):
        rows = Customer.objects.filter(owner=heir, is_key_account=False)
        transfer_customers(rows[:2], to=leaver, by=admin, reason="片区调整")
    left = list(Customer.objects.filter(owner=leaver).order_by("pk"))
    with acting_as(admin), clock.at(chance.as_of - timedelta(days=62)):
        transfer_customers(Customer.objects.filter(owner=leaver), to=heir, by=admin, reason="离职交接")
    note_of_the_leaver(chance, leaver, heir, left)


def count() -> dict[str, int]:
    return {
        "users": User.objects.count(),
        "customers": Customer.objects.count(),
        "units": CustomerUnit.objects.count(),
        "contacts": Contact.objects.count(),
        "follow_ups": FollowUp.objects.count(),
    }


def manifest() -> dict[str, Any] | None:
    row = Parameter.objects.filter(code=MANIFEST).first()
    return row.value if row is not None else None
