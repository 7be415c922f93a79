"""Pinyin of names: how they are found by sound, sorted, and turned into sign-in names.

A person's surname is read by our own table, because dictionaries read 单 as dan and 仇 as chou. Readings
are computed when a name is saved, never in a query: `readings` and `endings` feed the search index, and
`sort_key` a stored column that sorts alike on every database.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import Any

from core import pinyin_words
from core.plain_text import plain

_MOST_READINGS = 12
_HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"([{_HAN}]+)|([^{_HAN}]+)")
_KEY_LENGTH = 240
_SHORT_RUN = 3  # given names: most are no words, and their characters come again and again


def _table(text: str) -> dict[str, list[tuple[str, ...]]]:
    """`乐yue4,le4` and `万俟mo4'qi2` as word -> readings, each a tuple of numbered syllables."""
    words = {}
    for entry in text.split():
        found = re.match(r"([^a-z]+)(.+)", entry)
        if found:
            words[found[1]] = [tuple(reading.split("'")) for reading in found[2].split(",")]
    return words


_SURNAME_READINGS = _table(pinyin_words.SURNAMES + pinyin_words.DOUBLE_SURNAMES)
_EVERYDAY = {
    character: [reading[0] for reading in found] for character, found in _table(pinyin_words.EVERYDAY).items()
}


@lru_cache(maxsize=1)
def _dictionary():  # type: ignore[no-untyped-def]
    """pypinyin with our words added; imported late: its tables cost 0.3 s and most processes need none."""
    import pypinyin

    words = {
        word: [list(dict.fromkeys(sounds)) for sounds in zip(*found, strict=True)]
        for word, found in _table(pinyin_words.WORDS).items()
    }
    pypinyin.load_phrases_dict(words, style="tone2")
    pypinyin.load_single_dict({ord("长"): "cháng,zhǎng", ord("调"): "tiáo,diào", ord("莘"): "xīn,shēn"})
    return pypinyin


def _numbered(reading: str) -> str:
    """A syllable in a-z with its tone digit; 0 where the tone is neutral."""
    letters = "".join(c for c in plain(reading) if c.isascii() and c.isalnum())
    return letters if letters[-1:].isdigit() else letters + "0"


def _toneless(syllable: str) -> str:
    return syllable.rstrip("01234")


@lru_cache(maxsize=8192)
def _han_readings(han: str) -> tuple[tuple[str, ...], ...]:
    """For each character of a run of Han its numbered readings, likeliest first."""
    pypinyin = _dictionary()
    if 1 < len(han) <= _SHORT_RUN and not _holds_word(han, pypinyin):
        return tuple(_han_readings(character)[0] for character in han)
    found = pypinyin.pinyin(han, style=pypinyin.Style.TONE3, heteronym=True, v_to_u=False, errors="ignore")
    if len(found) != len(han):  # a character without any reading: look each up alone
        alone = [pypinyin.pinyin(c, style=pypinyin.Style.TONE3, v_to_u=False, errors="ignore") for c in han]
        found = [readings[0] if readings else [""] for readings in alone]
    options: list[tuple[str, ...]] = []
    for character, readings in zip(han, found, strict=True):
        syllables = [_numbered(r) for r in readings if r]
        everyday = _EVERYDAY.get(character, [])
        kept = syllables[:1] + [s for s in syllables[1:] if _toneless(s) in everyday]
        options.append(tuple(kept) or ("",))
    return tuple(options)


def _holds_word(han: str, pypinyin: Any) -> bool:
    """Whether neighbours in the run make a word, in which they may be read otherwise than each by itself."""
    places = range(len(han))
    words = pypinyin.constants.PHRASES_DICT
    return any(han[start : end + 1] in words for start in places for end in places[start + 1 :])


def _surname(name: str) -> list[tuple[str, tuple[str, ...]]]:
    """The one or two characters of the surname with their readings, apart from the given name."""
    known = _SURNAME_READINGS.get(name[:2])
    if known:
        if name[:2] == "单于":  # 单 于红 as well as 单于 红
            known = [*known, ("shan4", "yu2")]
        columns = zip(*known, strict=True)
        return [(c, tuple(dict.fromkeys(column))) for c, column in zip(name[:2], columns, strict=True)]
    usual = [reading[0] for reading in _SURNAME_READINGS.get(name[:1], [])]
    # Who does not know that 仇 is qiu types chou: the dictionary's reading is found, too.
    sounds = [_toneless(sound) for sound in usual]
    usual += [sound for sound in _han_readings(name[:1])[0][:1] if _toneless(sound) not in sounds]
    return [(name[:1], tuple(usual))]


@lru_cache(maxsize=4096)
def _syllables(text: str, is_person: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The text as (piece, numbered readings); a Han character is a piece, so is a run of anything else."""
    pieces: list[tuple[str, tuple[str, ...]]] = []
    text = unicodedata.normalize("NFKC", text).strip()
    for run, other in _RUNS.findall(text):
        if other:
            pieces.append((other, ()))
            continue
        if is_person and not pieces:
            surname = _surname(run)
            pieces += surname
            run = run[len(surname) :]
        if run:
            pieces += zip(run, _han_readings(run), strict=True)
    return tuple(pieces)


