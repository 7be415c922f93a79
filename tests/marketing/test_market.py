"""Market information counts once somebody else has adopted it; competitors are known once and shared on purpose."""

from decimal import Decimal
from typing import Any

import pytest

from contacts.services.merge_customers import merge_customers
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from marketing.models import (
    Competitor,
    CompetitorProduct,
    CompetitorSighting,
    Lead,
    MarketInfo,
    OwnCompany,
)
from marketing.services.competitor import (
    save_competitor,
    save_own_company,
    save_product,
    save_sighting,
)
from marketing.services.market_info import make_lead, review_info, save_info
from reminders.models import Notification
from tests import factories

pytestmark = pytest.mark.django_db


def reported(by: Any, **facts: Any) -> MarketInfo:
    return save_info(MarketInfo(**{"title": "对手降价一成", **facts}), by=by)


def rival(by: Any, name: str = "远洋轴承有限公司", **facts: Any) -> Competitor:
    return save_competitor(Competitor(name=name, **facts), by=by)


def test_what_one_reports_waits_for_somebody_else(cast: Any) -> None:
    info = reported(cast.rep)
    assert (info.status, info.owner, info.department) == ("pending", cast.rep, cast.east)
    own = reported(cast.manager)
    with pytest.raises(DomainError) as refusal:
        review_info(own, by=cast.manager, is_adopted=True)
    assert refusal.value.code == "own_review"


def test_an_adopted_one_carries_the_reviewers_credibility_and_its_reporter_is_told(cast: Any) -> None:
    info = review_info(reported(cast.rep), by=cast.manager, is_adopted=True, credibility=5, opinion="属实")
    assert (info.status, info.credibility, info.reviewer, info.opinion) == (
        "adopted",
        5,
        cast.manager,
        "属实",
    )
    assert Notification.objects.filter(recipient=cast.rep).count() == 1


def test_not_adopting_needs_a_reason_and_may_be_thought_over(cast: Any) -> None:
    info = reported(cast.rep)
    with pytest.raises(DomainError) as refusal:
        review_info(info, by=cast.manager, is_adopted=False)
    assert refusal.value.field == "opinion"
    review_info(info, by=cast.manager, is_adopted=False, opinion="传言")
    assert review_info(info, by=cast.manager, is_adopted=True).status == "adopted"


@pytest.mark.parametrize("credibility", [0, 6])
def test_credibility_goes_from_one_to_five(cast: Any, credibility: int) -> None:
    with pytest.raises(DomainError):
        review_info(reported(cast.rep), by=cast.manager, is_adopted=True, credibility=credibility)


def test_what_was_reviewed_is_not_edited_any_more(cast: Any) -> None:
    info = review_info(reported(cast.rep), by=cast.manager, is_adopted=True)
    info.title = "别的"
    with pytest.raises(DomainError) as refusal:
        save_info(info, by=cast.rep)
    assert refusal.value.code == "reviewed"


def test_shared_information_is_read_by_the_house_but_not_by_outsiders(cast: Any) -> None:
    info = reported(cast.rep)
    assert info not in MarketInfo.objects.visible_to(cast.other_rep)
    review_info(info, by=cast.manager, is_adopted=True, is_shared=True)
    assert info in MarketInfo.objects.visible_to(cast.other_rep)
    assert info not in MarketInfo.objects.visible_to(cast.other_rep, "change")
    assert info not in MarketInfo.objects.visible_to(cast.dealer)
    assert info not in MarketInfo.objects.visible_to(cast.nobody)


def test_a_lead_is_made_of_it_once_and_goes_to_the_owner_of_the_customer(cast: Any) -> None:
    customer = factories.make_customer("东岭重卡", cast.colleague, industry="automaker")
    info = reported(cast.rep, customer=customer, body="要招标")
    lead = make_lead(info, by=cast.manager, company="")
    assert (lead.owner, lead.company, lead.industry, lead.channel, lead.market_info) == (
        cast.colleague,
        "东岭重卡",
        "automaker",
        "market_info",
        info,
    )
    info.refresh_from_db()
    assert (info.status, info.reviewer) == ("lead", cast.manager)
    with pytest.raises(DomainError):
        make_lead(info, by=cast.manager, company="")
    assert Lead.objects.count() == 1


def test_what_was_not_adopted_becomes_no_lead(cast: Any) -> None:
    info = review_info(reported(cast.rep), by=cast.manager, is_adopted=False, opinion="传言")
    with pytest.raises(DomainError):
        make_lead(info, by=cast.manager, company="某厂")
    assert not Lead.objects.exists()


