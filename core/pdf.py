"""Documents for paper: HTML into PDF by WeasyPrint, with the fonts of the product and no way to files or network.

WeasyPrint is loaded with the first document; without Pango that document is refused in words, nothing else fails.
"""

import atexit
import logging
from functools import lru_cache
from importlib.resources import files
from threading import Lock
from typing import Any

from django.utils.translation import gettext as _

from .errors import DomainError

PACKAGE = "pylopdf_fonts_zh_cn"
FONTS = {"sans": "NotoSansSC-Regular.otf", "serif": "NotoSerifSC-Regular.otf"}
FACES = "\n".join(
    f"@font-face {{ font-family: Paper-{name}; src: url(paper-font:{name}) }}" for name in FONTS
)
_one_at_a_time = Lock()  # Pango and fontconfig keep state for the whole process


def render(html: str, css: str = "") -> bytes:
    """The PDF of a page; fonts `Paper-sans` and `Paper-serif` are there, embedded and cut to the glyphs used.

    Refuses (DomainError, `no_pdf`) where the machine cannot draw text.
    """
    weasyprint = _library()
    with _one_at_a_time:
        fonts, faces, fetcher = _prepared()
        sheets = [faces, *([_sheet(css)] if css else [])]
        document = weasyprint.HTML(string=html, url_fetcher=fetcher, media_type="print")
        made: bytes = document.write_pdf(font_config=fonts, stylesheets=sheets)
    return made


def _library() -> Any:
    try:
        import weasyprint
    except OSError as missing:  # Pango is not installed
        raise DomainError(
            _("This machine cannot make PDF: Pango is missing. Ask an administrator to install it."), "no_pdf"
        ) from missing
    return weasyprint


@lru_cache(maxsize=1)
def _prepared() -> tuple[Any, Any, Any]:
    """Fonts are read once in each process; a document then costs what drawing it costs."""
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    atexit.register(_prepared.cache_clear)  # while the libraries that hold the fonts are still there
    fonts, fetcher = FontConfiguration(), _fetcher()
    return fonts, CSS(string=FACES, font_config=fonts, url_fetcher=fetcher), fetcher


@lru_cache(maxsize=16)
def _sheet(css: str) -> Any:
    from weasyprint import CSS

    fonts, _faces, fetcher = _prepared()
    return CSS(string=css, font_config=fonts, url_fetcher=fetcher)


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OnlyOurFonts(URLFetcher):  # type: ignore[misc]
        """Gives the product's own fonts; whatever else a document names is not opened."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, _colon, name = url.partition(":")
            if scheme != "paper-font" or name not in FONTS:
                raise ValueError("documents open neither files nor addresses")
            body = (files(PACKAGE) / FONTS[name]).read_bytes()
            return URLFetcherResponse(url, body, headers={"Content-Type": "font/otf"})

    return OnlyOurFonts()
