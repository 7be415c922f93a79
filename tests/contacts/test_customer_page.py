from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.selectors import timeline
from contacts.services.customer import update_customer
from contacts.services.follow_up import log_follow_up
from core import clock
from core.operation import operation
from records.services.attachments import attach
from tests.factories import make_contact, make_customer, make_follow_up, make_unit

CUSTOMER_TABS = "activity details people network assets team group files history".split()
UNIT_TABS = "activity details people network assets history".split()
CONTACT_TABS = "person activity relations files history".split()


@pytest.fixture
def customer(cast):
    return make_customer(owner=cast.rep)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_tab_of_every_node_opens_whole_and_as_a_fragment(cast, customer, sign_in, htmx, language):
    unit = make_unit(customer)
    person = make_contact(customer, unit=unit, birth_month=8, birth_day=15, birthday_calendar="lunar")
    log_follow_up(by=cast.rep, customer=customer, contact=person, text="问候", next_contact_on=clock.today())
    client = sign_in(cast.rep)
    client.cookies["django_language"] = language
    base = f"/customers/{customer.pk}/"
    pages = [f"{base}?tab={tab}" for tab in CUSTOMER_TABS]
    pages += [f"{base}?node=unit-{unit.pk}&tab={tab}" for tab in UNIT_TABS]
    pages += [f"{base}?node=contact-{person.pk}&tab={tab}" for tab in CONTACT_TABS]
    pages += [f"/contacts/{person.pk}/?tab={tab}" for tab in CONTACT_TABS]
    for page in pages:
        whole = client.get(page)
        assert whole.status_code == 200 and b"<html" in whole.content, page
        part = client.get(page, headers=htmx)
        assert part.status_code == 200 and b"<html" not in part.content and b"hx-swap-oob" in part.content, (
            page
        )


@pytest.mark.parametrize("node", ["unit-0", "unit-99999999999999999999", "contact-7x", "nonsense", "unit-"])
def test_a_made_up_node_is_no_server_error(cast, customer, sign_in, node):
    answer = sign_in(cast.rep).get(f"/customers/{customer.pk}/?node={node}&tab=none")
    assert answer.status_code in {200, 404}


def test_a_node_of_another_customer_is_not_shown_here(cast, customer, sign_in):
    other = make_customer(owner=cast.rep)
    person = make_contact(other, unit=make_unit(other))
    assert sign_in(cast.rep).get(f"/customers/{customer.pk}/?node=contact-{person.pk}").status_code == 404


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("who", ["rep", "manager", "executive"])
def test_the_page_costs_at_most_twenty_queries_for_three_rows_and_for_thirty(cast, customer, sign_in, who):
    def grow(number):
        for _place in range(number):
            unit = make_unit(customer)
            person = make_contact(customer, unit=make_unit(customer, unit))
            make_follow_up(customer, cast.rep, contact=person, unit=unit)
            with operation(user=cast.rep):
                update_customer(customer, by=cast.rep, city=f"城市{unit.pk}")
        return person

    person = grow(3)
    client = sign_in(getattr(cast, who))
    pages = [f"/customers/{customer.pk}/", f"/customers/{customer.pk}/?tab=people", f"/contacts/{person.pk}/"]
    few = [queries(client, page) for page in pages]
    grow(27)
    many = [queries(client, page) for page in pages]
    assert few == many
    assert max(many) <= 20, many


# -- the stream -----------------------------------------------------------------------------------------------
def test_the_stream_merges_talks_actions_and_field_changes_of_one_operation(cast, customer):
    with operation(user=cast.rep):
        update_customer(customer, by=cast.rep, city="青岛")
    log_follow_up(by=cast.rep, customer=customer, text="确认交期")
    items = timeline.stream(customer, cast.rep).items
    assert [item.follow_up is not None for item in items] == [True, False]
    (change,) = items[1].changes
    assert change.after == "青岛"
    assert [item.what for item in timeline.stream(customer, cast.rep, kind="changes").items] == [
        items[1].what
    ]
    assert len(timeline.stream(customer, cast.rep, kind="follow-ups").items) == 1


