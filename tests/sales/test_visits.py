"""Visits from the plan to the review: who may do what when, what is refused, what is left at the customer."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.sources import hand_over_items
from contacts.models import Customer, FollowUp
from contacts.services.merge_customers import merge_customers
from contacts.services.ownership import transfer_customers
from contacts.services.unit import create_unit
from core import clock, schedule
from core.errors import DomainError
from core.models import WorkCalendarDay
from reminders.models import Notification
from sales import visit_states as states
from sales.models import Visit, VisitPoint
from sales.selectors.visit_rate import of_month
from sales.services import visit as plans
from sales.services import visit_minutes, visit_presence
from tests import factories
from tests.sales.visits import MINUTES, here, hold, make_visit, placed_customer, write

pytestmark = pytest.mark.django_db
NINE = timezone.make_aware(datetime(2026, 10, 13, 9))  # a Tuesday


@pytest.fixture(autouse=True)
def october() -> Any:
    with clock.at(NINE - timedelta(days=1)):
        yield


@pytest.fixture
def customer(cast: Any) -> Customer:
    return placed_customer(cast.rep, "东岭重卡")


@pytest.fixture
def visit(cast: Any, customer: Customer) -> Visit:
    return make_visit(customer, cast.rep, NINE, contacts=[factories.make_contact(customer, "李工")])


def refused(call: Any, *args: Any, **facts: Any) -> DomainError:
    with pytest.raises(DomainError) as refusal:
        call(*args, **facts)
    return refusal.value


def test_a_visit_goes_from_plan_to_review_and_is_effective(cast: Any, customer: Any, visit: Visit) -> None:
    held = hold(visit, cast.rep)
    assert held.status == states.SUBMITTED and held.is_effective and held.ineffective_reasons == []
    assert held.distance_m == 111 and held.is_within_radius
    with clock.at(NINE + timedelta(days=1)):
        done = visit_minutes.review_visit(held, is_accepted=True, by=cast.manager, comment="好")
    assert done.status == states.REVIEWED and done.is_effective and done.reviewed_by == cast.manager


def test_minutes_become_a_follow_up_and_the_next_contact_of_the_customer(
    cast: Any, customer: Any, visit: Visit
) -> None:
    held = hold(visit, cast.rep)
    customer.refresh_from_db()
    assert customer.next_follow_on == held.next_on == NINE.date() + timedelta(days=7)
    assert customer.last_follow_at == NINE
    said = FollowUp.objects.get()
    assert (said.kind, said.text, said.about, said.contact) == ("visit", MINUTES, held, held.met.get())


@pytest.mark.parametrize("to", Visit.Status.values)
@pytest.mark.parametrize("now", Visit.Status.values)
def test_what_the_table_does_not_list_is_refused_with_the_moves_that_are_open(now: str, to: str) -> None:
    visit = Visit(status=now, kind="incoming")
    if to in states.VISIT[now]:
        states.require_status(visit, to)
        return
    refusal = refused(states.require_status, visit, to)
    assert refusal.code == "forbidden_move"
    for state in states.VISIT[now]:
        assert str(Visit.Status(state).label) in refusal.message


def test_a_visit_at_the_customers_is_not_written_up_before_the_check_out(cast: Any, visit: Visit) -> None:
    assert refused(write, visit, cast.rep).code == "forbidden_move"
    with clock.at(NINE):
        there = visit_presence.check_in(visit, by=cast.rep, position=here())
    assert refused(write, there, cast.rep).code == "forbidden_move"
    assert refused(visit_presence.check_in, there, by=cast.rep).code == "forbidden_move"


@pytest.mark.parametrize("kind", ["incoming", "phone"])
def test_who_comes_to_us_or_is_rung_up_needs_no_check_in(cast: Any, customer: Any, kind: str) -> None:
    visit = make_visit(customer, cast.rep, NINE, kind=kind)
    assert refused(visit_minutes.submit_visit, visit, by=cast.rep, summary="先写").code == "future"
    held = write(visit, cast.rep)
    assert held.checked_in_at == NINE and held.stay_minutes == 60
    assert held.is_effective is (kind == "incoming")
    assert held.ineffective_reasons == ([] if kind == "incoming" else ["phone"])


def test_check_in_takes_our_clock_and_the_distance_and_keeps_points_out_of_the_history(
    cast: Any, visit: Visit
) -> None:
    far = visit_presence.position_of("22.0050", "108.6000", "30")
    refusal = refused(visit_presence.check_in, visit, by=cast.rep, position=far)
    assert refusal.code == "place" and "556" in refusal.message and "500" in refusal.message
    assert refused(visit_presence.check_in, visit, by=cast.rep).code == "place"
    with clock.at(NINE):
        there = visit_presence.check_in(visit, by=cast.rep, position=far, reason="从后门进厂")
    assert there.checked_in_at == NINE
    assert there.distance_m == 556 and there.is_within_radius is False
    point = VisitPoint.objects.get()
    assert (point.latitude, point.longitude, point.accuracy_m) == (
        Decimal("22.005000"),
        Decimal("108.600000"),
        30,
    )
    fields = {field.name for field in Visit.history.model._meta.get_fields()}
    assert not {"latitude", "longitude"} & fields
    assert visit_presence.forget_points(NINE.date() + timedelta(days=90)) == {"points": 0}
    assert visit_presence.forget_points(NINE.date() + timedelta(days=91)) == {"points": 1}
    assert visit_presence.forget_points(NINE.date() + timedelta(days=91)) == {"points": 0}


@pytest.mark.parametrize("given", [("91", "0"), ("0", "181"), ("x", "0"), ("NaN", "1"), ("1", "1", "-3")])
def test_what_is_no_place_on_earth_is_refused(given: tuple[str, ...]) -> None:
    assert refused(visit_presence.position_of, *given).code == "no_position"


def test_a_photo_that_is_none_is_refused_and_nothing_is_checked_in(cast: Any, visit: Visit) -> None:
    fake = SimpleUploadedFile("photo.jpg", b"not a picture at all")
    assert (
        refused(visit_presence.check_in, visit, by=cast.rep, position=here(), photo=fake).code
        == "not_a_picture"
    )
    visit.refresh_from_db()
    assert visit.status == states.PLANNED and visit.checked_in_at is None


def test_only_its_owner_checks_in_and_writes(cast: Any, visit: Visit) -> None:
    assert refused(visit_presence.check_in, visit, by=cast.manager, position=here()).code == "not_yours"
    incoming = make_visit(visit.customer, cast.rep, NINE, kind="incoming")
    assert refused(write, incoming, cast.manager).code == "not_yours"


def test_without_a_place_the_leader_decides_and_never_about_his_own(cast: Any, visit: Visit) -> None:
    with clock.at(NINE):
        there = visit_presence.check_in(visit, by=cast.rep, reason="厂区没有信号")
    assert there.exemption == "asked" and there.is_within_radius is None
    assert "厂区没有信号" in Notification.objects.get(recipient=cast.manager).text
    with clock.at(NINE + timedelta(minutes=40)):
        there = visit_presence.check_out(there, by=cast.rep)
    held = write(there, cast.rep)
    assert held.is_effective is False and held.ineffective_reasons == ["no_place"]
    assert refused(visit_presence.decide_exemption, held, is_approved=True, by=cast.rep).code == "own"
    held = visit_presence.decide_exemption(held, is_approved=True, by=cast.manager)
    assert held.is_effective and held.ineffective_reasons == []
    assert (
        refused(visit_presence.decide_exemption, held, is_approved=False, by=cast.manager).code
        == "forbidden_move"
    )


def test_the_leader_lets_the_point_of_a_check_in_be_the_customers_place(cast: Any) -> None:
    customer = factories.make_customer("无坐标", cast.rep)
    visit = make_visit(customer, cast.rep, NINE)
    with clock.at(NINE):
        there = visit_presence.check_in(visit, by=cast.rep, position=here(), reason="系统没有地址")
    visit_presence.decide_exemption(there, is_approved=True, by=cast.manager, remembers_place=True)
    customer.refresh_from_db()
    assert (customer.latitude, customer.longitude) == (Decimal("22.001000"), Decimal("108.600000"))


def test_an_unplanned_visit_is_checked_in_on_the_spot(cast: Any, customer: Any) -> None:
    with clock.at(NINE):
        there = visit_presence.check_in_now(by=cast.rep, customer=customer, purpose="路过", position=here())
    assert there.status == states.CHECKED_IN and there.is_planned is False


def test_the_same_unit_on_the_same_day_counts_once_and_the_next_moves_up(
    cast: Any, customer: Any, visit: Visit
) -> None:
    first = hold(visit, cast.rep)
    second = hold(make_visit(customer, cast.rep, NINE + timedelta(hours=3)), cast.rep)
    assert first.is_effective and second.ineffective_reasons == ["again"]
    elsewhere = make_visit(customer, cast.rep, NINE + timedelta(hours=5), unit=factories.make_unit(customer))
    assert hold(elsewhere, cast.rep).is_effective
    visit_minutes.review_visit(first, is_accepted=False, by=cast.manager, comment="没有去")
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.ineffective_reasons == ["rejected"] and second.is_effective


def test_minutes_sent_back_are_written_again_and_were_in_time_the_first_time(cast: Any, visit: Visit) -> None:
    held = hold(visit, cast.rep)
    assert refused(visit_minutes.return_visit, held, reason="写细", by=cast.rep).code == "own"
    back = visit_minutes.return_visit(held, reason="写细", by=cast.manager)
    assert back.status == states.RETURNED and back.is_effective is None
    again = write(back, cast.rep, after=timedelta(days=3), summary=MINUTES + "补充。")
    assert again.is_effective and again.submitted_at == held.submitted_at
    assert FollowUp.objects.alive().get().text.endswith("补充。") and FollowUp.objects.count() == 2


def test_the_same_minutes_sent_twice_are_kept_once(cast: Any, visit: Visit) -> None:
    held = hold(visit, cast.rep, key="abc")
    again = visit_minutes.submit_visit(visit, by=cast.rep, summary="", key="abc")
    assert again.pk == held.pk and again.summary == MINUTES
    assert FollowUp.objects.count() == 1
    assert (
        refused(visit_minutes.submit_visit, visit, by=cast.rep, summary="x", key="other").code
        == "forbidden_move"
    )


def test_nobody_reviews_his_own_visit_and_a_rejection_says_why(cast: Any, visit: Visit) -> None:
    held = hold(visit, cast.rep)
    assert refused(visit_minutes.review_visit, held, is_accepted=True, by=cast.rep).code == "own"
    assert refused(visit_minutes.review_visit, held, is_accepted=False, by=cast.manager).code == "required"


def test_plans_that_touch_do_not_clash_and_plans_that_overlap_are_named(
    cast: Any, customer: Any, visit: Visit
) -> None:
    other = placed_customer(cast.rep, "沧澜船舶")

    def plan(start: datetime, minutes: int = 60, **facts: Any) -> Visit:
        return plans.plan_visit(
            by=cast.rep,
            customer=other,
            purpose="回访",
            planned_start=start,
            planned_end=start + timedelta(minutes=minutes),
            **facts,
        )

    plan(NINE + timedelta(hours=1))  # 10:00 follows 9:00–10:00
    refusal = refused(plan, NINE + timedelta(minutes=30))
    assert refusal.code == "clash" and refusal.field == "is_confirmed"
    assert "09:00" in refusal.message and "10:00" in refusal.message and refusal.message.count("；") == 1
    plan(NINE + timedelta(minutes=30), is_confirmed=True)
    busy = make_visit(
        factories.make_customer("他人的", cast.other_rep), cast.other_rep, NINE + timedelta(days=2)
    )
    refusal = refused(plan, busy.planned_start, participants=[cast.other_rep])
    assert "他人的" not in refusal.message and str(cast.other_rep) in refusal.message


def test_a_day_off_wants_a_confirmation(cast: Any, customer: Any) -> None:
    WorkCalendarDay.objects.create(date=NINE.date() + timedelta(days=1), is_workday=False, note="厂休")
    start = NINE + timedelta(days=1)
    facts = {"purpose": "x", "planned_start": start, "planned_end": start + timedelta(hours=1)}
    assert refused(plans.plan_visit, by=cast.rep, customer=customer, **facts).code == "clash"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"planned_end": NINE}, "order"),
        ({"planned_end": NINE - timedelta(minutes=1)}, "order"),
        ({"planned_end": NINE + timedelta(days=20)}, "too_long"),
        ({"planned_start": NINE - timedelta(days=3), "planned_end": NINE}, "past"),
        ({"planned_start": NINE + timedelta(days=999), "planned_end": NINE + timedelta(days=1000)}, "far"),
        ({"purpose": "  "}, "required"),
    ],
)
def test_what_makes_no_sense_is_not_planned(cast: Any, customer: Any, facts: dict, code: str) -> None:
    assert refused(make_visit, customer, cast.rep, **{"start": NINE, **_start(facts)}).code == code


def _start(facts: dict) -> dict:
    facts = dict(facts)
    if "planned_start" in facts:
        facts["start"] = facts.pop("planned_start")
    return facts


def test_people_and_units_of_another_customer_are_refused(cast: Any, customer: Any, visit: Visit) -> None:
    other = placed_customer(cast.rep)
    stranger = factories.make_contact(other)
    assert refused(make_visit, customer, cast.rep, NINE, contacts=[stranger]).code == "foreign"
    assert refused(make_visit, customer, cast.rep, NINE, unit=factories.make_unit(other)).code == "foreign"
    assert refused(hold, visit, cast.rep, met=[stranger]).code == "foreign"


def test_a_visit_moved_to_another_time_is_due_then(cast: Any, visit: Visit) -> None:
    later = NINE + timedelta(days=30)
    moved = plans.reschedule_visit(
        visit, start=later, end=later + timedelta(hours=1), reason="客户出差", by=cast.rep, is_confirmed=True
    )
    visit.refresh_from_db()
    assert visit.status == states.RESCHEDULED and moved.rescheduled_from == visit
    assert list(moved.contacts.all()) == list(visit.contacts.all())
    assert of_month(NINE.date(), until=NINE.date() + timedelta(days=60)).planned == 0
    assert of_month(later.date(), until=later.date()).planned == 1


def test_planned_visits_at_which_nobody_arrived_are_missed_the_next_morning(cast: Any, visit: Visit) -> None:
    assert schedule.run("mark_missed_visits", NINE.date()).result == {"missed": 0}
    next_day = NINE.date() + timedelta(days=1)
    assert schedule.run("mark_missed_visits", next_day).result == {"missed": 1}
    assert schedule.run("mark_missed_visits", next_day).result == {"missed": 0}
    visit.refresh_from_db()
    assert visit.status == states.MISSED and Notification.objects.filter(recipient=cast.rep).exists()


def test_the_month_of_the_handbook_makes_77_27_per_cent(cast: Any, customer: Any) -> None:
    """Twenty planned, two called off by the customer with a proof, four unplanned, seventeen effective."""
    start = NINE.replace(day=1)
    proof = lambda: SimpleUploadedFile("消息.txt", b"postponed")  # noqa: E731
    visits = [make_visit_on(customer, cast.rep, start + timedelta(days=place)) for place in range(20)]
    for visit in visits[:2]:
        plans.cancel_visit(visit, whose="customer", reason="停产", by=cast.rep, proof=proof())
    plans.cancel_visit(visits[2], whose="customer", reason="没有凭据", by=cast.rep)
    plans.cancel_visit(visits[3], whose="us", reason="车坏了", by=cast.rep, proof=proof())
    for visit in visits[4:18]:
        hold(visit, cast.rep)
    hold(visits[18], cast.rep, minutes=10)
    for place in range(4):
        moment = start + timedelta(days=20 + place)
        with clock.at(moment):
            there = visit_presence.check_in_now(
                by=cast.rep, customer=customer, purpose="路过", position=here()
            )
        with clock.at(moment + timedelta(minutes=25 if place else 5)):
            there = visit_presence.check_out(there, by=cast.rep)
        write(there, cast.rep)
    mine = Visit.objects.filter(owner=cast.rep)
    rate = of_month(start.date(), mine, until=start.date() + timedelta(days=30))
    assert (rate.planned, rate.excused, rate.unplanned, rate.effective) == (20, 2, 4, 17)
    assert rate.percent == Decimal("77.27")
    halfway = of_month(start.date(), mine, until=start.date() + timedelta(days=9))
    assert (halfway.planned, halfway.excused, halfway.unplanned, halfway.effective) == (10, 2, 0, 6)


def make_visit_on(customer: Any, by: Any, start: datetime) -> Visit:
    with clock.at(start - timedelta(hours=1)):
        return make_visit(customer, by, start)


def test_visits_to_come_go_with_the_customer_and_those_held_stay(
    cast: Any, customer: Any, visit: Visit
) -> None:
    done = hold(make_visit(customer, cast.rep, NINE - timedelta(hours=20)), cast.rep)
    assert [item.count for item in hand_over_items(cast.rep) if str(item.label) == "Visits"] in ([1], [])
    transfer_customers(
        Customer.objects.filter(pk=customer.pk), to=cast.colleague, by=cast.manager, reason="片区"
    )
    visit.refresh_from_db()
    done.refresh_from_db()
    assert visit.owner == cast.colleague and done.owner == cast.rep


def test_two_duplicates_become_one_with_all_their_visits(cast: Any, customer: Any, visit: Visit) -> None:
    other = placed_customer(cast.rep, "东岭重卡二")
    merge_customers(other, customer, by=cast.manager)
    visit.refresh_from_db()
    assert visit.customer == other


def test_the_place_of_the_visited_unit_wins_over_the_customers(cast: Any, customer: Any) -> None:
    yard = create_unit(
        customer, by=cast.rep, name="北区船厂", latitude=Decimal("22.4"), longitude=Decimal("108.6")
    )
    crew = create_unit(customer, by=cast.rep, name="机修班", parent=yard)
    visit = make_visit(customer, cast.rep, NINE, unit=crew)
    assert refused(visit_presence.check_in, visit, by=cast.rep, position=here()).code == "place"
    there = visit_presence.position_of("22.4001", "108.6", 10)
    with clock.at(NINE):
        held = visit_presence.check_in(visit, by=cast.rep, position=there)
    assert held.is_within_radius and held.distance_m == 11


def test_the_point_of_a_check_in_becomes_the_place_of_the_visited_unit(cast: Any, customer: Any) -> None:
    before = customer.latitude
    yard = create_unit(customer, by=cast.rep, name="北区船厂")
    visit = make_visit(customer, cast.rep, NINE, unit=yard)
    far = visit_presence.position_of("22.5", "108.6", 10)
    with clock.at(NINE):
        held = visit_presence.check_in(visit, by=cast.rep, position=far, reason="船厂在北区")
    visit_presence.decide_exemption(held, is_approved=True, by=cast.manager, remembers_place=True)
    yard.refresh_from_db()
    customer.refresh_from_db()
    assert yard.latitude == Decimal("22.5") and str(customer.latitude) == str(before)
