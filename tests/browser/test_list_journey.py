"""A list as a workplace: columns chosen and dragged, a record beside it, cells changed in their place, groups."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from contacts.models import Customer, FollowUp
from core import clock
from records import search
from records.models import BulkRun, ColumnChoice
from tests import factories
from tests.real_browser import Complaints

from .journeys import barriers, is_as_wide_as_the_screen, sign_in, unexpected

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
    pytest.mark.browser,
    pytest.mark.slow,
]
NAMES = ("东岭重卡集团有限公司", "国信联动科技有限公司", "南方阀门有限公司", "沧澜船舶重工有限公司")


@pytest.fixture(autouse=True)
def nothing_complained(complaints: Complaints) -> Any:
    yield
    assert unexpected(complaints) == []


@pytest.fixture
def customers(cast: Any) -> list[Customer]:
    made = []
    for place, name in enumerate(NAMES):
        tier = "vip" if place < 2 else ""
        customer = factories.make_customer(name, cast.rep, tier=tier, city="上海", short_name=name[:2])
        factories.make_follow_up(
            customer, cast.rep, f"与{name[:2]}谈到年度框架协议", at=clock.now() - timedelta(days=3)
        )
        search.index(customer)
        made.append(customer)
    return made


def saved(page: Any, part: str) -> Any:
    """Waits for the answer to a write whose address holds `part`."""
    return page.expect_response(lambda answer: part in answer.url and answer.request.method == "POST")


def names_in(page: Any) -> list[str]:
    return page.locator("#results .row-link").all_inner_texts()


def test_columns_are_chosen_ordered_dragged_and_stay(page: Any, cast: Any, customers: Any) -> None:
    sign_in(page, cast.rep)
    page.goto("/customers/")
    page.get_by_role("button", name="Columns", exact=True).click()
    chooser = page.locator("#list-columns")
    expect(chooser).to_be_visible()
    for name in ("credit", "lifecycle", "is_key_account"):
        chooser.locator(f"input[value={name}]").uncheck()
    chooser.locator("input[value=city]").check()
    chooser.locator("input[value=short_name]").check()
    chooser.locator("input[value=owner]").focus()
    for _step in range(5):
        page.keyboard.press("Alt+ArrowUp")
    assert barriers(page) == []
    chooser.get_by_role("button", name="Apply").click()
    page.wait_for_load_state("networkidle")
    shown = page.locator("#results thead th[data-column]").evaluate_all(
        "all => all.map(th => th.dataset.column)"
    )
    assert shown[:3] == ["name", "owner", "code"]
    assert {"city", "short_name"} <= set(shown) and not {"credit", "lifecycle"} & set(shown)

    head = page.locator("th[data-column=city]")
    before = head.bounding_box()["width"]
    handle = head.locator(".column-handle").bounding_box()
    page.mouse.move(handle["x"] + 3, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(handle["x"] + 123, handle["y"] + 8, steps=5)
    with saved(page, "/widths/"):
        page.mouse.up()
    wider = head.bounding_box()["width"]
    assert abs(wider - before - 120) <= 3
    with saved(page, "/widths/"):
        page.locator("th[data-column=short_name] .column-handle").press("ArrowRight")
    page.reload()
    assert abs(page.locator("th[data-column=city]").bounding_box()["width"] - wider) <= 1
    assert ColumnChoice.objects.get(user=cast.rep).widths["city"] == round(wider)
    # The server renders the widths: nothing moves once the scripts have run.
    without = page.context.browser.new_context(
        java_script_enabled=False,
        base_url=page.url.split("/customers")[0],
        storage_state=page.context.storage_state(),
        viewport=page.viewport_size,
    )
    plain = without.new_page()
    plain.goto("/customers/")
    assert abs(plain.locator("th[data-column=city]").bounding_box()["width"] - wider) <= 1
    without.close()
    assert barriers(page) == []


def test_head_and_first_column_stay_in_sight_with_dragged_widths(page: Any, cast: Any) -> None:
    for number in range(30):
        factories.make_customer(f"第{number:02d}重工有限公司", cast.rep)
    columns = ["name", "code", "tier", "owner", "city", "phone", "site"]
    ColumnChoice.objects.create(
        user=cast.rep, record_type="customers", columns=columns, widths=dict.fromkeys(columns, 400)
    )
    sign_in(page, cast.rep)
    page.goto("/customers/")
    place = "e => { const r = e.getBoundingClientRect(); return [Math.round(r.left), Math.round(r.top)] }"
    head, first = page.locator("th[data-column=name]"), page.locator("tbody tr:first-child th")
    at = head.evaluate(place), first.evaluate(place)[0]
    page.locator(".table-scroll").evaluate("box => box.scrollTo(900, 300)")
    assert (head.evaluate(place), first.evaluate(place)[0]) == at


def test_a_record_is_read_and_written_beside_the_list(page: Any, cast: Any, customers: Any) -> None:
    sign_in(page, cast.rep)
    page.goto("/customers/")
    order = names_in(page)
    page.keyboard.press("j")  # without a way through the whole menu
    expect(page.locator("#results .row-link").first).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#results .row-link").nth(1)).to_be_focused()
    page.locator("#results .row-link").first.click()
    panel = page.locator("[data-side-panel]")
    title = panel.locator("[data-panel-title]")
    expect(title).to_be_focused()
    expect(panel.locator("[data-panel-place]")).to_have_text("1 / 4")
    assert page.url.endswith("/customers/")
    assert barriers(page) == []
    page.keyboard.press("ArrowRight")
    expect(panel.locator("[data-panel-place]")).to_have_text("2 / 4")
    expect(page.locator("tr.is-shown .row-link")).to_have_text(order[1])
    second = Customer.objects.get(name=order[1])
    expect(panel.locator("#follow-up-box [name=customer]")).to_have_value(str(second.pk))
    panel.locator("textarea").fill("电话确认下季度备件框架协议，约下周上门。")
    page.keyboard.press("ArrowLeft")  # inside the text it is the caret's
    expect(panel.locator("[data-panel-place]")).to_have_text("2 / 4")
    on = clock.today() + timedelta(days=7)
    panel.locator("[name=next_contact_on]").fill(on.isoformat())
    panel.get_by_role("button", name="Post").click()
    expect(panel.locator("#stream")).to_contain_text("确认下季度备件框架协议")
    expect(page.locator("tr.is-shown")).to_contain_text(on.isoformat())
    assert FollowUp.objects.filter(customer=second).count() == 2
    panel.locator("[data-panel-previous]").click()
    expect(panel.locator("[data-panel-place]")).to_have_text("1 / 4")
    expect(title).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator("#results .row-link").first).to_be_focused()
    page.locator("#results .row-link").nth(2).click()
    expect(title).to_be_focused()
    page.locator("#results .row-link").nth(2).click()
    page.wait_for_url(f"**{Customer.objects.get(name=order[2]).get_absolute_url()}")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/customers/")
    assert is_as_wide_as_the_screen(page)
    page.locator("#results .row-link").first.click()
    page.wait_for_url(f"**{Customer.objects.get(name=order[0]).get_absolute_url()}")


def test_the_panel_goes_on_to_the_next_page(page: Any, cast: Any) -> None:
    for number in range(27):
        factories.make_customer(f"第{number:02d}重工有限公司", cast.rep)
    sign_in(page, cast.rep)
    page.goto("/customers/")
    page.locator("#results .row-link").last.click()
    place = page.locator("[data-panel-place]")
    expect(place).to_have_text("25 / 25")
    expect(page.locator("[data-panel-title]")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(place).to_have_text("1 / 2")
    expect(page.locator("[data-panel-title]")).to_be_focused()
    assert "page=2" in page.url
    page.keyboard.press("ArrowLeft")
    expect(place).to_have_text("25 / 25")


def test_a_cell_is_changed_in_its_place_by_mouse_and_by_keyboard(
    page: Any, cast: Any, customers: Any
) -> None:
    ColumnChoice.objects.create(
        user=cast.rep, record_type="customers", columns=["name", "short_name", "industry", "next_follow_on"]
    )
    sign_in(page, cast.rep)
    page.goto("/customers/")
    first = Customer.objects.get(name=names_in(page)[0])
    cell = page.locator(f"tr[data-row='{first.pk}'] [data-edit=short_name]")
    cell.dblclick()
    field = page.locator("[data-cell-editor] input[name=short_name]")
    expect(field).to_be_focused()
    assert barriers(page) == []
    field.fill("不要的")
    page.keyboard.press("Escape")
    expect(cell).to_have_text(first.short_name)
    expect(cell).to_be_focused()
    page.keyboard.press("F2")
    expect(field).to_be_focused()
    field.fill("新简称")
    page.keyboard.press("Enter")
    expect(cell).to_have_text("新简称")
    expect(cell).to_be_focused()
    first.refresh_from_db()
    assert first.short_name == "新简称" and first.history.first().history_user == cast.rep

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    day = page.locator("[data-cell-editor] input[name=next_contact_on]")
    day.fill("2001-02-03")
    page.keyboard.press("Enter")
    expect(page.locator("[data-cell-editor] .invalid-feedback")).to_be_visible()
    expect(day).to_have_value("2001-02-03")
    assert barriers(page) == []
    good = clock.today() + timedelta(days=5)
    day.fill(good.isoformat())
    page.keyboard.press("Enter")
    expect(page.locator(f"tr[data-row='{first.pk}'] [data-edit=next_follow_on]")).to_have_text(
        good.isoformat()
    )

    # Two people at one cell: who comes second is told and loses nothing that he typed.
    page.locator(f"tr[data-row='{first.pk}'] [data-edit=short_name]").dblclick()
    expect(field).to_be_focused()
    first.refresh_from_db()
    first.short_name = "同事改的"
    first.save()
    field.fill("我改的")
    page.keyboard.press("Enter")
    expect(page.locator("[data-cell-editor] .invalid-feedback").first).to_contain_text("同事改的")
    expect(field).to_have_value("我改的")
    page.keyboard.press("Enter")
    expect(page.locator(f"tr[data-row='{first.pk}'] [data-edit=short_name]")).to_have_text("我改的")


def test_groups_open_and_a_field_is_set_in_all_their_rows(page: Any, cast: Any, customers: Any) -> None:
    sign_in(page, cast.rep)
    page.goto("/customers/")
    page.get_by_role("button", name="Group rows").click()
    page.locator(".dropdown-menu.show").get_by_role("link", name="Tier").click()
    page.wait_for_url("**group=tier**")
    heads = page.locator("a[data-group]")
    expect(heads).to_have_count(2)
    expect(heads.first).to_contain_text("2")
    assert names_in(page) == []
    heads.first.click()
    expect(page.locator("#results tr[data-row]")).to_have_count(2)
    assert barriers(page) == []
    page.reload()
    expect(heads.first).to_have_attribute("aria-expanded", "false")
    heads.first.press("Enter")
    expect(page.locator("#results tr[data-row]")).to_have_count(2)
    heads.first.click()
    expect(page.locator("#results tr[data-row]").first).to_be_hidden()
    heads.first.click()
    page.locator("[data-check-page]").check()
    page.get_by_role("button", name="Update field").click()
    page.locator("#bulk-field").select_option("city")
    page.locator("#bulk-update [name=city]").fill("广州")
    assert barriers(page) == []
    page.locator("#bulk-update").get_by_role("button", name="Update").click()
    page.wait_for_url("**/lists/changes/*/")
    assert barriers(page) == []
    assert Customer.objects.filter(city="广州", tier="vip").count() == 2 == BulkRun.objects.get().changed
    assert Customer.objects.filter(city="上海").count() == 2