def _word(piece: str) -> str:
    return "".join(c for c in plain(piece) if c.isalnum())


def _first_reading(text: str, is_person: bool) -> list[tuple[str, str]]:
    """(sound, initial) of each piece by its likeliest reading; what is no Han stands for itself."""
    sounds = []
    for piece, readings in _syllables(text, is_person):
        sound = _toneless(readings[0]) if readings else _word(piece)
        sounds.append((sound, sound[:1] if readings else sound))
    return sounds


def full(text: str, is_person: bool = False) -> str:
    """东岭重卡 -> donglingzhongka; Latin letters and digits pass through in lower case."""
    return "".join(sound for sound, _initial in _first_reading(text, is_person))


def initials(text: str, is_person: bool = False) -> str:
    """东岭重卡 -> dlzk; Latin letters and digits pass through in lower case."""
    return "".join(initial for _sound, initial in _first_reading(text, is_person))


def readings(name: str, is_person: bool = False) -> list[str]:
    """Every way in which the name may be typed by sound: full and initials of each plausible reading.

    The likeliest comes first. ü is given as v and as u (吕 -> lv, lu).
    """
    options: list[list[tuple[str, str]]] = []
    for piece, sounds in _syllables(name, is_person):
        if not sounds:
            options.append([(_word(piece), _word(piece))])
            continue
        plain = dict.fromkeys(_toneless(s) for s in sounds)
        options.append([(sound, sound[:1]) for sound in plain])
    tokens: list[str] = []
    for count, choice in enumerate(product(*options)):
        if count >= _MOST_READINGS:
            break
        whole = "".join(sound for sound, _initial in choice)
        tokens += [whole, "".join(initial for _sound, initial in choice)]
        flat = "".join(re.sub(r"^([ln])ve?$", _flat_u, sound) for sound, _initial in choice)
        tokens.append(flat)
    return [t for t in dict.fromkeys(tokens) if t]


def _flat_u(syllable: re.Match[str]) -> str:
    return syllable[0].replace("v", "u")


def endings(name: str, is_person: bool = False) -> list[str]:
    """The readings which start at a later syllable, so that a prefix search for dlzk finds 中国东岭重卡.

    Initials of two or more letters and whole syllables, of the likeliest reading only.
    """
    sounds = _first_reading(name, is_person)[:40]
    tokens = []
    for start in range(1, len(sounds)):
        rest = sounds[start:]
        tokens += ["".join(initial for _s, initial in rest), "".join(sound for sound, _i in rest)[:40]]
    return [t for t in dict.fromkeys(tokens) if len(t) > 1]


def sort_key(text: str, is_person: bool = False) -> str:
    """A string of a-z and 0-9 whose order is that of the names: digits, Latin, then Han by pinyin and tone.

    Each Han character becomes syllable + tone + its code point in four base-36 digits: a tone digit ends the
    syllable (李安 before 连云), the code point keeps one surname together (张 apart from 章). Numbers sort by
    value. Digits sort before letters in every collation, so the order is the same on any database.
    """
    key: list[str] = []
    for piece, sounds in _syllables(text, is_person):
        if sounds:
            key.append((sounds[0] or "zz0") + _base36(ord(piece)))
            continue
        for token in re.findall(r"\d+|[^\W\d_]", plain(piece)):
            if token.isdecimal():
                value = str(int(token[:30]))
                key.append("0" + _base36(len(value), 1) + value)
            elif token.isascii():
                key.append("1" + token)
            else:  # another script: after everything Chinese
                key.append("zz" + _base36(ord(token)))
    return "".join(key)[:_KEY_LENGTH]


def _base36(number: int, width: int = 4) -> str:
    digits = ""
    for _place in range(width):
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def username(name: str) -> str:
    """The sign-in name proposed for a person: 张建国 -> zhangjianguo; "user" if nothing readable is left."""
    letters = "".join(c for c in full(name, is_person=True) if c.isascii() and c.isalnum())
    return letters[:100] or "user"
