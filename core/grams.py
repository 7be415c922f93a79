"""The tokens of full-text search: one tokenizer for what is indexed and what is asked, on both databases.

Han (and kana, Hangul) become single characters and pairs of neighbours, so that two characters are found
as quickly as ten; Latin words, codes and numbers stay whole and are asked by prefix, which also finds pinyin
and initials. Only folded letters, digits and Han ever reach the index or a query, so no input can be a
syntax error, and PostgreSQL's parser (`simple`) and SQLite's (`unicode61`) see the same tokens.

Indexed: `to_tsvector('simple', tokens)` or an FTS5 table with `tokenize='unicode61', detail='none'`.
Asked: `to_tsquery('simple', query.tsquery)` or `MATCH query.fts5`; an empty query matches nothing.
Digits of phones are tokens of their own (`phone_tokens`, `phone_tsquery`), because their column is another
one: it may be searched only by those who may read the number.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from core import phones, pinyin
from core.plain_text import plain

_PAIRED = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff\u3040-\u30ff\uac00-\ud7a3"
_WORD = r"a-z0-9\u03b1-\u03c9\u0430-\u044f\u0451"
_CHUNKS = re.compile(rf"([{_PAIRED}]+)|([{_WORD}]+)")
_CODES = re.compile(rf"[{_WORD}]+(?:[-_./#][{_WORD}]+)+")
_OTHER_SIGNS = re.compile(r"[^\w\-./#]")
_PARTS = re.compile(r"\d+|\D+")
_FIRST_LETTER, _LETTERS = (
    0xAC00,
    11_172,
)  # the Hangul syllables: letters to both databases, and folded by neither
_LONGEST_TOKEN = 60
_LONGEST_QUERY = 200
_MOST_TERMS = 24


def _letters(text: str) -> str:
    """The folded text; a kana or Hangul sign that is no letter becomes a space."""
    return _OTHER_SIGNS.sub(" ", plain(text))


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def _word_tokens(word: str) -> Iterator[str]:
    """ht20260012 also as ht, 20260012 and its last four digits."""
    yield word
    parts = _PARTS.findall(word)
    for part in parts:
        if len(parts) > 1:
            yield part
        if part.isdecimal() and len(part) > 4:
            yield part[-4:]


def _index(text: str) -> Iterator[str]:
    folded = _letters(text)
    for run, word in _CHUNKS.findall(folded):
        if run:
            yield from run
            yield from _pairs(run)
        else:
            yield from _word_tokens(word)
    for code in _CODES.findall(folded):  # HT-2026-0012 is found as ht20260012 and 20260012, too
        words = re.split(r"[-_./#]", code)[:8]
        for start in range(len(words) - 1):
            yield "".join(words[start:])


def _joined(tokens: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(token[:_LONGEST_TOKEN] for token in tokens if token))


def index_tokens(*texts: str) -> str:
    """What is indexed for these texts, separated by single spaces."""
    return _joined(token for text in texts for token in _index(text))


def name_tokens(name: str, is_person: bool = False) -> str:
    """What is indexed for a name: its text, pinyin and initials in every plausible reading."""
    sounds = " ".join(pinyin.readings(name, is_person) + pinyin.endings(name, is_person))
    heard = (token for found in _CHUNKS.findall(_letters(sounds)) for token in found if token)
    return _joined([*_index(name), *heard])


def letter(number: int) -> str:
    """What every word of one kind of record begins with in an index of many kinds: so each kind has its own words,
    however frequent they are in another. One letter for each of 11,000 numbers; none is part of another."""
    if not 0 <= number < _LETTERS:
        raise ValueError(f"{number}: there are {_LETTERS} letters")
    return chr(_FIRST_LETTER + number)


def under(kind: str, tokens: str) -> str:
    """The tokens as words of one kind, each once."""
    return " ".join(f"{kind}{token}" for token in dict.fromkeys(tokens.split()))


def phone_tokens(*numbers: str, country: str | None = "CN") -> str:
    """All endings of four or more digits of each number, as dialled and with its country code."""
    tokens: list[str] = []
    for raw in numbers:
        for part in re.split(r"[/、,;，；]", raw):
            phone = phones.normalise(part, country)
            written = {phone.national, (phone.e164 or "").removeprefix("+")}
            for number in sorted(written, key=len, reverse=True):
                number = number[-20:]
                tokens += [number[start:] for start in range(max(len(number) - 3, 0))]
    return _joined(tokens)


@dataclass(frozen=True)
class SearchQuery:
    """What a person typed, as terms that both databases understand."""

    terms: tuple[tuple[str, bool], ...] = ()  # (token, whether it is asked by prefix)
    digits: str = ""  # the digits of a query that can be part of a phone number
    runs: tuple[str, ...] = field(default=())  # Han runs of three and more: pairs do not prove their order

    @property
    def is_empty(self) -> bool:
        return not self.terms

    @property
    def is_exact(self) -> bool:
        """Whether each hit is certain; else a caller who cares checks that the text contains `runs`."""
        return not self.runs

    def under(self, kind: str) -> "SearchQuery":
        """The same question among the words of one kind."""
        terms = tuple((f"{kind}{token}", is_prefix) for token, is_prefix in self.terms)
        return replace(self, terms=terms, digits=self.digits and f"{kind}{self.digits}")

    @property
    def tsquery(self) -> str:
        return " & ".join(f"{token}:*" if is_prefix else token for token, is_prefix in self.terms)

    @property
    def fts5(self) -> str:
        terms = (f'"{token}"*' if is_prefix else f'"{token}"' for token, is_prefix in self.terms)
        return " AND ".join(terms) or '""'

    @property
    def phone_tsquery(self) -> str:
        """For the phone column; matches nothing if the query is no number or shorter than four digits."""
        return f"{self.digits}:*" if self.digits else ""

    @property
    def phone_fts5(self) -> str:
        return f'"{self.digits}"*' if self.digits else '""'


def query(text: str) -> SearchQuery:
    """The terms of a search text; all must match. At most 24, from the first 200 characters."""
    text = unicodedata.normalize("NFKC", text[:_LONGEST_QUERY])[:_LONGEST_QUERY]
    terms: dict[tuple[str, bool], None] = {}
    runs = []
    for run, word in _CHUNKS.findall(_letters(text)):
        if word:
            terms[word[:_LONGEST_TOKEN], True] = None
            continue
        for token in _pairs(run) or [run]:
            terms[token, False] = None
        if len(run) > 2:
            runs.append(run)
    return SearchQuery(tuple(terms)[:_MOST_TERMS], _phone_digits(text), tuple(runs))


def _phone_digits(text: str) -> str:
    if not re.fullmatch(r"[+\d\s().\-·]+", text.strip()):
        return ""
    found = phones.digits(text)
    if len(found) > 10:  # dialled abroad; 0013 may stand inside a number
        found = found.removeprefix("00")
    return found[:20] if len(found) >= 4 else ""
