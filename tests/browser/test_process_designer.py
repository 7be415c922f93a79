"""Somebody who never read the code draws the quotation process of the external market: by clicks, choices and labels.

The test registers a kind of document of its own, so that amount and discount can be tried out freely.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from contacts.models import Customer
from records import search, sources
from tests import factories
from tests.real_browser import Complaints
from tests.workflow.test_routing import Company
from workflow import reach, subjects
from workflow.models import ProcessDefinition, ProcessRun
from workflow.subjects import Fact, Subject

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


@pytest.fixture
def company(cast: Any) -> Iterator[Company]:
    """The people of the routing table, and quotations as a kind of document."""
    known = set(reach.KNOWN)
    registered = [
        (found, {label: list(rows) for label, rows in found.items()})
        for found in (sources.REACH, sources.HOLD)
    ]
    subjects.register(
        Subject(
            key="offer",
            model=Customer,
            label="报价（试验）",
            facts=(
                Fact("amount", "金额", "money", lambda obj: Decimal(obj.ext["amount"])),
                Fact("discount", "折扣率(%)", "number", lambda obj: Decimal(obj.ext["discount"])),
            ),
            customer=lambda obj: obj,
            is_money=True,
        )
    )
    found = Company(cast)
    for person in (found.rep, found.manager, found.vice, found.president):
        search.index(person.employee)
    yield found
    del subjects.SUBJECTS["offer"]
    reach.KNOWN.clear()
    reach.KNOWN.update(known)
    for rows, before in registered:
        rows.clear()
        rows.update(before)


class Hand:
    """What a person does at the drawing board; each stroke is awaited as he would, by looking at the drawing."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.panel = page.locator("#pd-panel")

    def stroke(self, act: Any) -> None:
        revision = self.page.locator("#pd-top [name=revision]").first
        before = revision.input_value()
        act()
        expect(revision).not_to_have_value(before)

    def add(self, kind: str, after: str, name: str) -> None:
        self.page.get_by_role("link", name=f"Add a step after “{after}”", exact=True).click()
        expect(self.panel.get_by_role("heading", level=2)).to_have_text("What comes here?")
        self.stroke(lambda: self.panel.get_by_role("button", name=re.compile(f"^{kind} ", re.I)).click())
        self.name("Name of the step", name)

    def name(self, label: str, name: str) -> None:
        field = self.panel.get_by_label(label, exact=True)
        field.fill(name)
        self.stroke(lambda: field.press("Tab"))

    def choose(self, label: str, choice: str, place: int = -1) -> None:
        field = self.panel.get_by_label(label, exact=True)
        field = field.nth(place) if place >= 0 else field.last
        if field.locator("option:checked").inner_text() != choice:
            self.stroke(lambda: field.select_option(label=choice))

    def find(self, label: str, typed: str) -> None:
        """In a box that searches while one types."""
        self.panel.get_by_role("combobox", name=label, exact=True).last.click()
        self.page.keyboard.type(typed)
        option = self.page.locator(".ts-dropdown .option:visible", has_text=typed).first
        self.stroke(option.click)

    def press(self, button: str) -> None:
        self.stroke(lambda: self.panel.get_by_role("button", name=button, exact=True).last.click())

    def branch(self, name: str, new_name: str) -> None:
        self.page.locator(".pd-way-head", has_text=name).last.click()
        expect(self.panel.get_by_role("heading", level=2)).to_contain_text(name)
        self.name("Name of the branch", new_name)

    def compare(self, field: str, comparison: str, value: str) -> None:
        self.press("Comparison")
        self.choose("Field", field)
        self.choose("Comparison", comparison)
        box = self.panel.get_by_label("Value", exact=True).last
        box.fill(value)
        self.stroke(lambda: box.press("Tab"))


def try_out(page: Any, rep: Any, amount: str, discount: str) -> list[str]:
    """The people of each approval, as the page of the dry run tells them."""
    page.get_by_text("Started by", exact=True).click()
    page.keyboard.type(rep.name)
    page.locator(".ts-dropdown .option:visible", has_text=rep.name).first.click()
    page.get_by_label("金额 (in yuan)").fill(amount)
    page.get_by_label("折扣率(%)").fill(discount)
    page.get_by_role("button", name="Try").click()
    expect(page.get_by_role("heading", name="Who would be asked")).to_be_visible()
    return page.locator(".pd-tried-step.is-approve .pd-people").all_inner_texts()


