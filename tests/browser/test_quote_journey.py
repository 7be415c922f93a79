"""A rep writes a quote with a slipped decimal; the guard stops it, he mends it, his manager approves, the paper is there."""

import re
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from records import search
from sales.models import Quote
from tests import factories
from tests.catalog.things import make_product
from tests.real_browser import Complaints
from workflow.models import ProcessDefinition

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
    assert unexpected(complaints) == []


def pick(page: Any, name: str, query: str, option: str) -> None:
    field = page.locator(f"#{name}-ts-control")
    field.click()
    field.press_sequentially(query, delay=20)
    page.locator(f"#{name}-ts-dropdown .option", has_text=option).first.click()


def test_a_slipped_decimal_is_mended_before_it_goes_out(page: Any, cast: Any) -> None:
    ProcessDefinition.objects.filter(doc_type="quote").update(is_active=False)
    customer = factories.make_customer("东岭重卡集团", cast.rep)
    contact = factories.make_contact(customer, "蔡义")
    product = make_product("调心滚子轴承", code="HL-22220CA", list_price="1280", lead_days=20)
    for row in (customer, contact, product):
        search.index(row)
    sign_in(page, cast.rep)
    page.goto("/quotes/new/")
    pick(page, "id_customer", "东岭", "东岭重卡集团")
    pick(page, "id_contact", "蔡", "蔡义")
    pick(page, "line-0-product", "22220", "HL-22220CA")
    page.locator("#line-0-quantity").fill("100")
    # The proposed price fills itself in, and the totals are the server's.
    expect(page.locator("#line-0-price")).to_have_value("1280")
    expect(page.locator("#line-0-amount")).to_have_text("128,000.00")
    # Enter leads to the next position; Alt-C copies one; both without losing what was typed.
    page.locator("#line-0-price").fill("128")
    expect(page.locator(".finding.is-block")).to_have_count(1)
    page.locator("#line-0-price").press("Alt+c")
    expect(page.locator("[data-line]")).to_have_count(4)
    expect(page.locator(".finding.is-block")).to_have_count(2)
    page.locator("[data-line]").nth(1).locator("[data-line-remove]").click()
    expect(page.locator(".finding.is-block")).to_have_count(1)
    assert barriers(page) == []
    page.locator("button[name=submit]").click()
    expect(page).to_have_url(re.compile(r"/quotes/\d+/submit/$"))
    expect(page.locator(".finding.is-block")).to_have_count(1)
    page.locator("a[href$='/edit/']").last.click()
    # Mended at a phone's width.
    page.set_viewport_size({"width": 390, "height": 844})
    assert is_as_wide_as_the_screen(page)
    page.locator("#line-0-price").fill("1280")
    expect(page.locator(".finding")).to_have_count(0)
    page.locator("button[name=submit]").click()
    page.locator("button[name=confirmed]").click()
    expect(page).to_have_url(re.compile(r"/quotes/\d+/$"))
    page.set_viewport_size({"width": 1440, "height": 900})
    quote = Quote.objects.get()
    assert (quote.status, quote.gross_amount) == ("approving", Decimal("128000.00"))
    page.context.clear_cookies()
    sign_in(page, cast.manager)
    page.goto(quote.get_absolute_url())
    page.locator("a[href$='/approve/']").click()
    page.locator("button[name=confirmed]").click()
    expect(page.locator("a[href$='/send/']")).to_be_visible()
    assert barriers(page) == []
    paper = page.request.get(f"{page.url.split('/quotes/')[0]}/quotes/{quote.pk}/pdf/")
    assert paper.status == 200 and paper.body()[:5] == b"%PDF-"
