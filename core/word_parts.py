"""One part of a Word file, in one streaming pass: its paragraphs, and where the bytes of their texts stand.

The pass bears a hostile file: no document type, no entities, a bounded number and depth of elements.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from django.utils.translation import gettext as _

from .errors import DomainError

MAX_ELEMENTS = 600_000
MAX_DEPTH = 200
WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"


class WordError(DomainError):
    """A file that cannot be used, with what is wrong and what to do."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message, code=f"word_{code}", field="file")


def problem(code: str) -> WordError:
    messages = {
        "kind": _("This is no Word file. Please save it as .docx (not .doc, .docm or .dotx)."),
        "macros": _("The file carries macros or controls. Please save it as .docx without them."),
        "large": _("The file unpacks to more than can be read. Please make it smaller."),
        "damaged": _("The file is damaged. Please open it in Word and save it again as .docx."),
        "password": _("The file is protected by a password. Please save it without one."),
        "outside": _(
            "The file refers to something outside itself (a linked picture, object or template). "
            "Please put it into the file or unlink it, and save again."
        ),
    }
    return WordError(messages[code], code)


@dataclass
class Text:
    """The text of one run in the bytes of its part: where its tag begins, its content begins and ends."""

    tag: int
    start: int
    end: int = 0
    text: str = ""


@dataclass
class Paragraph:
    texts: list[Text] = field(default_factory=list)
    shown: list[str] = field(
        default_factory=list
    )  # as read: with tabs and breaks, without what was struck out
    style: str = ""
    level: int | None = None  # 0 is the highest heading
    is_numbered: bool = False
    rows: tuple[int, ...] = ()  # the table rows around it, innermost last
    cell: int = 0

    @property
    def words(self) -> str:
        return "".join(self.shown).replace("\xa0", " ").strip()


@dataclass
class Part:
    paragraphs: list[Paragraph]
    rows: list[tuple[int, int]]  # where each table row begins and ends


def tag_of(name: str) -> str:
    """The bare name of one of Word's own elements, of others nothing."""
    space, _sep, bare = name.rpartition(" ")
    return bare if space in WORD else ""


def attribute(attributes: Mapping[str, str], bare: str) -> str:
    return next((attributes[f"{space} {bare}"] for space in WORD if f"{space} {bare}" in attributes), "")


def walk(
    part: bytes,
    start: Callable[[str, dict[str, str]], Any] | None = None,
    end: Callable[[str], Any] | None = None,
    text: Callable[[str], Any] | None = None,
    ready: Callable[[Any], Any] | None = None,
) -> None:
    """One pass over a part: no document type, no entities, a bounded number and depth of elements."""
    parser = expat.ParserCreate(namespace_separator=" ")
    count = depth = 0

    def begins(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, depth
        count, depth = count + 1, depth + 1
        if count > MAX_ELEMENTS or depth > MAX_DEPTH:
            raise problem("large")
        if start is not None:
            start(name, attributes)

    def ends(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name)

    def refuse(*_what: Any) -> None:
        raise problem("damaged")

    def declared(_version: str, encoding: str | None, _alone: int) -> None:
        if encoding and encoding.lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
            raise problem("damaged")

    parser.StartElementHandler, parser.EndElementHandler = begins, ends
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.XmlDeclHandler = declared
    if text is not None:
        parser.CharacterDataHandler = text
    if ready is not None:
        ready(parser)
    if part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in part[:64]:
        raise problem("damaged")  # what is not UTF-8 could not be filled in place
    try:
        parser.Parse(part, True)
    except expat.ExpatError:
        raise problem("damaged")


class _Reading:
    """What one pass over a part finds: its paragraphs, the bytes of their texts, the rows of its tables."""

    def __init__(self, part: bytes) -> None:
        self.part = part
        self.paragraphs: list[Paragraph] = []
        self.rows: list[tuple[int, int]] = []
        self.around: list[Paragraph] = []
        self.in_rows: list[int] = []
        self.cells: list[int] = []
        self.text: Text | None = None
        self.in_properties = False  # where a tab is a stop of the ruler
        self.is_open = False  # the tag of a text was read, its content not yet
        self.unread = 0  # depth inside what was moved away, or stands twice for older programs
        self.parser: Any = None
        walk(part, self.start, self.end, self.chars, self.take)

    def take(self, parser: Any) -> None:
        self.parser = parser

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag, here = tag_of(name), self.parser.CurrentByteIndex
        if self.unread or tag in {"moveFrom", "del"} or name == FALLBACK:
            self.unread += 1
        if tag == "p":
            paragraph = Paragraph(rows=tuple(self.in_rows), cell=self.cells[-1] if self.cells else 0)
            self.around.append(paragraph)
            self.paragraphs.append(paragraph)
        elif tag == "tr":
            self.in_rows.append(len(self.rows))
            self.cells.append(0)
            self.rows.append((here, here))
        elif tag == "tc" and self.cells:
            self.cells[-1] += 1
        elif self.around:
            self._inside(tag, attributes, here)

    def _inside(self, tag: str, attributes: dict[str, str], here: int) -> None:
        paragraph = self.around[-1]
        if tag == "pPr":
            self.in_properties = True
        elif tag == "t":
            self.text, self.is_open = Text(here, here), True
            paragraph.texts.append(self.text)
        elif tag in {"tab", "br", "cr", "noBreakHyphen"} and not self.unread and not self.in_properties:
            paragraph.shown.append({"tab": "\t", "noBreakHyphen": "-"}.get(tag, "\n"))
        elif tag == "pStyle":
            paragraph.style = attribute(attributes, "val")
        elif tag == "numPr":
            paragraph.is_numbered = True
        elif tag == "outlineLvl" and attribute(attributes, "val").isdigit():
            level = int(attribute(attributes, "val"))
            paragraph.level = level if level < 9 else None

    def chars(self, text: str) -> None:
        if self.text is None:
            return
        if self.is_open:
            self.text.start, self.is_open = self.parser.CurrentByteIndex, False
        self.text.text += text
        if not self.unread and self.around:
            self.around[-1].shown.append(text)

    def end(self, name: str) -> None:
        tag, here = tag_of(name), self.parser.CurrentByteIndex
        self.unread -= bool(self.unread)
        if tag == "t" and self.text is not None:
            if self.is_open:  # nothing in it
                self.text.start = here
            self.text.end, self.text, self.is_open = here, None, False
        elif tag == "pPr":
            self.in_properties = False
        elif tag == "p" and self.around:
            self.around.pop()
        elif tag == "tr" and self.in_rows:
            row = self.in_rows.pop()
            self.cells.pop()
            self.rows[row] = (self.rows[row][0], self.part.index(b">", here) + 1)


def read(part: bytes) -> Part:
    found = _Reading(part)
    return Part(found.paragraphs, found.rows)
