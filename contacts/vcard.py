"""Business cards as files (vCard 2.1, 3.0, 4.0): one person written, any number read, nothing believed blindly.

Phones write 2.1 in GBK with quoted-printable, others UTF-8 in 3.0 or 4.0: text that is no UTF-8 is read as GB18030,
a value that names its own charset by that one. Pictures, sounds and keys are passed over.
"""

import re
from dataclasses import dataclass, field
from quopri import decodestring
from typing import Any

from django.utils.translation import gettext as _

from core.errors import DomainError

MAX_BYTES = 1024 * 1024
MAX_CARDS = 500
MAX_LINES = 40_000
LIMITS = {
    "name": 60,
    "job_title": 80,
    "mobile": 60,
    "phone": 60,
    "email": 254,
    "wechat": 60,
    "address": 200,
    "notes": 2000,
}
SKIPPED = {"PHOTO", "LOGO", "SOUND", "KEY", "AGENT"}
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003134f]")
LINE = re.compile(
    r"^(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<parameters>(?:;(?:\"[^\"]*\"|[^:;\"])*)*):(?P<value>.*)$", re.S
)
BIRTHDAY = re.compile(r"^(?P<year>\d{4}|--)-?(?P<month>\d{2})-?(?P<day>\d{2})(?:T.*)?$")


@dataclass
class Card:
    """One person as the file tells him; `values` are named like the fields of a contact."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    organisation: str = ""

    def put(self, name: str, value: str) -> None:
        """The first value wins; a longer one than the field is cut."""
        value = " ".join(value.split()) if name != "notes" else value.strip()
        if value and not self.values.get(name):
            self.values[name] = value[: LIMITS[name]]


# -- reading ---------------------------------------------------------------------------------------------
def read(content: bytes) -> list[Card]:
    """The cards of a file; DomainError where it is none, too large, or breaks off."""
    if len(content) > MAX_BYTES:
        raise _unusable(_("The file is larger than 1 MB. Split it, or leave the pictures out."))
    lines = _lines(_text(content))
    cards: list[Card] = []
    current: Card | None = None
    for line in lines:
        match = LINE.match(line)
        if match is None:
            continue
        name, parameters = match["name"].upper(), _parameters(match["parameters"])
        if name == "BEGIN" and match["value"].strip().upper() == "VCARD":
            if len(cards) >= MAX_CARDS:
                raise _unusable(_("The file holds more than %(max)s cards. Split it.") % {"max": MAX_CARDS})
            current = Card(len(cards) + 1)
        elif name == "END" and current is not None:
            cards.append(current)
            current = None
        elif current is not None and name not in SKIPPED:
            _take(current, name, parameters, _decoded(match["value"], parameters))
    if not cards:
        raise _unusable(
            _("There is no card in this file. Choose a .vcf file that a phone or mail program saved.")
        )
    if current is not None:
        raise _unusable(
            _("The file breaks off in card %(number)s. Save it again.") % {"number": current.number}
        )
    return cards


def _unusable(message: str) -> DomainError:
    return DomainError(message, code="unusable_file", field="file")


def _text(content: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, "replace").replace("\x00", "")
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    raise _unusable(_("The file is no text. Choose a .vcf file that a phone or mail program saved."))


def _lines(text: str) -> list[str]:
    """Folded lines put together again: by a leading blank, or by quoted-printable's final “=”."""
    is_quoted = False
    raw = re.split(r"\r\n|\n|\r", text)
    if len(raw) > MAX_LINES:
        raise _unusable(_("The file has too many lines. Split it, or leave the pictures out."))
    pieces: list[list[str]] = []
    for line in raw:
        if is_quoted and pieces:
            pieces[-1].append(line)
        elif line[:1] in {" ", "\t"} and pieces:
            pieces[-1].append(line[1:])
        else:
            pieces.append([line])
        first = pieces[-1][0].upper()
        is_quoted = line.endswith("=") and "QUOTED-PRINTABLE" in first.split(":", 1)[0]
        if is_quoted:
            pieces[-1][-1] = pieces[-1][-1][:-1]
    lines = ["".join(piece) for piece in pieces]
    return [line for line in lines if line.strip()]


def _parameters(text: str) -> dict[str, list[str]]:
    """TYPE=cell,pref; 2.1 writes bare words, which are types."""
    found: dict[str, list[str]] = {}
    for part in re.findall(r";((?:\"[^\"]*\"|[^;\"])*)", text):
        name, has_value, value = part.partition("=")
        if not has_value:
            name, value = ("ENCODING" if name.upper() in {"QUOTED-PRINTABLE", "BASE64"} else "TYPE"), name
        found.setdefault(name.strip().upper(), []).extend(
            word.strip().upper() for word in value.strip('"').split(",")
        )
    return found


