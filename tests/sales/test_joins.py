"""What joins the resource library and sales: a lead becomes a sale once, a campaign is worth what was won through it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from catalog.models import Product
from core import clock
from core.errors import DomainError
from marketing import sources
from marketing.models import Campaign, Competitor
from marketing.selectors.campaigns import result_of
from marketing.services.lead import touch_lead
from marketing.services.lead_conversion import convert_lead
from marketing.services.lead_intake import take_in
from messaging.models import MailMessage
from sales.models import LeadOpportunity, Opportunity, OpportunityCompetitor, OpportunityProduct
from sales.registered.leads import gross_profit, won_and_lost
from sales.services.interest import remove, save_competitor, save_product
from sales.services.opportunity import create_opportunity
from tests import factories

pytestmark = pytest.mark.django_db


def lead_of(rep, **facts):
    lead = take_in(by=rep, channel="manual", **{"company": "新帆重工", "title": "轴承询价", **facts})
    touch_lead(lead, by=rep, text="谈过了")
    return lead


def sale_of(rep, **facts):
    day = clock.today()
    given = {"name": "配套", "amount": Decimal(100_000), "next_step": "报价", "next_step_on": day}
    customer = factories.make_customer(f"客户{factories.number()}", rep)
    return create_opportunity(
        by=rep, customer=customer, expected_close=day + timedelta(30), **{**given, **facts}
    )


def product(**facts):
    number = factories.number()
    return Product.objects.create(
        **{"code": f"P{number}", "name": f"轴承{number}", "uom": "piece", "vat_rate": 13, **facts}
    )


def test_a_lead_becomes_an_opportunity_once(cast):
    lead = lead_of(cast.rep, contact_name="王工", phone="13800138000", est_amount=Decimal(80_000))
    done = convert_lead(lead, by=cast.rep, parts=["opportunity"])
    sale = Opportunity.objects.get()
    assert (sale.name, sale.amount, sale.customer, sale.owner) == (
        "轴承询价", Decimal(80_000), done.customer, cast.rep,
    )  # fmt: skip
    assert [place.contact for place in sale.people.all()] == [done.contact]
    assert sale.next_step and sale.next_step_on > clock.today() and LeadOpportunity.objects.get().lead == lead
    with pytest.raises(DomainError):
        convert_lead(lead, by=cast.rep, parts=["opportunity"])
    assert Opportunity.objects.count() == 1


def test_whoever_enters_no_sales_is_not_offered_one(cast):
    assert "opportunity" in [part.code for part in sources.parts_for(cast.rep)]
    assert "opportunity" not in [part.code for part in sources.parts_for(cast.finance)]


def test_the_form_offers_the_opportunity_and_makes_it(cast, client):
    lead = lead_of(cast.rep)
    client.force_login(cast.rep)
    url = reverse("marketing:lead_convert", args=[lead.pk])
    assert "make_opportunity" in client.get(url).content.decode()
    client.post(url, {"name": "新帆重工", "make_opportunity": "on"})
    assert Opportunity.objects.get().origin.lead == lead


def test_a_campaign_is_worth_the_gross_profit_of_what_was_won_through_it(cast):
    day = clock.today()
    campaign = Campaign.objects.create(
        name="展会", code="HD-1", owner=cast.marketing, status="running", starts_on=day, ends_on=day
    )
    lead = lead_of(cast.rep)
    lead.campaign = campaign
    lead.save()
    convert_lead(lead, by=cast.rep, parts=["opportunity"])
    sale = Opportunity.objects.get()
    sale.amount = Decimal(50_000)
    sale.status, sale.closed_at = "won", clock.now()
    sale.save()
    assert result_of(campaign).profit == Decimal("10000.00")  # the usual 20 %
    OpportunityProduct.objects.create(
        opportunity=sale, product=product(standard_cost=Decimal(300)), quantity=100, price=Decimal(480)
    )
    assert gross_profit(Opportunity.objects.get()) == Decimal("18000.00")


def test_a_product_and_a_competitor_stand_once_in_a_sale_that_goes_on(cast):
    sale = sale_of(cast.rep)
    bearing = product()
    line = save_product(
        OpportunityProduct(opportunity=sale, product=bearing, quantity=3, price=Decimal("1.5")), by=cast.rep
    )
    assert line.amount == Decimal("4.50")
    with pytest.raises(DomainError) as refusal:
        save_product(OpportunityProduct(opportunity=sale, product=bearing, quantity=1), by=cast.rep)
    assert refusal.value.code == "duplicate"
    rival = Competitor.objects.create(name="对手", owner=cast.rep)
    named = save_competitor(OpportunityCompetitor(opportunity=sale, competitor=rival), by=cast.rep)
    remove(named, by=cast.rep)
    save_competitor(OpportunityCompetitor(opportunity=sale, competitor=rival), by=cast.rep)
    Opportunity.objects.filter(pk=sale.pk).update(status="invalid", closed_at=clock.now())
    with pytest.raises(DomainError) as refusal:
        remove(line, by=cast.rep)
    assert refusal.value.code == "ended"


@pytest.mark.parametrize(("quantity", "price"), [(0, 1), (-1, 1), (10**9, 10**9), ("x", 1)])
def test_a_senseless_line_is_refused_on_the_page(cast, client, quantity, price):
    sale = sale_of(cast.rep)
    client.force_login(cast.rep)
    answer = client.post(
        reverse("sales:sale_product_create", args=[sale.pk]),
        {"product": product().pk, "quantity": quantity, "price": price},
    )
    assert answer.status_code == 422 and not OpportunityProduct.objects.exists()


def test_wins_and_losses_are_told_within_reach_alone(cast):
    sale = sale_of(cast.rep)
    Opportunity.objects.filter(pk=sale.pk).update(status="won", closed_at=clock.now())
    told = list(won_and_lost(cast.manager, 5))
    assert len(told) == 1 and "配套" in told[0].title and "100,000" in told[0].body
    assert list(won_and_lost(cast.other_manager, 5)) == list(won_and_lost(cast.nobody, 5)) == []
    assert all("100,000" not in item.body for item in won_and_lost(cast.marketing, 5))


def test_a_letter_about_a_sale_stands_on_its_page(cast, client):
    sale = sale_of(cast.rep)
    client.force_login(cast.rep)
    page = client.get(f"{sale.get_absolute_url()}?tab=mail").content.decode()
    assert f"about=opportunities%3A{sale.pk}" in page
    client.post(
        reverse("messaging:mail_create"),
        {
            "recipients": "li@example.cn", "subject": "报价", "body": "请查收", "about": f"opportunities:{sale.pk}",
            "customer": sale.customer_id,
        },
    )  # fmt: skip
    letter = MailMessage.objects.get()
    assert letter.about == sale and letter.customer == sale.customer
    assert "报价" in client.get(f"{sale.get_absolute_url()}?tab=mail").content.decode()
