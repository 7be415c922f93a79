"""The page contract: who reaches what, for every URL there is."""

from collections import Counter

from . import routes


def test_every_url_has_a_row_in_the_table() -> None:
    known = {route.name for route in routes.ROUTES}
    missing = sorted(set(routes.all_names()) - known)
    assert not missing, f"tests/contract/routes.py does not say who may open: {missing}"


def test_every_row_of_the_table_names_a_url() -> None:
    known = set(routes.all_names())
    assert not [route.name for route in routes.ROUTES if route.name not in known]


def test_no_route_stands_twice_in_the_table() -> None:
    times = Counter(route.id for route in routes.ROUTES)
    assert not [name for name, count in times.items() if count > 1]
