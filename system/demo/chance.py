"""Randomness that never shifts: each row draws from a generator of its own, named by seed, entity and key."""

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.utils import timezone

from core import working_time

T = TypeVar("T")


class Chance:
    """The dice and the calendar of one demo run."""

    def __init__(self, seed: int, as_of: date) -> None:
        self.seed = seed
        self.as_of = as_of
        self._workdays = working_time.workdays(as_of - timedelta(days=460), as_of + timedelta(days=120))

    def of(self, entity: str, key: object) -> random.Random:
        return random.Random(f"{self.seed}:{entity}:{key}")  # noqa: S311  (a demo, not a secret)

    def workday(self, day: date, *, forward: bool = False) -> date:
        """`day` itself if it is worked, else the nearest worked day before (or after) it."""
        step = timedelta(days=1 if forward else -1)
        while not self._workdays.get(day, day.weekday() < 5):
            day += step
        return day

    def moment(self, day: date, rng: random.Random) -> datetime:
        """A moment in business hours of that day."""
        hour, minute = rng.choice([8, 9, 9, 10, 10, 11, 13, 14, 14, 15, 16, 17]), rng.randrange(60)
        if hour == 8:
            minute = 30 + minute // 2
        if hour == 17:
            minute //= 2
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def weighted(rng: random.Random, choices: Sequence[tuple[T, int]]) -> T:
    return rng.choices([choice for choice, _weight in choices], [weight for _choice, weight in choices])[0]


def full_name(rng: random.Random, surnames: str, given: Sequence[str]) -> str:
    return rng.choice(surnames.split()) + rng.choice(given)


def phone(number: int) -> str:
    """A fictional mobile number of the range 199-0000-xxxx, then 199-0001-xxxx …"""
    return f"199{number:08d}"


def pick(rng: random.Random, items: Sequence[Any], count: int) -> list[Any]:
    return rng.sample(list(items), min(count, len(items)))
