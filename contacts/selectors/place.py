"""Where a customer's units are: their own place, else their superior unit's, at last the customer's."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ..models import Customer, CustomerUnit

Degrees = tuple[Decimal | None, Decimal | None]


def degrees_of(customer: Customer, unit: CustomerUnit | None = None) -> Degrees:
    """Latitude and longitude of this place; (None, None) where nobody has entered it."""
    return degrees_of_all([(customer, unit)])[0]


def degrees_of_all(places: Iterable[tuple[Customer, CustomerUnit | None]]) -> list[Degrees]:
    """The same for many; at most one statement, for the units above those that have no place of their own."""
    places = list(places)
    above = {pk for _c, unit in places if unit and unit.latitude is None for pk in unit.ancestor_ids[:-1]}
    known = CustomerUnit.objects.alive().filter(pk__in=above, latitude__isnull=False) if above else []
    by_id: dict[int, Any] = {unit.pk: unit for unit in known}
    found = []
    for customer, unit in places:
        holder: Any = unit
        if unit is not None and unit.latitude is None:
            holder = next((by_id[pk] for pk in reversed(unit.ancestor_ids[:-1]) if pk in by_id), None)
        holder = holder or customer
        found.append((holder.latitude, holder.longitude))
    return found
