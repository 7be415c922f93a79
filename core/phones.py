"""Phone numbers: as typed, as dialled, as shown to those who may not read them in full.

`normalise` never refuses: what is no known number of its country keeps its raw text and `is_known` is False,
so that the caller can warn. Chinese numbers are judged by their shape (a new block of mobile numbers needs no
new library), all others by phonenumbers.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib import util
from pathlib import Path
from typing import Any, Literal

import phonenumbers

Kind = Literal["mobile", "landline", "short", "unknown"]

MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0(?:10|2[0-57-9])[2-9]\d{7}|0[3-9]\d{2}[2-9]\d{6,7}")
_SERVICE = re.compile(r"[48]00\d{7}")  # 400 and 800 lines have no area and are dialled as they stand
_SHORT = re.compile(r"1[0-2]\d{1,4}|116\d{3}|9[56]\d{3,6}|0(?:10|2\d|[3-9]\d{2})96\d{3,4}")
_AREA = re.compile(r"0(?:10|2\d|[3-9]\d{2})")
_EXTENSION = re.compile(
    r"[\s,;(-]*(?:转接?|分机号?|内线|(?:ext|extn|extension|x)\b\.?|ext(?=\d)|x(?=\d)|#)[\s:.=]*(\d{1,6})\)?$",
    re.I,
)
_HYPHEN_EXTENSION = re.compile(
    r"^((?:(?:\+|00)?86[-\s]?)?\(?0?(?:10|2\d|[3-9]\d{2})\)?[-\s]?[2-9]\d{6,7}|[48]00[-\s]?\d{3}[-\s]?\d{4})"
    r"[-*](\d{1,6})$"
)
_DASHES = str.maketrans({dash: "-" for dash in "‐‑‒–—―−－－ー～~"})
_FORMATTING = re.compile(r"[\s().\-·/]")


@dataclass(frozen=True)
class Phone:
    """One number. `national` is how it is dialled inside its country; `e164` is None where none exists."""

    raw: str
    e164: str | None = None
    national: str = ""
    extension: str = ""
    kind: Kind = "unknown"
    country: str = ""

    @property
    def is_known(self) -> bool:
        return self.kind != "unknown"

    @property
    def tel(self) -> str:
        """What a tel: link dials."""
        number = self.e164 or self.national
        if len(number) > 16:  # several numbers in one field
            return ""
        return f"{number},{self.extension}" if self.extension and number else number


def digits(raw: str) -> str:
    """Only the digits of a text, full-width and other scripts' ones as 0-9."""
    return "".join(str(unicodedata.decimal(c)) for c in raw if c.isdecimal())


@lru_cache(maxsize=4096)  # one number is asked for several times while its record is written
def normalise(raw: str, country: str | None = "CN") -> Phone:
    """The number that `raw` means in `country` (ISO code, English or Chinese name; empty means China)."""
    text = unicodedata.normalize("NFKC", raw).translate(_DASHES).strip()
    text = re.sub(r"^(?:tel|phone|mobile|电话|手机|传真)\s*[:.]?\s*", "", text, flags=re.I)
    region = country_code(country) if country and country.strip() else "CN"
    text, extension = _split_extension(text, region)
    compact = _FORMATTING.sub("", text)
    if not re.fullmatch(r"\+?\d+", compact):
        return Phone(raw=raw, national=digits(text), extension=extension, country=region or "")
    if compact.startswith("00"):
        compact = "+" + compact[2:]
    chinese = _chinese(compact, region)
    if chinese:
        national, kind = chinese
        e164 = None if kind == "short" else "+86" + national.removeprefix("0")
        return Phone(raw=raw, e164=e164, national=national, extension=extension, kind=kind, country="CN")
    foreign = _foreign(compact, region, extension, raw)
    return foreign or Phone(raw=raw, national=digits(text), extension=extension, country=region or "")


def _split_extension(text: str, region: str | None) -> tuple[str, str]:
    """010-62552255 转 801, ext. 801, #801 and the Chinese habit 010-62552255-801."""
    found = _EXTENSION.search(text)
    if found and found.start() > 2:
        return text[: found.start()].strip(), found[1]
    found = _HYPHEN_EXTENSION.match(text) if region == "CN" or text.startswith("+86") else None
    return (found[1], found[2]) if found else (text, "")


def _chinese(compact: str, region: str | None) -> tuple[str, Kind] | None:
    """(digits as dialled in China, kind), or None if this is no Chinese number."""
    if compact.startswith("+86"):
        national = compact[3:]
    elif compact.startswith("+") or region != "CN":
        return None
    else:
        national = compact
        shorter = re.sub(r"^0?86", "", compact)
        if shorter != compact and not _kind(compact):
            national = shorter
    kind = _kind(national)
    if kind:
        return national, kind
    if MOBILE.fullmatch(national.removeprefix("0")):  # 0 before a mobile number: dialled from another city
        return national.removeprefix("0"), "mobile"
    # +86 10 … and a workbook that has swallowed the first zero
    if not national.startswith("0") and _LANDLINE.fullmatch("0" + national):
        return "0" + national, "landline"
    return None


