"""Samples: the way of the matrix, both clocks, and what a conclusion tells the sale."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contacts.models import Customer
from core import clock, working_calendar
from core.errors import DomainError
from core.models import Job, WorkCalendarDay
from reminders.models import Notification
from sales.models import Opportunity, SampleRequest
from sales.request_states import SAMPLE
from sales.services import sample as service
from sales.services.request_clocks import count_anew
from tests import factories
from tests.catalog.things import make_product
from tests.sales.opportunities import make_opportunity
from workflow.models import ProcessTask, ProcessVersion
from workflow.services.decision import approve, reject

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("南屏柴油机", cast.rep)


@pytest.fixture
def no_process() -> None:
    ProcessVersion.objects.filter(definition__doc_type="sample_request").update(status="retired")


def make(cast: Any, customer: Customer, **values: Any) -> SampleRequest:
    values.setdefault("name", "推力轴承样件")
    values.setdefault("quantity", Decimal(3))
    return service.create_sample(by=cast.rep, customer=customer, **values)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return timezone.make_aware(datetime(2026, month, day, hour, minute))


def refusal(call: Any, *given: Any, **named: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*given, **named)
    return caught.value


def put(sample: SampleRequest, status: str) -> SampleRequest:
    """As if it had come so far."""
    facts: dict[str, Any] = {"status": status}
    if status not in {"requested", "cancelled"}:
        facts["submitted_at"] = sample.submitted_at or clock.now()
    if status in {"passed", "failed", "resend"}:
        facts |= {"concluded_on": clock.today(), "conclusion": "x"}
    SampleRequest.objects.filter(pk=sample.pk).update(**facts)
    sample.refresh_from_db()
    return sample


# -- the clocks -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("submitted", "reply_due", "deliver_by"),
    [
        (at(20, 17), at(23, 12), date(2026, 12, 4)),  # Friday 17:00 and four hours: Monday noon
        (at(20, 9), at(20, 14, 30), date(2026, 12, 4)),  # over lunch
        (
            at(30, 16, 30, 9),
            at(8, 11, 30, 10),
            date(2026, 10, 20),
        ),  # over the National Day holidays, 10-10 is worked
    ],
)
def test_the_first_reply_is_due_in_four_hours_and_the_delivery_in_ten_working_days(
    cast: Any, customer: Customer, submitted: datetime, reply_due: datetime, deliver_by: date
) -> None:
    working_calendar.bring_in(2026, by=None)
    sample = make(cast, customer)
    with clock.at(submitted):
        sample = service.submit_sample(sample, by=cast.rep)
    assert timezone.localtime(sample.reply_due_at) == reply_due
    assert sample.deliver_by == deliver_by


def test_the_first_word_stops_the_clock_and_promises_a_day(cast: Any, customer: Customer) -> None:
    sample = make(cast, customer)
    assert refusal(service.reply_to_sample, sample, by=cast.rep, text="好的").code == "not_submitted"
    with clock.at(at(20, 9)):
        sample = service.submit_sample(sample, by=cast.rep)
    with clock.at(at(20, 14, 30)):
        sample = service.reply_to_sample(
            sample, by=cast.rep, text="已安排试制，十二月二日发出", promised_on=date(2026, 12, 2)
        )
    assert (sample.response_minutes, sample.promised_on) == (240, date(2026, 12, 2))
    with clock.at(at(23, 9)):
        again = service.reply_to_sample(sample, by=cast.rep, text="材料已到，进度正常，按期交付")
    assert again.response_minutes == 240


def test_due_times_follow_the_calendar_while_they_lie_ahead(cast: Any, customer: Customer) -> None:
    with clock.at(at(20, 9)):
        sample = service.submit_sample(make(cast, customer), by=cast.rep)
        late = service.submit_sample(make(cast, customer), by=cast.rep)
        SampleRequest.objects.filter(pk=late.pk).update(reply_due_at=at(19, 9))
        WorkCalendarDay.objects.create(date=date(2026, 11, 20), is_workday=False, note="停电")
        WorkCalendarDay.objects.create(date=date(2026, 11, 25), is_workday=False, note="停电")
        count_anew(Job(kind="x"))
        count_anew(Job(kind="x"))
    sample.refresh_from_db()
    late.refresh_from_db()
    assert timezone.localtime(sample.reply_due_at) == at(23, 14)
    assert sample.deliver_by == date(2026, 12, 7)
    assert late.reply_due_at == at(19, 9)  # what is overdue stays so


# -- the way --------------------------------------------------------------------------------------------------
DEEDS: dict[str, Any] = {
    "inspecting": lambda row, by: service.made(row, by=by),
    "shipped": lambda row, by: service.ship_sample(row, by=by, inspection="尺寸合格"),
    "trial": lambda row, by: service.begin_trial(row, by=by),
    "passed": lambda row, by: service.conclude_sample(row, by=by, result="passed", conclusion="台架通过"),
    "failed": lambda row, by: service.conclude_sample(row, by=by, result="failed", conclusion="温升超标"),
    "resend": lambda row, by: service.conclude_sample(row, by=by, result="resend", conclusion="间隙偏大"),
    "cancelled": lambda row, by: service.cancel_sample(row, by=by, reason="项目取消"),
}


@pytest.mark.parametrize("now", list(SAMPLE))
def test_only_the_listed_moves_are_open(cast: Any, customer: Customer, no_process: None, now: str) -> None:
    for to, deed in DEEDS.items():
        sample = put(make(cast, customer), now)
        if to in SAMPLE[now]:
            deed(sample, cast.rep)
            sample.refresh_from_db()
            assert sample.status == to
        else:
            wrong = refusal(deed, sample, cast.rep)
            assert wrong.code == "forbidden_move"
            for state in SAMPLE[now]:
                assert str(SampleRequest.Status(state).label) in wrong.message


def test_without_a_process_it_is_made_at_once_and_what_was_submitted_stays(
    cast: Any, customer: Customer, no_process: None
) -> None:
    sample = service.submit_sample(make(cast, customer), by=cast.rep)
    assert sample.status == "making"
    assert refusal(service.update_sample, sample, by=cast.rep, name="x").code == "submitted"
    assert refusal(service.delete_sample, sample, by=cast.manager).code == "submitted"
    assert refusal(service.submit_sample, sample, by=cast.rep).code == "forbidden_move"


def test_the_inspection_may_send_it_back_and_says_what_it_found(cast: Any, customer: Customer) -> None:
    sample = put(make(cast, customer), "inspecting")
    assert refusal(service.ship_sample, sample, by=cast.rep, inspection=" ").field == "inspection"
    sample = service.make_again(sample, by=cast.rep, inspection="圆度超差")
    assert sample.status == "making"


def test_a_name_comes_from_the_product_and_strangers_are_refused(cast: Any, customer: Customer) -> None:
    product = make_product("推力轴承")
    assert make(cast, customer, name="", product=product).name == str(product)
    assert refusal(make, cast, customer, name=" ").field == "name"
    other = make_opportunity(factories.make_customer("赤岸风电", cast.rep), cast.rep)
    assert refusal(make, cast, customer, opportunity=other).code == "foreign"


# -- what the trial says --------------------------------------------------------------------------------------
def test_a_conclusion_tells_the_sale_its_next_step_and_the_owner(cast: Any, customer: Customer) -> None:
    sale = make_opportunity(customer, cast.colleague, "新机型配套", at="sample")
    Opportunity.objects.filter(pk=sale.pk).update(owner=cast.colleague)
    sample = put(make(cast, customer, opportunity=sale), "trial")
    done, again = service.conclude_sample(
        sample,
        by=cast.manager,
        result="passed",
        conclusion="三百小时台架通过",
        next_step="递交报价",
        next_step_on=clock.today(),
    )
    sale.refresh_from_db()
    assert (done.status, again, sale.next_step, sale.next_step_on) == (
        "passed",
        None,
        "递交报价",
        clock.today(),
    )
    assert Notification.objects.filter(recipient=cast.colleague).exists()
    client = Client()
    client.force_login(cast.manager)
    page = client.get(sale.get_absolute_url()).content.decode()
    assert "stage=" in page and sample.code in page


def test_again_opens_the_next_round(cast: Any, customer: Customer) -> None:
    sample = put(make(cast, customer, part_no="NP-1"), "trial")
    done, again = service.conclude_sample(
        sample, by=cast.rep, result="resend", conclusion="间隙偏大，改 0.08"
    )
    assert again is not None and done.status == "resend"
    assert (again.round, again.previous, again.part_no, again.status) == (2, done, "NP-1", "requested")
    assert again.submitted_at is None


# -- its process ----------------------------------------------------------------------------------------------
def test_its_review_is_decided_by_the_manager_and_refused_it_is_a_request_again(
    cast: Any, customer: Customer
) -> None:
    cast.east.leader = cast.manager.employee
    cast.east.save()
    sample = service.submit_sample(make(cast, customer), by=cast.rep)
    assert sample.status == "review"
    assert refusal(service.cancel_sample, sample, by=cast.rep, reason="x")
    task = ProcessTask.objects.get()
    reject(task, by=cast.manager, opinion="先补图纸")
    sample.refresh_from_db()
    assert sample.status == "requested"
    began = sample.submitted_at
    sample = service.submit_sample(sample, by=cast.rep)
    assert sample.submitted_at == began  # the customer has waited all the while
    approve(ProcessTask.objects.filter(status="pending").latest("pk"), by=cast.manager)
    sample.refresh_from_db()
    assert sample.status == "making"


def test_a_rep_follows_a_sample_over_its_pages(cast: Any, customer: Customer, no_process: None) -> None:
    client = Client()
    client.force_login(cast.rep)
    form = {"customer": customer.pk, "name": "尾轴密封样件", "quantity": "2", "part_no": "NP-9"}
    assert client.post(reverse("sales:sample_create"), form).status_code == 302
    sample = SampleRequest.objects.get()
    assert sample.code.startswith("YP")

    def post(page: str, **data: Any) -> int:
        return client.post(reverse(f"sales:sample_{page}", args=[sample.pk]), data).status_code

    assert post("submit") == 302
    assert post("reply", text="已安排，下周五发出") == 302
    assert post("made") == 302
    assert post("ship") == 422
    assert post("ship", inspection="全检合格", waybill="SF1") == 302
    assert post("cancel", reason="x") == 409
    assert post("trial") == 302
    assert post("conclude", result="passed", conclusion="装机合格") == 302
    sample.refresh_from_db()
    assert (sample.status, sample.waybill) == ("passed", "SF1")
    page = client.get(sample.get_absolute_url()).content.decode()
    assert "全检合格" in page and "装机合格" in page
    for url in (f"{customer.get_absolute_url()}?tab=samples", f"{reverse('sales:sample_list')}?q=NP-9"):
        assert sample.code in client.get(url).content.decode()
