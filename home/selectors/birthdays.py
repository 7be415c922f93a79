"""Birthdays of the coming days, solar and lunar, with the working days on which to prepare for them."""

from collections import defaultdict
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
    by_key = {(key.calendar, key.month, key.day, key.is_leap): key.on for key in reversed(keys)}
    days = working_time.workdays(today - timedelta(days=30), today + timedelta(days=DAYS))
    celebrated = []
    for row in _candidates(scope, keys):
        is_leap = row.is_leap_month and row.birthday_calendar == Contact.Calendar.LUNAR
        on = by_key.get((row.birthday_calendar, row.birth_month, row.birth_day, is_leap))
        if on is not None:
            celebrated.append((on, row.pinyin, row.pk))
    celebrated.sort()
    people = _people([pk for _on, _pinyin, pk in celebrated[:SHOWN]])
    shown = [_birthday(people[pk], on, today, days) for on, _pinyin, pk in celebrated[:SHOWN]]
    return shown, len(celebrated)


def _candidates(scope: Scope, keys: list[lunar.BirthdayKey]) -> Any:
    """One query over the index of month, day and calendar, whatever the number of keys; hundreds of rows of a few
    columns, of which a handful is shown."""
    days = defaultdict(set)
    for key in keys:
        days[key.calendar, key.month].add(key.day)
    wanted = Q(pk__in=[])
    for (calendar, month), numbers in sorted(days.items()):
        wanted |= Q(birthday_calendar=calendar, birth_month=month, birth_day__in=sorted(numbers))
    rows = Contact.objects.in_post().visible_to(scope.user).filter(wanted)
    rows = rows.filter(customer__in=scope.visible_customers().values("pk"))
    columns = ("pk", "pinyin", "birthday_calendar", "birth_month", "birth_day", "is_leap_month")
    return rows.values_list(*columns, named=True)[:500]


def _people(ids: list[int]) -> dict[int, Contact]:
    """The people to be shown, whom the gate has let through already."""
    columns = ("name", "birthday_calendar", "birth_month", "birth_day", "is_leap_month")
    names = ("customer__name", "customer__short_name")
    rows = Contact.objects.alive().select_related("customer").only(*columns, *names)
    return {contact.pk: contact for contact in rows.filter(pk__in=ids)}


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
