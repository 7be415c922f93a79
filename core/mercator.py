"""A flat map of a few places without any outside service: the projection of web maps, with its scale.

The same arithmetic puts the pictures of a tile server in their places, where a company has one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, cos, degrees, floor, log2, pi, radians, sinh, tan

from .distance import EARTH_RADIUS_M

TILE = 256
MOST_ZOOM, LEAST_ZOOM = 17, 3
FLATTEST = 85.05  # degrees: beyond, this projection runs to infinity
STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Place:
    """Degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Tile:
    url: str
    x: float
    y: float


@dataclass(frozen=True)
class Frame:
    """A window of `width` × `height` pixels around a centre, at a zoom of 256 × 2^zoom pixels for the globe."""

    centre: Place
    zoom: int
    width: int
    height: int

    def xy(self, place: Place) -> tuple[float, float]:
        """Where a place lies in the window, in pixels from its upper left corner."""
        x, y = _world(place, self.zoom)
        left, top = self._corner
        return round(x - left, 1), round(y - top, 1)

    def holds(self, place: Place) -> bool:
        x, y = self.xy(place)
        return 0 <= x <= self.width and 0 <= y <= self.height

    @property
    def _corner(self) -> tuple[float, float]:
        x, y = _world(self.centre, self.zoom)
        return x - self.width / 2, y - self.height / 2

    @property
    def metres_per_pixel(self) -> float:
        around = 2 * pi * EARTH_RADIUS_M * cos(radians(self.centre.latitude))
        return around / (TILE * 2**self.zoom)

    @property
    def scale(self) -> tuple[int, float]:
        """A round number of metres, and how many pixels long it is: about a fifth of the width."""
        wanted = self.metres_per_pixel * self.width / 5
        power = 1
        while power * 10 <= wanted:
            power *= 10
        metres = max((step * power for step in STEPS if step * power <= wanted), default=1)
        return metres, round(metres / self.metres_per_pixel, 1)

    def tiles(self, address: str) -> list[Tile]:
        """The pictures of a tile server that lie under the window; `address` holds {z}, {x} and {y}."""
        left, top = self._corner
        count = 2**self.zoom
        found = []
        for row in range(floor(top / TILE), floor((top + self.height) / TILE) + 1):
            if not 0 <= row < count:
                continue
            for column in range(floor(left / TILE), floor((left + self.width) / TILE) + 1):
                url = address.replace("{z}", str(self.zoom)).replace("{y}", str(row))
                url = url.replace("{x}", str(column % count))
                found.append(Tile(url, round(column * TILE - left, 1), round(row * TILE - top, 1)))
        return found


def around(places: Sequence[Place], width: int, height: int, margin: int = 36) -> Frame:
    """The closest frame that holds all places; one place alone is shown with its neighbourhood."""
    xs, ys = zip(*(_world(place, 0) for place in places), strict=True)
    centre = _place((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    fits = [float(MOST_ZOOM - 3)]
    if wide:
        fits.append(log2((width - 2 * margin) / wide))
    if high:
        fits.append(log2((height - 2 * margin) / high))
    zoom = max(LEAST_ZOOM, min(MOST_ZOOM, floor(min(fits))))
    return Frame(centre, zoom, width, height)


def _world(place: Place, zoom: int) -> tuple[float, float]:
    """Pixels from the upper left corner of the whole map."""
    size = TILE * 2**zoom
    flat = max(-FLATTEST, min(FLATTEST, place.latitude))
    x = (place.longitude + 180) / 360 * size
    y = (1 - asinh(tan(radians(flat))) / pi) / 2 * size
    return x, y


def _place(x: float, y: float) -> Place:
    return Place(degrees(atan(sinh(pi * (1 - 2 * y / TILE)))), x / TILE * 360 - 180)
