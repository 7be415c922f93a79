"""Distances on the globe."""

from math import asin, cos, radians, sin, sqrt
from typing import SupportsFloat

from django.utils.translation import gettext

NEAR_KM = 10

EARTH_RADIUS_M = 6_371_008.8  # mean radius, IUGG


def metres_between(
    latitude: SupportsFloat,
    longitude: SupportsFloat,
    other_latitude: SupportsFloat,
    other_longitude: SupportsFloat,
) -> float:
    """Metres along the great circle (haversine) between two points in degrees."""
    a, b = radians(float(latitude)), radians(float(other_latitude))
    across = radians(float(other_longitude) - float(longitude))
    half = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(half)))


def distance_text(metres: int) -> str:
    """As one says it: 800 m, 1.4 km, 1,418 km."""
    if metres < 1000:
        return gettext("%(metres)d m") % {"metres": metres}
    km = metres / 1000
    return gettext("%(km)s km") % {"km": f"{km:.1f}" if km < NEAR_KM and metres % 1000 else f"{km:,.0f}"}
