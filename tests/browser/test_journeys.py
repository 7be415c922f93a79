"""Days of work in a real browser: what people do most, from sign-in to the result, with no barrier on the way."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from playwright.sync_api import expect

from accounts.models import Grant, UserRole
from contacts.models import Customer, CustomerUnit, FollowUp
from core import clock
from records import search
from records.models import SavedView
from tests import factories
from tests.real_browser import Complaints

from .journeys import barriers, is_as_wide_as_the_screen, sign_in, unexpected

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
    pytest.mark.browser,
    pytest.mark.slow,
]
NORTHWIND = Path(__file__).resolve().parents[1] / "data" / "northwind" / "customers.csv"


@pytest.fixture(autouse=True)
def nothing_complained(complaints: Complaints) -> Any:
    yield
    assert unexpected(complaints) == []


def customer_with_tree(cast: Any) -> Customer:
    customer = factories.make_customer("东岭重卡集团有限公司", cast.rep, next_follow_on=clock.today())
    factories.make_follow_up(
        customer,
        cast.rep,
        "上次谈到年度框架协议的价格条款",
        at=clock.now() - timedelta(days=3),
        next_contact_on=clock.today(),
    )
    centre = factories.make_unit(customer, name="采购中心")
    factories.make_unit(customer, centre, name="外购科")
    factories.make_unit(customer, name="生产部")
    factories.make_contact(customer, "李工", centre)
    for row in [customer, *customer.units.all(), *customer.contacts.all()]:
        search.index(row)
    return customer


def test_a_rep_logs_a_call_and_his_day_follows(page: Any, cast: Any) -> None:
    customer = customer_with_tree(cast)
    sign_in(page, cast.rep)
    expect(page.locator("#stream")).to_contain_text("东岭重卡集团有限公司")
    assert barriers(page) == []
    page.locator("#stream a", has_text="东岭重卡集团有限公司").first.click()
    page.locator("[role=tree] [role=treeitem]", has_text="采购中心").first.wait_for()
    assert barriers(page) == []
    box = page.locator("#follow-up-box")
    box.locator("textarea").fill("与李工通电话，确认下季度备件框架协议，约下周上门。")
    on = clock.today() + timedelta(days=30)
    box.locator("[name=next_contact_on]").fill(on.isoformat())
    box.get_by_role("button", name="Post").click()
    expect(page.locator("body")).to_contain_text("确认下季度备件框架协议")
    customer.refresh_from_db()
    assert FollowUp.objects.filter(customer=customer).count() == 2 and customer.next_follow_on == on
    page.goto("/")
    expect(page.locator("#stream")).not_to_contain_text("东岭重卡集团有限公司")


def test_a_manager_brings_in_a_file_and_takes_it_back(
    page: Any, cast: Any, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    sign_in(page, cast.manager)
    page.goto("/lists/customers/import/")
    assert barriers(page) == []
    file = tmp_path / "customers.csv"
    rows = ["客户名称,城市", "甲方重工有限公司,上海", "乙方轴承有限公司,广州", ",没有名称"]
    file.write_text("\n".join(rows), encoding="utf-8-sig")
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Read the file").click()
    page.wait_for_url("**/columns/")
    assert barriers(page) == []
    page.get_by_role("button", name="Check the rows").click()
    page.wait_for_url(re.compile(r"/lists/imports/\d+/$"))
    begin = page.get_by_role("button", name="Import now")
    begin.wait_for()
    assert barriers(page) == []
    begin.click()
    back = page.get_by_role("link", name="Take back")
    back.wait_for()
    assert set(Customer.objects.alive().values_list("name", flat=True)) == {
        "甲方重工有限公司",
        "乙方轴承有限公司",
    }
    assert barriers(page) == []
    back.click()
    page.locator("main form button.btn-danger, main form button.btn-primary").first.click()
    page.wait_for_url(re.compile(r"/lists/imports/\d+/$"))
    expect(page.locator("main")).to_contain_text(re.compile("taken back", re.I))
    assert not Customer.objects.alive().exists()


def test_the_tree_works_by_keyboard_by_menu_and_on_a_phone(page: Any, cast: Any) -> None:
    customer = customer_with_tree(cast)
    sign_in(page, cast.rep)
    page.goto(customer.get_absolute_url())
    tree = page.locator("[role=tree]")
    first = tree.locator("[role=treeitem]", has_text="采购中心").first
    first.focus()
    page.keyboard.press("ArrowRight")
    expect(tree.locator("[role=treeitem]", has_text="外购科").last).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "treeitem"
    unit, target = (CustomerUnit.objects.get(name=name) for name in ("外购科", "生产部"))
    page.goto(f"/units/{unit.pk}/move/")
    assert barriers(page) == []
    page.evaluate(
        "([id, text]) => { const s = document.querySelector('select[name=parent]');"
        " if (s.tomselect) { s.tomselect.addOption({value: id, text}); s.tomselect.setValue(id) }"
        " else { s.add(new Option(text, id, true, true)) } }",
        [str(target.pk), target.name],
    )
    page.locator("main form [type=submit], main form button.btn-primary").last.click()
    page.wait_for_load_state("networkidle")
    unit.refresh_from_db()
    assert unit.parent_id == target.pk and unit.path.startswith(target.path)
    page.goto(f"/units/new/?customer={customer.pk}")
    page.fill("[name=name]", "铸造车间")
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_load_state("networkidle")
    assert CustomerUnit.objects.filter(customer=customer, name="铸造车间").exists()
    page.set_viewport_size({"width": 390, "height": 844})
    for address in (customer.get_absolute_url(), "/", "/customers/", "/contacts/"):
        page.goto(address)
        assert is_as_wide_as_the_screen(page), address
        assert barriers(page) == []


def test_a_list_is_searched_filtered_kept_and_handed_over(page: Any, cast: Any) -> None:
    for name in ("国信联动科技有限公司", "东岭重卡集团有限公司", "南方阀门有限公司"):
        search.index(factories.make_customer(name, cast.rep))
    colleague = cast.colleague
    search.index(colleague.employee)
    sign_in(page, cast.manager)
    page.goto("/customers/")
    assert barriers(page) == []
    page.fill("#list-filters [name=q]", "gxld")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page.locator("#results")).to_contain_text("国信联动")
    chip = page.locator("#results .chip").first
    chip.locator("a").first.click()
    expect(page.locator("#results tbody tr")).to_have_count(3)
    page.goto("/lists/customers/views/?query=q%3Dgxld")
    assert barriers(page) == []
    page.fill("[name=name]", "国信")
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_url("**/customers/?view=*")
    expect(page.locator("#results tbody tr")).to_have_count(1)
    assert SavedView.objects.get().owner == cast.manager
    page.goto("/customers/")
    page.locator("[data-check-page]").check()
    page.get_by_role("button", name="Transfer").click()
    page.wait_for_url("**/customers/transfer/")
    assert barriers(page) == []
    page.evaluate(
        "([id, text]) => { const s = document.querySelector('main form select');"
        " if (s.tomselect) { s.tomselect.addOption({value: id, text}); s.tomselect.setValue(id) }"
        " else { s.add(new Option(text, id, true, true)) } }",
        [str(colleague.pk), colleague.name],
    )
    page.fill("[name=reason]", "区域调整")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("main")).to_contain_text("3 customers will go to")
    assert barriers(page) == []
    page.get_by_role("button", name="Transfer", exact=True).click()
    expect(page.locator("main")).to_contain_text("3 customers went to")
    assert set(Customer.objects.values_list("owner", flat=True)) == {colleague.pk}


def test_search_finds_by_initials_from_anywhere(page: Any, cast: Any) -> None:
    customer = customer_with_tree(cast)
    sign_in(page, cast.rep)
    page.goto("/contacts/")
    page.keyboard.press("Control+k")
    page.keyboard.type("dlzk")
    hit = page.locator("dialog, [role=dialog]").locator("a", has_text="东岭重卡集团").first
    hit.wait_for()
    assert barriers(page) == []
    hit.click()
    page.wait_for_url(f"**{customer.get_absolute_url()}**")


def test_the_first_run_makes_the_first_administrator(page: Any, db: Any) -> None:
    ContentType.objects.clear_cache()
    page.goto("/system/setup/")
    answers = {
        "company": "测试公司",
        "admin_name": "主管",
        "admin_username": "chief",
        "password1": "Seven-green-boats-9",
        "password2": "Seven-green-boats-9",
        "departments": "总部\n销售部",
    }
    for _step in range(6):
        if page.locator("form[method=post] button.btn-primary").count() == 0:
            break
        assert barriers(page) == []
        for name, value in answers.items():
            field = page.locator(f"[name={name}]")
            if field.count() and field.first.is_visible():
                field.first.fill(value)
        page.locator("form[method=post] button.btn-primary").click()
        page.wait_for_load_state("networkidle")
    page.goto("/sign-in/")
    page.fill("[name=username]", "chief")
    page.fill("[name=password]", "Seven-green-boats-9")
    page.locator("form button.btn-primary").first.click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    page.goto("/system/setup/")
    assert "/setup" not in page.url


def test_a_change_of_roles_shows_at_the_next_click(page: Any, cast: Any) -> None:
    customer = customer_with_tree(cast)
    sign_in(page, cast.rep)
    page.goto(customer.get_absolute_url())
    expect(page.locator("h1")).to_contain_text("东岭重卡")
    role = UserRole.objects.get(user=cast.rep).role
    Grant.objects.filter(role=role, permission__codename="change_customer").delete()
    page.reload()
    expect(page.locator("main").get_by_role("link", name="Edit", exact=True)).to_have_count(0)
    UserRole.objects.filter(user=cast.rep).delete()
    answer = page.goto(customer.get_absolute_url())
    assert answer.status == 403
    assert barriers(page) == []