def test_older_items_come_by_the_cursor_each_once_even_at_equal_moments(cast, customer):
    moment = clock.now() - timedelta(days=1)
    for place in range(45):
        make_follow_up(customer, cast.rep, text=f"第{place}次", at=moment if place % 2 else clock.now())
    seen, cursor = [], ""
    while True:
        page = timeline.stream(customer, cast.rep, cursor=cursor)
        seen += [item.pk for item in page.items]
        if not page.older:
            break
        cursor = page.older
    assert len(seen) == len(set(seen)) == 45


@pytest.mark.parametrize(
    "cursor",
    ["x", "~~", "2026-01-01~0~1", "2026-13-45T00:00:00+00:00~0~1", "2026-01-01T00:00:00+08:00~9999~1"],
)
def test_a_made_up_cursor_begins_anew(cast, customer, sign_in, cursor):
    make_follow_up(customer, cast.rep)
    answer = sign_in(cast.rep).get(f"/stream/customer/{customer.pk}/", {"before": cursor})
    assert answer.status_code == 200


def test_changes_of_masked_fields_are_not_told_to_those_who_may_not_read_them(cast, customer, sign_in):
    person = make_contact(customer, mobile="13912345678", hobbies="围棋")
    with operation(user=cast.rep):
        person.mobile, person.hobbies = "13987654321", "钓鱼"
        person.save()
    page = f"/customers/{customer.pk}/?node=contact-{person.pk}&tab=history"
    assert "13987654321" in sign_in(cast.rep).get(page).content.decode()
    told = sign_in(cast.agent).get(page).content.decode()
    assert "13987654321" not in told and "13912345678" not in told and "钓鱼" not in told


def test_phones_are_masked_on_every_tab_for_those_who_may_not_read_them(cast, customer, sign_in):
    unit = make_unit(customer)
    person = make_contact(
        customer, unit=unit, mobile="13912345678", email="zhangsan@example.com", wechat="wx_zhang"
    )
    client = sign_in(cast.agent)
    for page in (
        f"/customers/{customer.pk}/?tab=people",
        f"/customers/{customer.pk}/?node=contact-{person.pk}",
        f"/contacts/{person.pk}/",
    ):
        html = client.get(page).content.decode()
        assert "13912345678" not in html and "zhangsan@" not in html and "wx_zhang" not in html
        assert "139" in html  # masked, not missing


def test_files_of_a_follow_up_stand_with_it(cast, customer, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    row = make_follow_up(customer, cast.rep)
    attach(row, SimpleUploadedFile("图纸.pdf", b"%PDF-1.4"), by=cast.rep)
    said = next(item for item in timeline.stream(customer, cast.rep).items if item.follow_up)
    assert [file.name for file in said.files] == ["图纸.pdf"]


def test_previous_and_next_follow_the_names_within_reach(cast, sign_in):
    make_customer("乙公司", owner=cast.other_rep)
    names = [make_customer(name, owner=cast.rep) for name in ("甲公司", "中公司", "周公司")]
    client = sign_in(cast.rep)
    ordered = sorted(names, key=lambda row: (row.pinyin, row.pk))
    step = client.get(f"/customers/{ordered[0].pk}/go/next/")
    assert step.url == ordered[1].get_absolute_url()
    assert client.get(f"/customers/{ordered[0].pk}/go/previous/").url == ordered[0].get_absolute_url()


def test_a_merged_customer_leads_to_the_kept_one(cast, customer, sign_in):
    gone = make_customer(owner=cast.rep)
    gone.merged_into, gone.is_deleted = customer, True
    gone.save()
    assert sign_in(cast.rep).get(f"/customers/{gone.pk}/").url == customer.get_absolute_url()
    assert sign_in(cast.other_rep).get(f"/customers/{gone.pk}/").status_code == 404
