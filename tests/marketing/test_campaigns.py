"""Campaigns: agreed before they cost money, judged by who came and what they earned."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from contacts.services.merge_customers import merge_customers
from core import clock
from core.errors import DomainError
from core.operation import acting_as
from marketing import sources
from marketing.models import Campaign, CampaignCost, CampaignMember
from marketing.selectors.campaigns import result_of, return_on
from marketing.services.campaign import (
    add_members,
    close_campaign,
    review_campaign,
    save_campaign,
    save_cost,
    save_member,
    submit_campaign,
)
from marketing.services.invitation import invite
from tests import factories

pytestmark = pytest.mark.django_db


def planned(by: Any, **facts: Any) -> Campaign:
    today = clock.today()
    facts = {"name": "秋季研讨会", "starts_on": today, "ends_on": today, "budget": Decimal(1000), **facts}
    return save_campaign(Campaign(**facts), by=by)


def running(by: Any, **facts: Any) -> Campaign:
    return submit_campaign(planned(by, **facts), by=by)


def spend(campaign: Campaign, amount: str, by: Any) -> CampaignCost:
    cost = CampaignCost(campaign=campaign, amount=Decimal(amount), spent_on=clock.today())
    return save_cost(cost, by=by)


def note(member: CampaignMember, by: Any, **facts: Any) -> CampaignMember:
    for name, value in facts.items():
        setattr(member, name, value)
    return save_member(member, by=by)


def test_a_campaign_gets_a_number_and_runs_once_submitted(cast: Any) -> None:
    campaign = planned(cast.marketing)
    assert campaign.code.startswith("HD") and campaign.status == "planned"
    assert submit_campaign(campaign, by=cast.marketing).status == "running"
    with pytest.raises(DomainError):
        submit_campaign(campaign, by=cast.marketing)


def test_the_whole_way_and_no_other(cast: Any) -> None:
    campaign = running(cast.marketing)
    with pytest.raises(DomainError):
        close_campaign(campaign, by=cast.marketing, summary="好")
    review_campaign(campaign, by=cast.marketing)
    with pytest.raises(DomainError) as refusal:
        close_campaign(campaign, by=cast.marketing, summary=" ")
    assert refusal.value.field == "summary"
    closed = close_campaign(campaign, by=cast.marketing, summary="来了三家")
    assert closed.status == "closed"
    closed.name = "别的"
    with pytest.raises(DomainError):
        save_campaign(closed, by=cast.marketing)


def test_one_that_has_not_begun_is_not_over(cast: Any) -> None:
    later = clock.today() + timedelta(days=3)
    campaign = running(cast.marketing, starts_on=later, ends_on=later)
    with pytest.raises(DomainError) as refusal:
        review_campaign(campaign, by=cast.marketing)
    assert refusal.value.code == "too_early"


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"name": " "}, "name"), ({"budget": Decimal(-1)}, "budget"), ({"budget": Decimal(10) ** 13}, "budget")],
)
def test_a_plan_that_makes_no_sense_is_refused(cast: Any, facts: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        planned(cast.marketing, **facts)
    assert refusal.value.field == field


def test_it_does_not_end_before_it_begins(cast: Any) -> None:
    with pytest.raises(DomainError) as refusal:
        planned(cast.marketing, ends_on=clock.today() - timedelta(days=1))
    assert refusal.value.field == "ends_on"


def test_an_agreed_budget_stays(cast: Any) -> None:
    campaign = running(cast.marketing)
    campaign.budget = Decimal(9999)
    with pytest.raises(DomainError) as refusal:
        save_campaign(campaign, by=cast.marketing)
    assert refusal.value.code == "agreed"


def test_nothing_is_spent_before_it_was_agreed_nor_after_it_was_closed(cast: Any) -> None:
    campaign = planned(cast.marketing)
    with pytest.raises(DomainError):
        spend(campaign, "10", cast.marketing)
    campaign = submit_campaign(campaign, by=cast.marketing)
    spend(campaign, "10", cast.marketing)
    with pytest.raises(DomainError):
        spend(campaign, "0", cast.marketing)
    review_campaign(campaign, by=cast.marketing)
    spend(campaign, "10", cast.marketing)
    close_campaign(campaign, by=cast.marketing, summary="好")
    with pytest.raises(DomainError):
        spend(campaign, "10", cast.marketing)


def test_nobody_stands_on_the_list_twice(cast: Any) -> None:
    campaign = planned(cast.marketing)
    first, second = factories.make_customer(owner=cast.rep), factories.make_customer(owner=cast.rep)
    person = factories.make_contact(first)
    assert add_members(campaign, by=cast.marketing, customers=[first, first], contacts=[person]) == 2
    assert add_members(campaign, by=cast.marketing, customers=[first, second], contacts=[person]) == 1
    assert CampaignMember.objects.count() == 3


def test_only_a_running_campaign_invites_and_each_once(cast: Any) -> None:
    campaign = planned(cast.marketing)
    add_members(campaign, by=cast.marketing, customers=[factories.make_customer() for _ in range(3)])
    with pytest.raises(DomainError):
        invite(campaign, by=cast.marketing)
    campaign = submit_campaign(campaign, by=cast.marketing)
    assert invite(campaign, by=cast.marketing).invited == 3
    assert invite(campaign, by=cast.marketing).invited == 0
    assert CampaignMember.history.filter(status="invited").count() == 3


def test_only_who_was_there_rates_and_nobody_was_there_before(cast: Any) -> None:
    campaign = planned(cast.marketing)
    add_members(campaign, by=cast.marketing, customers=[factories.make_customer()])
    member = CampaignMember.objects.get()
    with pytest.raises(DomainError) as refusal:
        note(member, cast.marketing, status="attended")
    assert refusal.value.field == "status"
    submit_campaign(campaign, by=cast.marketing)
    with pytest.raises(DomainError) as refusal:
        note(member, cast.marketing, status="declined", rating=3)
    assert refusal.value.field == "rating"
    assert note(member, cast.marketing, status="attended", rating=5).invited_at is not None


@pytest.mark.parametrize(
    ("profit", "cost", "roi"),
    [("150000", "60000", "150.00"), ("40000", "60000", "-33.33"), ("0", "100", "-100.00"), ("5", "0", None)],
)
def test_the_return_is_profit_less_cost_by_cost(profit: str, cost: str, roi: str | None) -> None:
    expected = Decimal(roi) if roi is not None else None
    assert return_on(Decimal(profit), Decimal(cost)) == expected


def test_the_numbers_of_a_campaign_come_out(cast: Any, monkeypatch: Any) -> None:
    campaign = running(cast.marketing)
    customers = [factories.make_customer() for _ in range(4)]
    add_members(campaign, by=cast.marketing, customers=customers)
    invite(campaign, by=cast.marketing)
    there = list(CampaignMember.objects.order_by("pk"))
    note(there[0], cast.marketing, status="attended", rating=5)
    note(there[1], cast.marketing, status="attended", rating=4)
    note(there[2], cast.marketing, status="absent")
    spend(campaign, "1200.50", cast.marketing)
    spend(campaign, "799.50", cast.marketing)
    factories.make_lead(cast.rep, campaign=campaign, est_amount=Decimal(50000))
    monkeypatch.setattr(sources, "PROFIT", [lambda row: Decimal(5000)])
    result = result_of(campaign)
    assert (result.members, result.invited, result.attended, result.leads) == (4, 4, 2, 1)
    assert (result.turnout, result.rating) == (Decimal("50.00"), Decimal("4.50"))
    assert (result.cost, result.cost_per_head) == (Decimal(2000), Decimal(1000))
    assert (result.profit, result.roi) == (Decimal(5000), Decimal("150.00"))
    assert result.lead_amount == Decimal(50000)


def test_a_selection_of_customers_goes_into_a_campaign_from_their_list(cast: Any, sign_in: Any) -> None:
    campaign = planned(cast.marketing)
    rows = [factories.make_customer(owner=cast.rep) for _ in range(2)]
    browser = sign_in(cast.marketing)
    assert "Into a campaign" in browser.get("/customers/", headers={"accept-language": "en"}).content.decode()
    data = {"ids": [row.pk for row in rows], "confirmed": "1", "campaign": campaign.pk}
    assert browser.post("/lists/customers/bulk/campaign/", data).status_code == 302
    assert CampaignMember.objects.filter(campaign=campaign).count() == 2
    assert sign_in(cast.rep).post("/lists/customers/bulk/campaign/", data).status_code == 403


def test_costs_are_not_for_everybody(cast: Any, sign_in: Any) -> None:
    campaign = running(cast.marketing)
    campaign.owner, campaign.department = cast.rep, cast.east
    campaign.save()
    spend(campaign, "777.35", cast.marketing)
    page = sign_in(cast.rep).get(campaign.get_absolute_url()).content.decode()
    assert campaign.name in page and "777.35" not in page
    assert "777.35" in sign_in(cast.finance).get(f"{campaign.get_absolute_url()}?tab=costs").content.decode()


def test_merged_customers_stand_on_the_list_once(cast: Any) -> None:
    campaign = planned(cast.marketing)
    kept, merged = factories.make_customer(owner=cast.rep), factories.make_customer(owner=cast.rep)
    person = factories.make_contact(merged)
    add_members(campaign, by=cast.marketing, customers=[kept, merged], contacts=[person])
    with acting_as(cast.manager):
        merge_customers(kept, merged, by=cast.manager)
    members = CampaignMember.objects.alive().filter(customer=kept)
    assert {member.contact for member in members} == {None, person}
    assert not CampaignMember.objects.alive().exclude(customer=kept).exists()
