"""HTML of strangers: written anew from the few tags and attributes that are harmless, everything else dropped.

Nothing is passed through: each tag that comes out is written here, each text is escaped. No styles, no classes, no
ids, no forms, no scripts, no images: a picture would tell its sender that and when it was read.
"""

import re
from html import escape
from html.parser import HTMLParser

PLAIN = frozenset(
    "a b blockquote br code dd del div dl dt em h1 h2 h3 h4 h5 h6 hr i li ol p pre s small span strong sub sup table"
    " tbody td tfoot th thead tr u ul".split()
)
EMPTY = frozenset({"br", "hr"})
# What stands inside these is no text for a reader, or is read by other rules than ours.
DROPPED = frozenset(
    "applet audio canvas embed frame frameset head iframe math noembed noframes noscript object plaintext script select"
    " style svg template textarea title video xmp".split()
)
BLOCKS = frozenset("blockquote br div dl dt dd h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul".split())
SPANS = frozenset({"colspan", "rowspan"})
LINK = re.compile(r"^(?:https?://|mailto:)[^\s\x00-\x1f]+$", re.IGNORECASE)
DEEPEST = 100
LONGEST = 300_000


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.dropping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in DROPPED:
            self.dropping.append(tag)
        if self.dropping:
            return
        if tag in BLOCKS:
            self.text.append("\n")
        elif tag in {"td", "th"}:
            self.text.append(" ")
        if tag not in PLAIN or len(self.open) >= DEEPEST:
            return
        self.out.append(f"<{tag}{_attributes(tag, attrs)}>")
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DROPPED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.dropping:
            if tag in self.dropping:
                del self.dropping[self.dropping.index(tag) :]
            return
        if tag in BLOCKS:
            self.text.append("\n")
        if tag not in self.open:
            return
        while self.open:
            last = self.open.pop()
            self.out.append(f"</{last}>")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.dropping:
            self.out.append(escape(data))
            self.text.append(data)


def _attributes(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    if tag == "a":
        link = next((value or "" for name, value in attrs if name == "href"), "").strip()
        if LINK.match(link):
            return f' href="{escape(link)}" rel="noopener noreferrer nofollow" target="_blank"'
    if tag in {"td", "th"}:
        kept = [(name, value) for name, value in attrs if name in SPANS and (value or "").isdecimal()]
        return "".join(f' {name}="{int(value or 1) % 100}"' for name, value in kept)
    return ""


def _read(html: str) -> _Cleaner:
    cleaner = _Cleaner()
    try:
        cleaner.feed(html[:LONGEST])
        cleaner.close()
    except (AssertionError, ValueError):  # the parser gives up on some broken declarations
        cleaner.out = [escape(html[:LONGEST])]
        cleaner.open = []
    return cleaner


def clean(html: str) -> str:
    """The same mail with nothing in it that acts, loads or hides."""
    cleaner = _read(html)
    return "".join(cleaner.out) + "".join(f"</{tag}>" for tag in reversed(cleaner.open))


def text_of(html: str) -> str:
    """What a reader would read of it, a line for a block."""
    lines = (" ".join(line.split()) for line in "".join(_read(html).text).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
