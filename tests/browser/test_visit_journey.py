"""A rep on the phone: plan, check in, check out, write up and set the next contact, each in fewer than ten taps; what is
written without a connection goes when there is one again, whatever became of the tab."""

import re
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from contacts.models import FollowUp
from core import clock
from core.models import WorkCalendarDay
from records import search
from sales.models import Visit, VisitPoint
from tests import factories
from tests.real_browser import Complaints
from tests.sales.visits import MINUTES, PLACE, make_visit, placed_customer

from .journeys import barriers, is_as_wide_as_the_screen, sign_in, unexpected

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("browser"),
    pytest.mark.browser,
    pytest.mark.slow,
]
FEW = 10
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"


@pytest.fixture(autouse=True)
def nothing_complained(complaints: Complaints) -> Any:
    yield
    assert [said for said in unexpected(complaints) if OFFLINE not in said] == []


@pytest.fixture
def phone(page: Any, cast: Any) -> Any:
    """A phone in the rep's hand, at the customer's gate."""
    for ahead in range(2):  # whichever day this runs on, it is worked
        WorkCalendarDay.objects.update_or_create(
            date=clock.today() + timedelta(days=ahead), defaults={"is_workday": True}
        )
    page.set_viewport_size({"width": 390, "height": 844})
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 22.001, "longitude": 108.6, "accuracy": 12})
    sign_in(page, cast.rep)
    return page


class Taps:
    """Counts what a thumb does; a text typed is one tap into its field."""

    def __init__(self, page: Any) -> None:
        self.page, self.count = page, 0

    def on(self, target: Any) -> None:
        self.count += 1
        target.click()

    def type(self, target: Any, text: str) -> None:
        self.count += 1
        target.fill(text)

    def pick(self, name: str, query: str, option: str) -> None:
        """A field that searches while one types: tap it, type, tap what is found."""
        field = self.page.locator(f"#id_{name}-ts-control")
        self.on(field)
        field.press_sequentially(query, delay=20)
        self.on(self.page.locator(f"#id_{name}-ts-dropdown .option", has_text=option).first)

    def done(self) -> None:
        assert self.count < FEW, self.count
        self.count = 0


def checked(page: Any) -> None:
    assert barriers(page) == []
    assert is_as_wide_as_the_screen(page)


