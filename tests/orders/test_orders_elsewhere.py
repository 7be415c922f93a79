"""Where orders begin and end on other pages: an accepted quote, a customer's credit."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from core import clock
from orders.models import Order
from orders.services.credit_limit import set_credit_limit
from orders.services.order import from_quote
from sales.models import Quote
from sales.services.quote import save_quote
from tests import factories
from tests.orders.orders import D, make_placed
from tests.sales.quotes import line

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Any:
    return factories.make_customer("东岭重卡", cast.rep)


def accepted(customer: Any, by: Any) -> Quote:
    quote = Quote(customer=customer, valid_until=clock.today() + timedelta(days=30))
    quote = save_quote(quote, by=by, lines=[line()])
    Quote.objects.filter(pk=quote.pk).update(status="accepted")
    quote.refresh_from_db()
    return quote


def test_an_accepted_quote_leads_to_its_order_and_then_to_the_order_made(
    cast: Any, customer: Any, sign_in: Any
) -> None:
    quote, browser = accepted(customer, cast.rep), sign_in(cast.rep)
    address = reverse("orders:order_from_quote", args=[quote.pk])
    assert address in browser.get(quote.get_absolute_url()).content.decode()
    assert browser.get(address).status_code == 200
    order = from_quote(quote, by=cast.rep)
    text = browser.get(quote.get_absolute_url()).content.decode()
    assert address not in text and order.get_absolute_url() in text


def test_only_who_enters_orders_is_led_to_one(cast: Any, customer: Any, sign_in: Any) -> None:
    quote = accepted(customer, cast.rep)
    text = sign_in(cast.finance).get(quote.get_absolute_url()).content.decode()
    assert reverse("orders:order_from_quote", args=[quote.pk]) not in text
    assert not Order.objects.exists()


def test_the_credit_of_a_customer_is_shown_to_who_may_read_it_and_set_by_finance(
    cast: Any, customer: Any, sign_in: Any
) -> None:
    set_credit_limit(customer, by=cast.finance, amount=D(20000), reason="年度")
    make_placed(customer, cast.rep)
    tab, address = (
        f"{customer.get_absolute_url()}?tab=payments",
        reverse("orders:credit_limit", args=[customer.pk]),
    )
    text = sign_in(cast.finance).get(tab).content.decode()
    assert address in text and "20,000.00" in text and "8,700.00" in text
    text = sign_in(cast.manager).get(tab).content.decode()
    assert address not in text and "8,700.00" in text
    text = sign_in(cast.rep).get(tab).content.decode()
    assert address not in text and "20,000.00" not in text
    text = sign_in(cast.finance).get(address).content.decode()
    assert 'value="20,000.00"' in text and "8,700.00" in text, "what is used stands beside what is set"
    refused = sign_in(cast.finance).post(address, {"amount": "三万", "reason": "上调"})
    assert refused.status_code == 422 and "8,700.00" in refused.content.decode()
    answer = sign_in(cast.finance).post(address, {"amount": "30,000", "reason": "上调"})
    assert answer["Location"] == tab
