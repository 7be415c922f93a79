"""Inquiries: what they may do on their way, how the response clock runs, and what the customer's numbers fill in."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.sources import hand_over_items
from catalog.models import CustomerPartNumber
from contacts.models import Customer, FollowUp
from contacts.services.merge_customers import merge_customers
from contacts.services.ownership import transfer_customers
from core import clock
from core.errors import DomainError
from sales.models import Inquiry, InquiryLine
from sales.request_states import INQUIRY
from sales.services.inquiry import (
    create_inquiry,
    delete_inquiry,
    move_inquiry,
    remove_line,
    reply_to_inquiry,
    save_line,
    transfer_inquiry,
    update_inquiry,
)
from tests import factories
from tests.catalog.things import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep)


def make(cast: Any, customer: Customer, **values: Any) -> Inquiry:
    values.setdefault("name", "底盘轴承询价")
    return create_inquiry(by=cast.rep, customer=customer, **values)


def with_line(cast: Any, customer: Customer, **line: Any) -> Inquiry:
    line.setdefault("description", "新型轮毂轴承")
    line.setdefault("quantity", Decimal(100))
    return make(cast, customer, line=line)


def refusal(call: Any, *given: Any, **named: Any) -> DomainError:
    with pytest.raises(DomainError) as caught:
        call(*given, **named)
    return caught.value


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime(2026, 11, day, hour, minute))


# -- the clock ------------------------------------------------------------------------------------------------
def test_the_first_reply_is_due_after_eight_working_hours_and_stops_the_clock(
    cast: Any, customer: Customer
) -> None:
    with clock.at(at(20, 17)):
        inquiry = make(cast, customer)
    assert timezone.localtime(inquiry.reply_due_at) == at(23, 17, 30)
    with clock.at(at(23, 9, 30)):
        inquiry = reply_to_inquiry(inquiry, by=cast.rep, text="图纸已收到，周三前给出初步方案与价格。")
        assert inquiry.response_minutes == 90
        assert FollowUp.objects.get(customer=customer).about == inquiry
    with clock.at(at(24, 9)):
        again = reply_to_inquiry(inquiry, by=cast.rep, text="补充说明：交期八周，价格本周五给出。")
    assert again.response_minutes == 90 and FollowUp.objects.count() == 2


def test_an_answer_without_a_word_before_it_is_the_first_reply(cast: Any, customer: Customer) -> None:
    with clock.at(at(20, 9)):
        inquiry = with_line(cast, customer)
    with clock.at(at(20, 11)):
        inquiry = move_inquiry(inquiry, to="quoting", by=cast.rep)
        assert inquiry.first_reply_at is None
        inquiry = move_inquiry(inquiry, to="answered", by=cast.rep, document="BJ-1")
    assert (inquiry.response_minutes, inquiry.answer_document) == (120, "BJ-1")


# -- the way --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("now", list(INQUIRY))
def test_only_the_listed_moves_are_open_and_a_refusal_names_them(
    cast: Any, customer: Customer, now: str
) -> None:
    for to in INQUIRY:
        inquiry = with_line(cast, customer)
        facts = {"status": now, "end_reason": "x" if now in {"declined", "withdrawn"} else ""}
        Inquiry.objects.filter(pk=inquiry.pk).update(
            **facts, answered_at=clock.now() if now == "answered" else None
        )
        if to in INQUIRY[now]:
            done = move_inquiry(inquiry, to=to, by=cast.rep, reason="因为", answer="可供，八周")
            assert done.status == to
        else:
            wrong = refusal(move_inquiry, inquiry, to=to, by=cast.rep, reason="因为", answer="可供")
            assert wrong.code == "forbidden_move"
            for state in INQUIRY[now]:
                assert str(Inquiry.Status(state).label) in wrong.message


def test_an_end_says_why_and_an_answer_says_what(cast: Any, customer: Customer) -> None:
    inquiry = with_line(cast, customer)
    assert refusal(move_inquiry, inquiry, to="declined", by=cast.rep).field == "reason"
    inquiry = move_inquiry(inquiry, to="quoting", by=cast.rep)
    assert refusal(move_inquiry, inquiry, to="answered", by=cast.rep).field == "document"
    inquiry = move_inquiry(inquiry, to="answered", by=cast.rep, answer="见邮件")
    assert refusal(update_inquiry, inquiry, by=cast.rep, name="x").code == "ended"
    assert refusal(delete_inquiry, inquiry, by=cast.manager).code == "answered"
    assert refusal(move_inquiry, inquiry, to="quoting", by=cast.rep).field == "reason"
    again = move_inquiry(inquiry, to="quoting", by=cast.rep, reason="客户要求重报")
    assert again.answered_at is None


def test_nothing_is_quoted_without_lines_and_no_new_product_answered_unjudged(
    cast: Any, customer: Customer
) -> None:
    bare = make(cast, customer)
    assert refusal(move_inquiry, bare, to="quoting", by=cast.rep).code == "no_lines"
    new = with_line(cast, customer)
    new.kind = "new_product"
    new.save()
    new = move_inquiry(new, to="quoting", by=cast.rep)
    assert refusal(move_inquiry, new, to="answered", by=cast.rep, answer="可").code == "not_judged"
    line = InquiryLine.objects.get(inquiry=new)
    line.feasibility = "changes"
    save_line(line, by=cast.rep)
    assert move_inquiry(new, to="answered", by=cast.rep, answer="可").status == "answered"


def test_two_at_once_are_told_apart(cast: Any, customer: Customer) -> None:
    inquiry = with_line(cast, customer)
    move_inquiry(inquiry, to="clarifying", by=cast.rep, version=inquiry.version)
    assert (
        refusal(move_inquiry, inquiry, to="quoting", by=cast.rep, version=inquiry.version).code == "conflict"
    )


# -- lines ----------------------------------------------------------------------------------------------------
def test_the_customers_part_number_fills_in_product_and_drawing(cast: Any, customer: Customer) -> None:
    product, other = make_product("推力轴承"), make_product("中间轴承")
    CustomerPartNumber.objects.create(
        customer=customer, product=product, part_no="DL-77", drawing_no="T-1", drawing_revision="B"
    )
    inquiry = make(cast, customer)
    line = save_line(InquiryLine(inquiry=inquiry, part_no=" DL-77 ", quantity=Decimal(5)), by=cast.rep)
    assert (line.product, line.part_no, line.drawing_no, line.drawing_revision) == (
        product,
        "DL-77",
        "T-1",
        "B",
    )
    line = save_line(InquiryLine(inquiry=inquiry, product=product, quantity=Decimal(5)), by=cast.rep)
    assert line.part_no == "DL-77"
    wrong = InquiryLine(inquiry=inquiry, product=other, part_no="DL-77", quantity=Decimal(5))
    assert refusal(save_line, wrong, by=cast.rep).code == "other_product"


def test_a_line_says_what_it_is_and_a_stopped_product_is_refused(cast: Any, customer: Customer) -> None:
    inquiry = make(cast, customer)
    assert (
        refusal(save_line, InquiryLine(inquiry=inquiry, quantity=Decimal(1)), by=cast.rep).field
        == "description"
    )
    stopped = make_product(status="stopped")
    line = InquiryLine(inquiry=inquiry, product=stopped, quantity=Decimal(1))
    assert refusal(save_line, line, by=cast.rep).code == "stopped"


def test_lines_stay_as_they_were_once_it_has_ended(cast: Any, customer: Customer) -> None:
    inquiry = with_line(cast, customer)
    move_inquiry(inquiry, to="withdrawn", by=cast.rep, reason="项目取消")
    line = InquiryLine.objects.get(inquiry=inquiry)
    assert refusal(save_line, line, by=cast.rep).code == "ended"
    assert refusal(remove_line, line, by=cast.rep).code == "ended"


def test_what_belongs_to_another_customer_is_refused(cast: Any, customer: Customer) -> None:
    other = factories.make_customer("南屏柴油机", cast.rep)
    stranger = factories.make_contact(other)
    assert refusal(make, cast, customer, contact=stranger).code == "foreign"
    foreign = factories.make_customer("赤岸风电", cast.other_rep)
    assert refusal(make, cast, foreign).code == "forbidden"
    future = clock.now() + timedelta(hours=2)
    assert refusal(make, cast, customer, received_at=future).field == "received_at"


# -- with the customer ----------------------------------------------------------------------------------------
def test_open_inquiries_go_along_with_their_customer_and_merge_with_it(cast: Any, customer: Customer) -> None:
    live, done = with_line(cast, customer), with_line(cast, customer)
    move_inquiry(done, to="withdrawn", by=cast.rep, reason="取消")
    assert "2" not in [str(item.count) for item in hand_over_items(cast.rep) if "inquiry" in item.url]
    transfer_customers(Customer.objects.filter(pk=customer.pk), to=cast.colleague, by=cast.manager)
    live.refresh_from_db()
    done.refresh_from_db()
    assert (live.owner, done.owner) == (cast.colleague, cast.rep)
    kept = factories.make_customer("东岭重卡集团", cast.colleague)
    merge_customers(kept, Customer.objects.get(pk=customer.pk), by=cast.manager)
    assert Inquiry.objects.filter(customer=kept).count() == 2


def test_a_colleague_gets_it_by_transfer(cast: Any, customer: Customer) -> None:
    inquiry = transfer_inquiry(make(cast, customer), to=cast.colleague, by=cast.manager)
    assert inquiry.owner == cast.colleague
    assert refusal(transfer_inquiry, inquiry, to=cast.colleague, by=cast.manager).code == "is_owner"


def test_a_rep_takes_one_down_with_its_first_line_on_one_page(cast: Any, customer: Customer) -> None:
    client = Client()
    client.force_login(cast.rep)
    form = {
        "customer": customer.pk,
        "name": "新型轮毂",
        "kind": "new_product",
        "channel": "mail",
        "description": "轮毂单元 第三代",
        "part_no": "DL-9",
        "drawing_no": "T-9",
        "drawing_revision": "A",
        "target_price": "128.5",
    }
    answer = client.post(reverse("sales:inquiry_create"), form)
    assert answer.status_code == 422  # how many?
    answer = client.post(reverse("sales:inquiry_create"), form | {"quantity": "2000"})
    assert answer.status_code == 302
    inquiry = Inquiry.objects.get()
    assert inquiry.code.startswith("XJ") and inquiry.lines.get().drawing_revision == "A"
    page = client.get(inquiry.get_absolute_url()).content.decode()
    assert "轮毂单元" in page and "128.5" in page
    for tab in ("lines", "files", "history"):
        assert client.get(f"{inquiry.get_absolute_url()}?tab={tab}").status_code == 200
    line = inquiry.lines.get()
    answer = client.post(
        reverse("sales:inquiry_line_create", args=[inquiry.pk]), {"description": "密封圈", "quantity": "9"}
    )
    assert answer.status_code == 302 and inquiry.lines.count() == 2
    edit = {
        "description": "轮毂单元",
        "quantity": "3000",
        "feasibility": "feasible",
        "part_no": "DL-9",
        "read_version": line.version,
    }
    assert client.post(reverse("sales:inquiry_line_edit", args=[line.pk]), edit).status_code == 302
    for url in (f"{customer.get_absolute_url()}?tab=inquiries", reverse("sales:inquiry_list")):
        assert inquiry.code in client.get(url).content.decode()
    found = client.get(reverse("sales:inquiry_list"), {"q": "DL-9"}).content.decode()
    assert inquiry.code in found
