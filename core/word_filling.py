"""The places of one part of a Word file, filled in its bytes: what is not filled stays as it came."""

import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from .word_parts import Paragraph, Text, problem, read

MAX_FILLED = 32 * 1024 * 1024
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
OWN_IDS = re.compile(rb'\s[A-Za-z0-9]+:(?:paraId|textId)="[0-9A-Fa-f]*"')
Edit = tuple[int, int, bytes]


def filled_part(
    part: bytes, place: re.Pattern[str], values: Mapping[str, str], rows: Sequence[Mapping[str, str]]
) -> bytes:
    """The part with its places filled in one pass, also those that Word has split over several runs."""
    found = read(part)
    names = set(rows[0]) if rows else set()
    many = {
        paragraph.rows[-1]
        for paragraph in found.paragraphs
        if paragraph.rows and names & set(place.findall("".join(text.text for text in paragraph.texts)))
    }
    many = {row for row in many if not any(o != row and _holds(found.rows[o], found.rows[row]) for o in many)}
    edits: list[Edit] = []
    for row in many:
        start, end = found.rows[row]
        inside = [paragraph for paragraph in found.paragraphs if row in paragraph.rows]
        copies = []
        for one in rows:
            known = {**values, **one}
            changed = [edit for paragraph in inside for edit in _edits(part, paragraph, place, known)]
            copy = _spliced(part[start:end], [(a - start, b - start, new) for a, b, new in changed])
            copies.append(copy if len(rows) == 1 else OWN_IDS.sub(b"", copy))
            if sum(map(len, copies)) > MAX_FILLED:
                raise problem("large")
        edits.append((start, end, b"".join(copies)))
    for paragraph in found.paragraphs:
        if not many & set(paragraph.rows):
            edits += _edits(part, paragraph, place, values)
    return _spliced(part, edits)


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _edits(
    part: bytes, paragraph: Paragraph, place: re.Pattern[str], values: Mapping[str, str]
) -> list[Edit]:
    """What of its texts is to be written anew: a value stands where the place begins, the rest of it goes."""
    texts = paragraph.texts
    joined = "".join(text.text for text in texts)
    hits = [match for match in place.finditer(joined) if match[1] in values]
    if not hits:
        return []
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text.text)
    new = [text.text for text in texts]
    for match in reversed(hits):
        for number in range(len(texts) - 1, -1, -1):
            left, right = match.start() - starts[number], match.end() - starts[number]
            if right <= 0 or left >= len(texts[number].text):
                continue
            said = values[match[1]] if left >= 0 else ""
            new[number] = new[number][: max(left, 0)] + said + new[number][right:]
    return [
        (text.tag, text.end, _written(part, text, words))
        for text, words in zip(texts, new, strict=True)
        if words != text.text
    ]


def _written(part: bytes, text: Text, words: str) -> bytes:
    """The text's tag, keeping spaces, and its content; a line break becomes Word's own."""
    tag = re.match(rb"<([A-Za-z0-9_.-]*:)?t\b", part[text.tag : text.tag + 60])
    prefix = (tag[1] or b"").decode() if tag else ""
    open_, close = f'<{prefix}t xml:space="preserve">', f"</{prefix}t>"
    lines = escape(NOT_IN_XML.sub("", words).replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return (open_ + f"{close}<{prefix}br/>{open_}".join(lines)).encode()


def _spliced(part: bytes, edits: Sequence[Edit]) -> bytes:
    pieces, at = [], 0
    for start, end, new in sorted(edits):
        pieces += [part[at:start], new]
        at = end
    return b"".join([*pieces, part[at:]])
