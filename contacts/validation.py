"""What a single value of a customer or a person must be like; forms, import and API ask the same functions.

Each returns the value as it is stored or raises DomainError with the field it belongs to.
"""

import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from core import clock, lunar, phones, uscc
from core.company_names import normalise as company_key
from core.errors import DomainError

AMOUNT_LIMIT = Decimal(10) ** 12
PHONES = ("mobile", "phone")
CHANNELS = ("mobile", "phone", "email", "wechat")


def clean_text(text: str) -> str:
    """One line: no invisible characters, no doubled or outer spaces; the signs themselves stay as typed."""
    if text.isprintable():
        return " ".join(text.split())
    visible = "".join(
        " " if c.isspace() else c for c in text if unicodedata.category(c) not in {"Cc", "Cf"} or c.isspace()
    )
    return " ".join(visible.split())


def clean_customer_name(name: str) -> str:
    name = clean_text(name)
    if not name:
        raise DomainError(_("Enter the customer's name."), code="required", field="name")
    if not company_key(name):
        raise DomainError(
            _("“%(name)s” holds no letter or digit. Enter the customer's full name.") % {"name": name},
            code="no_name",
            field="name",
        )
    return name


def clean_person_name(name: str) -> str:
    name = clean_text(name)
    if not any(c.isalpha() for c in name):
        raise DomainError(_("Enter the person's name."), code="required", field="name")
    return name


def clean_usci(code: str | None) -> str | None:
    if not code or not code.strip():
        return None
    try:
        return uscc.validate(code)
    except uscc.InvalidUscc as refusal:
        raise DomainError(refusal.message, code=f"usci_{refusal.reason}", field="usci")


def clean_phone(raw: str, country: str | None = "CN") -> str:
    """A known mobile number as digits, a foreign one with its country code; all else as typed, half-width."""
    text = clean_text(unicodedata.normalize("NFKC", raw or ""))
    if not text:
        return ""
    number = phones.normalise(text, country)
    if number.kind == "mobile" and not number.extension:
        return number.national if number.country == "CN" else number.e164 or text
    return text


def phone_warning(raw: str, country: str | None = "CN") -> str:
    """What to say about a number that is none of its country's; it is stored all the same."""
    if not raw or phones.normalise(raw, country).is_known:
        return ""
    return _("“%(number)s” is no known phone number; it was kept as typed.") % {"number": raw}


def phone_warnings(obj: Any, names: Iterable[str], country: str | None) -> list[str]:
    """What to say about the numbers in these fields of a record."""
    said = (phone_warning(getattr(obj, name), country or "CN") for name in names)
    return [warning for warning in said if warning]


def clean_email(text: str, field: str = "email") -> str:
    text = unicodedata.normalize("NFKC", clean_text(text or ""))
    if text:
        try:
            validate_email(text)
        except ValidationError:
            raise DomainError(
                _("“%(text)s” is no e-mail address.") % {"text": text}, code="email", field=field
            )
    return text


def check_not_future(day: date | None, field: str) -> date | None:
    if day is not None and day > clock.today():
        raise DomainError(
            _("%(day)s lies in the future. Enter today or an earlier day.") % {"day": day},
            code="future",
            field=field,
        )
    return day


def check_amount(amount: Decimal | None, field: str) -> Decimal | None:
    if amount is not None and not 0 <= amount < AMOUNT_LIMIT:
        raise DomainError(
            _("An amount in yuan lies between 0 and 1,000,000,000,000."), code="amount", field=field
        )
    return amount


def check_percentage(value: Decimal | None, field: str) -> Decimal | None:
    if value is not None and not 0 <= value <= 100:
        raise DomainError(_("A percentage lies between 0 and 100."), code="percentage", field=field)
    return value


def check_place(latitude: Decimal | None, longitude: Decimal | None) -> None:
    """Both degrees or neither, and a place on earth."""
    for field, value, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        if value is not None and not -most <= value <= most:
            raise DomainError(_("This is no position."), code="no_position", field=field)
    if (latitude is None) != (longitude is None):
        raise DomainError(
            _("A place has both a latitude and a longitude."),
            code="no_position",
            field="longitude" if longitude is None else "latitude",
        )


def check_channels(facts: dict[str, Any]) -> None:
    if not any((facts.get(name) or "").strip() for name in CHANNELS):
        raise DomainError(
            _("Enter at least one way to reach the person: mobile, phone, e-mail or WeChat."),
            code="no_channel",
            field="mobile",
        )


def check_birthday(
    year: int | None, month: int | None, day: int | None, calendar: str = "solar", is_leap: bool = False
) -> None:
    """Month and day come together and exist in their calendar; 29 February and lunar 30th days do exist."""
    if year is not None and not 1900 <= year <= clock.today().year:
        raise DomainError(
            _("The year of birth lies between 1900 and this year."), code="birth_year", field="birth_year"
        )
    if month is None and day is None:
        if is_leap:
            raise DomainError(_("Which month is the leap month?"), code="birth_month", field="birth_month")
        return
    if month is None or day is None:
        missing = "birth_month" if month is None else "birth_day"
        raise DomainError(_("A birthday needs both month and day."), code=missing, field=missing)
    if calendar == "lunar":
        _check_lunar(year, month, day, is_leap)
    else:
        _check_solar(year, month, day, is_leap)


def _check_solar(year: int | None, month: int, day: int, is_leap: bool) -> None:
    if is_leap:
        raise DomainError(
            _("Only the lunar calendar has leap months."), code="leap_month", field="is_leap_month"
        )
    try:
        born = date(year or 2000, month, day)
    except ValueError:
        raise DomainError(_("There is no such day."), code="birth_day", field="birth_day")
    if year is not None:
        check_not_future(born, "birth_day")


def _check_lunar(year: int | None, month: int, day: int, is_leap: bool) -> None:
    try:
        lunar.LunarDate(month, day, is_leap)
    except ValueError:
        raise DomainError(
            _("A lunar month has 29 or 30 days, a lunar year months 1 to 12."),
            code="birth_day",
            field="birth_day",
        )
    if is_leap and year is not None and lunar.leap_month(year) != month:
        raise DomainError(
            _("The lunar year %(year)d has no leap month %(month)d.") % {"year": year, "month": month},
            code="leap_month",
            field="is_leap_month",
        )
