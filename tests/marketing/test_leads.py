"""Leads: taken in by any road, given out by rule, converted once, kept for ever."""

from typing import Any

import pytest

from accounts.models import Leave
from contacts.models import Contact, Customer
from core import clock
from core.errors import DomainError
from marketing import sources
from marketing.models import Lead, LeadRule
from marketing.selectors.leads import lead_hits
from marketing.services.lead import assign_lead, close_lead, reject_lead, touch_lead, update_lead
from marketing.services.lead_conversion import convert_lead
from marketing.services.lead_intake import take_in
from reminders.models import Notification
from tests import factories

pytestmark = pytest.mark.django_db


def rule(*people: Any, **facts: Any) -> LeadRule:
    made = LeadRule.objects.create(name=f"规则{factories.number()}", **facts)
    made.people.set(people)
    return made


def from_the_web(**facts: Any) -> Lead:
    return take_in(by=None, channel="web", **{"company": f"来访{factories.number()}公司", **facts})


def test_a_lead_of_a_rep_is_his_own(cast: Any) -> None:
    lead = take_in(by=cast.rep, channel="manual", title="询价", company="甲公司")
    assert (lead.owner, lead.department, lead.status) == (cast.rep, cast.east, "assigned")


def test_a_lead_that_an_agent_takes_down_goes_where_the_rules_say(cast: Any) -> None:
    rule(cast.other_rep)
    lead = take_in(by=cast.agent, channel="manual", title="询价", company="甲公司")
    assert lead.owner == cast.other_rep
    assert Notification.objects.filter(recipient=cast.other_rep).count() == 1


def test_the_first_rule_that_fits_counts(cast: Any) -> None:
    rule(cast.rep, sort=1, regions="上海，江苏", industry="shipyard")
    rule(cast.other_rep, sort=2, regions="上海")
    rule(cast.colleague, sort=3, channel="web", source_tag="展会")
    assert from_the_web(region="江苏南通", industry="shipyard").owner == cast.rep
    assert from_the_web(region="上海", industry="wind").owner == cast.other_rep
    assert from_the_web(region="广西", source_tag="展会").owner == cast.colleague
    assert from_the_web(region="广西").owner is None


def test_people_of_a_rule_get_leads_in_turn_but_not_who_is_on_leave(cast: Any) -> None:
    people = sorted([cast.rep, cast.colleague, cast.other_rep], key=lambda user: user.pk)
    rule(*people)
    assert [from_the_web().owner for _ in range(4)] == [*people, people[0]]
    today = clock.today()
    Leave.objects.create(employee=people[1].employee, from_on=today, to_on=today)
    assert from_the_web().owner == people[2]


def test_a_department_gets_a_lead_into_its_queue_and_its_leader_is_told(cast: Any) -> None:
    cast.east.leader = cast.manager.employee
    cast.east.save()
    rule(to_department=cast.east)
    lead = from_the_web()
    assert (lead.owner, lead.department, lead.status) == (None, cast.east, "new")
    assert Notification.objects.filter(recipient=cast.manager).exists()
    assert lead in Lead.objects.visible_to(cast.manager)
    assert lead not in Lead.objects.visible_to(cast.other_manager)


def test_a_second_lead_of_the_same_number_points_to_the_first(cast: Any) -> None:
    first = from_the_web(phone="138 0000 7788")
    assert from_the_web(phone="13800007788").duplicate_of == first
    assert from_the_web(phone="13800007799").duplicate_of is None


def test_what_lies_beyond_reach_is_counted_but_not_named(cast: Any) -> None:
    factories.make_lead(cast.other_rep, "南方询价", company="独角兽船厂", phone="13800007788")
    hits = lead_hits(cast.rep, company="独角兽船厂有限公司")
    assert [hit.url for hit in hits] == [""]
    assert "南方" not in str(hits)
    assert lead_hits(cast.other_rep, phone="13800007788")[0].label == "南方询价"


@pytest.mark.parametrize("phone", ["", "1", "abc"])
def test_a_number_that_is_none_finds_nobody(cast: Any, phone: str) -> None:
    factories.make_lead(cast.rep, phone=phone)
    assert lead_hits(cast.rep, phone=phone) == []


def test_a_lead_needs_a_company(cast: Any) -> None:
    with pytest.raises(DomainError) as refusal:
        take_in(by=cast.rep, channel="manual", company="  ")
    assert refusal.value.field == "company"


