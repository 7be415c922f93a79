"""Two wordings word by word: what stays, what goes, what comes. Chinese is compared by characters."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,%-]*|\s+|.", re.DOTALL)
MOST = 6000  # words on one side; beyond, comparing them one by one would keep a page waiting
Piece = tuple[str, str]


def word_diff(before: str, after: str) -> list[Piece]:
    """("same" | "gone" | "new", text) in reading order."""
    if before == after:
        return [("same", after)] if after else []
    left, right = WORDS.findall(before), WORDS.findall(after)
    if max(len(left), len(right)) > MOST:
        return [*_pieces("gone", left), *_pieces("new", right)]
    found: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            found += _pieces("same", left[a:b])
        else:
            found += [*_pieces("gone", left[a:b]), *_pieces("new", right[c:d])]
    return found


def _pieces(kind: str, words: Iterable[str]) -> list[Piece]:
    text = "".join(words)
    return [(kind, text)] if text else []
