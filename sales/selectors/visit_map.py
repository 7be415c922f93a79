"""What the map shows: the visits of somebody's day in their order, and the customers near a place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import cos, radians
from typing import Any

from contacts.models import Customer, CustomerUnit
from contacts.selectors.place import degrees_of_all
from core.distance import distance_text, metres_between
from core.mercator import Frame, Place, around

from ..models import Visit
from ..querysets import day_bounds

WIDTH, HEIGHT = 720, 460
SHOWN = 60
LOOKED_AT = 500
KM_A_DEGREE = 111.2
FIELDS = ("name", "short_name", "latitude", "longitude", "next_follow_on", "owner_id")
UNIT_FIELDS = ("name", "customer_id", "path", "latitude", "longitude")
HOME = Place(21.98, 108.65)  # where nothing is known, the company's own town


@dataclass(frozen=True)
class Marker:
    """One place of the map and its line in the list beside it."""

    number: int
    x: float
    y: float
    customer: Any
    metres: int | None = None
    visit: Any = None
    unit: Any = None

    @property
    def away(self) -> str:
        return "" if self.metres is None else distance_text(self.metres)


@dataclass(frozen=True)
class Neighbour:
    """A customer, or a unit with a place of its own, and how far away it is."""

    metres: int
    customer: Customer
    place: Place
    unit: CustomerUnit | None = None


def stops_of(user: Any, owner_id: int, day: date) -> list[Visit]:
    """The visits of somebody's day, as they were or are to be, as far as the user sees them."""
    start, end = day_bounds(day)
    rows = Visit.objects.visible_to(user).filter(
        owner=owner_id, planned_start__gte=start, planned_start__lt=end
    )
    rows = rows.exclude(status__in=["cancelled", "rescheduled", "draft"]).select_related(
        "customer", "owner", "unit"
    )
    found = list(rows.order_by("planned_start", "pk")[:SHOWN])
    return sorted(found, key=lambda visit: (visit.checked_in_at or visit.planned_start, visit.pk))


def near(user: Any, place: Place, km: int) -> list[Neighbour]:
    """Customers and units with places of their own within `km`, the nearest first."""
    up = km / KM_A_DEGREE
    aside = min(180.0, up / max(cos(radians(place.latitude)), 0.01))
    window = {
        "latitude__range": (_degrees(place.latitude - up), _degrees(place.latitude + up)),
        "longitude__range": (_degrees(place.longitude - aside), _degrees(place.longitude + aside)),
    }
    customers = Customer.objects.visible_to(user).filter(**window).only(*FIELDS)
    units = CustomerUnit.objects.visible_to(user).filter(**window).select_related("customer")
    units = units.only(*UNIT_FIELDS, *(f"customer__{name}" for name in FIELDS))
    spots: list[tuple[Customer, CustomerUnit | None]] = [
        (customer, None) for customer in customers.order_by("pk")[:LOOKED_AT]
    ]
    spots += [(unit.customer, unit) for unit in units.order_by("pk")[:LOOKED_AT]]
    found = []
    for customer, unit in spots:
        there = _place((unit or customer).latitude, (unit or customer).longitude)
        metres = metres_between(place.latitude, place.longitude, there.latitude, there.longitude)
        if metres <= km * 1000:
            found.append(Neighbour(round(metres), customer, there, unit))
    found.sort(key=lambda spot: (spot.metres, spot.customer.pk, spot.unit.pk if spot.unit else 0))
    return found[:SHOWN]


def middle_of(user: Any, places: list[Place | None]) -> Place:
    """Where to look when no phone says where it is: the day's first stop, else one's own customers."""
    if (first := next(filter(None, places), None)) is not None:
        return first
    known = Customer.objects.visible_to(user).filter(latitude__isnull=False, longitude__isnull=False)
    customer = known.filter(owner=user).order_by("pk").first() or known.order_by("pk").first()
    return _place(customer.latitude, customer.longitude) if customer else HOME


def places_of(stops: list[Visit]) -> list[Place | None]:
    """Where each stop is: its unit's place, else the customer's; None where nobody has entered one."""
    found = degrees_of_all([(visit.customer, visit.unit) for visit in stops])
    return [None if None in degrees else _place(*degrees) for degrees in found]


def drawn(
    here: Place, stops: list[Visit], places: list[Place | None], neighbours: list[Neighbour]
) -> tuple[Frame, list[Marker], list[Marker]]:
    """The frame with the markers of the stops, then those of the neighbours, numbered through."""
    known = [(visit, place) for visit, place in zip(stops, places, strict=True) if place is not None]
    at_stops = {(visit.customer_id, place) for visit, place in known}
    others = [spot for spot in neighbours if (spot.customer.pk, spot.place) not in at_stops]
    frame = around(
        [here, *(place for _visit, place in known), *(spot.place for spot in others)], WIDTH, HEIGHT
    )
    first = [
        Marker(number, *frame.xy(place), visit.customer, visit=visit, unit=visit.unit)
        for number, (visit, place) in enumerate(known, 1)
    ]
    second = [
        Marker(number, *frame.xy(spot.place), spot.customer, spot.metres, unit=spot.unit)
        for number, spot in enumerate(others, len(first) + 1)
    ]
    return frame, first, second


def _place(latitude: Any, longitude: Any) -> Place:
    return Place(float(latitude), float(longitude))


def _degrees(value: float) -> Decimal:
    return Decimal(str(round(value, 6)))
