import json
import sqlite3
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import grams

HOSTILE = json.loads((Path(__file__).parent / "data/hostile_texts.json").read_text())
FTS5 = "CREATE VIRTUAL TABLE grams USING fts5(tokens, tokenize='unicode61', detail='none')"
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="abce019 -_./东岭重卡", max_size=40),
    st.sampled_from(HOSTILE),
)


def found(tokens: str, query: str, by_phone: bool = False) -> bool:
    return found_by(tokens, grams.query(query), by_phone)


def found_by(tokens: str, asked: grams.SearchQuery, by_phone: bool = False) -> bool:
    """Whether the database of this test run finds a row with these tokens."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT to_tsvector('simple', %s) @@ to_tsquery('simple', %s)",
                [tokens, asked.phone_tsquery if by_phone else asked.tsquery],
            )
            return bool(cursor.fetchone()[0])
    return found_by_fts5(tokens, asked.phone_fts5 if by_phone else asked.fts5)


def found_by_fts5(tokens: str, match: str) -> bool:
    database = sqlite3.connect(":memory:")
    database.execute(FTS5)
    database.execute("INSERT INTO grams VALUES (?)", [tokens])
    hit = database.execute("SELECT count(*) FROM grams WHERE grams MATCH ?", [match]).fetchone()[0]
    database.close()
    return bool(hit)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "东",
        "东岭",
        "岭重卡",
        "东岭 集团",
        "dlzk",
        "dlzkj",
        "dongling",
        "DongLing",
        "zhongka",
        "dong ling",
        "zkjt",
        "东岭dl",
    ],
)
def test_a_company_is_found_by_characters_pinyin_and_initials(query: str) -> None:
    assert found(grams.name_tokens("东岭重卡集团有限公司"), query)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["重岭", "dx", "东山", "岭东", "lingdong", "9"])
def test_another_name_is_not_found(query: str) -> None:
    assert not found(grams.name_tokens("东岭重卡集团有限公司"), query)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["qy", "ty", "qinyong", "tanyong", "覃", "勇", "qin yong", "覃勇"])
def test_a_person_is_found_by_each_reading_of_the_surname(query: str) -> None:
    assert found(grams.name_tokens("覃勇", is_person=True), query)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["HT-2026-0012", "ht20260012", "20260012", "2026-0012", "0012", "ht 0012", "HT"]
)
def test_a_document_number_is_found_with_and_without_its_hyphens(query: str) -> None:
    assert found(grams.index_tokens("HT-2026-0012"), query)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["rorvik", "Rørvik", "RØRVIK", "Ｒorvik", "rør"])
def test_accents_width_and_case_do_not_count(query: str) -> None:
    assert found(grams.index_tokens("Rørvik Shipping AS"), query)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["Ёжик", "ежик", "한국", "カタ", "タカ", "σίσυφος"])
def test_other_scripts_are_found(query: str) -> None:
    assert found(grams.index_tokens("Ёжик 한국어 カタカナ ΣΊΣΥΦΟΣ"), query)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "13800138000",
        "8000",
        "0013",
        "138 0013",
        "+86 138 0013 8000",
        "008613800138000",
        "10-6255",
        "010-62552255",
        "2255",
    ],
)
def test_a_phone_is_found_by_any_four_digits_in_a_row(query: str) -> None:
    tokens = grams.phone_tokens("138 0013 8000", "(010)6255-2255转801")
    assert found(tokens, query, by_phone=True)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["8001380000", "9138", "6225"])
def test_another_phone_is_not_found(query: str) -> None:
    assert not found(grams.phone_tokens("138 0013 8000", "010-62552255"), query, by_phone=True)


@pytest.mark.parametrize("query", ["138", "12-3", "东岭8000", "ht20260012", "", "a@b.com"])
def test_fewer_than_four_digits_or_other_text_are_no_phone_query(query: str) -> None:
    assert grams.query(query).digits == ""


@pytest.mark.django_db
@settings(deadline=None, max_examples=20)
@given(st.integers(0, 11_171), st.integers(0, 11_171))
def test_the_words_of_one_kind_are_found_under_its_letter_alone(number: int, other: int) -> None:
    kind, tokens = grams.letter(number), grams.index_tokens("东岭 ht-2026", "a")
    words = grams.under(kind, tokens)
    assert len(words.split()) == len(tokens.split())
    for text in ("东岭", "岭", "ht2026", "20", "a"):
        query = grams.query(text)
        assert found_by(words, query.under(kind))
        assert not found_by(words, query)
        assert number == other or not found_by(words, query.under(grams.letter(other)))
    assert not found_by(words, grams.query(f"{kind}a"))


@pytest.mark.django_db
def test_digits_of_a_phone_are_found_under_the_letter_too() -> None:
    kind = grams.letter(7)
    query, words = grams.query("3800").under(kind), grams.under(kind, grams.phone_tokens("13800138000"))
    assert query.digits == f"{kind}3800"
    assert found_by(words, grams.SearchQuery(((query.digits, True),)))


@pytest.mark.parametrize("number", [-1, 11_172])
def test_a_kind_beyond_the_letters_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="letters"):
        grams.letter(number)


def test_pairs_are_certain_and_longer_runs_are_named_for_a_second_look() -> None:
    assert grams.query("东岭 abc").is_exact
    assert grams.query("东岭重卡 abc").runs == ("东岭重卡",)


@pytest.mark.parametrize("query", ["", "  ", "'", "!&|()", ":*", "\x00", "☺"])
def test_a_query_without_letters_is_empty(query: str) -> None:
    assert grams.query(query).is_empty


@pytest.mark.django_db
@pytest.mark.parametrize("query", HOSTILE)
def test_no_hostile_query_is_a_syntax_error(query: str) -> None:
    found(grams.index_tokens("东岭重卡 HT-2026-0012 a b"), query)
    found(grams.phone_tokens("13800138000"), query, by_phone=True)


@pytest.mark.django_db
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(text=TEXTS)
def test_every_text_is_found_by_itself_and_by_each_of_its_parts(text: str) -> None:
    tokens = grams.index_tokens(text)
    for part in [text, *text.split(" ")[:4], text[:3]]:
        if not grams.query(part).is_empty:
            assert found(tokens, part)


@pytest.mark.django_db
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(text=TEXTS, query=TEXTS)
def test_no_pair_of_texts_breaks_either_language(text: str, query: str) -> None:
    found(grams.name_tokens(text), query)
    found_by_fts5(grams.phone_tokens(text), grams.query(query).fts5)


def test_a_very_long_query_is_cut() -> None:
    asked = grams.query("岭东" * 25_000 + "x" * 50_000)
    assert len(asked.terms) <= 24
    assert len(asked.tsquery) < 2_000
