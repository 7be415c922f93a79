"""Inviting by letter: to each by name, never to who wants none, and the page says who was left out."""

import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core import clock, outbox
from marketing.models import Campaign, CampaignMember
from marketing.services.invitation import invite
from messaging.models import MailMessage, MailOptOut, MailTemplate
from messaging.services.opt_out import link_for, opt_out
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(cast: Any) -> Campaign:
    today = clock.today()
    return Campaign.objects.create(
        code="HD1", name="技术交流", starts_on=today, ends_on=today, status="running", owner=cast.manager,
        department=cast.east,
    )  # fmt: skip


@pytest.fixture
def people(cast: Any, campaign: Campaign) -> list[Any]:
    customer = factories.make_customer("东岭重卡", cast.rep)
    found = [
        factories.make_contact(customer, name, email=f"{name}@dongling.example") for name in ("li", "Wang")
    ]
    found.append(factories.make_contact(customer, "没有邮箱", email=""))
    for person in found:
        CampaignMember.objects.create(campaign=campaign, customer=customer, contact=person)
    return found


@pytest.fixture
def template(cast: Any) -> MailTemplate:
    return MailTemplate.objects.create(
        name="邀请",
        subject="邀请您参加{about}",
        body="{contact}您好",
        owner=cast.manager,
        department=cast.east,
    )


def status_of(person: Any) -> str:
    return str(CampaignMember.objects.get(contact=person).status)


def test_each_gets_a_letter_of_his_own_with_the_link_that_takes_him_off(
    cast: Any, campaign: Campaign, people: list[Any], template: MailTemplate
) -> None:
    done = invite(campaign, by=cast.manager, template=template, host="https://crm.example")
    assert (done.invited, done.unwilling, done.without_address) == (2, 0, 1)
    outbox.deliver_due()
    assert [letter.subject for letter in mail.outbox] == ["邀请您参加技术交流"] * 2
    letter = MailMessage.objects.get(contact=people[0])
    assert (
        letter.body.startswith("li您好")
        and f"https://crm.example{link_for('li@dongling.example')}" in letter.body
    )
    assert letter.about == campaign and (status_of(people[0]), status_of(people[2])) == ("invited", "target")
    assert invite(campaign, by=cast.manager, template=template).invited == 0


def test_who_wants_no_letters_is_left_out_and_the_page_says_so(
    cast: Any, sign_in: Any, campaign: Campaign, people: list[Any], template: MailTemplate
) -> None:
    opt_out("WANG@dongling.example")
    client = sign_in(cast.marketing)
    CampaignMember.objects.filter(contact=people[2]).delete()
    answer = client.post(f"/campaigns/{campaign.pk}/invite/", {"confirmed": "1"}, follow=True)
    assert "1" in str(list(answer.context["messages"])[0]) and status_of(people[1]) == "target"
    assert status_of(people[0]) == "invited" and not MailMessage.objects.exists()


def test_a_letter_goes_only_where_the_inviter_may_read_the_address(
    cast: Any, campaign: Campaign, people: list[Any], template: MailTemplate
) -> None:
    done = invite(campaign, by=cast.marketing, template=template)
    assert (done.invited, done.without_address) == (0, 3) and not MailMessage.objects.exists()


def test_the_link_is_looked_at_without_effect_and_takes_off_by_its_button() -> None:
    stranger = Client(enforce_csrf_checks=True)
    link = link_for("Li@dongling.example")
    page = stranger.get(link)
    assert page.status_code == 200 and "li@dongling.example" in page.content.decode() and not page.cookies
    assert not MailOptOut.objects.exists()
    assert [stranger.post(link).status_code for _try in range(2)] == [200, 200]
    assert MailOptOut.objects.get().address == "li@dongling.example"


@pytest.mark.parametrize("token", ["x", "ImFAYi5leGFtcGxlIg:1vMp00:madeup", "%00"])
def test_a_made_up_link_takes_nobody_off(token: str) -> None:
    assert Client().post(f"/letters/stop/{token}/").status_code == 404
    assert not MailOptOut.objects.exists()


def test_a_program_invites_ends_and_sums_up(
    cast: Any, sign_in: Any, campaign: Campaign, people: list[Any]
) -> None:
    opt_out("wang@dongling.example")
    client = sign_in(cast.marketing)

    def do(verb: str, **body: Any) -> Any:
        road = f"/api/v1/campaigns/{campaign.pk}/{verb}"
        return client.post(road, json.dumps(body), content_type="application/json")

    told = do("invite").json()
    assert (told["invited"], told["unwilling"]) == (2, 1)
    assert do("finish").json()["status"] == "review"
    assert do("close").status_code == 422
    assert do("close", summary="来了两位").json()["status"] == "closed"
