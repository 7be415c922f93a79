"""Amounts written out so that nobody can alter them: 人民币大写 after the banking rules, and English words."""

from decimal import Decimal

from django.utils.translation import gettext as _

from .errors import DomainError
from .money import rounded

LIMIT = Decimal(10) ** 12
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ("", "thousand", "million", "billion")
# Currency → its name in Chinese and English, the hundredth part in Chinese and English.
NAMES = {
    "CNY": ("人民币", "RMB", "", "yuan", "fen"),
    "USD": ("美元", "US dollars", "美分", "US dollars", "cents"),
    "EUR": ("欧元", "euros", "欧分", "euros", "cents"),
}


def in_chinese(amount: Decimal, currency: str = "CNY", *, yuan: str = "元", whole: bool = False) -> str:
    """1,680.32 is 人民币壹仟陆佰捌拾元零叁角贰分. `yuan` is 元 or 圆; with `whole` 整 also stands after 角.

    Of another currency the name leads instead: 美元壹仟元整. Refuses amounts of 10¹² and more.
    """
    value = _checked(amount)
    lead = NAMES.get(currency, (currency,))[0]
    sign = "负" if value < 0 else ""
    cents = int(abs(value) * 100)
    units, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    text = f"{_chinese_integer(units)}{yuan}" if units else ""
    if not (jiao or fen):
        return f"{lead}{sign}{text or '零' + yuan}整"
    if units and (not jiao or units % 10 == 0):
        text += "零"
    if jiao:
        text += f"{DIGITS[jiao]}角"
    if fen:
        text += f"{DIGITS[fen]}分"
    elif whole:
        text += "整"
    return f"{lead}{sign}{text}"


def _chinese_integer(number: int) -> str:
    """In groups of four digits; one 零 for each gap, none before the end of a group."""
    text, is_gap = "", False
    groups = []
    while number:
        groups.append(number % 10_000)
        number //= 10_000
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            is_gap = bool(text)
            continue
        if text and (is_gap or group < 1000):
            text += "零"
        text += _four_digits(group) + GROUPS[place]
        is_gap = False
    return text


def _four_digits(group: int) -> str:
    text, is_gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if is_gap else "") + DIGITS[digit] + PLACES[place]
            is_gap = False
        elif text:
            is_gap = True
    return text


def in_english(amount: Decimal, currency: str = "CNY") -> str:
    """1,680.32 is “Say RMB one thousand six hundred and eighty yuan and 32 fen only”; refuses 10¹² and more."""
    value = _checked(amount)
    _zh, lead, _zh_cent, name, cent = NAMES.get(currency, (currency, currency, "", currency, "cents"))
    cents = int(abs(value) * 100)
    units, rest = divmod(cents, 100)
    sign = "minus " if value < 0 else ""
    before = f"{lead} " if currency == "CNY" else ""
    tail = f" and {rest:02d} {cent}" if rest else ""
    return f"Say {before}{sign}{_english_integer(units)} {name}{tail} only"


def _english_integer(number: int) -> str:
    if not number:
        return SMALL[0]
    parts, scale = [], 0
    while number:
        number, group = divmod(number, 1000)
        if group:
            words = _three_digits(group)
            # “one thousand and five”: a last group below a hundred is joined as spoken.
            joined = f"and {words}" if scale == 0 and group < 100 and number else words
            parts.append(f"{joined} {SCALES[scale]}".strip())
        scale += 1
    return " ".join(reversed(parts))


def _three_digits(group: int) -> str:
    hundreds, rest = divmod(group, 100)
    words = f"{SMALL[hundreds]} hundred" if hundreds else ""
    if not rest:
        return words
    if rest < 20:
        tail = SMALL[rest]
    else:
        tail = TENS[rest // 10] + (f"-{SMALL[rest % 10]}" if rest % 10 else "")
    return f"{words} and {tail}" if words else tail


def in_words(amount: Decimal, currency: str, language: str) -> str:
    """As a document in that language says the amount."""
    return in_chinese(amount, currency) if language.startswith("zh") else in_english(amount, currency)


def _checked(amount: Decimal) -> Decimal:
    value = rounded(amount)
    if not value.is_finite() or abs(value) >= LIMIT:
        raise DomainError(_("Amounts of 1,000,000,000,000 and more are not written in words."), "too_large")
    return value
