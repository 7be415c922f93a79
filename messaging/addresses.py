"""Mail addresses as people type them and as headers carry them."""

import re
import unicodedata
from email.utils import formataddr, getaddresses

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core.errors import DomainError

LONGEST = 254
DIVIDERS = re.compile(r"[;；，、\r\n]+")


def parse(text: str, field: str = "to") -> list[str]:
    """The addresses in a line, each once, as `a@b.cn` or `Name <a@b.cn>`; refuses what is none."""
    found: dict[str, str] = {}
    for name, address in getaddresses([DIVIDERS.sub(",", text)]):
        if not name and not address:
            continue
        address = clean(address or name, field)
        found.setdefault(address.casefold(), joined(name, address))
    return list(found.values())


def clean(text: str, field: str = "to") -> str:
    """One address without its name."""
    address = unicodedata.normalize("NFKC", text).strip()
    try:
        validate_email(address)
    except ValidationError:
        raise DomainError(
            _("“%(text)s” is no e-mail address.") % {"text": text.strip()[:100]}, code="email", field=field
        )
    return address


def joined(name: str, address: str) -> str:
    """`Name <address>`, the name without any sign that would end a header."""
    plain = "".join(c for c in name if unicodedata.category(c)[0] != "C").strip()
    return (
        formataddr((plain, address), charset="utf-8")
        if plain.isascii() and plain
        else (f'"{plain.translate(_QUOTED)}" <{address}>' if plain else address)
    )


_QUOTED = str.maketrans({'"': "'", "\\": "/"})


def bare(line: str) -> list[str]:
    """The addresses alone of a stored line, in small letters."""
    return [address.casefold() for _name, address in getaddresses([line]) if "@" in address]


def split(line: str) -> list[str]:
    """A stored line as its single addressees, names kept."""
    return [joined(name, address) for name, address in getaddresses([line]) if address]


def domain(address: str) -> str:
    return address.rpartition("@")[2].casefold().rstrip(".>")
