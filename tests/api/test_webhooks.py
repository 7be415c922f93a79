"""Webhooks: told with their cause, signed, tried again, never of what the owner could not read."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from api import webhook_parameters
from api.models import Webhook, WebhookDelivery
from api.services import delivery, feeding
from api.services import webhook as services
from core import actions, clock, outbox
from core.errors import DomainError
from core.models import OutboxItem
from core.operation import acting_as
from records import parameters
from tests import factories

from .receiver import Receiver

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_net(cast):
    """The receiver of the tests lies on this machine and speaks plain http."""
    parameters.set_value(webhook_parameters.OWN_HOSTS, ["127.0.0.1"], by=cast.admin)
    parameters.set_value(webhook_parameters.PLAIN, True, by=cast.admin)


@pytest.fixture
def receiver(own_net):
    with Receiver() as found:
        yield found


def entered(user):
    client = Client()
    client.force_login(user)
    return client


def make(cast, url="https://erp.example.com/in", events=("contacts.*",), owner=None, name="ERP"):
    with acting_as(cast.admin):
        hook = Webhook(name=name, url=url, events=list(events), owner=owner or cast.rep)
        return services.save_webhook(hook, by=cast.admin)


def happen(cast, verb="contacts.customer_changed", customer=None):
    customer = customer or factories.make_customer("东岭钢铁集团有限公司", cast.rep, code="KH-7")
    with acting_as(cast.rep), transaction.atomic():
        actions.record(verb, customer, by=cast.rep, phone="13900001111")
    return customer


def waiting():
    return OutboxItem.objects.filter(channel=feeding.CHANNEL, status="waiting")


def test_an_event_is_told_signed_and_without_anything_personal(cast, receiver):
    _hook, secret = make(cast, receiver.url)
    customer = happen(cast)
    assert outbox.deliver_due()["failed"] == 0
    headers, body = receiver.heard[-1]
    told = json.loads(body)
    assert told["verb"] == "contacts.customer_changed" and told["subject"] == {
        "type": "customers",
        "id": customer.pk,
        "number": "KH-7",
        "address": f"/api/v1/customers/{customer.pk}",
    }
    assert "东岭" not in body.decode() and "1390000" not in body.decode()
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{wanted}" and headers["webhook-id"] == told["id"]
    assert abs(int(headers["webhook-timestamp"]) - clock.now().timestamp()) < 60
    row = WebhookDelivery.objects.first()
    assert (row.outcome, row.code, row.tries) == ("delivered", 200, 1) and row.milliseconds is not None


def test_nothing_is_told_of_a_change_that_never_happened(cast, receiver):
    make(cast, receiver.url)
    customer = factories.make_customer("东岭", cast.rep)
    OutboxItem.objects.all().delete()
    with pytest.raises(ValueError), transaction.atomic():
        actions.record("contacts.customer_changed", customer, by=cast.rep)
        raise ValueError
    assert not waiting().exists()


def test_only_verbs_that_were_asked_for_are_told(cast):
    make(cast, events=["contacts.customer_merged", "sales.quote_*"])
    customer = happen(cast)
    assert not waiting().exists()
    happen(cast, "contacts.customer_merged", customer)
    happen(cast, "sales.quote_sent", customer)
    assert [item.payload["content"]["verb"] for item in waiting().order_by("pk")] == [
        "contacts.customer_merged",
        "sales.quote_sent",
    ]


def test_what_its_owner_may_not_read_is_withheld_and_the_log_says_so(cast, receiver):
    make(cast, receiver.url, owner=cast.other_rep)
    happen(cast)
    outbox.deliver_due()
    assert receiver.heard == []
    assert {row.outcome for row in WebhookDelivery.objects.all()} == {"withheld"}


def test_a_record_that_was_deleted_is_told_as_its_last_event(cast, receiver):
    make(cast, receiver.url, events=["contacts.deleted"])
    customer = happen(cast, "contacts.nothing")
    from records.services.deletion import delete_record

    with acting_as(cast.manager):
        delete_record(customer, by=cast.manager)
    outbox.deliver_due()
    assert json.loads(receiver.heard[0][1])["verb"] == "contacts.deleted"


def test_without_a_webhook_an_entry_of_the_log_costs_one_statement(cast):
    customer = factories.make_customer("东岭", cast.rep)
    parameters.set_value(webhook_parameters.PLAIN, False, by=cast.admin)
    with acting_as(cast.rep):
        happen(cast, customer=customer)  # reads once that there is none
        with CaptureQueriesContext(connection) as asked:
            actions.record("contacts.customer_changed", customer, by=cast.rep)
    assert len(asked) == 1, [one["sql"] for one in asked]


def test_a_refusal_is_tried_again_with_pauses_and_each_try_is_kept(cast, own_net):
    with Receiver((500, 503, 200)) as receiver:
        make(cast, receiver.url, events=["contacts.customer_changed"])
        happen(cast)
        now = clock.now()
        for minutes in (0, 2, 10):
            with clock.at(now + timedelta(minutes=minutes)):
                outbox.deliver_due()
    rows = list(WebhookDelivery.objects.order_by("pk"))
    assert [(row.tries, row.code, row.outcome) for row in rows] == [
        (1, 500, "failed"),
        (2, 503, "failed"),
        (3, 200, "delivered"),
    ]
    assert len({row.event for row in rows}) == 1 and rows[0].error == "so it is"
    assert Webhook.objects.get().failures == 0


def test_a_receiver_that_fails_rests_and_no_try_is_spent_meanwhile(cast, own_net):
    with Receiver((500,)) as receiver:
        hook, _secret = make(cast, receiver.url, events=["contacts.customer_changed"])
        customer = factories.make_customer("东岭", cast.rep)
        for _turn in range(8):
            happen(cast, customer=customer)
        outbox.deliver_due()
        assert len(receiver.heard) == delivery.PATIENCE
    hook.refresh_from_db()
    assert hook.rests_until > clock.now()
    assert sorted(waiting().values_list("tries", flat=True)) == [0, 0, 0, 1, 1, 1, 1, 1]


def test_too_many_failures_stop_it_and_its_maker_is_told(cast, own_net):
    parameters.set_value(webhook_parameters.MOST_FAILURES, 3, by=cast.admin)
    with Receiver((500,)) as receiver:
        hook, _secret = make(cast, receiver.url, events=["contacts.customer_changed"])
        customer = factories.make_customer("东岭", cast.rep)
        for _turn in range(4):
            happen(cast, customer=customer)
        outbox.deliver_due()
        assert len(receiver.heard) == 3
    hook.refresh_from_db()
    assert not hook.is_active and hook.stopped_because
    assert cast.admin.notifications.filter(url=hook.get_absolute_url()).count() == 1
    happen(cast, customer=customer)
    assert waiting().count() == 3 and OutboxItem.objects.filter(status="failed").count() == 1


def test_gone_stops_it_at_once(cast, own_net):
    with Receiver((410,)) as receiver:
        hook, _secret = make(cast, receiver.url, events=["contacts.customer_changed"])
        happen(cast)
        outbox.deliver_due()
    hook.refresh_from_db()
    assert not hook.is_active and OutboxItem.objects.get(channel="webhook").status == "failed"


def test_an_inner_address_that_nobody_named_is_not_asked_twice(cast):
    with Receiver() as receiver:
        parameters.set_value(webhook_parameters.PLAIN, True, by=cast.admin)
        make(cast, receiver.url, events=["contacts.customer_changed"])
        happen(cast)
        outbox.deliver_due()
        assert receiver.heard == []
    assert OutboxItem.objects.get(channel="webhook").status == "failed"
    assert WebhookDelivery.objects.get().error.startswith("Refused: 127.0.0.1")


def test_the_former_secret_signs_along_for_a_day(cast, receiver):
    hook, first = make(cast, receiver.url, events=["contacts.customer_changed"])
    second = services.renew_secret(hook, by=cast.admin)
    customer = happen(cast)
    outbox.deliver_due()
    headers, _body = receiver.heard[-1]
    assert first != second and len(headers["webhook-signature"].split()) == 2
    with clock.at(clock.now() + timedelta(hours=25)):
        happen(cast, customer=customer)
        outbox.deliver_due()
    assert len(receiver.heard[-1][0]["webhook-signature"].split()) == 1


def test_a_secret_is_shown_once_and_lies_sealed(cast, own_net):
    client = entered(cast.admin)
    answer = client.post(
        "/webhooks/new/",
        {
            "name": "仓库",
            "url": "https://erp.example.com/in",
            "owner": cast.executive.pk,
            "events": ["orders.*"],
        },
    )
    hook = Webhook.objects.get()
    text = answer.content.decode()
    assert answer.status_code == 200 and "whsec_" in text and answer["Cache-Control"] == "no-store"
    secret = text.split("<code")[1].split(">")[1].split("<")[0]
    assert secret not in hook.sealed_secret and hook.owner == cast.executive
    assert "whsec_" not in client.get(hook.get_absolute_url()).content.decode()
    assert "sealed" not in client.get(f"/api/v1/webhooks/{hook.pk}").content.decode()


@pytest.mark.parametrize(
    "url", ["http://example.com/", "https://u:p@example.com/", "https://127.1/", "gopher://x/"]
)
def test_an_address_that_could_be_read_otherwise_is_not_kept(cast, url):
    with translation.override("en"):
        answer = entered(cast.admin).post(
            "/webhooks/new/", {"name": "x", "url": url, "owner": cast.rep.pk, "events": ["*"]}
        )
    assert answer.status_code == 422 and not Webhook.objects.exists()


def test_a_test_event_is_sent_at_once_and_a_delivery_again_by_the_usual_way(cast, receiver):
    hook, _secret = make(cast, receiver.url, events=["contacts.customer_changed"])
    client = entered(cast.admin)
    client.post(f"/webhooks/{hook.pk}/test/")
    assert json.loads(receiver.heard[0][1])["subject"] is None
    happen(cast)
    outbox.deliver_due()
    row = WebhookDelivery.objects.filter(verb="contacts.customer_changed").get()
    client.post(f"/webhooks/{hook.pk}/deliveries/{row.pk}/again/")
    outbox.deliver_due()
    assert receiver.heard[1][0]["webhook-id"] == receiver.heard[2][0]["webhook-id"] == row.event
    services.stop(hook, by=cast.admin)
    with pytest.raises(DomainError):
        delivery.send_again(row, by=cast.admin)


def test_old_deliveries_are_forgotten(cast, receiver):
    make(cast, receiver.url, events=["contacts.customer_changed"])
    happen(cast)
    outbox.deliver_due()
    assert delivery.forget_old(clock.today()) == {"forgotten": 0}
    with clock.at(clock.now() + timedelta(days=91)):
        assert delivery.forget_old(clock.today()) == {"forgotten": 1}


def test_the_log_of_deliveries_asks_the_same_for_few_and_many(cast, receiver):
    hook, _secret = make(cast, receiver.url)
    client = entered(cast.admin)
    counts = []
    for rows in (3, 30):
        for _turn in range(rows):
            services.try_out(hook, by=cast.admin)
        client.get(hook.get_absolute_url())
        with CaptureQueriesContext(connection) as asked:
            assert client.get(hook.get_absolute_url()).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
