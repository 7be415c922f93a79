"""Word files that people bring (.docx): looked at before anything is made of them, read and filled without an engine.

A file is a zip of XML parts. It is refused with what to do about it when it is none, is a bomb, carries macros,
declares a document type or refers to anything outside itself; nothing it names is ever fetched.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence

from .errors import DomainError
from .word_filling import filled_part
from .word_parts import Paragraph, attribute, problem, read, tag_of, walk

MAX_PARTS = 2_000
MAX_UNPACKED = 120 * 1024 * 1024
MAX_XML = 16 * 1024 * 1024  # one part; a contract of a hundred pages has one or two megabytes
MAX_RATIO = 200  # of parts above one megabyte
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
FRAMES = ("wordprocessingml.header+xml", "wordprocessingml.footer+xml")
STYLES = "wordprocessingml.styles+xml"


class WordFile:
    """A .docx that was found fit to use."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(b"\xd0\xcf\x11\xe0"):  # the old format, and the envelope of a password
            raise problem("password" if "EncryptedPackage".encode("utf-16-le") in data else "kind")
        if not data.startswith(b"PK"):
            raise problem("kind")
        try:
            self.parts = _unpacked(data)
            types = _content_types(self.parts)
            self.main = next((name for name, kind in types.items() if kind == MAIN), "")
            if any("macroenabled" in kind.lower() for kind in types.values()):
                raise problem("macros")
            if self.main not in self.parts:
                raise problem("kind")
            self.frames = [n for n, kind in types.items() if kind.endswith(FRAMES) and n in self.parts]
            self.styles = next(
                (n for n, kind in types.items() if kind.endswith(STYLES) and n in self.parts), ""
            )
            for name, part in self.parts.items():
                if name.endswith(".rels"):
                    _require_inside(part)
                elif name.endswith(".xml"):
                    walk(part)
        except DomainError:
            raise
        except Exception:  # a hostile package makes zipfile and the parser raise almost anything
            raise problem("damaged")

    def paragraphs(self) -> list[Paragraph]:
        """Those of the text in reading order, with the level of their headings."""
        found = read(self.parts[self.main]).paragraphs
        levels = _heading_levels(self.parts[self.styles]) if self.styles else {}
        for paragraph in found:
            if paragraph.level is None:
                paragraph.level = levels.get(paragraph.style)
        return found

    def texts(self) -> list[tuple[str, bool]]:
        """Every paragraph of text, headers and footers, and whether it stands in the row of a table."""
        return [
            ("".join(text.text for text in paragraph.texts), bool(paragraph.rows))
            for name in (self.main, *self.frames)
            for paragraph in read(self.parts[name]).paragraphs
        ]

    def filled(
        self, place: re.Pattern[str], values: Mapping[str, str], rows: Sequence[Mapping[str, str]]
    ) -> bytes:
        """The file with its places filled; a table row that names something of `rows` stands once for each of them."""
        parts = dict(self.parts)
        for name in (self.main, *self.frames):
            parts[name] = filled_part(parts[name], place, values, rows)
        return packed(parts)


def packed(parts: Mapping[str, bytes]) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return body.getvalue()


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        infos = package.infolist()
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise problem("large")
        if len({info.filename for info in infos}) != len(infos):
            raise problem("damaged")
        for info in infos:
            low = info.filename.lower()
            if info.flag_bits & 1:
                raise problem("password")
            if info.file_size > 1024 * 1024 and info.file_size > MAX_RATIO * max(info.compress_size, 1):
                raise problem("large")
            if low.endswith((".xml", ".rels")) and info.file_size > MAX_XML:
                raise problem("large")
            if low.endswith(("vbaproject.bin", "vbadata.xml")) or "/activex/" in low:
                raise problem("macros")
        return {info.filename: package.read(info) for info in infos if not info.is_dir()}


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Name of a part → what it says it is."""
    found: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" Override"):
            found[attributes.get("PartName", "").lstrip("/")] = attributes.get("ContentType", "")

    walk(parts.get("[Content_Types].xml", b""), start)
    return found


def _require_inside(part: bytes) -> None:
    """Refuse a relation to anything outside, save a link that a reader clicks on himself."""

    def start(name: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode", "").lower() == "external":
            is_link = attributes.get("Type", "").endswith("/hyperlink")
            if not (
                is_link and attributes.get("Target", "").lower().startswith(("http:", "https:", "mailto:"))
            ):
                raise problem("outside")

    walk(part, start)


def _heading_levels(part: bytes) -> dict[str, int]:
    """Style → the level of the headings that have it."""
    found: dict[str, int] = {}
    style = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal style
        tag = tag_of(name)
        if tag == "style":
            style = attribute(attributes, "styleId")
        elif tag == "name" and style:
            named = re.fullmatch(r"(?i)(?:heading|标题)\s*([1-9])", attribute(attributes, "val"))
            if named:
                found[style] = int(named[1]) - 1
        elif tag == "outlineLvl" and style and attribute(attributes, "val").isdigit():
            level = int(attribute(attributes, "val"))
            if level < 9:
                found.setdefault(style, level)

    walk(part, start)
    return found
