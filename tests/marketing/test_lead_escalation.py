"""Leads that nobody touches go up: owner after three days, superior after five, somebody else after seven."""

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from marketing.models import Lead, LeadRule
from marketing.services.lead import touch_lead
from marketing.services.lead_escalation import escalate_leads
from records import parameters
from reminders.models import Notification
from tests import factories

pytestmark = pytest.mark.django_db


def lead_given(owner: Any, hours: float, **facts: Any) -> Lead:
    return factories.make_lead(owner, assigned_at=clock.now() - timedelta(hours=hours), **facts)


def told(user: Any) -> int:
    return Notification.objects.filter(recipient=user).count()


@pytest.mark.parametrize(
    ("hours", "result"),
    [
        (71.9, {}),
        (72, {"reminded": 1}),
        (119.9, {"reminded": 1}),
        (120, {"leader": 1}),
        (168, {"reassigned": 1}),
    ],
)
def test_each_step_comes_at_its_hour(cast: Any, hours: float, result: dict[str, int]) -> None:
    lead_given(cast.rep, hours)
    assert escalate_leads(clock.today()) == result


def test_running_again_does_nothing_more(cast: Any) -> None:
    lead_given(cast.rep, 121)
    escalate_leads(clock.today())
    assert (told(cast.rep), told(cast.manager)) == (1, 1)
    assert escalate_leads(clock.today()) == {}
    assert (told(cast.rep), told(cast.manager)) == (1, 1)


def test_the_hours_are_parameters(cast: Any) -> None:
    parameters.set_value("marketing.lead_remind_hours", 4, by=cast.admin)
    lead_given(cast.rep, 5)
    assert escalate_leads(clock.today()) == {"reminded": 1}


def test_a_touched_lead_stays_where_it_is(cast: Any) -> None:
    lead = lead_given(cast.rep, 200)
    touch_lead(lead, by=cast.rep, text="约了周五见面")
    assert escalate_leads(clock.today()) == {}


def test_after_a_week_the_next_of_the_rule_gets_it_and_the_clock_starts_anew(cast: Any) -> None:
    rule = LeadRule.objects.create(name="轮流")
    rule.people.set([cast.rep, cast.colleague])
    lead = lead_given(cast.rep, 169, rule=rule)
    escalate_leads(clock.today())
    lead.refresh_from_db()
    assert (lead.owner, lead.is_high_risk, lead.escalation) == (cast.colleague, True, 0)
    assert clock.now() - lead.assigned_at < timedelta(minutes=1)
    assert told(cast.rep) == told(cast.colleague) == 1
    touch_lead(lead, by=cast.colleague, text="已联系上")
    lead.refresh_from_db()
    assert not lead.is_high_risk


def test_without_a_rule_the_superior_gets_it(cast: Any) -> None:
    lead = lead_given(cast.rep, 169)
    escalate_leads(clock.today())
    lead.refresh_from_db()
    assert lead.owner == cast.manager


def test_one_that_nobody_can_take_is_marked_and_stays(cast: Any) -> None:
    lead = lead_given(cast.manager, 169)
    assert escalate_leads(clock.today()) == {"high_risk": 1}
    lead.refresh_from_db()
    assert lead.owner == cast.manager and lead.is_high_risk


def test_a_lead_that_waits_in_a_queue_goes_to_the_leader_of_the_department(cast: Any) -> None:
    cast.east.leader = cast.manager.employee
    cast.east.save()
    lead = factories.make_lead(department=cast.east, created_at=clock.now() - timedelta(hours=73))
    assert escalate_leads(clock.today()) == {"reminded": 1}
    assert told(cast.manager) == 1
    Lead.objects.filter(pk=lead.pk).update(created_at=clock.now() - timedelta(hours=170))
    escalate_leads(clock.today())
    lead.refresh_from_db()
    assert (lead.owner, lead.status) == (cast.manager, "assigned")


def test_a_run_for_an_earlier_day_sees_only_what_was_due_then(cast: Any) -> None:
    lead_given(cast.rep, 73)
    assert escalate_leads(clock.today() - timedelta(days=1)) == {}