def _kind(national: str) -> Kind | None:
    if MOBILE.fullmatch(national):
        return "mobile"
    if _LANDLINE.fullmatch(national) or _SERVICE.fullmatch(national):
        return "landline"
    return "short" if _SHORT.fullmatch(national) else None


def _foreign(compact: str, region: str | None, extension: str, raw: str) -> Phone | None:
    if not compact.startswith("+") and region in (None, "CN"):
        return None
    try:
        number = phonenumbers.parse(compact, region)
    except phonenumbers.NumberParseException:
        return None
    if number.country_code == 86 or not phonenumbers.is_valid_number(number):
        return None
    of = phonenumbers.number_type(number)
    return Phone(
        raw=raw,
        e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        national=digits(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)),
        extension=extension,
        kind="mobile" if of == phonenumbers.PhoneNumberType.MOBILE else "landline",
        country=phonenumbers.region_code_for_number(number) or "",
    )


def country_code(country: str) -> str | None:
    """The ISO 3166 code (two letters) of a code or of an English or Chinese country name."""
    name = unicodedata.normalize("NFKC", country).strip()
    if len(name) == 2 and name.isascii() and name.upper() in phonenumbers.SUPPORTED_REGIONS:
        return name.upper()
    key = _country_key(name)
    return _OTHER_NAMES.get(key) or _country_names().get(key)


def _country_key(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


# What people write besides the names that phonenumbers knows, without spaces.
_OTHER_NAMES = {
    name: entry[:2]
    for entry in """
CN:中国大陆,中华人民共和国,大陆,境内,prc,chn,prchina HK:香港,中国香港,香港特别行政区,hongkong,hkg
MO:澳门,中国澳门,澳门特别行政区,macau,macao TW:台湾,中国台湾,台湾省,taiwan
US:美利坚合众国,usa,unitedstatesofamerica,america GB:uk,gbr,greatbritain,england,大不列颠,联合王国
AE:uae,阿联酋 KR:韩国,南韩,大韩民国,korea,southkorea,kor KP:朝鲜,northkorea RU:russia,俄国,俄罗斯联邦
DE:deu JP:jpn NL:holland TR:turkey,turkiye CZ:czechrepublic VN:vietnam SG:sgp SA:沙特 NO:nor FR:fra
""".split()
    for name in entry[3:].split(",")
}


@lru_cache(maxsize=1)
def _country_names() -> dict[str, str]:
    """English and Chinese names from phonenumbers' own tables; loaded only when somebody writes a name."""
    names: dict[str, str] = {}
    for region, by_language in _locale_data().items():
        for language in ("zh", "en"):
            name = by_language.get(language, "")
            name = by_language.get(name[1:], "") if name.startswith("*") else name
            if name:
                names.setdefault(_country_key(name), region)
    return names


def _locale_data() -> dict[str, dict[str, str]]:
    """The one file of the names: its package would load with it where in the world each number lies, 100 MB of it."""
    path = Path(phonenumbers.__file__).parent / "geodata" / "locale.py"
    spec: Any = util.spec_from_file_location("phonenumbers.geodata.locale", path)
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[str, dict[str, str]] = module.LOCALE_DATA
    return found


def mask(raw: str, country: str | None = "CN") -> str:
    """138****1234, 010-****5678, a foreign number's last four; public short numbers stay readable."""
    if not raw.strip():
        return ""
    phone = normalise(raw, country)
    if phone.kind == "short":
        return phone.national
    if phone.country == "CN" and phone.kind == "mobile":
        return f"{phone.national[:3]}****{phone.national[-4:]}"
    if phone.country == "CN" and phone.kind == "landline":
        area = _AREA.match(phone.national) if phone.national.startswith("0") else None
        return f"{area[0] if area else phone.national[:3]}-****{phone.national[-4:]}"
    rest = phone.national or digits(raw)
    return "****" + (rest[-4:] if len(rest) >= 8 else rest[-2:] if len(rest) >= 5 else "")


def mask_email(email: str) -> str:
    """z***@x.com: the first letter and the domain."""
    name, at, domain = email.strip().rpartition("@")
    return f"{name[:1]}***@{domain}" if at and name else mask_half(email)


def mask_half(text: str) -> str:
    """The first half of an account name (WeChat and the like), the rest as stars."""
    text = text.strip()
    kept = len(text) // 2
    return text[:kept] + "*" * (len(text) - kept)
