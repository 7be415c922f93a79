"""The text of a Word file as sections: each heading with what stands below it, as a contract has its clauses.

A heading is a paragraph in a heading's style, one that begins like a clause (第三条, 3., Article 3) and is short, or one
that says the title of a clause that is known. What stands before the first is the opening.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from core.word import WordFile
from core.word_parts import Paragraph

NUMERALS = "零〇一二三四五六七八九十百"
ARTICLE = re.compile(
    rf"^第\s*([{NUMERALS}\d]+)\s*[条條章]\s*[:：、.．]?\s*(.*)$"
    r"|^(?i:article|clause)\s+(\d+)\s*[:.]?\s*(.*)$",
    re.DOTALL,
)
COUNTED = re.compile(rf"^([{NUMERALS}]{{1,4}}|\d{{1,3}})\s*[、.．)）]\s*(?!\d)(.*)$", re.DOTALL)
SENTENCE = re.compile(r"[。；;？！]|[.?!,，]\s*$")
LONGEST_TITLE = 60
INLINE = re.compile(r"^([^:：。；\n]{1,30})[:：]\s*(.+)$", re.DOTALL)


@dataclass
class Section:
    number: str
    title: str
    body: str

    @property
    def key(self) -> str:
        return key_of(self.title)


def key_of(title: str) -> str:
    """A title as it is compared: without spaces, signs and case."""
    return re.sub(r"[\W_]+", "", title).casefold()


def sections_of(
    file: WordFile, known: Collection[str] = (), beside: Collection[str] | None = None
) -> list[Section]:
    """In reading order; the first has neither number nor title.

    `known`: titles that begin a section wherever they stand. In a text with such titles, headings or articles a mere
    number begins one only where `beside`, the lines of the text that it is compared with, do not have that line and
    the number is the next one: the points of a list inside a clause are no clauses.
    """
    keys = {key_of(title) for title in known} - {""}
    lines = _lines(file.paragraphs())
    is_plain = not any(_begins(text, paragraph, keys) for text, paragraph in lines)
    found = [Section("", "", "")]
    below: list[str] = []
    for text, paragraph in lines:
        begun = _begins(text, paragraph, keys)
        if begun is None and (is_plain or beside is not None and text not in beside):
            begun = _counted(text, paragraph)
            if begun is not None and not is_plain and begun[0] != _next(found):
                begun = None
        if begun is None:
            below.append(text)
            continue
        found[-1].body, below = "\n".join(below), []
        number, title, rest = begun
        found.append(Section(number, title, ""))
        if rest:
            below.append(rest)
    found[-1].body = "\n".join(below)
    return [section for section in found if section.title or section.number or section.body]


def _next(found: list[Section]) -> str:
    last = next((section.number for section in reversed(found) if section.number), "0")
    return str(int(last) + 1)


def _lines(paragraphs: list[Paragraph]) -> list[tuple[str, Paragraph]]:
    """Paragraphs that say something; the cells of a table row stand on one line."""
    found: list[tuple[str, Paragraph]] = []
    for paragraph in paragraphs:
        text = re.sub(r"[ \t]+", " ", paragraph.words)
        if not text:
            continue
        before = found[-1][1] if found else None
        if paragraph.rows and before is not None and before.rows[-1:] == paragraph.rows[-1:]:
            between = " " if before.cell == paragraph.cell else " | "
            found[-1] = (found[-1][0] + between + text, paragraph)
        else:
            found.append((text, paragraph))
    return found


def _begins(text: str, paragraph: Paragraph, known: Collection[str]) -> tuple[str, str, str] | None:
    """(number, title, what follows on the same line) where a section begins, else None."""
    if paragraph.rows:
        return None
    if article := ARTICLE.match(text):
        number, rest = article[1] or article[3], (article[2] or article[4] or "").strip()
        return _with_title(_figure(number), rest)
    counted = COUNTED.match(text)
    number, rest = (_figure(counted[1]), counted[2].strip()) if counted else ("", text)
    is_heading = paragraph.level is not None and len(rest) <= LONGEST_TITLE * 2
    return (number, rest, "") if is_heading or key_of(rest) in known else None


def _counted(text: str, paragraph: Paragraph) -> tuple[str, str, str] | None:
    counted = COUNTED.match(text)
    if counted is None or paragraph.rows or paragraph.is_numbered:
        return None
    rest = counted[2].strip()
    is_title = len(rest) <= LONGEST_TITLE and not SENTENCE.search(rest) and "\n" not in rest
    return (_figure(counted[1]), rest, "") if is_title else None


def _with_title(number: str, rest: str) -> tuple[str, str, str]:
    """第三条 质保: 24 个月 → the title 质保 and what follows; a sentence alone has no title of its own."""
    if len(rest) <= LONGEST_TITLE and not SENTENCE.search(rest) and not INLINE.match(rest):
        return number, rest, ""
    if inline := INLINE.match(rest):
        return number, inline[1].strip(), inline[2].strip()
    return number, "", rest


def _figure(number: str) -> str:
    """十二 → 12; up to 99."""
    if number.isdigit():
        return str(int(number))
    value, digit = 0, 0
    for sign in number:
        if sign == "十":
            value, digit = value + (digit or 1) * 10, 0
        elif sign == "百":
            value, digit = value + (digit or 1) * 100, 0
        else:
            digit = "零一二三四五六七八九".find(sign.replace("〇", "零"))
    return str(value + digit)
