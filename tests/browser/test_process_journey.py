"""A decision travels: proposed at a desk, agreed to on a phone, and everybody sees where it stands."""

from typing import Any

import pytest
from playwright.sync_api import expect

from contacts.models import TierChange
from tests.factories import make_customer
from tests.real_browser import Complaints
from workflow.models import ProcessRun
from workflow.services.definition import create_definition, publish_version, replace_steps
from workflow.structure import Step

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


def by(person: Any) -> dict[str, Any]:
    return {"assignees": [{"rule": "named", "users": [person.pk]}]}


def chain(*people: tuple[str, Any]) -> None:
    """A published process for changes of tier, one approval after the other."""
    draft = create_definition(by=None, name="级别调整", doc_type="tier_change", priority=90).versions.get()
    steps = [Step(f"step-{at}", "approve", name, by(person)) for at, (name, person) in enumerate(people)]
    replace_steps(draft, [Step("start", "start", "开始"), *steps], by=None)
    publish_version(draft, by=None)


def test_a_change_of_tier_goes_from_desk_to_phone_to_the_next_desk(page: Any, cast: Any) -> None:
    customer = make_customer(owner=cast.rep, name="东岭重卡集团有限公司")
    chain(("财务部", cast.finance), ("主管经理", cast.executive))

    sign_in(page, cast.manager)
    page.goto(customer.get_absolute_url())
    page.locator(".page-actions").get_by_role("button", name="More actions").click()
    page.locator(".page-actions .dropdown-item", has_text="Propose another tier").click()
    page.get_by_label("New value").select_option("vip")
    page.get_by_label("Reason").fill("年度框架协议已签，全年 1,800 万元")
    page.locator("main form button.btn-primary").last.click()
    run = ProcessRun.objects.get()
    page.goto(run.get_absolute_url())
    expect(page.locator("dl.facts")).to_contain_text(str(cast.finance))
    expect(page.locator(".process-progress")).to_contain_text("0 of 2 steps")
    assert barriers(page) == []

    page.context.clear_cookies()
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page, cast.finance)
    page.goto("/processes/")
    page.get_by_role("link", name="东岭重卡集团有限公司").first.click()
    assert is_as_wide_as_the_screen(page)
    assert barriers(page) == []
    page.get_by_label("Opinion").fill("同意，注意回款。")
    page.get_by_role("button", name="Agree").click()
    page.goto(run.get_absolute_url())
    expect(page.locator(".timeline")).to_contain_text("同意，注意回款。")
    expect(page.locator(".process-progress")).to_contain_text("1 of 2 steps")

    page.context.clear_cookies()
    page.set_viewport_size({"width": 1440, "height": 900})
    sign_in(page, cast.executive)
    page.goto(run.get_absolute_url())
    page.get_by_role("button", name="Agree").click()
    expect(page.locator(".page-head")).to_contain_text("approved")
    customer.refresh_from_db()
    assert customer.tier == "vip" and TierChange.objects.get().status == "in_force"
    page.goto(run.get_absolute_url())
    expect(page.locator(".process-task")).to_have_count(0)
    assert barriers(page) == []
