"""Who settles finds on his homepage what waits for it, and each figure is the total of the list behind it."""

import re
from typing import Any

import pytest

from orders.selectors.settlement import KINDS
from tests import factories
from tests.orders.money import make_receipt

pytestmark = pytest.mark.django_db


def figures(page: str) -> dict[str, int]:
    """Address of a list → the figure beside it."""
    card = page.partition('id="settlement-title"')[2].partition("<ul")[2].partition("</section>")[0]
    return {url: int(count) for url, count in re.findall(r'href="([^"]+)".*?<strong[^>]*>(\d+)<', card, re.S)}


def test_each_figure_is_the_total_of_its_list(cast: Any, sign_in: Any) -> None:
    customer = factories.make_customer("青屿造船", cast.rep)
    for amount in (100, 200):
        make_receipt(customer, cast.finance, amount, confirmed=False)
    make_receipt(customer, cast.finance, 300)
    client = sign_in(cast.finance)
    told = figures(client.get("/").content.decode())
    assert told == {"/receipts/?scene=registered": 2, "/receipts/?scene=credit": 1}
    for url, count in told.items():
        assert f'data-total="{count}"' in client.get(url).content.decode()


def test_every_kind_names_a_scene_of_its_list(cast: Any) -> None:
    assert all(not kind.rows(cast.finance).exists() for kind in KINDS)


def test_who_only_reads_receipts_has_no_such_card(cast: Any, sign_in: Any) -> None:
    make_receipt(factories.make_customer("青屿造船", cast.rep), cast.finance, 100, confirmed=False)
    assert 'id="settlement-title"' not in sign_in(cast.rep).get("/?part=whole").content.decode()
