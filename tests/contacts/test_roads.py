"""Every road to a customer: closed to other departments, open through a share, closed again at its end."""

import json
from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import reverse

from accounts.services.token import create_token
from contacts.models import Customer
from contacts.services.share import share_customer
from core import clock
from records.models import Attachment
from reminders.models import Notification
from tests.factories import make_contact, make_customer, make_follow_up, make_unit

NAME = "南海远洋航运有限公司"


@pytest.fixture
def theirs(cast):
    customer = make_customer(NAME, owner=cast.other_rep, code="KH77777")
    unit = make_unit(customer, name="机务部")
    person = make_contact(customer, "陈海生", unit=unit, mobile="13987654321")
    make_follow_up(customer, cast.other_rep, "谈了南海远洋的备件", contact=person)
    customer.file = Attachment.objects.create(
        subject_type=ContentType.objects.get_for_model(Customer),
        subject_id=customer.pk,
        name="合同.pdf",
        file=ContentFile(b"%PDF", name="x"),
    )
    customer.person, customer.unit = person, unit
    return customer


def seen(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = body.decode("utf-8", "replace")
    if answer.headers.get("Content-Type", "").startswith("application/json"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return answer.status_code == 200 and any(word in text for word in (NAME, "陈海生", "机务部"))


def roads(browser, customer, token):
    """Name of the road → whether it leads to the customer, its people or its units."""
    lists = {
        f"{name} {way}": seen(browser.get(url, query))
        for name, words in (("customers", "南海"), ("contacts", "陈海"), ("customer-units", "机务"))
        for way, url, query in (
            ("pick", reverse("records:pick", args=[name]), {"q": words}),
            ("API", f"/api/v1/{name}/", {}),
        )
    }
    pages = {
        f"{name} list": seen(browser.get(reverse(f"contacts:{name}_list")))
        for name in ("customer", "contact", "unit")
    }
    api = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    return lists | pages | {
        "detail": browser.get(customer.get_absolute_url()).status_code == 200,
        "person": browser.get(customer.person.get_absolute_url()).status_code == 200,
        "tree": browser.get(reverse("contacts:customer_tree", args=[customer.pk])).status_code == 200,
        "list search": seen(browser.get(reverse("contacts:customer_list"), {"q": "南海远洋"})),
        "global search": seen(browser.get(reverse("search"), {"q": "陈海"})),
        "file": browser.get(reverse("records:file", args=[customer.file.pk])).status_code == 200,
        "API detail": browser.get(f"/api/v1/customers/{customer.pk}", **api).status_code == 200,
    }  # fmt: skip


def test_all_roads_open_and_close_with_the_share(cast, sign_in, theirs):
    browser = sign_in(cast.rep)
    _row, token = create_token(cast.rep, "roads", by=cast.rep)
    assert [name for name, leads in roads(browser, theirs, token).items() if leads] == []
    end = clock.now() + timedelta(hours=1)
    share_customer(theirs, by=cast.other_manager, user=cast.rep, expires_at=end)
    opened = roads(browser, theirs, token)
    assert [name for name, leads in opened.items() if not leads] == []
    with clock.at(end):
        assert [name for name, leads in roads(browser, theirs, token).items() if leads] == []


def test_a_share_is_announced_to_the_one_who_gets_it(cast, theirs):
    share_customer(theirs, by=cast.other_manager, user=cast.rep)
    told = Notification.objects.get()
    assert told.recipient == cast.rep and str(theirs) in told.text