def test_the_quotation_process_of_the_external_market_is_drawn_by_hand(
    page: Any, cast: Any, company: Company
) -> None:
    drawer = factories.make_employee("proc", cast.office, "流程员", username="drawer")
    sign_in(page, drawer)
    page.goto("/")
    page.get_by_role("link", name="Process designer").click()
    assert barriers(page) == []
    page.get_by_role("link", name="New process").click()
    page.get_by_label("Name", exact=True).fill("报价审批")
    page.get_by_label("Document or work process").select_option(label="报价（试验）")
    page.get_by_label("Market").select_option(label="external market")
    page.get_by_role("button", name="Draw its steps").click()
    page.wait_for_url("**/versions/1/")
    expect(page.locator("#pd-findings")).to_contain_text("Nobody is asked in this process")
    hand = Hand(page)

    hand.add("condition", "Start", "报价情况")
    hand.branch("Branch 1", "标准价")
    hand.compare("折扣率(%)", "at most", "0")
    hand.compare("金额", "below", "5000000")
    hand.branch("Otherwise", "有折扣或大额")

    hand.add("approval", "标准价", "经理或副经理")
    hand.press("Choose who is asked")
    hand.choose("Seen from", "owner of the document")
    hand.press("Also ask")
    hand.choose("Who", "holders of a post")
    hand.find("Post", "副经理")
    hand.choose("Where", "in his department and below")

    hand.add("approval", "有折扣或大额", "业务部经理")
    hand.press("Choose who is asked")
    hand.choose("Seen from", "owner of the document")

    hand.add("approval", "业务部经理", "价格会签")
    hand.press("Choose who is asked")
    hand.choose("Who", "holders of a post")
    hand.find("Post", "技术")
    hand.press("Also ask")
    hand.choose("Who", "holders of a post")
    hand.find("Post", "生产")
    hand.press("Also ask")
    hand.choose("Which department", "a department by its name")
    hand.find("Department", "财务部")
    hand.choose("If several people are asked", "all must agree")

    hand.add("approval", "价格会签", "分管副总")
    hand.press("Choose who is asked")
    hand.choose("Who", "named people")
    hand.find("People", "分管副总")

    hand.add("condition", "分管副总", "金额")
    hand.branch("Branch 1", "500万以上")
    hand.compare("金额", "at least", "5000000")
    hand.branch("Otherwise", "500万以下")
    hand.add("approval", "500万以上", "总经理")
    expect(page.locator("#pd-findings")).to_contain_text("“总经理”: say who is asked")
    assert barriers(page) == []
    page.get_by_text("Publish", exact=True).click()
    expect(page.get_by_role("button", name="Publish now")).to_be_disabled()
    hand.press("Choose who is asked")
    hand.choose("Who", "named people")
    hand.find("People", "总经理")
    expect(page.locator("#pd-findings")).to_contain_text("Nothing is wrong")

    page.get_by_text("Publish", exact=True).click()
    page.get_by_role("button", name="Publish now").click()
    page.wait_for_url(re.compile(r"/admin/processes/\d+/$"))
    process = ProcessDefinition.objects.get(name="报价审批")
    assert process.versions.get().status == "published" and process.market == "external"
    assert barriers(page) == []

    page.get_by_role("link", name="Dry run").click()
    assert try_out(page, company.rep, "1104000", "8") == [
        "张建国",
        "技术, 生产, 财务主管 (all must agree)",
        "分管副总",
    ]
    big = try_out(page, company.rep, "6000000", "3")
    assert big == ["张建国", "技术, 生产, 财务主管 (all must agree)", "分管副总", "总经理"]
    assert try_out(page, company.rep, "300000", "0") == ["张建国, 副经理 (one is enough)"]
    assert barriers(page) == []
    assert not ProcessRun.objects.exists()


def test_a_card_is_dragged_and_the_drawing_fits_a_phone(page: Any, cast: Any, company: Company) -> None:
    from workflow.services.definition import create_definition, replace_steps
    from workflow.structure import Step

    version = create_definition(by=None, name="拖动", doc_type="offer").versions.get()
    people = {"assignees": [{"rule": "named", "users": [cast.manager.pk]}]}
    steps = [Step("start", "start", "开始")]
    steps += [Step(name, "approve", name, dict(people)) for name in ("first", "second", "third")]
    replace_steps(version, steps, by=None)
    drawer = factories.make_employee("proc", cast.office, "流程员", username="drawer")
    sign_in(page, drawer)
    page.goto(f"/admin/processes/{version.definition_id}/versions/1/")
    hand = Hand(page)
    target = page.get_by_role("link", name="Add a step after “开始”", exact=True)
    hand.stroke(lambda: page.locator("#card-third").drag_to(target))
    expect(page.locator(".pd-step .pd-name")).to_have_text(["开始", "third", "first", "second"])
    hand.stroke(lambda: page.get_by_role("button", name="Undo").click())
    expect(page.locator(".pd-step .pd-name")).to_have_text(["开始", "first", "second", "third"])
    page.set_viewport_size({"width": 390, "height": 844})
    for part in ("", "?step=first", "?add=@1", "?settings=1"):
        page.goto(f"/admin/processes/{version.definition_id}/versions/1/{part}")
        assert is_as_wide_as_the_screen(page), part
        assert barriers(page) == []
