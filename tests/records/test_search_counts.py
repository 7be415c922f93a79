"""What a search finds is counted with the page it finds: by whole words and by beginnings alike, up to the cap."""

from typing import Any

import pytest
from django.http import QueryDict

from contacts.models import Contact, Customer
from contacts.records.contact import CONTACTS
from core.operation import operation
from records import lists, word_counts
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


@pytest.mark.parametrize("expected", [0, 5_000, 50_000])
@pytest.mark.parametrize("who", ["rep", "manager", "agent", "other_rep"])
@pytest.mark.parametrize(
    "query", ["q=建军", "q=wjj", "q=0007", "q=建军&sort=-code", "q=wjj&page=2", "q=四", "q=建军&has_phone=x"]
)
def test_rare_and_frequent_words_find_the_same(
    cast: Any, who: str, query: str, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many hits are expected, and by whichever road they are found then."""
    pooled = factories.make_customer("甲公海", pool=factories.make_pool(users=[cast.rep]))
    for number in range(9):
        factories.make_contact(pooled, name=f"王建军海{number}", mobile=f"1390013000{number}")
    for row in Contact.objects.filter(name__contains="王建军", customer__name="甲公司")[:5]:
        factories.make_contact(row.customer, name=f"{row.name}号", mobile=f"1380000{row.pk % 10_000:04}")
    user = getattr(cast, who)

    def told() -> tuple[Any, ...]:
        found = listing(user, query)
        return [row.pk for row in found.page_rows], found.total, found.has_next

    with operation(user=user, is_reading=True):
        plain = told()
    monkeypatch.setattr(word_counts, "expected", lambda *_terms, **_options: expected)
    with operation(user=user, is_reading=True):
        assert told() == plain
    assert told() == plain
    assert set(plain[0]) <= set(CONTACTS.rows(user).values_list("pk", flat=True))


def test_hits_narrowed_by_a_filter_keep_to_it(cast: Any) -> None:
    other = factories.make_customer("丙公司", cast.rep)
    mine = factories.make_contact(other, name="王建军三")
    found = listing(cast.rep, f"q=建军&customer={other.pk}")
    assert ([row.pk for row in found.page_rows], found.total) == ([mine.pk], 1)


def test_what_pools_close_is_found_by_name_and_not_by_number(cast: Any) -> None:
    """Who may see a pooled customer's people, but not their numbers, learns no number by searching for it."""
    pool = factories.make_pool(users=[cast.rep])
    theirs = factories.make_contact(
        factories.make_customer("甲公海", pool=pool), name="赵海生", mobile="13912348765"
    )
    for text, is_found in (("海生", True), ("8765", False), ("zhs", True)):
        found = [row.pk for row in listing(cast.agent, f"q={text}").page_rows]
        assert (theirs.pk in found) == is_found, text
