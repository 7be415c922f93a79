"""HTML of strangers: a few harmless tags and attributes are kept, everything else is dropped.

No styles, no classes, no ids, no forms, no scripts, no images: a picture would tell its sender that and when it was
read.
"""

import re
from html import unescape

import nh3

BLOCKS = set("blockquote br div dl dt dd h1 h2 h3 h4 h5 h6 hr li ol p pre table tr ul".split())
CELLS = {"td", "th"}
PLAIN = BLOCKS | CELLS | set("a b code del em i s small span strong sub sup tbody tfoot thead u".split())
# What stands inside these is no text for a reader.
DROPPED = set(
    "applet audio canvas embed frame frameset head iframe math noembed noframes noscript object plaintext script select"
    " style svg template textarea title video xmp".split()
)
LINK = re.compile(r"^(?:https?://|mailto:)[^\s\x00-\x1f]+$", re.IGNORECASE)
SPAN = re.compile(r"^[1-9]\d?$")
LONGEST = 300_000


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """A link that leads out of here, how many cells one covers, and what we add to a link ourselves."""
    if attribute == "href":
        return value.strip() if LINK.match(value.strip()) else None
    return value if attribute in {"target", "rel"} or SPAN.match(value) else None


CLEANER = nh3.Cleaner(
    tags=PLAIN,
    clean_content_tags=DROPPED,
    attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
    attribute_filter=_kept,
    set_tag_attribute_values={"a": {"target": "_blank"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer nofollow",
)
READER = nh3.Cleaner(tags=BLOCKS | CELLS, clean_content_tags=DROPPED, attributes={})


def clean(html: str) -> str:
    """The same mail with nothing in it that acts, loads or hides."""
    return CLEANER.clean(html[:LONGEST])


def text_of(html: str) -> str:
    """What a reader would read of it, a line for a block."""
    marked = READER.clean(html[:LONGEST])
    marked = re.sub(r"</?t[dh]>", " ", marked)
    lines = (" ".join(unescape(line).split()) for line in re.sub(r"<[^>]*>", "\n", marked).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
