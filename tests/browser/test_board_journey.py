"""The board by hand: a card goes on by its menu, comes back by the keyboard, and says why where it may not."""

from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.factories import make_customer
from tests.real_browser import Complaints
from tests.sales.opportunities import make_opportunity, stage

from .journeys import barriers, is_as_wide_as_the_screen, sign_in, unexpected

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
    pytest.mark.browser,
    pytest.mark.slow,
]


@pytest.fixture(autouse=True)
def nothing_complained(complaints: Complaints) -> Any:
    yield
    assert [line for line in unexpected(complaints) if "409" not in line] == []


def test_a_card_is_moved_by_menu_and_keyboard_and_stays_where_facts_are_missing(page: Any, cast: Any) -> None:
    customer = make_customer(owner=cast.rep, name="东岭重卡集团有限公司", industry="automaker")
    sale = make_opportunity(
        customer, cast.rep, name="驾驶室线束<b>", amount=Decimal(5_000_000), at="confirmed"
    )
    sign_in(page, cast.rep)
    page.goto("/opportunities/board/")
    assert barriers(page) == []
    card = page.locator(f"[data-card='{sale.pk}']")
    expect(card.locator(".board-card-title")).to_have_text("驾驶室线束<b>")

    def at(code: str) -> Any:
        return page.locator(f"[data-stage='{stage(code).pk}'] [data-card='{sale.pk}']")

    card.get_by_role("button").click()
    expect(card.get_by_role("link", name=stage("confirmed").name_en, exact=True)).to_be_hidden()
    card.get_by_role("link", name=stage("admission").name_en, exact=True).click()
    expect(at("admission")).to_be_visible()
    expect(page.locator(f"[data-stage='{stage('admission').pk}'] [data-figure=count]")).to_have_text("1")
    sale.refresh_from_db()
    assert sale.stage == stage("admission")

    # Back needs a reason: the card stays, and the form that asks for it opens.
    card.locator("a").first.focus()
    page.keyboard.press("Alt+ArrowLeft")
    page.wait_for_url(f"**/opportunities/{sale.pk}/move/**")
    assert barriers(page) == []
    sale.refresh_from_db()
    assert sale.stage == stage("admission")

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/opportunities/board/")
    assert is_as_wide_as_the_screen(page)
    assert barriers(page) == []
