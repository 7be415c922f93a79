"""Opportunities on their pages: who sees and changes them, what hangs on customers, transfers, merges and pools."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.sources import hand_over_items
from contacts.models import Customer
from contacts.services.merge_customers import merge_customers
from contacts.services.ownership import transfer_customers
from contacts.services.pool import claim_customer
from core import clock
from core.errors import DomainError
from records.services.deletion import delete_record
from sales.models import LossReview, Opportunity, OpportunityContact
from sales.services.people import save_place
from sales.services.stage import lose_opportunity
from tests import factories
from tests.sales.opportunities import make_opportunity, stage

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(cast: Any) -> Customer:
    return factories.make_customer("东岭重卡", cast.rep, industry="automaker")


@pytest.fixture
def sale(cast: Any, customer: Customer) -> Opportunity:
    return make_opportunity(customer, cast.rep, amount=Decimal(5_000_000))


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(page: str, sale: Any) -> str:
    return reverse(f"sales:opportunity_{page}", args=[sale.pk])


def test_a_rep_enters_moves_and_wins_a_sale_on_its_pages(cast: Any, customer: Any) -> None:
    client = signed_in(cast.rep)
    person = factories.make_contact(customer, "李工")
    form = {
        "customer": customer.pk,
        "name": "2027 年度轴承",
        "contact": person.pk,
        "contact_role": "economic_buyer",
        "amount": "5000000",
        "currency": "CNY",
        "expected_close": clock.today().isoformat(),
        "next_step": "送样",
        "next_step_on": clock.today().isoformat(),
    }
    answer = client.post(reverse("sales:opportunity_create"), form)
    assert answer.status_code == 302
    sale = Opportunity.objects.get()
    assert (sale.owner, sale.stage.code, sale.people.get().contact) == (cast.rep, "confirmed", person)
    page = client.get(url("detail", sale)).content.decode()
    assert "5,000,000.00" in page and "准入/审厂" in page
    moved = {"stage": stage("quote").pk, "version": sale.version}
    assert client.post(url("move", sale), moved).status_code == 302
    assert client.post(url("move", sale), moved | {"stage": stage("sample").pk}).status_code == 409
    sale.refresh_from_db()
    assert sale.stage.code == "quote"
    assert client.post(url("win", sale), {"document": "HT-9"}).status_code == 302
    sale.refresh_from_db()
    assert sale.status == "won"
    for tab in ("overview", "contacts", "stages", "review", "files", "history"):
        assert client.get(f"{url('detail', sale)}?tab={tab}").status_code == 200


def test_a_heavy_loss_asks_for_its_review_on_the_page(cast: Any, sale: Any) -> None:
    client = signed_in(cast.rep)
    facts = {"loss_reason": "price", "competitor": "北辰轴承"}
    assert client.post(url("lose", sale), facts).status_code == 422
    facts |= {"findings": "报价晚", "cause": "审批慢"}
    assert client.post(url("lose", sale), facts).status_code == 302
    review = reverse("sales:review_write", args=[sale.pk])
    assert "审批慢" in client.get(review).content.decode()
    answer = client.post(review, {"findings": "报价晚了", "cause": "审批慢", "actions": "预先批底价"})
    assert answer.status_code == 302
    assert LossReview.objects.get().actions == "预先批底价"


def test_who_is_on_the_team_to_read_reads_and_who_writes_writes(cast: Any, customer: Any, sale: Any) -> None:
    assert not Opportunity.objects.visible_to(cast.colleague).exists()
    place = factories.make_team_member(customer, cast.colleague)
    assert Opportunity.objects.visible_to(cast.colleague).exists()
    assert not Opportunity.objects.visible_to(cast.colleague, "change").exists()
    place.rights = "write"
    place.save()
    assert Opportunity.objects.visible_to(cast.colleague, "change").exists()
    assert Opportunity.objects.visible_to(cast.manager, "transfer").exists()
    assert not Opportunity.objects.visible_to(cast.other_manager).exists()


def test_a_reader_of_the_customer_enters_no_sale_there(cast: Any, customer: Any) -> None:
    factories.make_team_member(customer, cast.colleague)
    form = {
        "customer": customer.pk,
        "name": "不该有",
        "currency": "CNY",
        "expected_close": clock.today().isoformat(),
        "next_step": "x",
        "next_step_on": clock.today().isoformat(),
    }
    answer = signed_in(cast.colleague).post(reverse("sales:opportunity_create"), form)
    assert answer.status_code == 422 and not Opportunity.objects.exists()


def test_marketing_sees_sales_without_their_amounts(cast: Any, customer: Any, sale: Any) -> None:
    client = signed_in(cast.marketing)
    for address in (
        url("detail", sale),
        reverse("sales:opportunity_list"),
        f"/api/v1/opportunities/{sale.pk}",
        f"{customer.get_absolute_url()}?tab=opportunities",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        shown = answer.content.decode()
        assert "5,000,000" not in shown and "5000000" not in shown and "500.00" not in shown, address


def test_open_sales_go_with_the_customer_unless_they_stay(cast: Any, customer: Any) -> None:
    mine = make_opportunity(customer, cast.rep)
    others = make_opportunity(customer, cast.rep, "同事的", owner=cast.colleague)
    ended = make_opportunity(customer, cast.rep, "丢了的")
    lose_opportunity(ended, by=cast.rep, loss_reason="cancelled")
    transfer_customers([customer], to=cast.other_rep, by=cast.manager)
    owners = {row.name: row.owner for row in Opportunity.objects.all()}
    assert owners == {mine.name: cast.other_rep, others.name: cast.colleague, ended.name: cast.rep}


def test_a_part_that_stays_behind_stays(cast: Any, customer: Any, sale: Any) -> None:
    from contacts.services.ownership import hand_over

    hand_over([customer], to=cast.other_rep, by=cast.manager, leave=["opportunities"])
    sale.refresh_from_db()
    assert sale.owner == cast.rep


def test_a_sale_in_the_pool_has_no_owner_and_comes_to_the_claimer(
    cast: Any, customer: Any, sale: Any
) -> None:
    from contacts.services.pool import enter_pool

    factories.make_pool(departments=[cast.east])
    enter_pool(Customer.objects.get(pk=customer.pk), pool=None, kind="released", by=cast.manager)
    sale.refresh_from_db()
    assert (sale.owner, sale.department) == (None, None)
    assert not Opportunity.objects.visible_to(cast.rep).exists()
    claim_customer(Customer.objects.get(pk=customer.pk), by=cast.colleague)
    sale.refresh_from_db()
    assert (sale.owner, sale.department) == (cast.colleague, cast.east)


def test_a_merge_takes_sales_and_their_people_along(cast: Any, customer: Any, sale: Any) -> None:
    person = factories.make_contact(customer)
    save_place(OpportunityContact(opportunity=sale, contact=person, role="sponsor"), by=cast.rep)
    kept = factories.make_customer("东岭重卡集团", cast.rep)
    merge_customers(kept, customer, by=cast.manager)
    sale.refresh_from_db()
    assert sale.customer == kept and sale.people.get().contact.customer_id == kept.pk


def test_a_customer_with_sales_is_not_deleted(cast: Any, customer: Any, sale: Any) -> None:
    with pytest.raises(DomainError):
        delete_record(customer, by=cast.manager)


def test_whoever_leaves_hands_his_open_sales_over(cast: Any, sale: Any) -> None:
    assert any("sales" in item.url or "opportunities" in item.url for item in hand_over_items(cast.rep))


def test_the_customers_page_says_what_is_in_progress(cast: Any, customer: Any, sale: Any) -> None:
    shown = signed_in(cast.rep).get(customer.get_absolute_url()).content.decode()
    assert "500.00" in shown
    assert (
        sale.name
        in signed_in(cast.rep).get(f"{customer.get_absolute_url()}?tab=opportunities").content.decode()
    )


def test_a_talk_about_a_sale_stands_at_the_sale_and_at_its_customer(
    cast: Any, customer: Any, sale: Any
) -> None:
    client = signed_in(cast.rep)
    answer = client.post(url("talk", sale), {"text": "客户同意试装方案，下周给图纸", "kind": "phone"})
    assert answer.status_code == 302
    for address in (url("detail", sale), customer.get_absolute_url()):
        assert "下周给图纸" in client.get(address).content.decode()


def test_the_api_moves_and_ends_a_sale(cast: Any, sale: Any) -> None:
    client = signed_in(cast.rep)
    base = f"/api/v1/opportunities/{sale.pk}"
    read = client.get(base).json()
    assert (read["probability"], read["weighted"]) == ("10.00", "500000.00")
    answer = client.post(
        f"{base}/move",
        {"stage": stage("admission").pk, "version": read["version"] if "version" in read else ""},
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content
    answer = client.post(f"{base}/win", {"document": "DD-1"}, content_type="application/json")
    assert answer.json()["status"] == "won"
