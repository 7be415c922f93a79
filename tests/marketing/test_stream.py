"""What marketing adds to the stream of a customer and of a person: within the reader's reach, at an even price."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.selectors import timeline
from core import clock
from marketing.models import Campaign, CampaignMember, Competitor, CompetitorSighting, Lead, MarketInfo
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Any:
    return factories.make_customer("东岭重卡", cast.rep)


def of_each(cast: Any, customer: Any, count: int) -> Any:
    """So many of each kind; the person whom the campaigns invited."""
    person = factories.make_contact(customer)
    today = clock.today()
    for place in range(count):
        number = factories.number()
        owned = {"owner": cast.rep, "department": cast.east}
        campaign = Campaign.objects.create(
            code=f"HD{number}", name=f"技术交流{number}", starts_on=today, ends_on=today, **owned
        )
        CampaignMember.objects.create(
            campaign=campaign,
            customer=customer,
            contact=person,
            status="attended" if place % 2 else "invited",
            invited_at=clock.now() - timedelta(days=3),
            rating=4,
            feedback="样件展示很好",
        )
        facts = {"status": "converted", "customer": customer, "contact": person, "converted_at": clock.now()}
        Lead.objects.create(title=f"展会线索{number}", company="东岭", **facts, **owned)
        MarketInfo.objects.create(title=f"扩产消息{number}", customer=customer, **owned)
        rival = Competitor.objects.create(name=f"对手{number}", **owned)
        CompetitorSighting.objects.create(customer=customer, competitor=rival, seen_on=today, share_percent=7)
    return person


def told(subject: Any, user: Any) -> list[str]:
    return [f"{item.what} {item.body}" for item in timeline.stream(subject, user).items]


def test_a_customers_stream_tells_what_marketing_knows(cast: Any, customer: Any) -> None:
    of_each(cast, customer, 1)
    lines = " | ".join(told(customer, cast.rep))
    for words in ("技术交流", "样件展示很好", "展会线索", "扩产消息", "对手"):
        assert words in lines, words


def test_a_persons_stream_tells_of_his_campaigns_and_leads_alone(cast: Any, customer: Any) -> None:
    person = of_each(cast, customer, 1)
    person.may_reveal = True
    lines = " | ".join(told(person, cast.rep))
    assert "技术交流" in lines and "展会线索" in lines
    assert "扩产消息" not in lines and "对手" not in lines


def test_what_lies_beyond_ones_reach_is_not_told(cast: Any, customer: Any) -> None:
    of_each(cast, customer, 1)
    MarketInfo.objects.create(
        title="南部的消息", customer=customer, owner=cast.other_rep, department=cast.south
    )
    assert "南部的消息" not in " ".join(told(customer, cast.rep))
    assert "展会线索" not in " ".join(told(customer, cast.agent))


def test_a_long_stream_asks_no_more_than_a_short_one(cast: Any, customer: Any) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            timeline.stream(customer, cast.rep)
        return len(captured)

    of_each(cast, customer, 1)
    statements()
    few = statements()
    of_each(cast, customer, 12)
    assert statements() <= few
