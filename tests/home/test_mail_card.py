"""The homepage names the mail that waits for one's own answer."""

import pytest

from core import clock
from messaging.models import MailMessage

pytestmark = pytest.mark.django_db


def comes(owner, place, **facts):
    given = {
        "direction": "in", "status": "open", "owner": owner, "sender": "li@a.example", "subject": f"询价{place}",
        "recipients": "x@b.example", "message_key": str(place), "thread": str(place), "reply_due": clock.today(),
    }  # fmt: skip
    return MailMessage.objects.create(**{**given, **facts})


def test_mail_that_waits_for_me_stands_on_my_homepage(cast, client):
    comes(cast.rep, 1)
    comes(cast.rep, 2, status="answered")
    comes(cast.colleague, 3)
    client.force_login(cast.rep)
    page = client.get("/?part=whole").content.decode()
    assert "询价1" in page and "询价2" not in page and "询价3" not in page


def test_without_mail_there_is_no_card(cast, client):
    client.force_login(cast.rep)
    assert 'id="mails-title"' not in client.get("/?part=whole").content.decode()
