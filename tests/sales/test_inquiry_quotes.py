"""A quote for an inquiry: what it begins with, that each shows the other, and how the inquiry follows."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from contacts.models import Customer
from core.errors import DomainError
from sales.models import Inquiry, InquiryLine, Quote
from sales.quote_tabs import prefill_from
from sales.services.inquiry import create_inquiry, save_line
from sales.services.quote_answer import send_quote
from sales.services.quote_approval import put_approved, submit_quote
from sales.services.quote_version import copy_quote, new_version
from tests import factories
from tests.catalog.things import make_product
from tests.sales.quotes import line, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep)


@pytest.fixture
def inquiry(cast: Any, customer: Customer) -> Inquiry:
    product = make_product(code="HL-1", list_price="113", lead_days=30)
    first = {
        "product": product,
        "part_no": "DL-9",
        "drawing_revision": "B",
        "quantity": Decimal(100),
        "target_price": Decimal("110.5"),
    }
    made = create_inquiry(by=cast.rep, customer=customer, name="年度询价", line=first)
    for name, feasibility in (("新型轮毂轴承", "feasible"), ("做不了的", "not_feasible")):
        save_line(
            InquiryLine(inquiry=made, description=name, quantity=Decimal(20), feasibility=feasibility),
            by=cast.rep,
        )
    return made


def page(user: Any, address: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(address).content.decode()


def test_the_editor_begins_with_what_is_asked_for(cast: Any, inquiry: Inquiry) -> None:
    shown = page(cast.rep, f"{reverse('sales:quote_create')}?{prefill_from(inquiry)}")
    for value in ("DL-9", "新型轮毂轴承", 'value="110.5"', 'value="100"', "年度询价"):
        assert value in shown
    assert "做不了的" not in shown


def test_what_one_does_not_see_fills_nothing(cast: Any, inquiry: Inquiry) -> None:
    shown = page(cast.other_rep, f"{reverse('sales:quote_create')}?{prefill_from(inquiry)}")
    assert "DL-9" not in shown and "新型轮毂轴承" not in shown


def test_both_pages_show_the_other(cast: Any, inquiry: Inquiry) -> None:
    quote = make_quote(inquiry.customer, cast.rep, inquiry=inquiry)
    assert str(quote) in page(cast.rep, inquiry.get_absolute_url())
    assert inquiry.get_absolute_url() in page(cast.rep, quote.get_absolute_url())
    client = Client()
    client.force_login(cast.rep)
    assert client.get(f"/api/v1/quotes/{quote.pk}").json()["inquiry"] is not None
    found = client.get("/api/v1/quotes", {"inquiry": inquiry.pk}).json()["items"]
    assert [row["id"] for row in found] == [quote.pk]


def test_an_inquiry_being_quoted_says_so_and_the_sent_quote_answers_it(cast: Any, inquiry: Inquiry) -> None:
    quote = make_quote(inquiry.customer, cast.rep, line(quantity=100), inquiry=inquiry)
    inquiry.refresh_from_db()
    assert inquiry.status == "quoting"
    quote = put_approved(submit_quote(quote, by=cast.rep), by=cast.manager)
    send_quote(quote, by=cast.rep, to="采购部", channel="hand")
    inquiry.refresh_from_db()
    assert (inquiry.status, inquiry.answer_document) == ("answered", str(quote))
    assert inquiry.first_reply_at is not None


def test_a_new_product_that_nobody_judged_is_not_answered_by_its_quote(cast: Any, customer: Any) -> None:
    asked = {"description": "新设计", "quantity": Decimal(1)}
    inquiry = create_inquiry(by=cast.rep, customer=customer, name="新品", kind="new_product", line=asked)
    quote = make_quote(customer, cast.rep, line(quantity=100), inquiry=inquiry)
    quote = put_approved(submit_quote(quote, by=cast.rep), by=cast.manager)
    assert send_quote(quote, by=cast.rep, to="采购部", channel="hand").status == "sent"
    inquiry.refresh_from_db()
    assert inquiry.status == "quoting"


def test_the_next_version_stays_with_the_inquiry(cast: Any, inquiry: Inquiry) -> None:
    quote = make_quote(inquiry.customer, cast.rep, line(quantity=100), inquiry=inquiry)
    assert copy_quote(quote, by=cast.rep).inquiry == inquiry
    quote = put_approved(submit_quote(quote, by=cast.rep), by=cast.manager)
    assert new_version(quote, by=cast.rep).inquiry == inquiry


def test_an_inquiry_of_another_customer_is_refused(cast: Any, inquiry: Inquiry) -> None:
    other = factories.make_customer("南屏", cast.rep)
    with pytest.raises(DomainError) as refusal:
        make_quote(other, cast.rep, inquiry=inquiry)
    assert refusal.value.field == "inquiry" and not Quote.objects.exists()
