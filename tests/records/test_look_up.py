"""Looking words up in all record types at once finds what looking them up in each would find."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact, Customer
from core.operation import operation
from home.selectors.search import results
from records import gate, look_up, search
from records.record_type import RECORD_TYPES
from tests import factories

pytestmark = pytest.mark.django_db
NAMES = ("customers", "contacts", "customer-units")


@pytest.fixture
def world(cast: Any) -> Any:
    """Many people called so, few customers, one unit; one person and one customer are the rep's."""
    theirs = factories.make_customer("北岭机械", owner=cast.other_rep)
    for number in range(30):
        factories.make_contact(theirs, name=f"北岭人{number}", mobile=f"1380013{number:04}")
    factories.make_unit(theirs, name="北岭车间")
    ours = factories.make_customer("北岭重工", owner=cast.rep)
    factories.make_contact(ours, name="北岭李", mobile="13900130017")
    factories.make_contact(ours, name="张三")
    return cast


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if thirty hits were thousands."""
    monkeypatch.setattr(look_up, "MOST_MET", 10)
    monkeypatch.setattr(look_up, "MANY", 5)


def found(user: Any, text: str, most: int | None = None) -> dict[str, look_up.Hits]:
    return look_up.look_up([RECORD_TYPES[name] for name in NAMES], text, user, most=most)


def each(user: Any, text: str) -> dict[str, set[int]]:
    """What each record type's own search finds among all its rows."""
    rows = {name: RECORD_TYPES[name].model._default_manager.all() for name in NAMES}
    return {
        name: set(search.matching(rows[name], text, RECORD_TYPES[name], user).values_list("pk", flat=True))
        for name in NAMES
    }


@pytest.mark.parametrize("text", ["北岭", "beiling", "bl", "北岭车间", "0017", "李", "nothing", "", "%"])
def test_rare_words_are_found_whole_by_one_statement(world: Any, text: str) -> None:
    found(world.agent, text)  # what each process asks once
    with CaptureQueriesContext(connection) as asked:
        hits = found(world.agent, text)
    assert len(asked) <= 1 and all(one.is_all for one in hits.values())
    if text:
        assert {name: one.openly | one.privately for name, one in hits.items()} == each(world.agent, text)


def test_of_a_frequent_word_the_other_record_types_are_still_found_whole(world: Any, narrow: None) -> None:
    hits = found(world.agent, "北岭")
    assert not hits["contacts"].is_all and 5 < len(hits["contacts"].openly) <= 11
    assert hits["contacts"].openly <= each(world.agent, "北岭")["contacts"]
    for name in ("customers", "customer-units"):
        assert hits[name].is_all and hits[name].openly == each(world.agent, "北岭")[name]


def test_words_frequent_in_no_single_record_type_are_asked_one_by_one(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hits = found(world.agent, "北岭", most=2)  # fewer rows than MANY: nothing can be left out
    assert {name: one.openly for name, one in hits.items()} == each(world.agent, "北岭")
    monkeypatch.setattr(look_up, "MOST_NAMED", 1)
    assert {name for name, one in found(world.agent, "北岭", most=2).items() if not one.is_all} == {
        "customers",
        "contacts",
    }


def test_digits_are_looked_up_only_for_who_may_read_numbers(world: Any) -> None:
    assert found(world.rep, "0017")["contacts"].privately
    assert not found(world.auditor, "0017")["contacts"].privately
    assert not found(world.rep, "0017")["customers"].privately


def test_who_sees_few_records_finds_his_own_under_a_frequent_word(
    world: Any, narrow: None, sign_in: Any
) -> None:
    groups = sign_in(world.rep).get("/search/?q=北岭").context["groups"]
    texts = {hit.text for group in groups for hit in group.hits if "/new/" not in hit.url}
    assert texts == {"北岭重工", "北岭李"}


def test_the_number_under_a_frequent_word_stays_capped_for_who_sees_all(
    world: Any, narrow: None, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counts() -> dict[str, str]:
        return {
            str(group.label): group.count
            for group in sign_in(world.agent).get("/search/?q=北岭").context["groups"]
            if group.count
        }

    label = str(RECORD_TYPES["contacts"].label_plural)
    assert counts()[label] == "31"
    monkeypatch.setattr("home.selectors.search.CAP", 8)
    assert counts()[label] == "8+"


@pytest.mark.parametrize("who", ["rep", "manager", "agent", "finance"])
@pytest.mark.parametrize("is_reading", [True, False])
def test_beyond_viewing_an_action_asks_what_the_gate_asks(world: Any, who: str, is_reading: bool) -> None:
    pool = factories.make_pool(users=[world.rep])
    pooled = factories.make_customer("北岭公海", pool=pool)
    factories.make_contact(pooled, name="北岭海")
    factories.make_team_member(Customer.objects.get(name="北岭机械"), world.rep)
    user = getattr(world, who)
    with operation(user=user, is_reading=is_reading):
        seen = Contact.objects.visible_to(user)
        for action in ("reveal", "change", "delete"):
            exact = set(seen.filter(gate.condition(user, Contact, action)))
            assert set(seen.filter(gate.beyond_viewing(user, Contact, action))) == exact


@pytest.mark.parametrize("who", ["rep", "other_rep", "manager", "agent", "finance", "auditor"])
@pytest.mark.parametrize(
    "text", ["北岭", "bl", "0017", "13900130017", "nord@example.com", "nord", "赵海", "1212"]
)
def test_a_global_search_shows_what_each_record_types_own_search_finds(
    world: Any, who: str, text: str
) -> None:
    """By name and by number: whoever may not read a number does not find its owner by it."""
    pooled = factories.make_customer(
        "北岭公海", pool=factories.make_pool(users=[world.rep]), email="nord@example.com"
    )
    factories.make_contact(pooled, name="赵海", mobile="13900131212", email="nord@example.com")
    user = getattr(world, who)
    for is_reading in (True, False):
        with operation(user=user, is_reading=is_reading):
            shown = {group.label: {hit.text for hit in group.hits} for group in results(user, text)}
            for name in NAMES:
                record = RECORD_TYPES[name]
                rows = record.rows(user) if record.allowed(user) else record.model._default_manager.none()
                found = {str(row) for row in search.matching(rows, text, record, user)}
                told = shown.get(str(record.label_plural), set())
                assert told <= found and len(told) == min(len(found), 6), (name, told, found)
