"""A new revision of a customer's drawing: the former one is history, open documents that name it are warned."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import CustomerPartNumber
from catalog.services.part_number import newest_revision, revise_part_number
from contacts.models import Customer
from core.errors import DomainError
from reminders.models import Notification
from sales.models import Inquiry, SampleRequest
from sales.services.inquiry import create_inquiry
from sales.services.revisions import open_with_older, superseded
from sales.services.sample import create_sample
from tests import factories
from tests.catalog.things import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep)


@pytest.fixture
def number(customer: Customer) -> CustomerPartNumber:
    return CustomerPartNumber.objects.create(
        customer=customer, product=make_product(), part_no="DL-77", drawing_no="T-1", drawing_revision="A"
    )


def ask(cast: Any, customer: Customer, revision: str = "A", part_no: str = "DL-77") -> Inquiry:
    line = {"description": "x", "part_no": part_no, "drawing_revision": revision, "quantity": Decimal(1)}
    return create_inquiry(by=cast.rep, customer=customer, name="询价", line=line)


def test_open_documents_with_the_older_revision_are_warned_and_others_are_not(
    cast: Any, customer: Customer, number: CustomerPartNumber
) -> None:
    warned = ask(cast, customer)
    other_part, new_already = ask(cast, customer, part_no="DL-78"), ask(cast, customer, "B")
    elsewhere = ask(cast, factories.make_customer("南屏", cast.rep))
    sample = create_sample(
        by=cast.rep, customer=customer, name="样", quantity=Decimal(1), part_no="DL-77", drawing_revision="A"
    )
    gone = create_sample(
        by=cast.rep, customer=customer, name="样", quantity=Decimal(1), part_no="DL-77", drawing_revision="A"
    )
    SampleRequest.objects.filter(pk=gone.pk).update(status="cancelled")
    new = revise_part_number(number, by=cast.manager, drawing_revision="B", notes="倒角加大")
    assert set(open_with_older(new)) == {warned, sample}
    assert Notification.objects.filter(recipient=cast.rep).count() == 2
    client = Client()
    client.force_login(cast.rep)
    for document, says in (
        (warned, True),
        (sample, True),
        (other_part, False),
        (new_already, False),
        (elsewhere, False),
    ):
        page = client.get(document.get_absolute_url()).content.decode()
        assert ("alert-triangle" in page) is says


def test_revisions_follow_one_another(cast: Any, customer: Customer, number: CustomerPartNumber) -> None:
    second = revise_part_number(number, by=cast.rep, drawing_revision="B", drawing_no="T-2")
    assert (second.product, second.drawing_no) == (number.product, "T-2")
    assert newest_revision(number) == second
    for wrong, code in (({"drawing_revision": "C"}, "not_newest"),):
        with pytest.raises(DomainError) as caught:
            revise_part_number(number, by=cast.rep, **wrong)
        assert caught.value.code == code
    with pytest.raises(DomainError) as caught:
        revise_part_number(second, by=cast.rep, drawing_revision="A")
    assert caught.value.code == "duplicate"
    third = revise_part_number(second, by=cast.rep, drawing_revision="C")
    assert superseded(customer, [("DL-77", "A"), ("DL-77", "C"), ("DL-77", "X"), ("", "A")]) == [third]


def test_the_page_of_the_product_leads_to_it(cast: Any, number: CustomerPartNumber) -> None:
    client = Client()
    client.force_login(cast.rep)
    url = reverse("catalog:part_number_revise", args=[number.pk])
    assert url in client.get(number.get_absolute_url()).content.decode()
    assert client.post(url, {"drawing_revision": " "}).status_code == 422
    assert client.post(url, {"drawing_revision": "B"}).status_code == 302
    assert CustomerPartNumber.objects.count() == 2
