"""Reading the bytes of a mail, however broken: what can be read is read, what cannot is said, nothing raises."""

import binascii
import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import collapse_rfc2231_value, getaddresses, parsedate_to_datetime

from . import addresses, markup

MOST_PARTS = 200
MOST_FILES = 50
LONGEST_TEXT = 200_000
# What mail says and what it means: these names stand for less than senders write under them.
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "ks_c_5601-1987": "cp949",
}
GUESSES = ("utf-8", "gb18030", "latin-1")
# How programs head what they answer by themselves where they send no header that says so.
BY_ITSELF = re.compile(
    r"(?:自动(?:回复|答复)|自動(?:回覆|回復)|auto(?:matic)?[- ]?reply|out of (?:the )?office)\s*(?:[:：]|$)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"<([^<>\s]{1,250})>")


@dataclass
class Part:
    name: str
    content: bytes
    content_type: str


@dataclass
class Mail:
    """What a mail says. `key` is the same for each copy of it; `trouble` tells what could not be read."""

    key: str = ""
    message_id: str = ""
    before: list[str] = field(default_factory=list)  # numbers of the mails that it answers, nearest first
    sender_name: str = ""
    sender: str = ""
    recipients: str = ""
    copies: str = ""
    subject: str = ""
    date: datetime | None = None
    text: str = ""
    html: str = ""
    files: list[Part] = field(default_factory=list)
    is_automatic: bool = False
    is_report: bool = False
    trouble: list[str] = field(default_factory=list)


def read(raw: bytes) -> Mail:
    """Never raises: a part that cannot be read is left out and named in `trouble`."""
    mail = Mail(key=hashlib.sha256(raw).hexdigest())
    try:
        message = message_from_bytes(raw)
    except Exception as error:  # the parser of the standard library has its own bugs
        mail.trouble.append(f"parser: {type(error).__name__}")
        mail.text = decoded(raw[:LONGEST_TEXT], "")
        return mail
    try:
        _headers(message, mail, raw)
    except Exception as error:
        mail.trouble.append(f"head: {type(error).__name__}")
    try:
        _parts(message, mail)
    except Exception as error:
        mail.trouble.append(f"parts: {type(error).__name__}")
    if not mail.text and mail.html:
        mail.text = markup.text_of(mail.html)
    mail.text = _kept(mail.text)
    mail.html = markup.clean(mail.html) if mail.html else ""
    return mail


def decoded(content: bytes, charset: str) -> str:
    """Text from bytes: as declared, else as it reads without an error."""
    name = charset.strip("\"' ").lower()
    for guess in (WIDER.get(name, name), *GUESSES):
        try:
            return content.decode(guess).replace("\x00", "")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return content.decode("ascii", "replace").replace("\x00", "")


def _kept(text: str) -> str:
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()[:LONGEST_TEXT]


def _bytes(value: str) -> bytes:
    """The bytes of a header as they came: the parser keeps what is not ASCII as surrogates."""
    return value.encode("utf-8", "surrogateescape")


def header(value: str) -> str:
    """A header in one line of readable text."""
    text = decoded(_bytes(value), "utf-8")
    try:
        parts = decode_header(text)
    except (HeaderParseError, binascii.Error, ValueError, IndexError):
        parts = [(text, None)]
    joined = "".join(
        part if isinstance(part, str) else decoded(part, charset or "utf-8") for part, charset in parts
    )
    return " ".join("".join(c if c.isprintable() else " " for c in joined).split())


def _raw(message: Message, name: str) -> str:
    found = [value for key, value in message.raw_items() if key.lower() == name.lower()]
    return str(found[0]) if found else ""


def _all(message: Message, name: str) -> str:
    return ", ".join(str(value) for key, value in message.raw_items() if key.lower() == name.lower())


def _people(line: str) -> list[tuple[str, str]]:
    """Names and addresses; the line is taken apart before its words are decoded, as a name may hold a comma."""
    text = decoded(_bytes(line), "utf-8").replace("\r", " ").replace("\n", " ")
    found = []
    for name, address in getaddresses([text])[:100]:
        address = header(address)
        if "@" in address and len(address) <= addresses.LONGEST:
            found.append((header(name)[:120], address))
    return found


def _key_without_number(message: Message, raw: bytes) -> str:
    """The same for each copy of a mail without number: the roads that it came by are left out."""
    head = [_raw(message, name) for name in ("From", "To", "Date", "Subject")]
    body = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[1:]
    return hashlib.sha256(b"\0".join([*map(_bytes, head), *body])).hexdigest()


def _headers(message: Message, mail: Mail, raw: bytes) -> None:
    numbers = NUMBER.findall(_raw(message, "Message-ID"))
    if numbers:
        mail.message_id = numbers[0]
        mail.key = hashlib.sha256(numbers[0].encode()).hexdigest()
    elif _raw(message, "Date"):
        mail.key = _key_without_number(message, raw)
    earlier = NUMBER.findall(_raw(message, "In-Reply-To")) + NUMBER.findall(_raw(message, "References"))[::-1]
    mail.before = list(dict.fromkeys(earlier))[:50]
    senders = _people(_raw(message, "From")) or _people(_raw(message, "Sender"))
    mail.sender_name, mail.sender = senders[0] if senders else ("", "")
    mail.recipients = ", ".join(addresses.joined(*one) for one in _people(_all(message, "To")))
    mail.copies = ", ".join(addresses.joined(*one) for one in _people(_all(message, "Cc")))
    mail.subject = header(_raw(message, "Subject"))[:300]
    try:
        mail.date = parsedate_to_datetime(header(_raw(message, "Date")))
    except (TypeError, ValueError, IndexError, OverflowError):
        mail.date = None
    mail.is_report = message.get_content_type() == "multipart/report"
    mail.is_automatic = mail.is_report or _is_automatic(message, mail.sender)
    mail.is_automatic |= bool(BY_ITSELF.match(mail.subject))


def _is_automatic(message: Message, sender: str) -> bool:
    """Written by a machine: answering it would answer nobody, or never end (RFC 3834 and what came before)."""
    submitted = _raw(message, "Auto-Submitted").strip().lower()
    if submitted and not submitted.startswith("no"):
        return True
    if _raw(message, "Precedence").strip().lower() in {"bulk", "junk", "list", "auto_reply"}:
        return True
    if any(
        _raw(message, name)
        for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id", "List-Unsubscribe")
    ):
        return True
    if _raw(message, "Return-Path").strip() == "<>":
        return True
    return sender.partition("@")[0].lower() in {
        "mailer-daemon",
        "postmaster",
        "noreply",
        "no-reply",
        "donotreply",
    }


def _parts(message: Message, mail: Mail) -> None:
    texts: list[str] = []
    pages: list[str] = []
    for place, part in enumerate(_leaves(message)):
        if place >= MOST_PARTS:
            mail.trouble.append(f"parts: more than {MOST_PARTS}")
            break
        kind = part.get_content_type()
        name = _file_name(part)
        is_file = bool(name) or (part.get_content_disposition() == "attachment")
        if kind == "text/plain" and not is_file:
            texts.append(decoded(_payload(part), _charset(part)))
        elif kind == "text/html" and not is_file:
            pages.append(decoded(_payload(part), _charset(part)))
        elif len(mail.files) < MOST_FILES:
            content = _enclosed(part) if kind == "message/rfc822" else _payload(part)
            mail.files.append(Part(name or _name_for(kind, place), content, kind[:100]))
        else:
            mail.trouble.append(f"files: more than {MOST_FILES}")
    mail.text = "\n".join(texts)
    mail.html = "\n".join(pages)


def _leaves(message: Message) -> list[Message]:
    """Every part that is not itself made of parts; an enclosed mail is one."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) <= MOST_PARTS:
        part = waiting.pop(0)
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting = [one for one in inside if isinstance(one, Message)] + waiting
        else:
            found.append(part)
    return found


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    if isinstance(content, bytes):
        return content
    inside = part.get_payload()  # a report of a mail server is made of heads alone
    return (
        b"\n".join(one.as_bytes() for one in inside if isinstance(one, Message))
        if isinstance(inside, list)
        else b""
    )


def _enclosed(part: Message) -> bytes:
    inside = part.get_payload()
    return inside[0].as_bytes() if isinstance(inside, list) and inside else _payload(part)


def _charset(part: Message) -> str:
    try:
        given = part.get_param("charset", "")
        return str(collapse_rfc2231_value(given)) if given else ""
    except (TypeError, ValueError, LookupError):
        return ""


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (TypeError, ValueError, LookupError):
        name = ""
    return header(name)[:200]


def _name_for(kind: str, place: int) -> str:
    ending = {"message/rfc822": "eml", "text/calendar": "ics", "text/html": "html", "text/plain": "txt"}
    return f"part-{place + 1}.{ending.get(kind, kind.rpartition('/')[2][:10] or 'bin')}"