def _decoded(value: str, parameters: dict[str, list[str]]) -> str:
    if "QUOTED-PRINTABLE" not in parameters.get("ENCODING", []):
        return value
    raw = decodestring(value.encode("utf-8", "replace"))
    wanted = (parameters.get("CHARSET") or ["UTF-8"])[0]
    encodings = ["gb18030"] if wanted.startswith("GB") else ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return raw.decode(encoding).replace("\x00", "")
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace").replace("\x00", "")


def _parts(value: str) -> list[str]:
    """The components of a structured value, unescaped."""
    return [_plain(part) for part in re.split(r"(?<!\\);", value)]


def _plain(value: str) -> str:
    return re.sub(r"\\([\\,;:nN])", lambda match: "\n" if match[1] in "nN" else match[1], value).strip()


def _take(card: Card, name: str, parameters: dict[str, list[str]], value: str) -> None:
    types = set(parameters.get("TYPE", []))
    if name == "FN":
        card.values["name"] = ""  # the written-out name beats the one put together from parts
        card.put("name", _plain(value))
    elif name == "N":
        card.put("name", _composed(_parts(value)))
    elif name == "TITLE" or name == "ROLE":
        card.put("job_title", _plain(value))
    elif name == "ORG":
        card.organisation = card.organisation or " ".join(part for part in _parts(value) if part)[:120]
    elif name == "TEL":
        number = re.sub(r"^tel:", "", _plain(value), flags=re.I)
        is_mobile = bool(types & {"CELL", "MOBILE", "IPHONE"}) or bool(
            re.match(r"^(\+?86[- ]?)?1[3-9]\d", number)
        )
        if "FAX" not in types:
            card.put("mobile" if is_mobile else "phone", number)
    elif name == "EMAIL":
        card.put("email", re.sub(r"^mailto:", "", _plain(value), flags=re.I))
    elif (
        name in {"X-WECHAT", "X-WEIXIN"}
        or name == "IMPP"
        and value.lower().startswith(("wechat:", "weixin:"))
    ):
        card.put("wechat", _plain(value).split(":")[-1])
    elif name == "ADR":
        card.put("address", " ".join(part for part in reversed(_parts(value)[:7]) if part))
    elif name == "NOTE":
        card.put("notes", _plain(value))
    elif name == "BDAY":
        _take_birthday(card, value.strip())


def _composed(parts: list[str]) -> str:
    family, given, middle = [*parts, "", "", ""][:3]
    if HAN.search(family + given):
        return family + given + middle
    return " ".join(part for part in (given, middle, family) if part)


def _take_birthday(card: Card, value: str) -> None:
    match = BIRTHDAY.match(value)
    if match is None:
        return
    month, day = int(match["month"]), int(match["day"])
    if 1 <= month <= 12 and 1 <= day <= 31:
        card.values |= {"birth_month": month, "birth_day": day}
        if match["year"] != "--" and 1900 <= int(match["year"]) <= 2100:
            card.values["birth_year"] = int(match["year"])


# -- writing ---------------------------------------------------------------------------------------------
def write(contact: Any, *, with_channels: bool) -> bytes:
    """One contact as vCard 3.0, which every phone reads; phone, mail and the like only `with_channels`."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_escaped(contact.name)};;;;", f"FN:{_escaped(contact.name)}"]
    lines.append(f"ORG:{_escaped(contact.customer.name)}")
    if contact.job_title:
        lines.append(f"TITLE:{_escaped(contact.job_title)}")
    if with_channels:
        channels = (
            ("TEL;TYPE=CELL", contact.mobile),
            ("TEL;TYPE=WORK,VOICE", contact.phone),
            ("EMAIL;TYPE=INTERNET", contact.email),
            ("X-WECHAT", contact.wechat),
        )
        lines += [f"{name}:{_escaped(value)}" for name, value in channels if value]
        if contact.address:
            lines.append(f"ADR;TYPE=WORK:;;{_escaped(contact.address)};;;;")
        if contact.birthday_calendar == "solar" and contact.birth_year and contact.birth_month:
            lines.append(
                f"BDAY:{contact.birth_year:04d}-{contact.birth_month:02d}-{contact.birth_day or 1:02d}"
            )
    lines.append("END:VCARD")
    return b"".join(_folded(line) for line in lines)


def _escaped(value: str) -> str:
    value = re.sub(r"([\\,;])", r"\\\1", value)
    return re.sub(r"\r\n|\r|\n", r"\\n", value)


def _folded(line: str) -> bytes:
    """At most 75 bytes a line, never within a character."""
    out, room = b"", 75
    for character in line:
        piece = character.encode("utf-8", "replace")
        if len(piece) > room:
            out += b"\r\n "
            room = 74
        out += piece
        room -= len(piece)
    return out + b"\r\n"
