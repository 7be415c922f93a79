"""Puts dictionaries, shifts, festivals, the calendar and the beat schedule into a new installation.

Everything is created if missing; what an administrator changed or removed is never overwritten.
"""

from datetime import time
from typing import Any

from core import clock, mail, schedule, working_time
from core.models import Festival, MailServer, WorkShift
from records import dictionaries

SHIFTS = [(time(8, 30), time(12, 0)), (time(13, 30), time(17, 30))]
FESTIVALS = [
    ("元旦", "solar", 1, 1),
    ("春节", "lunar", 1, 1),
    ("元宵节", "lunar", 1, 15),
    ("端午节", "lunar", 5, 5),
    ("海员日", "solar", 6, 25),
    ("航海日", "solar", 7, 11),
    ("中秋节", "lunar", 8, 15),
    ("重阳节", "lunar", 9, 9),
    ("国庆节", "solar", 10, 1),
]


def deliver_settings(**kwargs: Any) -> None:
    dictionaries.install()
    if not WorkShift.objects.exists():
        for start, end in SHIFTS:
            WorkShift.objects.create(starts_at=start, ends_at=end)
    if not Festival.objects.exists():
        Festival.objects.bulk_create(
            Festival(name=name, calendar=calendar, month=month, day=day)
            for name, calendar, month, day in FESTIVALS
        )
    if not working_time.is_published(clock.today().year):
        for year in (clock.today().year, clock.today().year + 1):
            working_time.import_year(year)
    MailServer.objects.get_or_create(pk=mail.ROW)
    schedule.install()
