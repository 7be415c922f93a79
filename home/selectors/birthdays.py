"""Birthdays of the coming days, solar and lunar, with the working days on which to prepare for them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from contacts.models import Contact
from core import clock, lunar, working_time

from .scope import Scope

DAYS = 14
LEADS = (7, 3)
SHOWN = 8


@dataclass(frozen=True)
class Birthday:
    """`prepare_on` is the next working day on which to act (gift, visit); None on the day itself."""

    contact: Contact
    on: date
    days_left: int
    label: str
    prepare_on: date | None

    @property
    def is_due(self) -> bool:
        return self.days_left == 0 or self.prepare_on == clock.today()


def coming(scope: Scope) -> tuple[list[Birthday], int]:
    """The next birthdays within reach, nearest first, and how many there are in all."""
    today = clock.today()
    keys = lunar.birthday_keys(today, today + timedelta(days=DAYS))
    people = _people(scope, keys)
    by_key = {(key.calendar, key.month, key.day, key.is_leap): key.on for key in reversed(keys)}
    days = working_time.workdays(today - timedelta(days=30), today + timedelta(days=DAYS))
    found = []
    for contact in people:
        is_leap = contact.is_leap_month and contact.birthday_calendar == Contact.Calendar.LUNAR
        key = (contact.birthday_calendar, contact.birth_month, contact.birth_day, is_leap)
        on = by_key.get(key)
        if on is not None:
            found.append(_birthday(contact, on, today, days))
    found.sort(key=lambda birthday: (birthday.on, birthday.contact.pinyin, birthday.contact.pk))
    return found[:SHOWN], len(found)


def _people(scope: Scope, keys: list[lunar.BirthdayKey]) -> Any:
    """One query over the index of month, day and calendar, whatever the number of keys."""
    wanted = Q(pk__in=[])
    for calendar, month, day in sorted({(key.calendar, key.month, key.day) for key in keys}):
        wanted |= Q(birthday_calendar=calendar, birth_month=month, birth_day=day)
    rows = Contact.objects.in_post().visible_to(scope.user).filter(wanted)
    narrowed = scope.visible_customers().values("pk")
    return rows.filter(customer__in=narrowed).select_related("customer")[:500]


def _birthday(contact: Contact, on: date, today: date, days: dict[date, bool]) -> Birthday:
    prepare = None
    for lead in LEADS:
        day = lunar.action_day(on - timedelta(days=lead), days.__getitem__)
        if day >= today:
            prepare = day
            break
    return Birthday(contact, on, (on - today).days, label(contact), prepare)


def label(contact: Contact) -> str:
    """八月十五 for a lunar day, empty for a solar one: its date says it already."""
    if contact.birthday_calendar != Contact.Calendar.LUNAR:
        return ""
    if contact.birth_month is None or contact.birth_day is None:
        return ""
    return lunar.LunarDate(contact.birth_month, contact.birth_day, contact.is_leap_month).label()