def test_a_competitor_is_known_once_and_a_hidden_one_is_not_named(cast: Any) -> None:
    rival(cast.rep)
    with pytest.raises(DomainError) as refusal:
        rival(cast.rep, "远洋轴承")
    assert refusal.value.code == "duplicate"
    with pytest.raises(DomainError) as refusal:
        rival(cast.other_rep, "远洋轴承")
    assert refusal.value.code == "duplicate_hidden" and "远洋" not in refusal.value.message


def test_a_shared_competitor_is_read_by_all_and_changed_by_its_keepers(cast: Any) -> None:
    shared = rival(cast.rep, is_shared=True)
    assert shared in Competitor.objects.visible_to(cast.other_rep)
    assert shared not in Competitor.objects.visible_to(cast.other_rep, "change")


def test_products_of_a_shared_competitor_are_read_along(cast: Any) -> None:
    product = save_product(
        CompetitorProduct(competitor=rival(cast.rep, is_shared=True), name="YY-1"), by=cast.rep
    )
    assert product in CompetitorProduct.objects.visible_to(cast.other_rep)
    assert product not in CompetitorProduct.objects.visible_to(cast.other_rep, "change")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"price": Decimal("-1")}, "price"),
        ({"currency": "¥"}, "currency"),
        ({"observed_on": "tomorrow"}, "observed_on"),
    ],
)
def test_what_cannot_be_is_refused(cast: Any, facts: dict[str, Any], field: str) -> None:
    from datetime import timedelta

    if "observed_on" in facts:
        facts = {"observed_on": clock.today() + timedelta(days=1)}
    with pytest.raises(DomainError) as refusal:
        save_product(CompetitorProduct(competitor=rival(cast.rep), name="YY-1", **facts), by=cast.rep)
    assert refusal.value.field == field


def seen(customer: Any, competitor: Competitor, share: int | None, by: Any) -> CompetitorSighting:
    row = CompetitorSighting(
        customer=customer, competitor=competitor, share_percent=share, seen_on=clock.today()
    )
    return save_sighting(row, by=by)


def test_rivals_at_a_customer_have_no_more_than_the_whole(cast: Any) -> None:
    customer = factories.make_customer(owner=cast.rep)
    first, second = rival(cast.rep), rival(cast.rep, "北方轴承厂")
    seen(customer, first, 70, cast.rep)
    with pytest.raises(DomainError) as refusal:
        seen(customer, second, 31, cast.rep)
    assert refusal.value.code == "over_whole"
    seen(customer, second, 30, cast.rep)
    with pytest.raises(DomainError) as refusal:
        seen(customer, first, 0, cast.rep)
    assert refusal.value.code == "duplicate"


def test_a_sighting_reaches_whom_its_customer_reaches(cast: Any) -> None:
    customer = factories.make_customer(owner=cast.rep)
    row = seen(customer, rival(cast.marketing, is_shared=True), 10, cast.rep)
    assert row in CompetitorSighting.objects.visible_to(cast.rep)
    assert row not in CompetitorSighting.objects.visible_to(cast.other_rep, "change")


def test_merged_customers_bring_along_what_is_known_of_them(cast: Any) -> None:
    kept, merged = factories.make_customer(owner=cast.rep), factories.make_customer(owner=cast.rep)
    competitor = rival(cast.rep)
    seen(kept, competitor, 10, cast.rep)
    seen(merged, competitor, 20, cast.rep)
    info = reported(cast.rep, customer=merged)
    with acting_as(cast.manager):
        merge_customers(kept, merged, by=cast.manager)
    info.refresh_from_db()
    assert info.customer == kept
    assert CompetitorSighting.objects.alive().get().customer == kept


def test_there_is_one_profile_of_ourselves(cast: Any) -> None:
    save_own_company(OwnCompany(name="海砺轴承"), by=cast.marketing)
    save_own_company(OwnCompany(name="海砺轴承传动"), by=cast.marketing)
    assert OwnCompany.objects.get().name == "海砺轴承传动"
    assert OwnCompany.history.count() == 2


def test_pages_show_what_is_known(cast: Any, sign_in: Any) -> None:
    customer = factories.make_customer(owner=cast.rep)
    seen(customer, rival(cast.rep), 40, cast.rep)
    reported(cast.rep, customer=customer)
    browser = sign_in(cast.rep)
    page = browser.get(f"{customer.get_absolute_url()}?tab=market").content.decode()
    assert "远洋轴承" in page and "对手降价一成" in page
    for tab in ("overview", "products", "customers", "files", "history"):
        assert browser.get(f"/competitors/{Competitor.objects.get().pk}/?tab={tab}").status_code == 200
