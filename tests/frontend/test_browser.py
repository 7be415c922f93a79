"""The parts in a real browser, under the real content security policy."""

from typing import Any

import pytest
from playwright.sync_api import expect

from . import pages
from .conftest import ROOT, Complaints

pytestmark = [
    pytest.mark.urls("tests.frontend.pages"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
]
RULES = "{runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']}"


def violations(page: Any) -> list[str]:
    """What axe-core objects to on the page as it stands."""
    page.evaluate((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text())
    found = page.evaluate(f"axe.run(document, {RULES})")["violations"]
    return [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in found]


def focused_row(page: Any) -> str:
    return page.evaluate("document.activeElement.dataset.node ?? document.activeElement.innerText")


def parent_of(page: Any, key: str) -> str:
    item = f"document.querySelector('[data-node=\"{key}\"]')"
    return page.evaluate(f"{item}.parentElement.closest('[role=treeitem]').dataset.node")


@pytest.mark.parametrize("address", ["/", "/list/", "/tree/", "/form/", "/network/"])
def test_a_page_is_accessible_in_both_themes_and_blocks_nothing(
    page: Any, complaints: Complaints, address: str
) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.locator("html").get_attribute("data-bs-theme") == scheme
        assert violations(page) == []
    assert complaints == []


def test_a_page_fits_a_phone_and_its_controls_a_thumb(browser: Any, live_server: Any) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    phone = context.new_page()
    for address in ("/", "/list/", "/tree/", "/form/"):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") == 390
        heights = phone.evaluate(
            "[...document.querySelectorAll('.shell-top :is(a, button), .phone-bar :is(a, button), .btn')]"
            ".filter((e) => e.checkVisibility()).map((e) => e.getBoundingClientRect().height)"
        )
        assert heights and min(heights) >= 43.5
    context.close()


def test_shift_click_takes_a_range_and_all_results_need_a_second_word(page: Any) -> None:
    page.goto("/list/")
    boxes = page.locator("tbody input[name=ids]")
    boxes.nth(1).click()
    boxes.nth(3).click(modifiers=["Shift"])
    assert page.locator("tbody input:checked").count() == 3
    assert page.locator("[data-bulk-bar]").is_visible() and page.locator("[data-filter-row]").is_hidden()
    page.locator("[data-check-page]").click()
    assert page.locator("input[name=all]").input_value() == ""
    page.locator("[data-check-all]").click()
    assert page.locator("input[name=all]").input_value() == "1"
    assert "120" in page.locator("[data-bulk-count]").inner_text()
    boxes.nth(0).click()
    assert page.locator("input[name=all]").input_value() == ""
    page.locator("[data-check-none]").click()
    assert page.locator("[data-filter-row]").is_visible()


def test_a_list_filters_while_one_types_and_its_address_says_so(page: Any) -> None:
    page.goto("/list/")
    page.locator("[data-list] input[type=search]").fill("南屏")
    page.wait_for_url("**/list/?q=*")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert "tier" not in page.url


def test_an_input_method_is_not_disturbed_while_it_composes(page: Any) -> None:
    page.goto("/list/")
    page.evaluate(
        """() => { const box = document.querySelector('[data-list] input[type=search]'); box.focus();
        box.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true})); box.value = 'nanp';
        box.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true})); }"""
    )
    page.wait_for_timeout(600)
    assert "?" not in page.url
    page.evaluate(
        """() => { const box = document.querySelector('[data-list] input[type=search]'); box.value = '南屏';
        box.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true})); }"""
    )
    page.wait_for_url("**/list/?q=*")


def test_search_opens_by_key_and_is_worked_by_arrows(page: Any) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.wait_for_selector("#palette-results a.is-current")
    page.keyboard.press("ArrowDown")
    assert page.locator("#palette-results a.is-current").inner_text() == "南屏柴油机"
    page.keyboard.press("Escape")
    assert page.locator("#palette").is_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("云鼎")
    expect(page.locator("#palette-results a")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/list/")


def test_a_tree_is_walked_by_keyboard_and_loads_each_branch_once(page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "children" in request.url else None)
    page.goto("/tree/")
    page.locator("[data-node=root]").focus()
    page.keyboard.press("ArrowDown")
    assert focused_row(page) == "buying"
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("[data-node=outside]")
    page.keyboard.press("ArrowRight")
    assert focused_row(page) == "outside"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert len(asked) == 1
    page.locator("[data-more-url]").click()
    page.wait_for_selector("[data-node=settle]")
    page.locator("[data-node=root]").focus()
    page.keyboard.type("zl")
    assert focused_row(page) == "quality"
    page.keyboard.press("Enter")
    expect(page.locator("#detail")).to_have_text("部分内容")
    assert page.locator("[role=tree] [role=treeitem][tabindex='0']").count() == 1


def test_a_row_moves_only_after_the_server_agreed(page: Any) -> None:
    page.goto("/tree/")
    grip = {"source_position": {"x": 90, "y": 10}, "target_position": {"x": 70, "y": 12}}
    quality, plant = "[data-node=quality] > .tree-row", "[data-node=plant] > .tree-row"
    page.locator(quality).drag_to(page.locator(plant), **grip)
    page.wait_for_selector(".note-error")
    assert "总装车间已锁定" in page.locator("#toasts").inner_text()
    assert parent_of(page, "quality") == "root"
    page.locator("[data-node=buying] > .tree-row > .tree-toggle").click()
    page.wait_for_selector("[data-node=outside]")
    page.locator(quality).drag_to(page.locator("[data-node=buying] > .tree-row"), **grip)
    page.wait_for_selector(".note-undo")
    assert parent_of(page, "quality") == "buying"
    assert page.locator("[data-node=quality]").get_attribute("aria-level") == "3"


def test_a_dangerous_item_of_a_row_asks_first(page: Any) -> None:
    page.goto("/tree/")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator("[data-node=plant] > .tree-row").click(button="right")
    page.locator(".dropdown-menu.show button").click()
    assert page.locator("#confirm-dialog").is_visible()
    page.locator("#confirm-dialog button[value=no]").click()
    page.wait_for_timeout(200)
    assert sent == []


def test_a_select_asks_the_server_and_says_when_it_could_not(page: Any) -> None:
    page.goto("/form/")
    field = page.locator("#id_customer-ts-control")
    field.click()
    expect(field).to_be_focused()
    page.keyboard.type("南屏")
    expect(field).to_have_value("南屏")
    expect(page.locator(".ts-dropdown .option")).to_have_count(1)
    page.keyboard.press("Enter")
    assert page.locator("#id_customer").input_value() == "2"
    expect(page.locator(".ts-dropdown .option:visible")).to_have_count(0)
    page.locator(".ts-control").first.click()
    expect(page.locator(".ts-dropdown .option:visible")).to_have_count(5)
    page.keyboard.press("Escape")
    page.locator("#id_unit-ts-control").click()
    page.wait_for_selector(".ts-dropdown .option small:has-text('2')")
    page.keyboard.type("fail")
    page.wait_for_selector(".ts-dropdown .load-failed")


def test_what_was_typed_survives_an_accident_and_is_sent_once(page: Any) -> None:
    pages.SENT.clear()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/form/")
    page.locator("#id_name").fill("李工")
    expect(page.locator(".duplicate-hits")).to_contain_text("李工")
    page.locator(".date-quick button").nth(1).click()
    page.wait_for_timeout(500)
    page.goto("/")
    assert asked == ["beforeunload"]
    page.goto("/form/")
    assert page.locator("#id_name").input_value() == "李工"
    page.context.set_offline(True)
    page.locator("[data-save]").click()
    page.wait_for_selector(".note-error")
    assert page.locator("#offline-banner").is_visible() and pages.SENT == []
    page.context.set_offline(False)
    page.locator("#id_name").focus()
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("h1:has-text('saved')")
    assert [sent["name"] for sent in pages.SENT] == ["李工"]
    page.goto("/form/")
    assert page.locator("#id_name").input_value() == ""


def test_a_refusal_is_shown_where_it_belongs_and_a_mask_opens_on_request(page: Any) -> None:
    page.goto("/form/")
    page.locator("#locked").click()
    expect(page.locator("#answer")).to_have_text("已锁定")
    page.goto("/")
    page.locator(".masked button").click()
    expect(page.locator(".fields")).to_contain_text("13800138000")


def test_the_menu_folds_to_a_rail_and_stays_so(page: Any) -> None:
    page.goto("/")
    page.locator("[data-menu-fold]").click()
    page.reload()
    assert page.locator("#shell-menu").bounding_box()["width"] < 70
    page.locator("#shell-menu summary").last.click()
    assert page.locator("#shell-menu").bounding_box()["width"] > 200


def test_the_network_is_drawn_with_words_and_shapes(page: Any) -> None:
    page.goto("/network/")
    page.wait_for_selector(".network svg")
    expect(page.locator(".network")).to_contain_text("抵制")
