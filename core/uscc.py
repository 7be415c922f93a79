"""Unified social credit codes 统一社会信用代码: 18 characters with a check character (GB 32100)."""

import unicodedata

from django.utils.translation import gettext as _

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # 31 characters: no I, O, S, V, Z
_WEIGHTS = [3**place % 31 for place in range(17)]


class InvalidUscc(ValueError):
    """Why a code is none: a slug for programs, a message in the reader's language for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


def clean(code: str) -> str:
    """The code in capitals, without spaces and hyphens; full-width characters become plain ones."""
    plain = unicodedata.normalize("NFKC", code).upper()
    return "".join(c for c in plain if not c.isspace() and c not in "-‐‑–—_")


def check_digit(first17: str) -> str:
    """The last character: (31 − Σ value × 3^place mod 31) mod 31."""
    total = sum(ALPHABET.index(c) * weight for c, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def validate(code: str) -> str:
    """The cleaned code. Raises InvalidUscc with reason length, letter, region or check."""
    cleaned = clean(code)
    if len(cleaned) != 18:
        raise InvalidUscc(
            "length", _("A credit code has 18 characters; this one has %(count)d.") % {"count": len(cleaned)}
        )
    illegal = "".join(dict.fromkeys(c for c in cleaned if c not in ALPHABET))
    if illegal:
        raise InvalidUscc(
            "letter",
            _("“%(letters)s” cannot occur in a credit code: digits and capitals without I, O, S, V, Z.")
            % {"letters": illegal},
        )
    if not cleaned[2:8].isdecimal():
        raise InvalidUscc("region", _("Characters 3 to 8 of a credit code are the digits of its region."))
    expected = check_digit(cleaned[:17])
    if cleaned[17] != expected:
        raise InvalidUscc(
            "check",
            _("The last character should be %(expected)s, not %(found)s: please compare the code again.")
            % {"expected": expected, "found": cleaned[17]},
        )
    return cleaned


def make(prefix17: str) -> str:
    """A valid code from its first 17 characters, for demonstration and test data."""
    return validate(prefix17 + check_digit(clean(prefix17)))
