"""What the map shows: the visits of somebody's day in their order, and the customers near a place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import cos, radians
from typing import Any

from contacts.models import Customer
from core.distance import metres_between
from core.mercator import Frame, Place, around

from ..models import Visit
from ..querysets import day_bounds

WIDTH, HEIGHT = 720, 460
SHOWN = 60
LOOKED_AT = 500
KM_A_DEGREE = 111.2
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


def stops_of(user: Any, owner_id: int, day: date) -> list[Visit]:
    """The visits of somebody's day, as they were or are to be, as far as the user sees them."""
    start, end = day_bounds(day)
    rows = Visit.objects.visible_to(user).filter(
        owner=owner_id, planned_start__gte=start, planned_start__lt=end
    )
    rows = rows.exclude(status__in=["cancelled", "rescheduled", "draft"]).select_related("customer", "owner")
    found = list(rows.order_by("planned_start", "pk")[:SHOWN])
    return sorted(found, key=lambda visit: (visit.checked_in_at or visit.planned_start, visit.pk))


def near(user: Any, place: Place, km: int) -> list[tuple[int, Customer]]:
    """(metres, customer) of those within `km`, the nearest first."""
    up = km / KM_A_DEGREE
    aside = min(180.0, up / max(cos(radians(place.latitude)), 0.01))
    rows = Customer.objects.visible_to(user).filter(
        latitude__range=(_degrees(place.latitude - up), _degrees(place.latitude + up)),
        longitude__range=(_degrees(place.longitude - aside), _degrees(place.longitude + aside)),
    )
    fields = (
        "name",
        "short_name",
        "latitude",
        "longitude",
        "next_follow_on",
        "owner_id",
        "city",
        "reg_address",
    )
    found = []
    for customer in rows.only(*fields).order_by("pk")[:LOOKED_AT]:
        metres = metres_between(place.latitude, place.longitude, customer.latitude, customer.longitude)
        if metres <= km * 1000:
            found.append((round(metres), customer))
    return sorted(found, key=lambda item: (item[0], item[1].pk))[:SHOWN]


def middle_of(user: Any, stops: list[Visit]) -> Place:
    """Where to look when no phone says where it is: the day's first stop, else one's own customers."""
    for visit in stops:
        if (place := place_of(visit.customer)) is not None:
            return place
    known = Customer.objects.visible_to(user).filter(latitude__isnull=False, longitude__isnull=False)
    first = known.filter(owner=user).order_by("pk").first() or known.order_by("pk").first()
    return place_of(first) or HOME


def place_of(customer: Customer | None) -> Place | None:
    if customer is None or customer.latitude is None or customer.longitude is None:
        return None
    return Place(float(customer.latitude), float(customer.longitude))


def drawn(
    here: Place, stops: list[Visit], neighbours: list[tuple[int, Customer]]
) -> tuple[Frame, list[Marker], list[Marker]]:
    """The frame with the markers of the stops, then those of the neighbours, numbered through."""
    known = [(visit, place) for visit in stops if (place := place_of(visit.customer)) is not None]
    at_stops = {visit.customer_id for visit, _place in known}
    others = [(metres, customer) for metres, customer in neighbours if customer.pk not in at_stops]
    places = [here, *(place for _visit, place in known)]
    places += [place for _metres, customer in others if (place := place_of(customer)) is not None]
    frame = around(places, WIDTH, HEIGHT)
    first = [
        Marker(number, *frame.xy(place), visit.customer, visit=visit)
        for number, (visit, place) in enumerate(known, 1)
    ]
    second = [
        Marker(number, *frame.xy(place_of(customer) or here), customer, metres)
        for number, (metres, customer) in enumerate(others, len(first) + 1)
    ]
    return frame, first, second


def _degrees(value: float) -> Decimal:
    return Decimal(str(round(value, 6)))
