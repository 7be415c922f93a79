"""What a search finds is counted with the page it finds: by whole words and by beginnings alike, up to the cap."""

from typing import Any

import pytest
from django.http import QueryDict

from contacts.models import Customer
from contacts.records.contact import CONTACTS
from records import lists
from records.lists import Listing
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(cast: Any) -> Any:
    customer = factories.make_customer("甲公司", cast.rep)
    for number in range(30):
        factories.make_contact(customer, name=f"王建军{number}")
    factories.make_contact(customer, name="李四")
    factories.make_contact(factories.make_customer("乙公司", cast.other_rep), name="王建军")
    return cast


def listing(user: Any, query: str) -> Listing:
    return Listing(CONTACTS, user, QueryDict(query))


@pytest.mark.parametrize("text", ["建军", "wjj", "王建军"])
def test_a_search_tells_how_many_it_finds_on_each_of_its_pages(cast: Any, text: str) -> None:
    first, second, beyond = (listing(cast.rep, f"q={text}&page={page}") for page in (1, 2, 9))
    assert (len(first.page_rows), first.total, first.has_next) == (25, 30, True)
    assert (len(second.page_rows), second.total, second.has_next) == (5, 30, False)
    assert not {row.pk for row in first.page_rows} & {row.pk for row in second.page_rows}
    assert (beyond.page_rows, beyond.total) == ([], 30)


@pytest.mark.parametrize("text", ["建军", "王建军", "建", "wjj", "wangj"])
@pytest.mark.parametrize(("who", "number"), [("rep", 30), ("manager", 30), ("agent", 31), ("other_rep", 1)])
def test_who_sees_few_and_who_sees_many_find_all_of_theirs_in_the_order_of_the_list(
    cast: Any, who: str, number: int, text: str
) -> None:
    user = getattr(cast, who)
    seen = CONTACTS.rows(user).filter(name__contains="王建军").order_by("pinyin", "pk")
    found = listing(user, f"q={text}&size=50")
    assert found.total == number and [row.pk for row in found.page_rows] == [row.pk for row in seen]
    narrowed = listing(user, f"q={text}&customer={Customer.objects.get(name='甲公司').pk}&size=50")
    assert narrowed.total == (0 if who == "other_rep" else 30)


@pytest.mark.parametrize("text", ["建军", "wjj"])
def test_beyond_the_cap_the_exact_number_is_a_click_away(
    cast: Any, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "COUNT_CAP", 28)
    assert listing(cast.rep, f"q={text}").total_label == "28+"
    assert listing(cast.rep, f"q={text}&exact=1").total_label == "30"


def test_a_search_that_finds_nothing_says_so(cast: Any) -> None:
    for text in ("赵六", "zhaoliu", "13800138"):
        found = listing(cast.rep, f"q={text}")
        assert (found.page_rows, found.total, found.has_rows) == ([], 0, False)