def test_states_move_as_the_table_says(cast: Any) -> None:
    lead = factories.make_lead()
    with pytest.raises(DomainError, match="."):
        touch_lead(lead, by=cast.manager, text="打了电话")
    assign_lead(lead, to=cast.rep, by=cast.manager)
    touch_lead(lead, by=cast.rep, text="打了电话")
    lead.refresh_from_db()
    assert lead.status == "following" and lead.touched_at is not None
    reject_lead(lead, by=cast.rep, reason="同行打探")
    with pytest.raises(DomainError):
        close_lead(lead, by=cast.rep, reason="不要了")
    opened = assign_lead(lead, to=cast.rep, by=cast.manager)
    assert (opened.status, opened.ended_reason, opened.touched_at) == ("assigned", "", None)
    close_lead(lead, by=cast.rep, reason="预算取消")
    with pytest.raises(DomainError):
        assign_lead(lead, to=cast.colleague, by=cast.manager)


def test_ending_a_lead_needs_a_reason(cast: Any) -> None:
    lead = factories.make_lead(cast.rep)
    for verb in (reject_lead, close_lead):
        with pytest.raises(DomainError):
            verb(lead, by=cast.rep, reason=" ")


def test_a_lead_is_not_given_to_somebody_who_left(cast: Any) -> None:
    with pytest.raises(DomainError):
        assign_lead(factories.make_lead(), to=cast.leaver, by=cast.manager)


def test_conversion_makes_a_customer_and_its_person_and_keeps_the_lead(cast: Any) -> None:
    lead = factories.make_lead(
        cast.rep, company="新星船厂", contact_name="李明", phone="13800001234", region="上海", source="web"
    )
    done = convert_lead(lead, by=cast.rep)
    customer = Customer.objects.get(name="新星船厂")
    assert (done.status, done.customer, customer.owner) == ("converted", customer, cast.rep)
    assert (customer.city, customer.source, customer.lifecycle) == ("上海", "web", "prospect")
    assert Contact.objects.get(customer=customer).mobile == "13800001234"
    assert Lead.objects.filter(pk=lead.pk, is_deleted=False, company="新星船厂").exists()


def test_a_lead_is_converted_once(cast: Any) -> None:
    lead = factories.make_lead(cast.rep)
    convert_lead(lead, by=cast.rep)
    with pytest.raises(DomainError) as refusal:
        convert_lead(lead, by=cast.rep)
    assert refusal.value.code == "converted"
    assert Customer.objects.count() == 1
    with pytest.raises(DomainError):
        update_lead(lead, by=cast.rep, company="别的公司")
    with pytest.raises(DomainError):
        assign_lead(lead, to=cast.colleague, by=cast.manager)


def test_a_lead_may_go_to_a_known_customer_within_reach_alone(cast: Any) -> None:
    mine, foreign = factories.make_customer(owner=cast.rep), factories.make_customer(owner=cast.other_rep)
    lead = factories.make_lead(cast.rep, contact_name="李明")
    with pytest.raises(DomainError) as refusal:
        convert_lead(lead, by=cast.rep, customer=foreign)
    assert refusal.value.field == "customer"
    known = factories.make_contact(mine, "李明")
    assert convert_lead(lead, by=cast.rep, customer=mine).contact == known


def test_a_refused_conversion_leaves_everything_as_it_was(cast: Any) -> None:
    factories.make_customer("新星船厂有限公司", cast.other_rep)
    lead = factories.make_lead(cast.rep, company="新星船厂")
    with pytest.raises(DomainError) as refusal:
        convert_lead(lead, by=cast.rep)
    assert refusal.value.code == "duplicate_hidden"
    lead.refresh_from_db()
    assert (lead.status, lead.customer) == ("assigned", None)


def test_what_upper_apps_add_is_made_in_the_same_transaction(cast: Any, monkeypatch: Any) -> None:
    made: list[Any] = []
    part = sources.ConversionPart("deal", "商机", lambda *facts: made.append(facts))
    monkeypatch.setattr(sources, "CONVERSION", {"deal": part})
    lead = factories.make_lead(cast.rep)
    done = convert_lead(lead, by=cast.rep, parts=["deal"])
    assert made == [(done, done.customer, None, cast.rep)]

    def refuse(*facts: Any) -> None:
        raise DomainError("不行")

    monkeypatch.setattr(sources, "CONVERSION", {"deal": sources.ConversionPart("deal", "商机", refuse)})
    second = factories.make_lead(cast.rep)
    with pytest.raises(DomainError):
        convert_lead(second, by=cast.rep, parts=["deal"])
    second.refresh_from_db()
    assert second.status == "assigned" and not Customer.objects.filter(name=second.company).exists()


def test_whoever_may_not_create_customers_converts_to_a_known_one_only(cast: Any) -> None:
    lead = factories.make_lead(cast.rep)
    with pytest.raises(DomainError) as refusal:
        convert_lead(lead, by=cast.finance)
    assert refusal.value.code == "forbidden"


def test_an_employee_with_open_leads_hands_them_over_first(cast: Any) -> None:
    from accounts import sources as account_sources

    factories.make_lead(cast.rep)
    assert "/leads/" in "".join(item.url for item in account_sources.hand_over_items(cast.rep))