def test_a_visit_on_the_phone_takes_few_taps_and_survives_a_lost_connection(phone: Any, cast: Any) -> None:
    customer = placed_customer(cast.rep, "东岭重卡集团有限公司")
    person = factories.make_contact(customer, "李工")
    for row in (customer, person):
        search.index(row)
    taps = Taps(phone)

    phone.goto("/")
    taps.on(phone.locator(".phone-new button"))
    taps.on(phone.locator(".phone-new .dropdown-item", has_text="Visit").first)
    taps.pick("customer", "东岭", "东岭重卡")
    taps.type(phone.locator("#id_purpose"), "谈二季度用量")
    taps.pick("contacts", "李", "李工")
    phone.keyboard.press("Escape")
    taps.on(phone.get_by_role("button", name="Save", exact=True))
    phone.wait_for_url(re.compile(r"/visits/\d+/$"))
    taps.done()
    checked(phone)
    visit = Visit.objects.get()
    assert visit.status == "planned" and list(visit.contacts.all()) == [person]

    phone.goto("/")  # where the day begins: the visit stands there with its one button
    if phone.locator(".visit-lines").count() == 0:  # planned for tomorrow, late in the evening
        phone.goto(visit.get_absolute_url())
    checked(phone)
    taps.on(phone.get_by_role("button", name="Check in", exact=True))
    expect(phone.get_by_role("button", name="Check out", exact=True)).to_be_visible()
    taps.done()
    visit.refresh_from_db()
    assert visit.status == "checked_in" and visit.is_within_radius and visit.distance_m == 111
    assert VisitPoint.objects.get().accuracy_m == 12
    Visit.objects.filter(pk=visit.pk).update(checked_in_at=clock.now() - timedelta(minutes=35))

    phone.goto(visit.get_absolute_url())
    checked(phone)
    taps.on(phone.get_by_role("button", name="Check out", exact=True))
    phone.wait_for_url("**/write/")
    taps.done()
    checked(phone)

    # The tab is closed by mistake: what was typed is still there.
    taps.type(phone.locator("#id_summary"), MINUTES)
    phone.wait_for_timeout(500)
    context, address = phone.context, phone.url
    phone.close(run_before_unload=False)
    phone = taps.page = context.new_page()
    phone.goto(address)
    expect(phone.locator("#id_summary")).to_have_value(MINUTES)

    # No connection in the workshop: it is written up and handed in all the same.
    context.set_offline(True)
    taps.type(phone.locator("#id_result"), "同意联合试装")
    taps.type(phone.locator("#id_next_action"), "送试装件")
    taps.on(phone.get_by_role("button", name="+7 d"))
    taps.on(phone.get_by_role("button", name="Hand in", exact=True))
    taps.done()
    expect(phone.locator("#toasts")).to_contain_text("kept on this device")
    visit.refresh_from_db()
    assert visit.status == "checked_out"
    phone.close(run_before_unload=False)
    phone = context.new_page()
    context.set_offline(False)
    phone.goto("/")  # back outside: from whatever page, it goes by itself
    expect(phone.locator("#toasts")).to_contain_text("Handed in")
    visit.refresh_from_db()
    customer.refresh_from_db()
    assert visit.status == "submitted" and visit.is_effective, visit.ineffective_reasons
    assert visit.summary == MINUTES and list(visit.met.all()) == [person]
    assert customer.next_follow_on == visit.next_on == clock.today() + timedelta(days=7)
    assert FollowUp.objects.count() == 1
    assert phone.evaluate("Object.keys(localStorage).filter(k => /^(outbox|draft)/.test(k))") == []
    phone.goto(visit.get_absolute_url())
    checked(phone)


def test_the_connection_comes_back_while_the_minutes_are_open(phone: Any, cast: Any) -> None:
    visit = make_visit(placed_customer(cast.rep), cast.rep, clock.now(), kind="incoming")
    phone.goto(f"{visit.get_absolute_url()}write/")
    phone.context.set_offline(True)
    phone.locator("#id_summary").fill("短")
    phone.get_by_role("button", name="Hand in", exact=True).click()
    expect(phone.locator("#toasts")).to_contain_text("kept on this device")
    phone.context.set_offline(False)
    phone.wait_for_url(f"**{visit.get_absolute_url()}")
    visit.refresh_from_db()
    assert visit.status == "submitted" and visit.summary == "短"


def test_what_the_server_refuses_stands_on_the_page_with_all_that_was_typed(phone: Any, cast: Any) -> None:
    visit = make_visit(placed_customer(cast.rep), cast.rep, clock.now(), kind="incoming")
    phone.goto(f"{visit.get_absolute_url()}write/")
    phone.locator("#id_result").fill("只有结果")
    phone.get_by_role("button", name="Hand in", exact=True).click()
    expect(phone.locator(".invalid-feedback").first).to_be_visible()
    expect(phone.locator("#id_result")).to_have_value("只有结果")
    assert Visit.objects.get().status == "planned"


def test_a_phone_that_gives_no_position_is_asked_why(phone: Any, cast: Any) -> None:
    visit = make_visit(factories.make_customer("无信号厂", cast.rep, **PLACE), cast.rep)
    phone.context.clear_permissions()
    phone.goto(visit.get_absolute_url())
    taps = Taps(phone)
    taps.on(phone.get_by_role("button", name="Check in", exact=True))
    phone.wait_for_url("**/check-in/")
    taps.type(phone.locator("#id_reason"), "厂区不许带定位")
    taps.on(phone.get_by_role("button", name="Check in", exact=True))
    phone.wait_for_url(f"**{visit.get_absolute_url()}")
    taps.done()
    visit.refresh_from_db()
    assert visit.status == "checked_in" and visit.exemption == "asked"
    checked(phone)
