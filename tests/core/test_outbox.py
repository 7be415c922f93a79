"""What leaves the system: promised with its cause, sent once, tried again with pauses, given up in the open."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction

from core import clock, outbox
from core.models import OutboxItem

SENT = []


@pytest.fixture(autouse=True)
def probe(monkeypatch):
    SENT.clear()
    monkeypatch.setitem(outbox.SENDERS, "probe", lambda item: SENT.append(item.pk))


def test_nothing_leaves_for_a_change_that_never_happened(db):
    with pytest.raises(ValueError), transaction.atomic():
        outbox.enqueue("probe", "a@example.com")
        raise ValueError
    assert outbox.deliver_due() == {"sent": 0, "failed": 0}


def test_a_second_run_sends_nothing_again(db):
    item = outbox.enqueue("probe", "a@example.com")
    assert outbox.deliver_due() == {"sent": 1, "failed": 0}
    assert outbox.deliver_due() == {"sent": 0, "failed": 0}
    item.refresh_from_db()
    assert SENT == [item.pk] and item.status == "sent" and item.sent_at


def test_failures_are_tried_again_after_growing_pauses_and_given_up_at_last(db, monkeypatch):
    def refuse(item):
        raise ConnectionError("no route")

    monkeypatch.setitem(outbox.SENDERS, "probe", refuse)
    item = outbox.enqueue("probe", "a@example.com")
    pauses = []
    for _try in range(20):
        OutboxItem.objects.update(next_try_at=clock.now())
        before = clock.now()
        if outbox.deliver_due() == {"sent": 0, "failed": 0}:
            break
        item.refresh_from_db()
        pauses.append(round((item.next_try_at - before) / timedelta(minutes=1)))
        assert outbox.deliver_due() == {"sent": 0, "failed": 0}
    assert pauses == [*outbox.PAUSES, outbox.PAUSES[-1]]
    assert item.status == "failed" and "no route" in item.error


def test_a_mail_cannot_be_given_further_headers(db):
    outbox.enqueue("mail", "a@example.com", subject="Hello\nBcc: b@example.com", body="text")
    assert outbox.deliver_due()["sent"] == 1
    assert mail.outbox[0].subject == "Hello Bcc: b@example.com" and mail.outbox[0].recipients() == [
        "a@example.com"
    ]


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_each_item_once():
    items = [outbox.enqueue("probe", "a@example.com").pk for _place in range(12)]
    start, errors = threading.Barrier(2), []

    def work():
        try:
            start.wait(10)
            outbox.deliver_due()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _place in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert not errors and sorted(SENT) == items
