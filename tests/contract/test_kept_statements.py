"""Statements that a process keeps answer each reader as fresh ones would, and follow every change at once."""

import re
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Grant
from contacts.models import AccountTeamMember
from core import clock, stamps
from tests import factories

from .world import World

pytestmark = pytest.mark.django_db
READERS = ("rep", "colleague", "manager", "other_rep", "regional", "finance", "executive")
VARYING = re.compile(
    r'name="(csrfmiddlewaretoken|key)" value="[^"]+"|csrf[^>]+|nonce="[^"]+"|\d{2}:\d{2}(:\d{2})?|"id": "[^"]+"'
)


def forget() -> None:
    for kept in stamps.Kept.every:
        kept.clear()


def pages(world: World) -> list[str]:
    customer, contact = world.customer, world.contact
    return [
        "/",
        "/?scope=below",
        "/customers/",
        f"/customers/{customer.pk}/",
        f"/customers/{customer.pk}/tree/",
        "/contacts/",
        f"/contacts/{contact.pk}/",
        "/follow-ups/",
        "/opportunities/",
        "/opportunities/board/",
        "/orders/",
        "/contracts/",
    ]


def seen(client: Any, path: str) -> tuple[int, str]:
    answer = client.get(path)
    return answer.status_code, VARYING.sub("", answer.content.decode())


def test_each_reader_is_answered_as_if_he_were_the_first(cast: Any, world: World, sign_in: Any) -> None:
    clients = {who: sign_in(getattr(cast, who)) for who in READERS}
    paths = pages(world)
    for client in clients.values():  # what a first visit leaves behind is there for all
        for path in paths:
            client.get(path)
    alone = {}
    for who, client in clients.items():
        for path in paths:
            forget()
            alone[who, path] = seen(client, path)
    forget()
    for _round in range(2):
        for path in paths:
            for who, client in clients.items():
                answer = seen(client, path)
                assert answer[0] == alone[who, path][0], (who, path)
                differing = set(answer[1].splitlines()) ^ set(alone[who, path][1].splitlines())
                assert not differing, (who, path, differing)


def test_what_reaches_a_reader_comes_and_goes_with_the_next_page(cast: Any, sign_in: Any) -> None:
    customer = factories.make_customer("他部门的客户", cast.other_rep)
    client, path = sign_in(cast.rep), f"/customers/{customer.pk}/"
    assert client.get(path).status_code == 404
    place = AccountTeamMember.objects.create(
        customer=customer,
        user=cast.rep,
        role=AccountTeamMember.Role.TECHNICAL,
        rights="read",
        expires_at=clock.now() + timedelta(minutes=5),
    )
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200
    with clock.at(clock.now() + timedelta(minutes=6)):
        assert client.get(path).status_code == 404
    AccountTeamMember.objects.filter(pk=place.pk).update(is_deleted=True)
    assert client.get(path).status_code == 404


def test_an_owner_and_a_right_that_change_hold_for_the_next_page(cast: Any, sign_in: Any) -> None:
    customer = factories.make_customer("换手的客户", cast.rep)
    contact = factories.make_contact(customer, "王建军")
    client = sign_in(cast.rep)
    paths = [f"/customers/{customer.pk}/", f"/contacts/{contact.pk}/"]
    for _time in range(2):
        assert [client.get(path).status_code for path in paths] == [200, 200]
    type(customer).objects.filter(pk=customer.pk).update(owner=cast.other_rep, department=cast.south)
    assert [client.get(path).status_code for path in paths] == [404, 404]
    type(customer).objects.filter(pk=customer.pk).update(owner=cast.rep)
    assert [client.get(path).status_code for path in paths] == [200, 200]
    Grant.objects.filter(role__user_links__user=cast.rep, permission__codename="view_contact").delete()
    assert [client.get(path).status_code for path in paths] == [200, 403]
