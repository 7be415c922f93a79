"""Groups, sums and widths of a list: the address says what is shown, and each is told only what he may see."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import FieldPolicy, UserRole
from contacts.models import Contact, Customer
from contacts.records.contact import CONTACTS
from contacts.records.customer import CUSTOMERS
from records import lists
from records.groups import Group
from records.lists import Listing
from records.models import ColumnChoice, SavedView
from tests import factories

LIST = "/customers/"


def body(response: Any) -> str:
    return response.content.decode()


def listing(user: Any, query: str, record: Any = CUSTOMERS) -> Listing:
    return Listing(record, user, QueryDict(query))


def groups(listing: Listing) -> list[Group]:
    assert listing.grouping is not None
    return list(listing.grouping.groups())


def counts(user: Any, query: str, record: Any = CUSTOMERS) -> dict[str, int]:
    return {group.label: group.count for group in groups(listing(user, query, record))}


@pytest.fixture
def customers(cast: Any) -> list[Customer]:
    made = [
        factories.make_customer(owner=cast.rep, tier="vip", reg_capital=Decimal("100.50"), city="上海"),
        factories.make_customer(owner=cast.rep, tier="vip", reg_capital=Decimal("200"), city="上海"),
        factories.make_customer(owner=cast.colleague, tier="small", city="广州"),
        factories.make_customer(owner=cast.colleague, tier=""),
        factories.make_customer(owner=cast.other_rep, tier="vip", reg_capital=Decimal("999999")),
    ]
    return made


def test_groups_count_what_the_reader_may_see(cast: Any, customers: Any) -> None:
    assert sorted(counts(cast.manager, "group=tier").values()) == [1, 1, 2]
    assert list(counts(cast.rep, "group=tier").values()) == [2]


def test_groups_of_a_field_with_fixed_choices_keep_their_order_and_the_empty_one_is_last(
    cast: Any, customers: Any
) -> None:
    keys = [group.key for group in groups(listing(cast.manager, "group=tier"))]
    assert keys == ["vip", "small", "~"]


def test_groups_by_a_related_row_bear_its_name(cast: Any, customers: Any) -> None:
    assert counts(cast.manager, "group=owner") == {str(cast.rep): 2, str(cast.colleague): 2}


def test_filters_hold_within_the_groups(cast: Any, customers: Any) -> None:
    assert list(counts(cast.manager, "group=tier&tier=vip").values()) == [2]


@pytest.mark.parametrize(
    ("key", "found"),
    [("vip", 2), ("small", 1), ("~", 1), ("nonsense", 0), ("\x00", 0), ("9" * 40, 0)],
)
def test_a_group_loads_its_own_rows_and_no_others(
    cast: Any, sign_in: Any, htmx: Any, customers: Any, key: str, found: int
) -> None:
    answer = sign_in(cast.manager).get(LIST, {"group": "tier", "part": "group", "in": key}, headers=htmx)
    assert answer.status_code == 200 and body(answer).count("data-row=") == found
    assert "<table" not in body(answer)


def test_a_long_group_brings_its_rows_page_by_page(cast: Any, sign_in: Any, htmx: Any) -> None:
    for _number in range(30):
        factories.make_customer(owner=cast.rep, tier="vip")
    client = sign_in(cast.rep)
    first = body(client.get(LIST, {"group": "tier", "part": "group", "in": "vip"}, headers=htmx))
    more = re.search(r'href="(\?[^"]+)" data-more-rows', first)
    assert first.count("data-row=") == 25 and more is not None
    rest = body(client.get(LIST + more[1].replace("&amp;", "&"), headers=htmx))
    assert rest.count("data-row=") == 5 and "data-more-rows" not in rest


def test_without_scripts_a_group_opens_by_its_address(cast: Any, sign_in: Any, customers: Any) -> None:
    client = sign_in(cast.manager)
    closed = body(client.get(LIST, {"group": "tier"}))
    assert closed.count("data-row=") == 0
    opened = body(client.get(LIST, {"group": "tier", "open": "vip"}))
    assert opened.count("data-row=") == 2 and 'aria-expanded="true"' in opened


def test_nobody_groups_by_a_field_that_is_hidden_from_him(cast: Any, customers: Any) -> None:
    role = UserRole.objects.get(user=cast.manager).role
    FieldPolicy.objects.create(role=role, entity=content_type(Customer), field="tier", mode="hidden")
    shown = listing(cast.manager, "group=tier")
    assert shown.grouping is None and "tier" not in [column.name for column in shown.group_columns]


def content_type(model: Any) -> Any:
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(model)


def test_masked_columns_of_people_are_no_groups(cast: Any) -> None:
    names = {column.name for column in listing(cast.rep, "", CONTACTS).group_columns}
    assert not names & {"mobile", "phone", "email", "wechat"} and "customer" in names


def test_the_number_of_statements_of_groups_does_not_grow(cast: Any, sign_in: Any) -> None:
    client = sign_in(cast.manager)

    def statements(query: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST, QueryDict(query).dict())
        return len(asked)

    for _number in range(3):
        factories.make_customer(owner=factories.make_employee("rep", cast.east), tier="vip")
    for query in ("group=owner", "group=tier&open=vip"):
        statements(query)  # what the process remembers is remembered before counting
    few = statements("group=owner"), statements("group=tier&open=vip")
    for _number in range(27):
        factories.make_customer(owner=factories.make_employee("rep", cast.east), tier="vip")
    statements("group=owner")  # rights are read anew once, as somebody got a role
    assert (statements("group=owner"), statements("group=tier&open=vip")) == few


def test_sums_are_of_all_rows_within_reach_not_of_the_page(cast: Any, sign_in: Any, customers: Any) -> None:
    for _number in range(30):
        factories.make_customer(owner=cast.rep, reg_capital=Decimal("1"))
    shown = listing(cast.manager, "columns=name,reg_capital")
    assert [cell.text.replace(",", "") for cell in shown.foot] == ["", "330.50"]
    page = body(sign_in(cast.manager).get(LIST, {"columns": "name,reg_capital"}))
    assert "330.50" in page and "<tfoot" in page
    assert "<tfoot" not in body(sign_in(cast.manager).get(LIST, {"columns": "name,tier"}))


def test_sums_follow_the_filters(cast: Any, customers: Any) -> None:
    shown = listing(cast.manager, "columns=name,reg_capital&tier=small")
    assert shown.foot[1].text == "–" or "text-secondary" in shown.foot[1].text


def test_more_rows_than_are_counted_are_summed_only_when_asked(
    cast: Any, sign_in: Any, customers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "COUNT_CAP", 2)
    client = sign_in(cast.manager)
    page = body(client.get(LIST, {"columns": "name,reg_capital"}))
    assert "300.50" not in page and "exact=1" in page
    assert "300.50" in body(client.get(LIST, {"columns": "name,reg_capital", "exact": "1"}))


def widen(client: Any, view: Any = "", **widths: Any) -> Any:
    return client.post(
        reverse("records:widths", args=["customers"]), {"widths": json.dumps(widths), "view": view}
    )


def test_dragged_widths_are_kept_for_their_user_and_rendered_at_once(cast: Any, sign_in: Any) -> None:
    factories.make_customer(owner=cast.rep)
    client = sign_in(cast.rep)
    assert widen(client, name=320, tier=90).status_code == 204
    page = body(client.get(LIST))
    assert '<col width="320">' in page and "is-fixed" in page
    assert "<col" not in body(sign_in(cast.manager).get(LIST))
    widen(client, tier=100)
    assert ColumnChoice.objects.get(user=cast.rep).widths == {"name": 320, "tier": 100}


def test_choosing_columns_keeps_the_widths_and_the_default_forgets_them(cast: Any, sign_in: Any) -> None:
    client = sign_in(cast.rep)
    widen(client, name=320)
    columns = reverse("records:columns", args=["customers"])
    client.post(columns, {"columns": ["name", "tier"]})
    assert ColumnChoice.objects.get(user=cast.rep).widths == {"name": 320}
    client.post(columns, {"reset": "1"})
    assert not ColumnChoice.objects.filter(user=cast.rep).exists()


@pytest.mark.parametrize("widths", ["", "[]", "nonsense", '{"name": "wide"}', '{"name": 1e99}', "{", "null"])
def test_nonsense_widths_are_left_out(cast: Any, sign_in: Any, widths: str) -> None:
    client = sign_in(cast.rep)
    answer = client.post(reverse("records:widths", args=["customers"]), {"widths": widths})
    assert answer.status_code == 204 and not ColumnChoice.objects.exists()


def test_widths_stay_within_bounds_and_name_known_columns(cast: Any, sign_in: Any) -> None:
    widen(sign_in(cast.rep), name=5, tier=99999, password=100)
    assert ColumnChoice.objects.get().widths == {"name": 48, "tier": 1200}


def test_a_saved_view_keeps_groups_columns_and_widths(cast: Any, sign_in: Any) -> None:
    factories.make_customer(owner=cast.rep, tier="vip")
    client = sign_in(cast.rep)
    widen(client, name=310)
    client.post(f"{reverse('records:views', args=['customers'])}?query=", {
        "name": "按分级", "visibility": "public", "query": "group=tier",
    })  # fmt: skip
    view = SavedView.objects.get()
    assert view.widths == {"name": 310}
    widen(client, view=view.pk, name=400)
    view.refresh_from_db()
    assert view.widths == {"name": 400} and ColumnChoice.objects.get().widths == {"name": 310}
    page = body(client.get(LIST, {"view": view.pk}))
    assert '<col width="400">' in page and "data-group=" in page
    assert '<col width="310">' in body(client.get(LIST))


def test_sorting_within_a_view_keeps_its_columns(cast: Any, sign_in: Any) -> None:
    factories.make_customer(owner=cast.rep, city="上海")
    view = SavedView.objects.create(
        owner=cast.rep, record_type="customers", name="v", columns=["name", "city"], widths={"city": 222}
    )
    page = body(sign_in(cast.rep).get(LIST, {"view": view.pk}))
    sort = re.search(r'href="(\?[^"]*sort=city[^"]*)"', page)
    assert sort is not None
    sorted_page = body(sign_in(cast.rep).get(LIST + sort[1].replace("&amp;", "&")))
    assert 'data-columns="name,city"' in sorted_page and '<col width="222">' in sorted_page


def test_another_s_public_view_takes_no_widths(cast: Any, sign_in: Any) -> None:
    view = SavedView.objects.create(
        owner=cast.manager, record_type="customers", name="v", visibility="public"
    )
    widen(sign_in(cast.rep), view=view.pk, name=333)
    view.refresh_from_db()
    assert view.widths == {} and ColumnChoice.objects.get(user=cast.rep).widths == {"name": 333}


def test_a_view_of_another_that_is_private_lends_no_layout(cast: Any, sign_in: Any) -> None:
    view = SavedView.objects.create(
        owner=cast.manager, record_type="customers", name="v", columns=["name", "city"]
    )
    assert listing(cast.rep, f"layout={view.pk}").layout_view is None


def test_groups_reach_every_declared_column(cast: Any, sign_in: Any) -> None:
    """Each column that offers itself as a group can be one, on every list."""
    from records.record_type import RECORD_TYPES

    contact = factories.make_contact(factories.make_customer(owner=cast.rep))
    factories.make_follow_up(contact.customer, cast.rep, contact=contact)
    assert Contact.objects.exists()
    for user in (cast.manager, cast.admin, cast.security):
        for record in RECORD_TYPES.values():
            if not record.has_list or not record.allowed(user):
                continue
            for column in listing(user, "", record).group_columns:
                shown = listing(user, f"group={column.name}", record)
                total = sum(group.count for group in groups(shown))
                assert total == shown.rows.count(), (record.name, column.name)
                for group in groups(shown):
                    rows = shown.grouping.within(shown.rows, group.key).count()  # type: ignore[union-attr]
                    assert rows == group.count, (record.name, column.name, group.key)


def test_a_head_s_or_pager_s_link_gets_the_results_alone(cast: Any, sign_in: Any, customers: Any) -> None:
    """Such links are boosted, but aim at the results; other boosted links get the whole page."""
    client = sign_in(cast.rep)
    boosted = {"HX-Request": "true", "HX-Boosted": "true"}
    part = body(client.get(LIST, {"sort": "-name"}, headers={**boosted, "HX-Target": "results"}))
    assert "<table" in part and "<html" not in part
    assert "<html" in body(client.get(LIST, headers=boosted))
