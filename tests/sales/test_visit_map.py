"""The map: places are projected rightly, the nearest come first, nobody sees what he may not, nothing is fetched."""

from datetime import timedelta
from decimal import Decimal
from math import isclose
from typing import Any

import pytest
from django.test import Client

from contacts.services.unit import create_unit
from core import clock
from core.distance import metres_between
from core.mercator import Frame, Place, around
from tests import factories
from tests.sales.visits import make_visit

KM = 1 / 111.195  # degrees of latitude


def test_a_frame_holds_all_its_places_and_its_scale_is_true() -> None:
    places = [Place(22, 108.6), Place(22.3, 108.9), Place(21.7, 109.4)]
    frame = around(places, 720, 460)
    assert all(frame.holds(place) for place in places)
    metres, pixels = frame.scale
    assert metres in {power * step for power in (1000, 10000, 100000) for step in (1, 2, 5)}
    one, other = Place(22, 109), Place(22, 109.1)
    shown = frame.xy(other)[0] - frame.xy(one)[0]
    real = metres_between(22, 109, 22, 109.1)
    assert isclose(shown / pixels * metres, real, rel_tol=0.02)


def test_a_single_place_lies_in_the_middle_and_north_is_up() -> None:
    frame = around([Place(22, 108.6)], 720, 460)
    assert frame.xy(Place(22, 108.6)) == (360, 230)
    assert frame.xy(Place(22.001, 108.6))[1] < 230 < frame.xy(Place(21.999, 108.6))[1]


def test_tiles_cover_the_window_and_are_those_of_every_web_map() -> None:
    frame = Frame(Place(31.2304, 121.4737), 10, 720, 460)
    tiles = frame.tiles("https://t.example/{z}/{x}/{y}.png")
    assert "https://t.example/10/857/418.png" in {tile.url for tile in tiles}
    assert min(tile.x for tile in tiles) <= 0 and max(tile.x for tile in tiles) + 256 >= 720
    assert min(tile.y for tile in tiles) <= 0 and max(tile.y for tile in tiles) + 256 >= 460


@pytest.fixture
def client(cast: Any) -> Client:
    found = Client()
    found.force_login(cast.rep)
    return found


@pytest.mark.django_db
def test_the_nearest_customers_come_first_and_those_of_others_not_at_all(cast: Any, client: Client) -> None:
    def at(name: str, owner: Any, north: float) -> Any:
        place = {"latitude": f"{22 + north * KM:.6f}", "longitude": "108.6"}
        return factories.make_customer(name, owner, **place)

    at("三公里外", cast.rep, 3)
    at("一公里外", cast.rep, 1)
    at("三十公里外", cast.rep, 30)
    at("别人的客户", cast.other_rep, 1)
    page = client.get("/visits/map/?latitude=22&longitude=108.6&km=10")
    found = [(marker.customer.name, marker.metres) for marker in page.context["others"]]
    assert [name for name, _metres in found] == ["一公里外", "三公里外"]
    assert found[0][1] == pytest.approx(1000, abs=2)
    assert "http" not in str(page["Content-Security-Policy"])
    assert "<image" not in page.content.decode()


@pytest.mark.django_db
def test_a_day_is_drawn_in_its_order(cast: Any, client: Client) -> None:
    start = clock.now().replace(hour=3, minute=0) + timedelta(days=1)
    for place, name in enumerate(["先去", "后去"]):
        there = {"latitude": f"22.{place}", "longitude": "108.6"}
        customer = factories.make_customer(name, cast.rep, **there)
        make_visit(customer, cast.rep, start + timedelta(hours=1 - place), purpose=name)
    make_visit(factories.make_customer("没坐标", cast.rep), cast.rep, start + timedelta(hours=3))
    day = start.astimezone().date()
    page = client.get(f"/visits/map/?day={day.isoformat()}")
    assert [marker.customer.name for marker in page.context["stops"]] == ["后去", "先去"]
    assert len(page.context["unplaced"]) == 1 and "polyline" in page.content.decode()


@pytest.mark.django_db
def test_a_unit_with_a_place_of_its_own_stands_on_the_map_where_it_is(cast: Any, client: Client) -> None:
    far = factories.make_customer("总部很远", cast.rep, latitude="30", longitude="108.6")
    yard = {"latitude": "22.01", "longitude": "108.6"}
    plant = create_unit(far, by=cast.rep, name="近处的厂", **{name: Decimal(at) for name, at in yard.items()})
    others = factories.make_customer("别人的客户", cast.other_rep)
    create_unit(others, by=cast.other_rep, name="别人的厂", latitude=Decimal(22), longitude=Decimal("108.6"))
    page = client.get("/visits/map/?latitude=22&longitude=108.6&km=10")
    assert [(marker.customer, marker.unit) for marker in page.context["others"]] == [(far, plant)]
    assert f"unit={plant.pk}" in page.content.decode()
    start = clock.now().replace(hour=3, minute=0) + timedelta(days=1)
    make_visit(far, cast.rep, start, unit=plant)
    page = client.get(f"/visits/map/?day={start.astimezone().date().isoformat()}")
    assert [marker.unit for marker in page.context["stops"]] == [plant]
    assert page.context["others"] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["latitude=x&longitude=y", "latitude=99&longitude=1", "km=3&day=nie", "owner=999999"]
)
def test_nonsense_is_answered(client: Client, query: str) -> None:
    assert client.get(f"/visits/map/?{query}").status_code == 200
